"""`adapters/environment.py`: what counts as a setting, and what is wrong with a .env file."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.environment import Given, gather_settings
from bot.model import SettingsError


def test_finds_nothing_where_nothing_is_set(tmp_path: Path) -> None:
    found = gather_settings({"PATH": "/bin", "LANG": "C"}, tmp_path / ".env")

    assert found == {}


def test_says_where_each_setting_stands(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("# ours\nexport EVBOT_LOG_LEVEL='info'\nOTHER=1\n")

    found = gather_settings({"DISCORD_TOKEN": "abc"}, dotenv)

    assert found == {"EVBOT_LOG_LEVEL": Given("info", f"{dotenv}:2"), "DISCORD_TOKEN": Given("abc", "environment")}


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("EVBOT_LOG_LEVEL=info\n")

    found = gather_settings({"EVBOT_LOG_LEVEL": "debug"}, dotenv)

    assert found["EVBOT_LOG_LEVEL"].value == "debug"


def test_a_dollar_in_a_secret_stays_as_it_is(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("SLACK_SIGNING_SECRET=a${HOME}b$c\n")

    found = gather_settings({"HOME": "/root"}, dotenv)

    assert found["SLACK_SIGNING_SECRET"].value == "a${HOME}b$c"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("EVBOT_SERVICE_HOST", "10.0.0.1", id="host"),
        pytest.param("EVBOT_SERVICE_PORT", "80", id="port"),
        pytest.param("EVBOT_SERVICE_PORT_HTTP", "80", id="named-port"),
        pytest.param("EVBOT_PORT", "tcp://10.0.0.1:80", id="link"),
        pytest.param("EVBOT_PORT_80_TCP_ADDR", "10.0.0.1", id="link-address"),
        pytest.param("EVBOT_HTTP_PORT", "tcp://10.0.0.1:80", id="service-named-evbot-http"),
        pytest.param("EVBOT_ADMIN_SERVICE_HOST", "10.0.0.1", id="service-named-evbot-admin"),
        pytest.param("EVBOT_ADMIN_PORT_80_TCP", "tcp://10.0.0.1:80", id="link-of-evbot-admin"),
        pytest.param("EVBOT_LOG_LEVEL", " ", id="blank"),
    ],
)
def test_ignores_what_is_not_meant_for_us(name: str, value: str) -> None:
    assert gather_settings({name: value}) == {}


def test_names_the_line_that_is_no_setting(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_text("EVBOT_LOG_LEVEL=info\nthis is no setting\n")

    with pytest.raises(SettingsError, match=r"\.env:2: is no setting; write NAME=value"):
        gather_settings({}, dotenv)


def test_says_that_a_file_is_not_utf_8(tmp_path: Path) -> None:
    dotenv = tmp_path / ".env"
    dotenv.write_bytes(b"EVBOT_HASH_KEY=\xff\xfe\n")

    with pytest.raises(SettingsError, match=r"\.env: cannot be read \(not UTF-8\)"):
        gather_settings({}, dotenv)
