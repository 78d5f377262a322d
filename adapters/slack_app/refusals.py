"""Turns errors of Slack's libraries that only the operator can fix into one line with the remedy."""

from dataclasses import dataclass
from enum import StrEnum

from slack_sdk.errors import SlackApiError

from adapters.slack_app.client import error_code
from bot.model import SettingsError

PAGE = "https://api.slack.com/apps"


class TokenKind(StrEnum):
    """As an operator is told of it."""

    BOT = "a bot token"
    APP = "an app-level token"
    USER = "a user token"
    WORKSPACE = "a workspace token"


_KINDS = {
    "xoxb-": TokenKind.BOT,
    "xoxe.xoxb-": TokenKind.BOT,
    "xapp-": TokenKind.APP,
    "xoxp-": TokenKind.USER,
    "xoxa-": TokenKind.WORKSPACE,
}


@dataclass(frozen=True, slots=True)
class TokenSetting:
    name: str
    kind: TokenKind
    prefix: str
    where: str
    """The page of the app that shows it."""


BOT_TOKEN = TokenSetting("SLACK_BOT_TOKEN", TokenKind.BOT, "xoxb-", "OAuth & Permissions")
APP_TOKEN = TokenSetting("SLACK_APP_TOKEN", TokenKind.APP, "xapp-", "Basic Information, App-Level Tokens")

TOKEN_GONE = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")
"""No call with this token will be taken."""
_REFUSED = (*TOKEN_GONE, "not_allowed_token_type")


def as_refusal(setting: TokenSetting, error: SlackApiError) -> SettingsError | None:
    """The line for an operator where a token is refused; None for other errors."""
    code = error_code(error)
    if code not in _REFUSED:
        return None
    return SettingsError(f"{setting.name} is refused by Slack ({code}); copy it again from {PAGE}, {setting.where}")


def kind_of(token: str | None) -> TokenKind | None:
    return next((kind for prefix, kind in _KINDS.items() if token and token.startswith(prefix)), None)


def refuse_other_kind(setting: TokenSetting, token: str | None) -> None:
    found = kind_of(token)
    if found is not None and found is not setting.kind:
        raise SettingsError(
            f"{setting.name} holds {found}; it wants {setting.kind}, which begins with {setting.prefix}:"
            f" {PAGE}, {setting.where}"
        )


def refuse_unknown(setting: TokenSetting, token: str | None) -> None:
    if token is not None and kind_of(token) is None:
        raise SettingsError(
            f"{setting.name} is no token of Slack; copy the one that begins with {setting.prefix} from {PAGE}"
        )
