# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a feed was loaded the last time, as its source keeps it: by which loader, with which mapping."""

from dataclasses import replace

from graph.errors import BadInput
from graph.model import Audience, Record
from graph.nearest import nearest_word
from graph.selection import Cut, Selection
from graph.stores.protocol import Store
from loaders.run import LOADED_BY, MAPPED_BY, Options


def as_before(store: Store, feed: str, options: Options) -> Options:
    """These options, with what was not given as it was when the feed was loaded the last time.

    Raises:
        BadInput: there is no such feed.
    """
    (record,) = store.view(Audience.INTERNAL).records([source_of_feed(store, feed)])
    return replace(
        options,
        feed=options.feed or feed,
        loader=options.loader or _kept(record, LOADED_BY),
        mapping=options.mapping or _kept(record, MAPPED_BY),
    )


def source_of_feed(store: Store, feed: str) -> str:
    """The id of the source that a feed is, by its key, by that id, or by its title if no other is called so.

    Raises:
        BadInput: there is none; with the nearest.
    """
    (found,) = store.origins("", [feed])
    view = store.view(Audience.INTERNAL)
    if found and view.shows([found])[0]:
        return found
    if feed.startswith("q-") and view.shows([feed])[0]:
        return feed
    called = view.named("source", feed)
    if len(called) == 1:
        return called[0]
    sources = [item.id for item in view.page(Selection("source"), Cut(first=100)).items]
    near = nearest_word(sources, f"q-{feed}")
    hint = f"Did you mean {near}?" if near else "Ask the service: { sources { nodes { id title { text } } } }"
    raise BadInput(f'There is no feed "{feed[:60]}" in the store.', hint)


def _kept(record: Record | None, name: str) -> str:
    texts = record.texts(name) if record else ()
    return texts[0].text if texts else ""
