# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sentences for people who read no measures, in German, English and Ukrainian."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TypeAlias

from graph.ids import type_of
from graph.measures.paths import Path
from graph.model import Text, TieKey, pick
from graph.network import Mode
from graph.selection import Projection
from schema.scene import Scene
from schema.snapshots import Snapshot

Tongue: TypeAlias = tuple[str, tuple[str, ...]]
"""The language of a sentence, and the languages in which names are looked for."""
_STEP: Mapping[str, str] = {
    "de": "{0} und {1} sind verbunden durch {2}.",
    "en": "{0} and {1} are connected through {2}.",
    "uk": "{0} і {1} пов’язані через {2}.",
}
_PART: Mapping[str, str] = {
    "de": "{0} nimmt teil an „{1}“.",
    "en": "{0} takes part in “{1}”.",
    "uk": "{0} бере участь у «{1}».",
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
    spoken = pick(tuple(Text(words, tag) for tag, words in _STEP.items()), languages)
    lang = spoken.lang if spoken else "de"
    tongue = (lang, (lang, *languages))
    if len(path.nodes) == 1:
        return Text(_SAME[lang].format(_node(snapshot, path.nodes[0], tongue)), lang)
    return Text(" ".join(_step(snapshot, pair, tongue) for pair in pairwise(path.nodes)), lang)


def _step(snapshot: Snapshot, pair: tuple[int, int], tongue: Tongue) -> str:
    ends = [_node(snapshot, node, tongue) for node in pair]
    if snapshot.projection is Projection.TWO_MODE:
        is_turned = snapshot.net.mode(pair[0]) is not Mode.ACTOR
        return _PART[tongue[0]].format(*(reversed(ends) if is_turned else ends))
    if snapshot.projection is Projection.STRUCTURE:
        return _tie(snapshot, pair, tongue)
    return _STEP[tongue[0]].format(*ends, _tied_by(snapshot, pair, tongue))


def _tied_by(snapshot: Snapshot, pair: tuple[int, int], tongue: Tongue) -> str:
    words = [_label(snapshot.scene, way.cooperation, tongue[1]) for way in snapshot.ways(pair)]
    first, others = _QUOTED[tongue[0]].format(words[0]), len(words) - 1
    return _MORE[tongue[0]].format(first, others) if others else first


def _tie(snapshot: Snapshot, pair: tuple[int, int], tongue: Tongue) -> str:
    """What the first tie says, read from its subject: the waterworks belong to the town."""
    scene = snapshot.scene
    record = scene.record(snapshot.ties(pair)[0])
    assert record is not None
    assert isinstance(record.key, TieKey)
    words = scene.view.kinds.tie(record.key.kind).from_subject
    says = _picked(tuple(Text(text, lang) for lang, text in words.items()), tongue[1])
    subject, target = (_label(scene, name, tongue[1]) for name in (record.key.subject, record.key.object))
    return f"{subject} {says} {target}."


def _node(snapshot: Snapshot, node: int, tongue: Tongue) -> str:
    return _label(snapshot.scene, snapshot.net.ids[node], tongue[1])


def _label(scene: Scene, name: str, chain: tuple[str, ...]) -> str:
    if not type_of(name):
        labels = scene.view.kinds.concept("topics", name).labels
        return _picked(tuple(Text(text, lang) for lang, text in labels.items()), chain)
    record = scene.record(name)
    return (record and _picked(record.texts("label"), chain)) or name


def _picked(texts: tuple[Text, ...], chain: tuple[str, ...]) -> str:
    found = pick(texts, chain)
    return found.text if found else ""
