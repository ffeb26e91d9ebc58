# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheet of participations: who takes part in which cooperation, in which role, on whose side, when."""

from graph.export.column import Column, Sheet, Use, Wording
from graph.export.shared_columns import ENDS, LAST, SAME, STARTS, key, same

_TITLE = Wording("Beteiligungen", "Participations", "Участь")
_ALSO = ("Beteiligung", "Participation", "Teilnahme", "Teilnahmen", "Rollen", "Roles", "Ролі", "Учасники")
_ADVICE = Wording(
    "Wer an welcher Kooperation beteiligt ist. Eine Zeile je Akteur und Rolle; zwei Städte sind zwei Zeilen.",
    "Who takes part in which cooperation. One row for each stakeholder and role; two cities are two rows.",
    "Хто бере участь у якій співпраці. По рядку на суб’єкта й роль; два міста — це два рядки.",
)


def sheet() -> Sheet:
    """The sheet, headers not yet gathered."""
    return Sheet("participations", "participation", _TITLE, _ALSO, _ADVICE, _columns())


def _columns() -> tuple[Column, ...]:
    return (_KEY, *_JOINS, STARTS, ENDS, _STATUS, *LAST, *_NAMES)


_KEY = key(
    Wording("Beispiel: 1", "Example: 1", "Приклад: 1"),
    Wording("Beispiel: 2", "Example: 2", "Приклад: 2"),
    advice=Wording(
        "Bleibt leer: Kooperation, Akteur, Rolle und Seite sagen schon, welche Beteiligung gemeint ist.",
        "Leave it empty: cooperation, stakeholder, role and side already say which participation is meant.",
        "Залиште порожнім: співпраця, суб’єкт, роль і сторона вже вказують, про яку участь ідеться.",
    ),
)
_JOINS = (
    Column(
        "cooperation",
        Wording("Kooperation", "Cooperation", "Співпраця"),
        use=Use.JOIN,
        refers_to="cooperation",
        also=("Zusammenarbeit", "Partnerschaft", "Projekt", "Project", "Partnership", "Партнерство", "Проєкт"),
        advice=Wording(
            "Kennung oder Name aus dem Blatt „Kooperationen“.",
            "Key or name from the sheet “Cooperations”.",
            "Ідентифікатор або назва з аркуша «Співпраця».",
        ),
        examples=(
            Wording("Beispiel: partnerschaft", "Example: partnership", "Приклад: партнерство"),
            Wording("Beispiel: projekt", "Example: project", "Приклад: проєкт"),
        ),
        width=30,
    ),
    Column(
        "stakeholder",
        Wording("Akteur", "Stakeholder", "Суб’єкт співпраці"),
        use=Use.JOIN,
        refers_to="stakeholder",
        also=("Partner", "Organisation", "Beteiligte", "Beteiligter", "Суб’єкт", "Партнер", "Організація", "Учасник"),
        advice=Wording(
            "Kennung oder Name aus dem Blatt „Akteure“.",
            "Key or name from the sheet “Stakeholders”.",
            "Ідентифікатор або назва з аркуша «Суб’єкти співпраці».",
        ),
        examples=(
            Wording("Beispiel: musterstadt", "Example: sampletown", "Приклад: зразкове-місто"),
            Wording("Beispiel: stadtwerke", "Example: utility", "Приклад: водоканал"),
        ),
        width=30,
    ),
    Column(
        "role",
        Wording("Rolle", "Role", "Роль"),
        use=Use.JOIN,
        scheme="roles",
        also=("Funktion", "Function", "Функція"),
        advice=Wording(
            "Aus der Liste: Seite für jede Stadt einer Partnerschaft, sonst Partner, Förderer und so weiter.",
            "From the list: party for each city of a partnership, else partner, funder and so on.",
            "Зі списку: сторона для кожного міста партнерства, інакше партнер, фінансувач тощо.",
        ),
        examples=(same("party"), same("partner")),
        width=20,
    ),
    Column(
        "side",
        Wording("Auf der Seite von", "On the side of", "На боці"),
        use=Use.JOIN,
        refers_to="stakeholder",
        also=("Seite von", "Side", "Aufseiten von", "Сторона"),
        advice=Wording(
            "Mit welcher Seite der Akteur beteiligt ist. Leer: mit allen.",
            "With which party the stakeholder takes part. Empty: with all of them.",
            "З якою стороною суб’єкт бере участь. Порожньо: з усіма.",
        ),
        examples=(SAME, Wording("Beispiel: musterstadt", "Example: sampletown", "Приклад: зразкове-місто")),
        width=26,
    ),
    Column(
        "spell",
        Wording("Zeitabschnitt", "Spell", "Проміжок часу"),
        use=Use.JOIN,
        also=("Abschnitt", "Period", "Період"),
        advice=Wording(
            "Nur wo jemand mit Unterbrechung beteiligt war: ein Wort je Abschnitt.",
            "Only where someone took part with a break: a word for each spell.",
            "Лише якщо хтось брав участь із перервою: слово на кожен проміжок.",
        ),
        in_template=False,
        width=14,
    ),
)
_STATUS = Column(
    "status",
    Wording("Stand", "Status", "Стан"),
    property="status",
    scheme="statuses",
    also=("State", "Статус"),
    advice=Wording(
        "Nur wo er sich von dem der Kooperation unterscheidet.",
        "Only where it differs from the cooperation's.",
        "Лише якщо відрізняється від стану співпраці.",
    ),
    width=14,
)


def _name(code: str, header: Wording) -> Column:
    advice = Wording(
        "Nur zur Ansicht; wird nicht gelesen.",
        "For the eye only; it is not read.",
        "Лише для перегляду; не зчитується.",
    )
    return Column(f"{code}.name", header, use=Use.SHOWN, refers_to=code, advice=advice, width=30, in_template=False)


_NAMES = (
    _name("cooperation", Wording("Name der Kooperation", "Name of the cooperation", "Назва співпраці")),
    _name("stakeholder", Wording("Name des Akteurs", "Name of the stakeholder", "Назва суб’єкта")),
)
