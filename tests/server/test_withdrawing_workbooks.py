# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Withdrawing a workbook that came back tells that its edits stay, and what takes them back."""

from pathlib import Path

import pytest

from tests.server.conftest import Command
from tests.server.test_writing_commands import STORE, changed, filled, loaded


@pytest.fixture(autouse=True)
def state_beside(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The state lies in the folder of the test."""
    monkeypatch.setenv("PARTNERNETZ_STATE", "state.db")


@pytest.mark.slow
def test_withdrawing_a_workbook_of_edits_tells_how_they_are_taken_back(command: Command) -> None:
    loaded(command, filled(command))
    command("export", "xlsx", "out.xlsx", "--staff", *STORE)
    edited = changed("out.xlsx", "Akteure", {("s-odessa", "Name (ukrainisch)"): "Одеса"})
    number = loaded(command, edited)["revision"]

    result = command("withdraw", "changed-out.xlsx", *STORE)

    assert (number, result.exit_code) == (2, 0)
    assert "taken back by `revert 2`" in " ".join(result.stderr.split())


@pytest.mark.slow
def test_withdrawing_a_workbook_that_emptied_a_cell_tells_how_it_is_filled_again(command: Command) -> None:
    loaded(command, filled(command))
    command("export", "xlsx", "out.xlsx", "--staff", *STORE)
    loaded(command, changed("out.xlsx", "Akteure", {("s-odessa", "Land"): None}))

    result = command("withdraw", "changed-out.xlsx", *STORE)

    assert "taken back by `revert 2`" in " ".join(result.stderr.split())


def test_withdrawing_a_workbook_without_edits_says_nothing_of_them(command: Command) -> None:
    loaded(command, filled(command))

    assert "taken back" not in command("withdraw", "partners.xlsx", *STORE).stderr
