# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Backup and restore: whole or not at all, never over what is there, and damage is found before it is needed."""

import io
import json
import tarfile
from pathlib import Path
from shutil import copytree

import pytest
from typer.testing import CliRunner

from server import SAMPLE, cli
from tests.server.conftest import Command


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a store of the sample, a state of one token, and a backup of both."""
    folder = tmp_path_factory.mktemp("city")
    store, state = f"sqlite:{folder / 'data/partnernetz.db'}", folder / "data/state.db"
    for words in (
        ["token", "new", "staff", "--name", "kept"],
        ["import", str(SAMPLE), "--store", store],
        ["backup", str(folder / "city.backup"), "--store", store],
    ):
        result = CliRunner().invoke(cli, words, env={"PARTNERNETZ_STATE": str(state)})
        assert result.exit_code == 0, result.stderr
    return folder


@pytest.fixture
def saved(city: Path, own_folder: Path) -> Path:
    """A backup, in a folder with the store that it was made of."""
    copytree(city, own_folder, dirs_exist_ok=True)
    return Path("city.backup")


def test_a_restored_store_is_sound_at_the_same_revision(command: Command, saved: Path) -> None:
    restored = command("restore", str(saved), "--store", "sqlite:again.db")

    assert restored.stdout == "Restored: revision 1 in again.db.\n"
    assert json.loads(command("check", "--store", "sqlite:again.db", "--json").stdout)["revision"] == 1


def test_a_backup_brings_the_tokens_where_there_is_no_state(
    command: Command, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERNETZ_STATE", "elsewhere/state.db")
    command("restore", str(saved), "--store", "sqlite:again.db")

    (token,) = json.loads(command("token", "list", "--json").stdout)
    assert token["name"] == "kept"


def test_a_token_that_was_revoked_since_stays_revoked(command: Command, saved: Path) -> None:
    (token,) = json.loads(command("token", "list", "--json").stdout)
    command("token", "revoke", token["id"])
    command("restore", str(saved), "--store", "sqlite:again.db")

    (token,) = json.loads(command("token", "list", "--json").stdout)
    assert token["revoked"]


def test_verifying_writes_nothing(command: Command, saved: Path) -> None:
    before = sorted(Path().rglob("*"))

    assert command("restore", str(saved), "--verify").stdout == "city.backup is whole: revision 1.\n"
    assert sorted(Path().rglob("*")) == before


def test_only_the_owner_may_read_a_backup(saved: Path) -> None:
    assert saved.stat().st_mode & 0o077 == 0


def test_a_backup_is_never_overwritten(command: Command, saved: Path) -> None:
    before = saved.read_bytes()
    result = command("backup", str(saved))

    assert (result.exit_code, "is there already" in result.stderr) == (2, True)
    assert saved.read_bytes() == before


@pytest.mark.parametrize("left", ["again.db", "again.db-wal"])
def test_a_restore_never_goes_over_what_is_there(command: Command, saved: Path, left: str) -> None:
    Path(left).write_text("mine")
    result = command("restore", str(saved), "--store", "sqlite:again.db")

    assert (result.exit_code, f"{left} is there already" in result.stderr) == (2, True)
    assert Path(left).read_text() == "mine"


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9])
def test_one_wrong_byte_is_found_and_nothing_is_written(command: Command, saved: Path, part: float) -> None:
    damaged = bytearray(saved.read_bytes())
    place = damaged.index(b"SQLite format 3") + int(part * 40_000)
    damaged[place] ^= 0x55
    saved.write_bytes(damaged)
    result = command("restore", str(saved), "--store", "sqlite:again.db")

    assert result.exit_code == 2
    assert "STORE_CORRUPT city.backup is no backup of ours, or is damaged." in result.stderr
    assert not Path("again.db").exists()


@pytest.mark.parametrize("length", [0, 512, 5000, 30_000])
def test_half_a_backup_is_none(command: Command, saved: Path, length: int) -> None:
    saved.write_bytes(saved.read_bytes()[:length])

    assert command("restore", str(saved), "--verify").exit_code == 2


def archive(**members: bytes) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name, content in members.items():
            info = tarfile.TarInfo(name.replace("_", "."))
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return made.getvalue()


MANIFESTS = [b"[]", b"{}", b'{"format": 1, "sums": {}}', b'{"format": 1, "sums": []}', b"[" * 90_000, b"\xff"]


@pytest.mark.parametrize("manifest", MANIFESTS, ids=range(len(MANIFESTS)))
def test_an_archive_of_something_else_is_none(command: Command, manifest: bytes) -> None:
    Path("odd.backup").write_bytes(archive(manifest_json=manifest, graph_db=b"x"))

    result = command("restore", "odd.backup", "--verify")
    assert (result.exit_code, "STORE_CORRUPT odd.backup" in result.stderr) == (2, True)


def test_a_backup_of_another_format_says_so(command: Command) -> None:
    Path("new.backup").write_bytes(archive(manifest_json=b'{"format": 2, "sums": {}}'))

    assert "STORE_TOO_NEW new.backup is a backup of another version." in command("restore", "new.backup").stderr


def test_a_store_in_memory_has_nothing_to_back_up(command: Command) -> None:
    result = command("backup", "x.backup", "--store", "memory:")

    assert (result.exit_code, list(Path().iterdir())) == (2, [])
