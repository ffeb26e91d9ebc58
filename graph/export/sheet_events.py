# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet of events: conferences, visits, decisions, deliveries, signings, meetings."""

from graph.export.column import Column, Sheet, Wording
from graph.export.shared_columns import ENDS, LAST, SAME, STARTS, TOPIC, by_language, descriptions, key, same

_TITLE = Wording("Ereignisse", "Events", "Події")
_ALSO = ("Ereignis", "Event", "Veranstaltungen", "Termine", "Подія", "Заходи")
_ADVICE = Wording(
    "Was geschah oder geschehen soll: Konferenzen, Besuche, Beschlüsse, Übergaben. Eine Zeile je Ereignis.",
    "What happened or is to happen: conferences, visits, decisions, deliveries. One row for each event.",
    "Що відбулося чи має відбутися: конференції, візити, рішення, передачі. По одному рядку на подію.",
)


def sheet() -> Sheet:
    """The sheet, headers not yet gathered."""
    return Sheet("events", "event", _TITLE, _ALSO, _ADVICE, _columns())


def _columns() -> tuple[Column, ...]:
    labels = by_language(
        "label",
        Wording("Name", "Name", "Назва"),
        advice=Wording("Wie das Ereignis heißt.", "What the event is called.", "Як називається подія."),
        also=("Bezeichnung", "Label", "Titel", "Title"),
        examples=(Wording("Besuch aus Beispielhausen", "Visit from Exampleville", "Візит із Прикладного"),),
    )
    return (
        _KEY,
        _KIND,
        *labels,
        STARTS,
        ENDS,
        *_JOINED,
        _COUNTRY,
        TOPIC,
        *_results(),
        _QUANTITY,
        *descriptions(),
        *LAST,
    )


def _results() -> tuple[Column, ...]:
    return by_language(
        "result",
        Wording("Ergebnis", "Result", "Результат"),
        advice=Wording(
            "Was dabei herauskam, etwa „einstimmig beschlossen“.",
            "What came of it, such as “adopted unanimously”.",
            "Чим завершилося, наприклад «ухвалено одностайно».",
        ),
        also=("Ausgang", "Outcome", "Підсумок"),
    )


_KEY = key(
    Wording("Beispiel: besuch", "Example: visit", "Приклад: візит"),
    advice=Wording(
        "Ein kurzes Wort für diese Zeile. Leer: Name und Beginn.",
        "A short word for this row. Empty: name and start.",
        "Коротке слово для цього рядка. Порожньо: назва й початок.",
    ),
)
_KIND = Column(
    "kind",
    Wording("Art", "Kind", "Вид"),
    property="kind",
    scheme="event_kinds",
    also=("Typ", "Type", "Тип"),
    advice=Wording("Aus der Liste.", "From the list.", "Зі списку."),
    examples=(same("visit"),),
    width=18,
)
_JOINED = (
    Column(
        "place",
        Wording("Ort", "Place", "Місце"),
        property="place",
        refers_to="stakeholder",
        also=("Veranstaltungsort", "Venue", "Location", "Місце проведення"),
        advice=Wording(
            "Stadt oder Einrichtung aus dem Blatt „Akteure“.",
            "City or institution from the sheet “Stakeholders”.",
            "Місто чи установа з аркуша «Суб’єкти співпраці».",
        ),
        examples=(Wording("Beispiel: musterstadt", "Example: sampletown", "Приклад: зразкове-місто"),),
        width=24,
    ),
    Column(
        "participant",
        Wording("Teilnehmer", "Participants", "Учасники"),
        property="participant",
        refers_to="stakeholder",
        with_role=True,
        many=True,
        also=("Teilnehmende", "Beteiligte", "Participant", "Attendees", "Учасник"),
        advice=Wording(
            "Akteure, mit der Rolle in Klammern: „hannover (Gastgeber); mykolajiw (Gast)“.",
            "Stakeholders, with the role in parentheses: “hannover (Host); mykolaiv (Visitor)”.",
            "Суб’єкти з роллю в дужках: «ганновер (Приймаюча сторона); миколаїв (Гість)».",
        ),
        examples=(
            Wording(
                "Beispiel: musterstadt (Gastgeber)",
                "Example: sampletown (Host)",
                "Приклад: зразкове-місто (Приймаюча сторона)",
            ),
        ),
        width=36,
    ),
    Column(
        "cooperation",
        Wording("Kooperationen", "Cooperations", "Співпраця"),
        property="cooperation",
        refers_to="cooperation",
        many=True,
        also=("Kooperation", "Cooperation", "Zusammenarbeit", "Partnerschaft", "Partnership", "Партнерство"),
        advice=Wording(
            "In deren Rahmen es stattfindet: Kennungen oder Namen aus dem Blatt „Kooperationen“.",
            "In whose course it takes place: keys or names from the sheet “Cooperations”.",
            "У межах якої співпраці: ідентифікатори або назви з аркуша «Співпраця».",
        ),
        examples=(Wording("Beispiel: partnerschaft", "Example: partnership", "Приклад: партнерство"),),
        width=26,
    ),
    Column(
        "part_of",
        Wording("Teil von", "Part of", "Частина події"),
        property="part_of",
        refers_to="event",
        also=("Übergeordnetes Ereignis", "Parent event", "Частина"),
        advice=Wording(
            "Größeres Ereignis, zu dem es gehört: Kennung oder Name.",
            "Larger event to which it belongs: key or name.",
            "Більша подія, до якої вона належить: ідентифікатор або назва.",
        ),
        in_template=False,
        width=22,
    ),
)
_COUNTRY = Column(
    "country",
    Wording("Länder", "Countries", "Країни"),
    property="country",
    scheme="countries",
    many=True,
    also=("Land", "Country", "Staat", "Країна"),
    advice=Wording(
        "Um welche Staaten es geht; mehrere mit Semikolon getrennt.",
        "Which countries it is about; several are separated by semicolons.",
        "Яких держав стосується; кілька розділяйте крапкою з комою.",
    ),
    examples=(same("DE; UA"),),
    width=20,
)
_QUANTITY = Column(
    "quantity",
    Wording("Menge", "Quantity", "Кількість"),
    property="quantity",
    many=True,
    also=("Anzahl", "Count", "Number", "Число"),
    advice=Wording(
        "Wie viel oder wie viele, die Einheit dahinter: „12“, „3.5 t“.",
        "How much or how many, the unit behind it: “12”, “3.5 t”.",
        "Скільки, одиниця після числа: «12», «3.5 t».",
    ),
    examples=(SAME,),
    width=12,
)
