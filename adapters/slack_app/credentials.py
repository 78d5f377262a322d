"""Checks the credentials for Slack; a wrong one becomes a line with the remedy."""

from dataclasses import dataclass, field
from typing import Literal

from pydantic import SecretStr
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.settings import Settings
from adapters.slack_app.sending import error_code
from bot.model import SettingsError

Mode = Literal["socket", "http"]

_PAGE = "https://api.slack.com/apps"
_NO_APP_TOKEN = (
    "SLACK_APP_TOKEN is not set, which socket mode needs; set SLACK_APP_TOKEN to one with connections:write"
    f" from {_PAGE}, Basic Information, or set EVBOT_SLACK_MODE=http"
)
_BOT, _APP = "a bot token", "an app-level token"
_KINDS = {"xoxb-": _BOT, "xoxe.xoxb-": _BOT, "xapp-": _APP, "xoxp-": "a user token", "xoxa-": "a workspace token"}
"""What an operator is told of a token, by its beginning."""


@dataclass(frozen=True, slots=True)
class TokenSetting:
    name: str
    prefix: str
    where: str  # The page of the app that shows it.


BOT_TOKEN = TokenSetting("SLACK_BOT_TOKEN", "xoxb-", "OAuth & Permissions")
APP_TOKEN = TokenSetting("SLACK_APP_TOKEN", "xapp-", "Basic Information, App-Level Tokens")

TOKEN_GONE = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")
"""No call with this token will be taken."""
_REFUSED = (*TOKEN_GONE, "not_allowed_token_type")


@dataclass(frozen=True, slots=True)
class Credentials:
    mode: Mode
    bot_token: str | None = field(default=None, repr=False)  # None: OAuth, a token a workspace.
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    client_id: str | None = None  # Set with OAuth alone, as `client_secret` is.
    client_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Identity:
    """What `auth.test` says of a token."""

    team: str
    enterprise: str | None
    bot_user: str
    bot: str | None
    scopes: tuple[str, ...] = ()
    date: str | None = None  # Slack's clock, as in the header of its answer.


def read_credentials(settings: Settings) -> Credentials:
    """Raises SettingsError where something is missing, or of another kind."""
    bot, app = _secret(settings.slack_bot_token), _secret(settings.slack_app_token)
    secret, client_secret = _secret(settings.slack_signing_secret), _secret(settings.slack_client_secret)
    # HTTP, where nothing tells the mode: what is said to be missing then names the settings of both.
    mode = mode_of(settings, undecided="http")
    # A token in the wrong place explains why one is missing, and so is told first; what only looks odd comes last.
    if _kind_of(bot) == _APP and _kind_of(app) == _BOT:
        raise SettingsError(
            "SLACK_BOT_TOKEN and SLACK_APP_TOKEN are exchanged; the bot's begins with xoxb-, the app's with xapp-"
        )
    _refuse_other_kind(BOT_TOKEN, bot)
    _refuse_other_kind(APP_TOKEN, app)
    oauth = mode == "http" and settings.slack_client_id is not None and client_secret is not None
    if bot is None and not oauth:
        raise SettingsError(_no_bot_token(settings, mode))
    if mode == "socket" and app is None:
        raise SettingsError(_NO_APP_TOKEN)
    if mode == "http" and secret is None:
        raise SettingsError(_no_signing_secret(settings))
    _refuse_unknown(BOT_TOKEN, bot)
    _refuse_unknown(APP_TOKEN, app)
    client_id = settings.slack_client_id if oauth else None
    return Credentials(mode, bot, app, secret, client_id, client_secret if oauth else None)


def mode_of(settings: Settings, *, undecided: Mode) -> Mode:
    """The mode that is set, or that the credentials are for; `undecided` where there are none for either."""
    if settings.slack_mode is not None:
        return settings.slack_mode
    if _secret(settings.slack_app_token):
        return "socket"
    has_http = settings.slack_signing_secret is not None or settings.slack_client_id is not None
    return "http" if has_http else undecided


def _kind_of(token: str | None) -> str | None:
    return next((kind for prefix, kind in _KINDS.items() if token and token.startswith(prefix)), None)


def _refuse_other_kind(setting: TokenSetting, token: str | None) -> None:
    found, wanted = _kind_of(token), _KINDS[setting.prefix]
    if found not in (None, wanted):
        raise SettingsError(
            f"{setting.name} holds {found}; it wants {wanted}, which begins with {setting.prefix}:"
            f" {_PAGE}, {setting.where}"
        )


def _refuse_unknown(setting: TokenSetting, token: str | None) -> None:
    if token is not None and _kind_of(token) is None:
        raise SettingsError(
            f"{setting.name} is no token of Slack; copy the one that begins with {setting.prefix} from {_PAGE}"
        )


def _no_bot_token(settings: Settings, mode: Mode) -> str:
    """Whoever has set a part of OAuth's credentials wants no bot token, but the other part."""
    begins_oauth = settings.slack_client_id is not None or settings.slack_client_secret is not None
    if mode == "http" and begins_oauth:
        name = "SLACK_CLIENT_SECRET" if settings.slack_client_secret is None else "SLACK_CLIENT_ID"
        return f"{name} is not set, which OAuth needs; set {name} from {_PAGE}"
    return f"SLACK_BOT_TOKEN is not set; install the app at {_PAGE} and copy the xoxb- token of {BOT_TOKEN.where}"


def _no_signing_secret(settings: Settings) -> str:
    unsaid = "nor is SLACK_APP_TOKEN; set SLACK_APP_TOKEN for socket mode, or SLACK_SIGNING_SECRET for http mode,"
    said = "which http mode needs; set SLACK_SIGNING_SECRET, or EVBOT_SLACK_MODE=socket and SLACK_APP_TOKEN,"
    lacking = unsaid if settings.slack_mode is None else said
    return f"SLACK_SIGNING_SECRET is not set, {lacking} from {_PAGE}, Basic Information"


async def identify(client: AsyncWebClient) -> Identity:
    """Raises SettingsError where Slack refuses the token, SlackApiError or an error of the network otherwise."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        raise as_refusal(BOT_TOKEN, error) or error from None
    scopes = answer.headers.get("X-OAuth-Scopes") or ""
    return Identity(
        team=str(answer.get("team_id") or ""),
        enterprise=answer.get("enterprise_id"),
        bot_user=str(answer.get("user_id") or ""),
        bot=answer.get("bot_id"),
        scopes=tuple(scope.strip() for scope in scopes.split(",") if scope.strip()),
        date=answer.headers.get("Date"),
    )


def as_refusal(setting: TokenSetting, error: SlackApiError) -> SettingsError | None:
    """The line for an operator where a token is refused; None for other errors."""
    code = error_code(error)
    if code not in _REFUSED:
        return None
    return SettingsError(f"{setting.name} is refused by Slack ({code}); copy it again from {_PAGE}, {setting.where}")


def _secret(value: SecretStr | None) -> str | None:
    return None if value is None else value.get_secret_value().strip()
