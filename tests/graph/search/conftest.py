# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small world to search in, written by hand: a city, its bodies, its partners and their work."""

import pytest

from graph.selection import NameRow

# record | type | kind | lang | text; a blank record means: as in the line before
_WORLD = """
s-hannover | stakeholder | label | de | Hannover
 | stakeholder | label | en | Hannover
 | stakeholder | label | uk | Ганновер
 | stakeholder | alias | de | Landeshauptstadt Hannover
 | stakeholder | alias | en | Hanover
 | stakeholder | abbreviation | de | LHH
 | stakeholder | identifier |  | Q1715
s-mykolaiv | stakeholder | label | de | Mykolajiw
 | stakeholder | label | en | Mykolaiv
 | stakeholder | label | uk | Миколаїв
 | stakeholder | alias | de | Stadt Mykolajiw
 | stakeholder | former | en | Nikolaev
 | stakeholder | identifier |  | Q41572
 | stakeholder | identifier |  | UA48060150010035747
s-leibniz-universitaet-hannover | stakeholder | label | de | Leibniz Universität Hannover
 | stakeholder | label | uk | Ганноверський університет імені Лейбніца
 | stakeholder | alias | de | Uni Hannover
 | stakeholder | identifier |  | https://ror.org/0304hq317
s-ihk-hannover | stakeholder | label | de | Industrie- und Handelskammer Hannover
 | stakeholder | label | en | Hannover Chamber of Industry and Commerce
 | stakeholder | abbreviation | de | IHK Hannover
 | stakeholder | surface_form | de | Industrie-und Handelskammer Hannover
s-enercity | stakeholder | label | de | enercity
 | stakeholder | text | de | Kommunales Unternehmen für Strom, Wärme und Trinkwasser
s-hanova | stakeholder | label | de | hanova
s-land-niedersachsen | stakeholder | label | de | Land Niedersachsen
 | stakeholder | label | en | Lower Saxony
 | stakeholder | label | uk | Нижня Саксонія
s-hanover-helps | stakeholder | label | de | Hanover Helps e. V.
s-ukrainischer-verein | stakeholder | label | de | Ukrainischer Verein in Niedersachsen e. V.
s-rat | stakeholder | label | de | Rat der Landeshauptstadt Hannover
 | stakeholder | label | en | Hannover City Council
s-munich | stakeholder | label | de | München
s-posen | stakeholder | label | pl | Poznań
e-hannover-messe | event | label | de | Hannover Messe
c-wasser | cooperation | label | de | Wasserversorgung in Mykolajiw
 | cooperation | label | uk | Водопостачання в Миколаєві
c-solidarity | cooperation | label | de | Solidaritätspartnerschaft Hannover – Mykolajiw
 | cooperation | text | de | Zunächst standen Hilfslieferungen im Vordergrund, dann Wasser und Wohnungsbau.
n-goal | note | text | de | Die Trinkwasserversorgung soll wieder sicher sein.
"""


def _row(line: str, record: str) -> NameRow:
    named, record_type, kind, lang, text = (part.strip() for part in line.split("|"))
    return NameRow(named or record, record_type, kind, text, lang)


@pytest.fixture(scope="session")
def world() -> tuple[NameRow, ...]:
    """Every searchable text of the small world."""
    rows: list[NameRow] = []
    for line in _WORLD.strip().splitlines():
        rows.append(_row(line, rows[-1].record if rows else ""))
    return tuple(rows)
