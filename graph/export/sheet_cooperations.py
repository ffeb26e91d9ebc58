# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet of cooperations: what stakeholders do together; who takes part stands in the sheet of participations."""

from graph.export.column import Column, Sheet, Wording
from graph.export.shared_columns import ENDS, LAST, STARTS, TOPIC, by_language, descriptions, key, same

_TITLE = Wording("Kooperationen", "Cooperations", "Співпраця")
_ALSO = (
    "Kooperation",
    "Cooperation",
    "Zusammenarbeit",
    "Partnerschaften",
    "Partnerships",
    "Projekte",
    "Projects",
    "Партнерства",
    "Проєкти",
)
_ADVICE = Wording(
    "Was gemeinsam geschieht: Städtepartnerschaften, Projekte, Förderungen, Kontakte. Eine Zeile je Kooperation.",
    "What is done together: twinnings, projects, funding, contacts. One row for each cooperation.",
    "Що роблять разом: побратимство, проєкти, фінансування, контакти. По одному рядку на співпрацю.",
)


def sheet() -> Sheet:
    """The sheet, headers not yet gathered."""
    return Sheet("cooperations", "cooperation", _TITLE, _ALSO, _ADVICE, _columns())


def _columns() -> tuple[Column, ...]:
    labels = by_language(
        "label",
        Wording("Name", "Name", "Назва"),
        advice=Wording("Wie die Kooperation heißt.", "What the cooperation is called.", "Як називається співпраця."),
        also=("Bezeichnung", "Label", "Titel", "Title"),
        examples=(
            Wording(
                "Partnerschaft Musterstadt – Beispielhausen",
                "Partnership Sampletown – Exampleville",
                "Партнерство Зразкове – Прикладне",
            ),
            Wording("Sauberes Wasser", "Clean water", "Чиста вода"),
        ),
    )
    return (
        _KEY,
        _KIND,
        *labels,
        _STATUS,
        _FORMALITY,
        STARTS,
        ENDS,
        TOPIC,
        _INSTRUMENT,
        *_FUNDING,
        *descriptions(),
        *_FIGURES,
        *LAST,
    )


_KEY = key(
    Wording("Beispiel: partnerschaft", "Example: partnership", "Приклад: партнерство"),
    Wording("Beispiel: projekt", "Example: project", "Приклад: проєкт"),
    advice=Wording(
        "Ein kurzes Wort, unter dem das Blatt „Beteiligungen“ diese Zeile nennt. Leer: der Name.",
        "A short word by which the sheet “Participations” names this row. Empty: the name.",
        "Коротке слово, яким аркуш «Участь» посилається на цей рядок. Порожньо: назва.",
    ),
)
_KIND = Column(
    "kind",
    Wording("Art", "Kind", "Вид"),
    property="kind",
    scheme="cooperation_kinds",
    also=("Typ", "Type", "Тип", "Kategorie", "Category", "Категорія"),
    advice=Wording("Aus der Liste.", "From the list.", "Зі списку."),
    examples=(same("solidarity_partnership"), same("project_partnership")),
    width=26,
)
_STATUS = Column(
    "status",
    Wording("Stand", "Status", "Стан"),
    property="status",
    scheme="statuses",
    also=("State", "Статус"),
    advice=Wording(
        "Ob sie geplant ist, läuft, ruht oder beendet ist.",
        "Whether it is planned, active, paused or ended.",
        "Заплановано, триває, призупинено чи завершено.",
    ),
    examples=(same("active"), same("ended")),
    width=14,
)
_FORMALITY = Column(
    "formality",
    Wording("Förmlichkeit", "Formality", "Офіційність"),
    property="formality",
    scheme="formalities",
    also=("Grundlage", "Basis", "Підстава"),
    advice=Wording("Worauf sie beruht.", "What it rests on.", "На чому вона ґрунтується."),
    examples=(same("council_decision"), same("agreement")),
    width=18,
)
_INSTRUMENT = Column(
    "instrument",
    Wording("Instrumente", "Instruments", "Інструменти"),
    property="instrument",
    scheme="instruments",
    many=True,
    also=("Instrument", "Інструмент", "Maßnahmen", "Measures", "Заходи"),
    advice=Wording(
        "Mittel der Zusammenarbeit; mehrere mit Semikolon getrennt.",
        "Means of working together; several are separated by semicolons.",
        "Засоби співпраці; кілька розділяйте крапкою з комою.",
    ),
    width=26,
)
_FUNDING = (
    Column(
        "funding.amount",
        Wording("Förderbetrag", "Funding amount", "Сума коштів"),
        property="funding",
        part="amount",
        many=True,
        also=("Betrag", "Summe", "Mittel", "Budget", "Fördersumme", "Amount", "Funding", "Сума", "Кошти", "Бюджет"),
        advice=Wording(
            "Betrag ohne Währung. Mehrere mit Semikolon getrennt; Währung und Jahr dann in derselben Reihenfolge.",
            "Amount without currency. Several are separated by semicolons; currency and year then in the same order.",
            "Сума без валюти. Кілька розділяйте крапкою з комою; валюту й рік — у тому самому порядку.",
        ),
        examples=(same(""), same("25000; 30000")),
        width=16,
    ),
    Column(
        "funding.currency",
        Wording("Währung", "Currency", "Валюта"),
        property="funding",
        part="currency",
        many=True,
        also=("Currency code", "Код валюти"),
        advice=Wording(
            "Drei Buchstaben: EUR, UAH. Eine gilt für alle Beträge der Zelle.",
            "Three letters: EUR, UAH. One goes for all amounts of the cell.",
            "Три літери: EUR, UAH. Одна діє для всіх сум клітинки.",
        ),
        examples=(same(""), same("EUR")),
        width=11,
    ),
    Column(
        "funding.year",
        Wording("Förderjahr", "Funding year", "Рік фінансування"),
        property="funding",
        part="year",
        many=True,
        also=("Haushaltsjahr", "Jahr", "Year", "Budget year", "Рік"),
        advice=Wording("Das Jahr des Betrags.", "The year of the amount.", "Рік, якого стосується сума."),
        examples=(same(""), same("2022; 2023")),
        width=12,
    ),
)
_FIGURES = (
    Column(
        "weight",
        Wording("Gewicht", "Weight", "Вага"),
        property="weight",
        also=("Stärke", "Strength", "Сила"),
        advice=Wording(
            "Stärke der Verbindung im Netz; leer: 1.",
            "Strength of the link; empty: 1.",
            "Сила зв’язку в мережі; порожньо: 1.",
        ),
        in_template=False,
        width=10,
    ),
    Column(
        "distance",
        Wording("Entfernung in km", "Distance in km", "Відстань у км"),
        property="distance",
        also=("Entfernung", "Distance", "Distanz", "Відстань"),
        advice=Wording("Angegebene Entfernung.", "Stated distance.", "Зазначена відстань."),
        in_template=False,
        width=12,
    ),
)
