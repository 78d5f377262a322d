"""Checks the settings, and turns them into one frozen `Settings`."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from adapters.environment import Given
from bot.memory import Rate
from bot.model import SettingsError


def _to_rate(text: str) -> Rate | None:
    """None: there is no limit."""
    if text.strip().lower() == "off":
        return None
    parts = re.fullmatch(r"\s*(\d+)\s*/\s*(\d+)\s*s\s*", text)
    if not parts or not int(parts[1]) or not int(parts[2]):
        raise ValueError("write questions/seconds, or off")
    return Rate(int(parts[1]), int(parts[2]))


def _to_parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _lowered(text: str) -> str:
    return text.strip().lower()


Port = Annotated[int, Field(ge=1, le=65535)]
Positive = Annotated[int, Field(ge=1)]
Admin = Annotated[str, Field(pattern=r"^(discord:\d+|slack:\w+/\w+)$")]
Admins = Annotated[tuple[Admin, ...], BeforeValidator(_to_parts)]
Shards = Annotated[tuple[Annotated[int, Field(ge=0)], ...], BeforeValidator(_to_parts)]
Limit = Annotated[Rate | None, BeforeValidator(_to_rate)]
SlackMode = Annotated[Literal["socket", "http"] | None, BeforeValidator(_lowered)]
LogFormat = Annotated[Literal["console", "json"], BeforeValidator(_lowered)]
LogLevel = Annotated[Literal["debug", "info", "warning", "error"] | None, BeforeValidator(_lowered)]


class Settings(BaseModel):
    """The alias of a field is its name for operators; the error for a wrong value shows the first example."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    discord_token: SecretStr | None = Field(None, alias="DISCORD_TOKEN", examples=["the token of the Bot page"])
    slack_bot_token: SecretStr | None = Field(None, alias="SLACK_BOT_TOKEN", examples=["xoxb-..."])
    slack_app_token: SecretStr | None = Field(None, alias="SLACK_APP_TOKEN", examples=["xapp-..."])
    slack_signing_secret: SecretStr | None = Field(None, alias="SLACK_SIGNING_SECRET", examples=["8f742231b10e..."])
    slack_client_id: str | None = Field(None, alias="SLACK_CLIENT_ID", examples=["1234.5678"])
    slack_client_secret: SecretStr | None = Field(None, alias="SLACK_CLIENT_SECRET", examples=["33fea0113f5b..."])
    slack_mode: SlackMode = Field(None, alias="EVBOT_SLACK_MODE", examples=["socket"])
    http_host: str = Field("127.0.0.1", alias="EVBOT_HTTP_HOST", examples=["127.0.0.1"])
    http_port: Port = Field(3000, alias="EVBOT_HTTP_PORT", examples=["3000"])
    # Nothing uses these two; `adapters.platforms` tells whoever has set one.
    admin_host: str | None = Field(None, alias="EVBOT_ADMIN_HOST", examples=["127.0.0.1"])
    admin_port: Port | None = Field(None, alias="EVBOT_ADMIN_PORT", examples=["9090"])
    knowledge: Path | None = Field(None, alias="EVBOT_KNOWLEDGE", examples=["/srv/knowledge"])
    database_url: SecretStr = Field(
        SecretStr("sqlite:///evbot.db"), alias="EVBOT_DATABASE_URL", examples=["sqlite:///evbot.db"]
    )
    """Secret, since the address of a PostgreSQL database holds its password."""
    hash_key: SecretStr | None = Field(None, alias="EVBOT_HASH_KEY", examples=["32 random characters"])
    store_text: bool = Field(True, alias="EVBOT_STORE_TEXT", examples=["true"])
    retention_days: Positive = Field(90, alias="EVBOT_RETENTION_DAYS", examples=["90"])
    rate_limit: Limit = Field(Rate(20, 60), alias="EVBOT_RATE_LIMIT", examples=["20/60s"])
    admins: Admins = Field((), alias="EVBOT_ADMINS", examples=["discord:1234, slack:T12/U34"])
    guild_id: Positive | None = Field(None, alias="EVBOT_GUILD_ID", examples=["1234567890"])
    shard_ids: Shards = Field((), alias="EVBOT_SHARD_IDS", examples=["0,1"])
    shard_count: Positive | None = Field(None, alias="EVBOT_SHARD_COUNT", examples=["4"])
    log_format: LogFormat = Field("console", alias="EVBOT_LOG_FORMAT", examples=["json"])
    log_level: LogLevel = Field(None, alias="EVBOT_LOG_LEVEL", examples=["info"])


_KNOWN = tuple(field.alias for field in Settings.model_fields.values() if field.alias)
_FEWEST_ALIKE = 0.8
"""From this likeness on a name with the prefix of a platform is taken for a setting that is misspelt. Other programs
have such names, too: SLACK_WEBHOOK_URL."""


def misspelt(given: Mapping[str, Given]) -> tuple[tuple[str, str], ...]:
    """Names of platforms that are no setting, each with the setting that is not given and hardly differs."""
    lacking = [name for name in _KNOWN if name not in given]
    near = ((name, get_close_matches(name, lacking, n=1, cutoff=_FEWEST_ALIKE)) for name in given.keys() - {*_KNOWN})
    return tuple(sorted((name, found[0]) for name, found in near if found))


def read_settings(given: Mapping[str, Given]) -> Settings:
    """Raises SettingsError for the first name that is unknown or the first value that is wrong, secrets untold."""
    for name, setting in given.items():
        if name.startswith("EVBOT_") and name not in _KNOWN:
            nearest = get_close_matches(name, _KNOWN, n=1, cutoff=0)[0]
            raise SettingsError(
                f"{setting.place}: there is no setting {name}; the nearest is {nearest}; correct the name, or remove it"
            )
    values: dict[str, Any] = {name: given[name].value for name in _KNOWN if name in given}
    try:
        return Settings(**values)
    except ValidationError as error:
        name = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
        example = next((field.examples or [""])[0] for field in Settings.model_fields.values() if field.alias == name)
        raise SettingsError(
            f"{given[name].place}: {name} has a value that cannot be used; write for example {name}={example}"
        ) from None
