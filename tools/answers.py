# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether the documents show what the service answers; `python -m tools.answers` puts the real answers in.

What a page shows is tried in its own order. Blocks say what they are:

- `yaml NAME.yaml`: a file that the reader writes; `diff NAME.yaml`: lines of it that the reader changes.
- `console`: lines after "$ " are run, what follows them is what they print. `make` is only looked up.
- `graphql`, `graphql staff`: a question, as the public or in a role; `json variables` after it: its variables;
  `json` after it: the whole answer. A question without an answer must be answered without errors.

An ellipsis in an answer stands for anything: times, hashes and tokens are not the same twice.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.asking import Desk, Service, sample_service
from tools.documents import ROOT, Block, blocks, pages

WIDTH = 156
ANYTHING = "…"


@dataclass(frozen=True, slots=True)
class Difference:
    """A block that shows something else than what comes."""

    block: Block
    real: str

    def __str__(self) -> str:
        return f"line {self.block.first + 1} shows\n{self.block.text}\nbut comes\n{self.real}"


def differences(text: str, desk: Desk) -> Iterator[Difference]:
    """Everything that a page shows and that is not so."""
    found = blocks(text)
    for place, block in enumerate(found):
        following = found[place + 1 :]
        if block.language == "yaml" and block.rest:
            desk.write(block.rest, block.text)
        elif block.language == "diff" and block.rest:
            desk.change(block.rest, block.text)
        elif block.language == "console":
            yield from _console(block, desk)
        elif block.language == "graphql":
            yield from _question(block, following, desk)


# ------------------------------------------------------------------ commands


def _console(block: Block, desk: Desk) -> Iterator[Difference]:
    lines: list[str] = []
    for command, shown in _commands(block.text):
        lines += (f"$ {command}", *_ran(command, shown, desk))
    if lines != block.text.splitlines():
        yield Difference(block, "\n".join(lines))


def _ran(command: str, shown: list[str], desk: Desk) -> list[str]:
    """What a command prints; what is shown where that says the same."""
    if command.startswith("make "):
        store = re.search(r"\bSTORE=(\S+)", command)
        if command.startswith("make serve"):
            desk.serves(store[1] if store else "")
        return shown
    real = desk.run(command)
    return shown if is_shown("\n".join(shown), real) else real.splitlines()


def _commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command with the lines that follow it."""
    command, shown = "", list[str]()
    for line in text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:], []
        else:
            shown.append(line)
    if command:
        yield command, shown


def is_shown(shown: str, real: str) -> bool:
    """Whether what is shown is what comes, an ellipsis standing for anything."""
    pattern = ".*".join(map(re.escape, shown.split(ANYTHING)))
    return re.fullmatch(pattern, real, re.DOTALL) is not None


# ------------------------------------------------------------------ questions


def _question(block: Block, following: Sequence[Block], desk: Desk) -> Iterator[Difference]:
    variables: dict[str, object] = {}
    if following and following[0].info == "json variables":
        variables, following = json.loads(following[0].text), following[1:]
    answer = desk.ask(block.text, variables, block.rest)
    if following and following[0].info == "json":
        if not is_same(json.loads(following[0].text or "0"), answer):
            yield Difference(following[0], laid_out(answer))
    elif "errors" in answer:
        yield Difference(block, laid_out(answer))


def is_same(shown: object, real: object) -> bool:
    """Whether two answers are the same, an ellipsis standing for anything."""
    if shown == ANYTHING:
        return True
    if isinstance(shown, dict) and isinstance(real, dict):
        return list(shown) == list(real) and all(is_same(shown[name], real[name]) for name in shown)
    if isinstance(shown, list) and isinstance(real, list):
        return len(shown) == len(real) and all(is_same(*pair) for pair in zip(shown, real, strict=True))
    if isinstance(shown, str) and isinstance(real, str):
        return is_shown(shown, real)
    return shown == real


def laid_out(value: object, indent: int = 0) -> str:
    """JSON for people: what fits on a line stands on one, and what is alone in its brackets begins on their line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(line) + indent <= WIDTH or not isinstance(value, (dict, list)):
        return line
    if len(value) == 1:
        return _alone(value, indent)
    inner = " " * (indent + 2)
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(name)}: {laid_out(part, indent + 2)}" for name, part in value.items()]
    else:
        parts = [f"{inner}{laid_out(part, indent + 2)}" for part in value]
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return "\n".join((opening, ",\n".join(parts), " " * indent + closing))


def _alone(value: dict[str, object] | list[object], indent: int) -> str:
    if isinstance(value, list):
        return f"[{laid_out(value[0], indent)}]"
    ((name, part),) = value.items()
    return f"{{{json.dumps(name)}: {laid_out(part, indent)}}}"


# ------------------------------------------------------------------ putting them in


def renewed(text: str, desk: Desk) -> str:
    """The page with the answers that come."""
    lines = text.splitlines()
    for found in reversed(list(differences(text, desk))):
        if found.block.language == "graphql" or "Internal error" in found.real:
            raise ValueError(str(found))
        lines[found.block.first : found.block.after] = found.real.splitlines()
    return "\n".join(lines) + "\n"


def renew(page: Path, sample: Service) -> bool:
    """Whether a page had to be changed."""
    text = page.read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        after = renewed(text, Desk(Path(folder), sample))
    page.write_text(after, encoding="utf-8")
    return after != text


def main() -> None:
    """Renews every page, or those that are named."""
    chosen = [Path(name).resolve() for name in sys.argv[1:]] or pages()
    with TemporaryDirectory() as folder, sample_service(Path(folder)) as sample:
        for page in chosen:
            if renew(page, sample):
                print(f"{page.relative_to(ROOT)}: other answers")


if __name__ == "__main__":
    main()
