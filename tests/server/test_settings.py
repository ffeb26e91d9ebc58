# SPDX-FileCopyrightText: 2026 Partnernetz contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings: read once, checked at once, told in one sentence."""

import pytest

from graph.errors import BadInput
from server import limits_of, read_settings


def test_the_command_line_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERNETZ_PORT", "8001")
    monkeypatch.setenv("PARTNERNETZ_STORE", "memory:")

    settings = read_settings(port=8002, store=None)

    assert (settings.port, settings.store) == (8002, "memory:")


WRONG = [
    ("PORT", "http", 'PARTNERNETZ_PORT is "http": input should be a valid integer'),
    ("PORT", "70000", 'PARTNERNETZ_PORT is "70000": input should be less than or equal to 65535'),
    ("EXPOSE", "perhaps", 'PARTNERNETZ_EXPOSE is "perhaps": input should be a valid boolean'),
    ("LOG_LEVEL", "LOUD", "PARTNERNETZ_LOG_LEVEL is \"LOUD\": input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
    ("PUBLIC_URL", "example.org", 'it is an address such as "https://example.org/netz"'),
    ("BASE_PATH", "netz", 'it is a path such as "/netz"'),
    ("TRUSTED_PROXIES", "10.0.0.1, *", '"*" is neither an address nor a network'),
    ("LIMITS__COST", "much", 'PARTNERNETZ_LIMITS__COST is "much"'),
    ("LIMITS__COST", "0", "The limit cost is 0; it must be at least 1 points."),
    ("LIMITS__COSTS", "5", 'There is no limit "costs".'),
    ("LIMITS", "5", 'PARTNERNETZ_LIMITS is "5": input should be a valid dictionary'),
    ("LIMITS", "{", "PARTNERNETZ_LIMITS cannot be read."),
    ("STOER", "memory:", "There is no setting PARTNERNETZ_STOER."),
]


@pytest.mark.parametrize(("name", "value", "message"), WRONG)
def test_a_wrong_setting_is_named_with_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(f"PARTNERNETZ_{name}", value)

    with pytest.raises(BadInput) as raised:
        read_settings()

    assert message in raised.value.message
    assert raised.value.hint


def test_a_misspelled_setting_is_told_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERNETZ_STOER", "memory:")

    with pytest.raises(BadInput) as raised:
        read_settings()

    assert raised.value.hint == "Did you mean PARTNERNETZ_STORE?"


def test_the_token_of_a_client_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERNETZ_TOKEN", "pn_secret")

    assert read_settings().port == 8000


def test_a_limit_is_changed_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERNETZ_LIMITS__COST", "5000")

    assert limits_of(read_settings()).cost == 5000


@pytest.mark.parametrize(
    ("public_url", "base_path", "address"),
    [
        ("", "", "http://127.0.0.1:8000"),
        ("", "/netz/", "http://127.0.0.1:8000/netz"),
        ("https://city.example", "/netz", "https://city.example/netz"),
        ("https://city.example/netz/", "", "https://city.example/netz"),
        ("https://city.example/netz", "/netz", "https://city.example/netz"),
    ],
)
def test_links_begin_with_the_public_address_and_the_base_path(public_url: str, base_path: str, address: str) -> None:
    settings = read_settings(public_url=public_url, base_path=base_path)

    assert settings.address("http://127.0.0.1:8000") == address
    assert settings.path == ("/netz" if "netz" in address else "")


def test_two_different_base_paths_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERNETZ_PUBLIC_URL", "https://city.example/graph")
    monkeypatch.setenv("PARTNERNETZ_BASE_PATH", "/netz")

    with pytest.raises(BadInput, match="has another path than PARTNERNETZ_BASE_PATH /netz"):
        read_settings()
