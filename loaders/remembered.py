# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a feed was loaded the last time, as its source keeps it: by which loader, with which mapping; and its edits."""

from dataclasses import replace
from pathlib import PurePath

from graph.editing.voice import ORIGIN
from graph.errors import BadInput
from graph.model import Audience, Passage, Text, Visibility
from graph.nearest import nearest_word
from graph.selection import Cut, Selection
from graph.stores.protocol import Store
from loaders.loader import FEED, Said
from loaders.mapping.plain import without_comments
from loaders.options import Options

LOADED_BY, MAPPED_BY = "attribute:loader", "attribute:mapping"
"""Under what the source of a feed keeps how it was loaded."""
MOST = 1_000
"""Claims of a feed that are looked at for edits."""


def as_before(store: Store, feed: str, options: Options) -> Options:
    """These options, with what was not given as it was when the feed was loaded the last time.

    Raises:
        BadInput: there is no such feed.
    """
    loader, mapping = kept_of(store, source_of_feed(store, feed))
    return replace(
        options,
        feed=options.feed or feed,
        loader=options.loader or loader,
        mapping=options.mapping or mapping,
    )


def source_of_feed(store: Store, feed: str) -> str:
    """The id of the source that a feed is, by its key, by that id, or by its title if no other is called so.

    Raises:
        BadInput: there is none; with the nearest.
    """
    found = next((one for one in store.origins("", [feed, PurePath(feed).stem]) if one), "")
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


def kept_of(store: Store, feed: str) -> tuple[str, str]:
    """By which loader and with which mapping a feed was loaded the last time; "" for what it does not keep."""
    (record,) = store.view(Audience.INTERNAL).records([feed]) if feed else (None,)
    texts = [record.texts(name) if record else () for name in (LOADED_BY, MAPPED_BY)]
    loader, mapping = (found[0].text if found else "" for found in texts)
    return loader, mapping


def edits_of(store: Store, feed: str) -> tuple[int, ...]:
    """The revisions with edits that came back in a workbook: they are the editors' own, and stay without the feed.

    An edit may only have taken something away: so a workbook that says nothing itself has made edits wherever it came.
    """
    view, (editing,) = store.view(Audience.INTERNAL), store.origins("", [ORIGIN])
    ((claims, _),) = view.said_by([feed], Cut(first=MOST))
    edits = {claim.id: claim.entered for claim in claims if editing and claim.feed == editing}
    found = set(edits.values())
    (record,) = view.records([feed])
    is_book = record is not None and record.code("kind") == "spreadsheet"
    if is_book and all(claim.record == feed or claim.id in edits for claim in claims):
        found |= {claim.entered for claim in claims}
        revisions = store.revisions(Audience.INTERNAL)
        messages = {one.message for one in revisions if one.number in found}
        found |= {one.number for one in revisions if one.message in messages}
    return tuple(sorted(found))


def remembering(options: Options, store: Store, feed: str) -> tuple[Said, ...]:
    """What the feed's source keeps of how it was loaded, so that the next version can be loaded alike."""
    before = kept_of(store, feed)
    kept = ((LOADED_BY, options.loader or before[0]), (MAPPED_BY, without_comments(options.mapping or before[1])))
    passages = (Passage("import"),)
    return tuple(
        Said("source", FEED, name, Text(text), passages=passages, visibility=Visibility.INTERNAL)
        for name, text in kept
        if text
    )
