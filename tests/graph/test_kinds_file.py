# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a vocabulary file is named with its line; another city's file loads through the same door."""

from pathlib import Path

import pytest

from graph.errors import KindsError
from graph.kinds import Kinds, load_kinds

SMALL = """\
identifier_schemes:
  sdg:
    label: {de: Ziel, en: Goal, uk: Ціль}
    url: https://example.org/{value}
    pattern: '[0-9]+'
    of: [concepts]
stakeholder_kinds:
  body: {label: {de: K, en: B, uk: О}, definition: {de: K., en: B., uk: О.}, family: body, level: local}
  guild:
    label: {de: Zunft, en: Guild, uk: Цех}
    definition: {de: Z., en: G., uk: Ц.}
    broader: [body]
    family: body
    visibility: internal
levels:
  local: {label: {de: L, en: L, uk: М}, definition: {de: L., en: L., uk: М.}}
cooperation_kinds:
  pact: {label: {de: P, en: P, uk: П}, definition: {de: P., en: P., uk: П.}}
formalities: {}
statuses: {}
roles:
  member:
    label: {de: M, en: M, uk: Ч}
    definition: {de: M., en: M., uk: Ч.}
    in: [cooperations]
    ties_parties: true
    stakeholder_kinds: [body]
    from_stakeholder: {de: in, en: in, uk: в}
    from_cooperation: {de: hat, en: has, uk: має}
tie_kinds:
  under:
    label: {de: U, en: U, uk: П}
    definition: {de: U., en: U., uk: П.}
    object_kinds: [guild]
    from_subject: {de: unter, en: under, uk: під}
    from_object: {de: über, en: above, uk: над}
event_kinds: {}
note_kinds: {}
source_kinds: {}
topics:
  salt: {label: {de: Salz, en: Salt, uk: Сіль}, definition: {de: S., en: S., uk: С.}, broader: [trade], sdg: ['1']}
  trade: {label: {de: Handel, en: Trade, uk: Торгівля}, definition: {de: H., en: T., uk: Т.}, sdg: ['2']}
instruments: {}
properties:
  kind:
    label: {de: Art, en: Kind, uk: Вид}
    definition: {de: A., en: K., uk: В.}
    type: concept
    on:
      stakeholder: {scheme: stakeholder_kinds}
  label:
    label: {de: Name, en: Name, uk: Назва}
    definition: {de: N., en: N., uk: Н.}
    type: text
    per_language: true
    on: [stakeholder]
"""


def load(content: str | bytes, folder: Path) -> Kinds:
    path = folder / "small.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return load_kinds(path)


def test_the_vocabulary_of_an_invented_city_loads(tmp_path: Path) -> None:
    kinds = load(SMALL, tmp_path)

    assert [kind.code for kind in kinds.concepts("stakeholder_kinds")] == ["body", "guild"]
    assert kinds.role("member").stakeholder_kinds == {"body", "guild"}
    assert kinds.tie("under").object_kinds == {"guild"}
    assert kinds.stakeholder_kind("body").default_level == "local"
    assert kinds.concept("topics", "salt").matches[0].url == "https://example.org/1"


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("de: Ziel, en", "en", 3, '"de" is missing'),
        ("{value}", "", 4, "lacks {value}"),
        ("'[0-9]+'", "'[0-9'", 5, "not a regular expression"),
        ("of: [concepts]", "of: [things]", 6, '"things" is not allowed here'),
        ("of: [concepts]", "of: concepts", 6, "a list is expected"),
        (", uk: О}, definition", "}, definition", 8, '"uk" is missing'),
        ("level: local", "level: lokal", 8, '"lokal" does not exist'),
        ("  guild:", "  body:", 9, "stands twice, first on line 8"),
        ("  guild:", "  Guild:", 9, "small letters"),
        ("de: Zunft", "fr: Z", 10, "unknown key"),
        ("uk: Цех", "uk: ''", 10, "a text is expected"),
        ("    definition: {de: Z., en: G., uk: Ц.}\n", "", 9, '"definition" is missing'),
        ("broader: [body]", "broader: [bdy]", 12, '"bdy" does not exist'),
        ("broader: [body]", "broader: [guild]", 12, "circular"),
        ("broader: [body]", "colour: [body]", 12, "unknown key"),
        ("    family: body\n", "", 9, '"family" is missing'),
        ("visibility: internal", "visibility: secret", 14, '"secret" is not allowed here'),
        ("levels:", "layers:", 15, "unknown key"),
        ("formalities: {}\n", "", 1, '"formalities" is missing'),
        ("formalities: {}", "formalities: none", 19, "keys with values are expected"),
        ("in: [cooperations]", "in: [meetings]", 25, '"meetings" is not allowed here'),
        ("ties_parties: true", "ties_parties: maybe", 26, "true or false is expected"),
        ("stakeholder_kinds: [body]", "stakeholder_kinds: [boddy]", 27, '"boddy" does not exist'),
        ("object_kinds: [guild]", "object_kinds: [club]", 34, '"club" does not exist'),
        ("    from_object: {de: über, en: above, uk: над}\n", "", 31, '"from_object" is missing'),
        ("sdg: ['1']", "sdg: [one]", 41, "not written as codes of sdg are"),
        ("sdg: ['2']", "sdg: ['1']", 42, "already matched on line 41"),
        ("sdg: ['2']", "broader: [salt]", 41, "circular"),
        ("type: concept", "type: conzept", 48, '"conzept" is not allowed here'),
        ("type: concept", "type: text", 50, "only a concept can say this"),
        ("stakeholder: {scheme: stakeholder_kinds}", "stakeholder: {}", 48, 'needs its "scheme"'),
        ("stakeholder: {scheme: stakeholder_kinds}", "guild: {}", 50, '"guild" is no record type'),
        ("stakeholder: {scheme: stakeholder_kinds}", "stakeholder: {scheme: sorts}", 50, '"sorts" is not allowed here'),
        ("    type: text\n", "", 51, '"type" is missing'),
        ("type: text", "type: number", 55, "only a text can say this"),
        ("on: [stakeholder]", "on: [guild]", 56, '"guild" is no record type'),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in SMALL
    with pytest.raises(KindsError) as caught:
        load(SMALL.replace(old, new, 1), tmp_path)

    assert caught.value.message.startswith(f"small.yaml:{line}: ")
    assert what in caught.value.message


@pytest.mark.parametrize(
    ("content", "start"),
    [
        ("", "small.yaml:1: the file is empty"),
        ("a: 1\nb: [\n", "small.yaml:3: not YAML"),
        ("a: 1\nb: \x07\n", "small.yaml:2: not YAML"),
        ("a: 1\n? [b]\n: 2\n", "small.yaml:1: the file: a key is no text"),
        (b"a: 1\nb: \xff\n", "small.yaml:2: not UTF-8"),
        ("a: &a [*a]\n", "small.yaml:1: a: nested too deeply"),
        ("[1, 2]\n", "small.yaml:1: the file: keys with values are expected"),
    ],
)
def test_what_is_no_vocabulary_at_all_is_named_with_its_line(tmp_path: Path, content: str | bytes, start: str) -> None:
    with pytest.raises(KindsError) as caught:
        load(content, tmp_path)

    assert caught.value.message.startswith(start)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(KindsError, match=r"absent\.yaml: cannot be read"):
        load_kinds(tmp_path / "absent.yaml")


def test_a_mistake_in_a_name_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(KindsError) as caught:
        load(SMALL.replace("object_kinds: [guild]", "object_kinds: [gild]"), tmp_path)

    assert caught.value.hint == 'Did you mean "guild"?'


def test_the_version_follows_the_content(tmp_path: Path) -> None:
    first = load(SMALL, tmp_path).version

    assert load(SMALL, tmp_path).version == first
    assert load(SMALL.replace("Zunft", "Gilde"), tmp_path).version != first
