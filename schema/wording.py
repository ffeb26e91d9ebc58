# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences for people who read no measures, in German, English and Ukrainian."""

from collections.abc import Mapping
from itertools import pairwise

from graph.ids import type_of
from graph.measures.paths import Path
from graph.model import Text, pick
from schema.scene import Scene
from schema.snapshots import Snapshot

_STEP: Mapping[str, str] = {
    "de": "{0} und {1} sind verbunden durch {2}.",
    "en": "{0} and {1} are connected through {2}.",
    "uk": "{0} і {1} пов’язані через {2}.",
}
_SAME: Mapping[str, str] = {
    "de": "{0} ist der Anfang und das Ziel.",
    "en": "{0} is both the beginning and the end.",
    "uk": "{0} — це і початок, і кінець.",
}
_QUOTED: Mapping[str, str] = {"de": "„{0}“", "en": "“{0}”", "uk": "«{0}»"}
_MORE: Mapping[str, str] = {"de": "{0} und {1} weitere", "en": "{0} and {1} more", "uk": "{0} та ще {1}"}


def path_sentence(snapshot: Snapshot, path: Path, languages: tuple[str, ...]) -> Text:
    """A path as a sentence for each hop, in the first of the languages that we speak."""
    lang = next((tag for tag in (*languages, "de") if tag in _STEP), "de")
    chain = (lang, *languages)
    names = [_label(snapshot.scene, snapshot.net.ids[node], chain) for node in path.nodes]
    if len(names) == 1:
        return Text(_SAME[lang].format(names[0]), lang)
    hops = [_tied_by(snapshot, pair, (lang, chain)) for pair in pairwise(path.nodes)]
    steps = (_STEP[lang].format(one, two, what) for (one, two), what in zip(pairwise(names), hops, strict=True))
    return Text(" ".join(steps), lang)


def _tied_by(snapshot: Snapshot, pair: tuple[int, int], tongue: tuple[str, tuple[str, ...]]) -> str:
    lang, chain = tongue
    names = [way.cooperation for way in snapshot.ways(pair)]
    words = [_label(snapshot.scene, name, chain) for name in names] or _tie_words(snapshot, pair, chain)
    if not words:
        return "–"
    first = _QUOTED[lang].format(words[0])
    return first if len(words) == 1 else _MORE[lang].format(first, len(words) - 1)


def _tie_words(snapshot: Snapshot, pair: tuple[int, int], chain: tuple[str, ...]) -> list[str]:
    found, scene = [], snapshot.scene
    for name in snapshot.ties(pair):
        record = scene.record(name)
        kind = getattr(record.key, "kind", "") if record else ""
        if kind:
            labels = scene.view.kinds.concept("tie_kinds", kind).labels
            found.append(_picked(tuple(Text(text, lang) for lang, text in labels.items()), chain))
    return found


def _label(scene: Scene, name: str, chain: tuple[str, ...]) -> str:
    if not type_of(name):
        labels = scene.view.kinds.concept("topics", name).labels
        return _picked(tuple(Text(text, lang) for lang, text in labels.items()), chain)
    record = scene.record(name)
    return (record and _picked(record.texts("label"), chain)) or name


def _picked(texts: tuple[Text, ...], chain: tuple[str, ...]) -> str:
    found = pick(texts, chain)
    return found.text if found else ""
