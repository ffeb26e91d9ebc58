# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a large change remembers of what it wrote: keys with their places, records with their numbers."""

import numpy as np

from graph.stores.sqlite.bulk_keys import SLOTS, Keys
from graph.stores.sqlite.bulk_names import Ids, Numbers


def filled() -> Keys:
    """The keys 7, 14, 21, ... in runs of ten; the place of each is a hundred times its order."""
    keys = Keys()
    for start in range(1, 101, 10):
        run = range(start, start + 10)
        keys.add([7 * one for one in run], [100 * one for one in run], 10)
    return keys


def test_a_key_that_was_told_leads_to_its_place():
    assert filled().met(np.array([700, 7, 8, 350])) == {7: 100, 350: 5000, 700: 10000}


def test_a_key_with_the_mark_of_another_one_is_not_taken_for_it():
    assert filled().met(np.array([7 + SLOTS])) == {}


def test_a_place_that_moved_is_the_new_one():
    keys = filled()
    keys.move(14, -3)

    assert (keys[14], keys[21]) == (-3, 300)


def test_what_was_never_told_is_unmet():
    assert filled().unmet(np.array([6, 7, 700, 701, 7000])).tolist() == [True, False, False, True, True]
    assert Keys().unmet(np.array([7])).tolist() == [True]


def test_a_handle_leads_to_an_id_only_if_there_is_such_a_record_afterwards():
    numbers = Numbers(old=5)
    numbers.of["+known"] = numbers.take("s-known", 3)
    numbers.of["+new"] = numbers.make("s-new")

    assert dict(Ids(numbers, are_made=True)) == {"+known": "s-known", "+new": "s-new"}
    assert dict(Ids(numbers, are_made=False)) == {"+known": "s-known"}
    assert (numbers.is_made("s-new"), numbers.is_made("s-known")) == (True, False)
