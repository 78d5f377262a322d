"""Checks the credentials for Slack; a wrong one becomes a line with the remedy."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.settings import Settings
from adapters.slack_app.refusals import PAGE, as_refusal, kind_of, refuse_other_kind, refuse_unknown
from bot.model import SettingsError


@dataclass(frozen=True, slots=True)
class Credentials:
    mode: Literal["socket", "http"]
    bot_token: str | None = field(default=None, repr=False)
    """None: OAuth, a token a workspace."""
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)

    @property
    def with_oauth(self) -> bool:
        return self.client_id is not None and self.client_secret is not None


@dataclass(frozen=True, slots=True)
class Identity:
    """What `auth.test` says of a token."""

    team: str
    enterprise: str | None
    bot_user: str
    bot: str | None
    scopes: tuple[str, ...] = ()
    date: str | None = None
    """Slack's clock, as in the header of its answer."""


def read_credentials(settings: Settings) -> Credentials:
    """Raises SettingsError where something is missing, or of another kind."""
    bot, app = _secret(settings.slack_bot_token), _secret(settings.slack_app_token)
    secret, client_secret = _secret(settings.slack_signing_secret), _secret(settings.slack_client_secret)
    mode = settings.slack_mode or ("socket" if app else "http")
    if kind_of(bot) == "an app-level token" and kind_of(app) == "a bot token":
        raise SettingsError(
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are exchanged; the bot's begins with xoxb-, the app's with xapp-"
        )
    refuse_other_kind("SLACK_BOT_TOKEN", bot, "a bot token", "xoxb-", "OAuth & Permissions")
    refuse_other_kind("SLACK_APP_TOKEN", app, "an app-level token", "xapp-", "Basic Information, App-Level Tokens")
    oauth = mode == "http" and settings.slack_client_id is not None and client_secret is not None
    missing = _missing(settings, mode, bot, oauth=oauth)
    if missing:
        raise SettingsError(missing)
    refuse_unknown("SLACK_BOT_TOKEN", bot, "xoxb-")
    refuse_unknown("SLACK_APP_TOKEN", app, "xapp-")
    client_id = settings.slack_client_id if oauth else None
    return Credentials(mode, bot, app, secret, client_id, client_secret if oauth else None)


def _missing(settings: Settings, mode: str, bot: str | None, *, oauth: bool) -> str:
    """What is not set and has to be; empty where all is."""
    begun = mode == "http" and (settings.slack_client_id is not None or settings.slack_client_secret is not None)
    if bot is None and not oauth and begun:
        name = "SLACK_CLIENT_SECRET" if settings.slack_client_secret is None else "SLACK_CLIENT_ID"
        return f"{name} is not set, which OAuth needs; set {name} from {PAGE}"
    if bot is None and not oauth:
        return f"SLACK_BOT_TOKEN is not set; install the app at {PAGE} and copy the xoxb- token of OAuth & Permissions"
    if mode == "socket" and settings.slack_app_token is None:
        return (
            "SLACK_APP_TOKEN is not set, which socket mode needs; set SLACK_APP_TOKEN to one with connections:write"
            f" from {PAGE}, Basic Information, or set EVBOT_SLACK_MODE=http"
        )
    if mode == "http" and settings.slack_signing_secret is None:
        unsaid = "nor is SLACK_APP_TOKEN; set SLACK_APP_TOKEN for socket mode, or SLACK_SIGNING_SECRET for http mode,"
        said = "which http mode needs; set SLACK_SIGNING_SECRET, or EVBOT_SLACK_MODE=socket and SLACK_APP_TOKEN,"
        lacking = unsaid if settings.slack_mode is None else said
        return f"SLACK_SIGNING_SECRET is not set, {lacking} from {PAGE}, Basic Information"
    return ""


async def identify(client: AsyncWebClient) -> Identity:
    """Raises SettingsError where Slack refuses the token, SlackApiError or an error of the network otherwise."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        refused = as_refusal("SLACK_BOT_TOKEN", error, "OAuth & Permissions")
        raise refused or error from None
    scopes = _header(answer, "x-oauth-scopes") or ""
    return Identity(
        team=str(answer.get("team_id") or ""),
        enterprise=answer.get("enterprise_id"),
        bot_user=str(answer.get("user_id") or ""),
        bot=answer.get("bot_id"),
        scopes=tuple(scope.strip() for scope in scopes.split(",") if scope.strip()),
        date=date_of(answer),
    )


def date_of(answer: AsyncSlackResponse) -> str | None:
    return _header(answer, "date")


def _secret(value: SecretStr | None) -> str | None:
    return None if value is None else value.get_secret_value().strip()


def _header(answer: AsyncSlackResponse, name: str) -> str | None:
    return next((str(value) for key, value in (answer.headers or {}).items() if str(key).lower() == name), None)
