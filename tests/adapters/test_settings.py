"""`adapters/settings.py`: types, defaults, and errors that name the place and an example but no secret."""

from __future__ import annotations

import pytest

from adapters.environment import Given
from adapters.settings import Settings, read_settings
from bot.memory import Rate
from bot.model import SettingsError


def settings_of(**values: str) -> Settings:
    return read_settings({name: Given(value, "environment") for name, value in values.items()})


def test_has_the_documented_defaults() -> None:
    settings = settings_of()

    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 3000)
    assert settings.database_url.get_secret_value() == "sqlite:///evbot.db"
    assert (settings.store_text, settings.retention_days) == (True, 90)
    assert settings.rate_limit == Rate(limit=20, window=60)
    assert settings.discord_token is None


def test_reads_each_kind_of_value() -> None:
    settings = settings_of(
        EVBOT_STORE_TEXT="false",
        EVBOT_RATE_LIMIT="5/10s",
        EVBOT_ADMINS="discord:1234, slack:T1/U2",
        EVBOT_SHARD_IDS="0,1",
        EVBOT_LOG_LEVEL="DEBUG",
        EVBOT_SLACK_MODE="http",
    )

    assert not settings.store_text
    assert settings.rate_limit == Rate(limit=5, window=10)
    assert settings.admins == ("discord:1234", "slack:T1/U2")
    assert settings.shard_ids == (0, 1)
    assert settings.log_level == "debug"
    assert settings.slack_mode == "http"


def test_the_rate_limit_can_be_off() -> None:
    assert settings_of(EVBOT_RATE_LIMIT="off").rate_limit is None


def test_every_setting_has_a_name_and_an_example_that_it_accepts() -> None:
    examples = {field.alias: field.examples for field in Settings.model_fields.values()}

    for name, given in examples.items():
        assert name
        assert given
        settings_of(**{name: given[0]})


def test_names_the_setting_nearest_to_an_unknown_one() -> None:
    with pytest.raises(SettingsError, match=r"environment: there is no setting EVBOT_KNOWLEGE; .* EVBOT_KNOWLEDGE"):
        settings_of(EVBOT_KNOWLEGE="/srv")


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        pytest.param("EVBOT_HTTP_PORT", "http", "EVBOT_HTTP_PORT=3000", id="no-number"),
        pytest.param("EVBOT_HTTP_PORT", "70000", "EVBOT_HTTP_PORT=3000", id="no-port"),
        pytest.param("EVBOT_RATE_LIMIT", "20", "EVBOT_RATE_LIMIT=20/60s", id="rate-without-window"),
        pytest.param("EVBOT_RATE_LIMIT", "0/60s", "EVBOT_RATE_LIMIT=20/60s", id="rate-of-none"),
        pytest.param("EVBOT_ADMINS", "someone", "EVBOT_ADMINS=discord:1234", id="admin-of-no-platform"),
        pytest.param("EVBOT_STORE_TEXT", "perhaps", "EVBOT_STORE_TEXT=true", id="no-switch"),
        pytest.param("EVBOT_RETENTION_DAYS", "-1", "EVBOT_RETENTION_DAYS=90", id="negative"),
        pytest.param("EVBOT_LOG_LEVEL", "loud", "EVBOT_LOG_LEVEL=info", id="no-level"),
        pytest.param("EVBOT_SLACK_MODE", "pigeon", "EVBOT_SLACK_MODE=socket", id="no-mode"),
    ],
)
def test_shows_a_correct_example_for_a_bad_value(name: str, value: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(**{name: value})

    assert name in str(caught.value)
    assert remedy in str(caught.value)
    assert "\n" not in str(caught.value)


def test_shows_no_secret() -> None:
    settings = settings_of(DISCORD_TOKEN="hush-1", EVBOT_DATABASE_URL="postgresql://bot:hush-2@db/evbot")

    assert "hush" not in f"{settings!r} {settings}"


def test_shows_no_secret_in_an_error_about_another_setting() -> None:
    with pytest.raises(SettingsError) as caught:
        settings_of(DISCORD_TOKEN="hush", EVBOT_HTTP_PORT="x")

    assert "hush" not in str(caught.value)
    assert caught.value.__cause__ is None
