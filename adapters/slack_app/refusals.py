"""Turns errors of Slack's libraries that only the operator can fix into one line with the remedy."""

from slack_sdk.errors import SlackApiError

from adapters.slack_app.client import error_code
from bot.model import SettingsError

PAGE = "https://api.slack.com/apps"
_KINDS = {
    "xoxb-": "a bot token",
    "xoxe.xoxb-": "a bot token",
    "xapp-": "an app-level token",
    "xoxp-": "a user token",
    "xoxa-": "a workspace token",
}
TOKEN_GONE = ("invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired")
"""No call with this token will be taken."""
_REFUSED = (*TOKEN_GONE, "not_allowed_token_type")


def as_refusal(name: str, error: SlackApiError, where: str) -> SettingsError | None:
    """The line for an operator where a token is refused; None for other errors."""
    code = error_code(error)
    if code not in _REFUSED:
        return None
    return SettingsError(f"{name} is refused by Slack ({code}); copy it again from {PAGE}, {where}")


def kind_of(token: str | None) -> str:
    return next((kind for prefix, kind in _KINDS.items() if token and token.startswith(prefix)), "")


def refuse_other_kind(name: str, token: str | None, kind: str, prefix: str, where: str) -> None:
    found = kind_of(token)
    if found and found != kind:
        raise SettingsError(f"{name} holds {found}; it wants {kind}, which begins with {prefix}: {PAGE}, {where}")


def refuse_unknown(name: str, token: str | None, prefix: str) -> None:
    if token is not None and not kind_of(token):
        raise SettingsError(f"{name} is no token of Slack; copy the one that begins with {prefix} from {PAGE}")
