# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""The times of dynamic graphs, in every way in which versions of GEXF write them."""

import pytest

from loaders.graphs.parts import Spell
from loaders.graphs.periods import merged
from loaders.graphs.times import NoDate, attribute_spells, in_words


@pytest.mark.parametrize(
    ("attributes", "spells"),
    [
        ({"start": "2001", "end": "2003-05"}, [Spell("2001", "2003-05")]),
        ({"start": "2001-02-28T10:00:00Z"}, [Spell("2001-02-28", "")]),
        ({"startopen": "2001-02-28", "endopen": "2001-03-02"}, [Spell("2001-03-01", "2001-03-01")]),
        ({"start": "1990", "endopen": "1995.0"}, [Spell("1990", "1994")]),
        ({"start": "-Infinity", "end": "2003"}, [Spell("", "2003")]),
        ({"timestamp": "2004"}, [Spell("2004", "2004")]),
        ({"timestamps": "<[2004, 2006]>"}, [Spell("2004", "2004"), Spell("2006", "2006")]),
        ({"intervals": "<[2001, 2003]; (2005, 2007)>"}, [Spell("2001", "2003"), Spell("2005", "2006")]),
        ({"endopen": "9999-12-31", "startopen": "9999-12-31"}, [Spell("9999-12-31", "9999-12-30")]),
        ({"id": "a"}, []),
    ],
)
def test_times_become_spells(attributes, spells):
    assert list(attribute_spells(attributes)) == spells


@pytest.mark.parametrize("time", ["0.5", "12", "2001-13", "2001-02-30", "1e3", "soon", "20010101", "99999"])
def test_a_time_that_is_no_date_is_none(time):
    with pytest.raises(NoDate):
        list(attribute_spells({"start": time}))


def test_times_that_are_no_dates_are_kept_as_they_stand():
    assert in_words({"intervals": "<[1, 2]>"}) == "<[1, 2]>"
    assert in_words({"end": "7"}) == "/7"
    assert not in_words({"id": "a"})


def test_spells_that_touch_are_one_and_an_open_one_takes_all():
    assert merged([Spell("2001", "2001"), Spell("2002", "2003")]) == [Spell("2001", "2003")]
    assert merged([Spell("2001", ""), Spell("2005", "2006")]) == [Spell("2001", "")]
    assert merged([Spell()]) == []
