# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet of stakeholders: cities, companies, universities, associations, authorities, groups and persons."""

from dataclasses import replace

from graph.export.column import Choice, Column, Sheet, Wording
from graph.export.shared_columns import ENDS, LAST, SAME, STARTS, by_language, descriptions, key, same

_TITLE = Wording("Akteure", "Stakeholders", "Суб’єкти співпраці")
_ALSO = (
    "Stakeholder",
    "Akteur",
    "Beteiligte",
    "Partner",
    "Partners",
    "Organisationen",
    "Organisations",
    "Партнери",
    "Суб'єкти",
    "Організації",
)
_ADVICE = Wording(
    "Wer zusammenarbeitet: Städte, Unternehmen, Hochschulen, Vereine, Behörden, Personen. Eine Zeile je Akteur.",
    "Who works together: cities, companies, universities, associations, authorities, persons. One row each.",
    "Хто співпрацює: міста, підприємства, університети, товариства, органи влади, особи. По одному рядку.",
)


def sheet() -> Sheet:
    """The sheet, headers not yet gathered."""
    return Sheet("stakeholders", "stakeholder", _TITLE, _ALSO, _ADVICE, _columns())


def _columns() -> tuple[Column, ...]:
    return (
        _KEY,
        _KIND,
        *_names(),
        _LEVEL,
        _COUNTRY,
        _IDENTIFIER,
        _URL,
        _CONTACT,
        *descriptions(),
        *_REST,
        *(replace(column, examples=()) for column in (STARTS, ENDS)),
        *LAST,
    )


def _names() -> tuple[Column, ...]:
    labels = by_language(
        "label",
        Wording("Name", "Name", "Назва"),
        advice=Wording(
            "Wie der Akteur in dieser Sprache heißt. Ein Name in einer Sprache genügt.",
            "What the stakeholder is called in this language. A name in one language is enough.",
            "Як суб’єкт називається цією мовою. Достатньо назви однією мовою.",
        ),
        also=("Bezeichnung", "Label", "Titel", "Title"),
        examples=(
            Wording("Musterstadt", "Sampletown", "Зразкове місто"),
            Wording("Stadtwerke Musterstadt GmbH", "Sampletown Utility", "Водоканал Зразкового міста"),
        ),
    )
    aliases = by_language(
        "alias",
        Wording("Weitere Namen", "Other names", "Інші назви"),
        advice=Wording(
            "Frühere Namen, andere Schreibweisen; mehrere mit Semikolon getrennt. Damit wird der Akteur wiedererkannt.",
            "Former names, other spellings; several are separated by semicolons. By them it is recognised.",
            "Колишні назви, інші написання; кілька розділяйте крапкою з комою. За ними суб’єкта впізнають.",
        ),
        also=("Alias", "Aliase", "Aliases", "Anderer Name", "Andere Namen", "Synonyme", "Інша назва"),
        many=True,
        examples=(Wording("Stadt Musterstadt", "City of Sampletown", "Місто Зразкове"),),
    )
    return (*labels, _ABBREVIATION, *aliases)


_KEY = key(
    Wording("Beispiel: musterstadt", "Example: sampletown", "Приклад: зразкове-місто"),
    Wording("Beispiel: stadtwerke", "Example: utility", "Приклад: водоканал"),
    advice=Wording(
        "Kurzes Wort, unter dem andere Blätter die Zeile nennen. Leer: der Name. Nach dem ersten Laden nicht ändern.",
        "A short word by which other sheets name this row. Empty: the name. Do not change it once it was loaded.",
        "Коротке слово, яким рядок називають інші аркуші. Порожньо: назва. Не змінюйте після завантаження.",
    ),
)
_KIND = Column(
    "kind",
    Wording("Art", "Kind", "Вид"),
    property="kind",
    scheme="stakeholder_kinds",
    also=("Typ", "Type", "Kategorie", "Category", "Тип", "Категорія"),
    advice=Wording(
        "Was für ein Akteur es ist, aus der Liste.",
        "What sort of stakeholder it is, from the list.",
        "Який це суб’єкт, зі списку.",
    ),
    examples=(same("municipality"), same("municipal_company")),
    width=24,
)
_ABBREVIATION = Column(
    "abbreviation",
    Wording("Abkürzung", "Abbreviation", "Скорочення"),
    property="abbreviation",
    by_language=True,
    many=True,
    also=("Abkürzungen", "Kürzel", "Kurzname", "Abbreviations", "Acronym", "Short name", "Абревіатура"),
    advice=Wording(
        "Kurzform des Namens, etwa IHK.", "Short form of the name, such as UN.", "Скорочена назва, наприклад ООН."
    ),
    width=14,
)
_LEVEL = Column(
    "level",
    Wording("Ebene", "Level", "Рівень"),
    property="level",
    scheme="levels",
    also=("Staatliche Ebene", "Level of government", "Рівень влади"),
    advice=Wording(
        "Staatliche Ebene. Leer: wie es zur Art gehört.",
        "Level of government. Empty: as it goes with the kind.",
        "Рівень влади. Порожньо: як відповідає виду.",
    ),
    width=16,
)
_COUNTRY = Column(
    "country",
    Wording("Land", "Country", "Країна"),
    property="country",
    scheme="countries",
    also=("Staat", "Länderkürzel", "Country code", "Nation", "Держава"),
    advice=Wording(
        "Aus der Liste, oder als Kürzel: DE, UA.",
        "From the list, or as a code: DE, UA.",
        "Зі списку або кодом: DE, UA.",
    ),
    examples=(same("DE"), same("DE")),
    width=16,
)
_IDENTIFIER = Column(
    "identifier",
    Wording("Registerkennungen", "Register identifiers", "Коди в реєстрах"),
    property="identifier",
    many=True,
    also=("Registerkennung", "Identifiers", "Identifier", "Register identifier", "Код у реєстрі", "Ідентифікатори"),
    advice=Wording(
        "Register und Nummer: „wikidata:Q1715“; mehrere mit Semikolon getrennt. Daran wird der Akteur wiedererkannt.",
        "Register and number: “wikidata:Q1715”; several are separated by semicolons. By them it is surely recognised.",
        "Реєстр і номер: «wikidata:Q1715»; кілька розділяйте крапкою з комою. За ними суб’єкта точно впізнають.",
    ),
    width=26,
)
_URL = Column(
    "url",
    Wording("Webadresse", "Web address", "Вебадреса"),
    property="url",
    many=True,
    also=(
        "Webadressen",
        "Web addresses",
        "URL",
        "URLs",
        "Website",
        "Webseite",
        "Homepage",
        "Link",
        "Сайт",
        "Посилання",
    ),
    advice=Wording("Beginnt mit https://.", "Begins with https://.", "Починається з https://."),
    examples=(same("https://www.example.org"), SAME),
    width=28,
)
_CONTACT = Column(
    "contact",
    Wording("Kontakt", "Contact", "Контакт"),
    property="contact",
    many=True,
    also=(
        "Kontakte",
        "Contacts",
        "E-Mail",
        "Mail",
        "Email",
        "Telefon",
        "Phone",
        "Ansprechpartner",
        "Телефон",
        "Ел. пошта",
    ),
    advice=Wording(
        "Dienstliche E-Mail, Telefonnummer oder Funktion; nur für die Verwaltung sichtbar.",
        "Official e-mail, telephone number or function; seen by staff only.",
        "Службова електронна адреса, телефон або посада; бачить лише адміністрація.",
    ),
    examples=(same("international@example.org"), SAME),
    width=28,
)
_REST = (
    Column(
        "point",
        Wording("Lage", "Location", "Розташування"),
        property="point",
        also=("Koordinaten", "Coordinates", "Geo", "Координати"),
        advice=Wording(
            "Breite und Länge in Grad: 52.37, 9.73.",
            "Latitude and longitude in degrees: 52.37, 9.73.",
            "Широта й довгота в градусах: 52.37, 9.73.",
        ),
        in_template=False,
    ),
    Column(
        "point.latitude",
        Wording("Breitengrad", "Latitude", "Широта"),
        property="point",
        part="latitude",
        also=("Breite", "Lat", "Geografische Breite"),
        in_template=False,
    ),
    Column(
        "point.longitude",
        Wording("Längengrad", "Longitude", "Довгота"),
        property="point",
        part="longitude",
        also=("Länge", "Lon", "Lng", "Long", "Geografische Länge"),
        in_template=False,
    ),
    Column(
        "named",
        Wording("Namentlich bekannt", "Named", "Названо"),
        property="named",
        choices=(Choice("1", Wording("ja", "yes", "так")), Choice("0", Wording("nein", "no", "ні"))),
        advice=Wording(
            "„nein“ bei einer Gruppe, die die Quelle ungenannt lässt.",
            "“no” for a group that the source leaves unnamed.",
            "«ні» для групи, яку джерело не називає.",
        ),
        in_template=False,
    ),
)
