"""Asks Slack whether tokens, scopes and clock are set up well, for `evbot doctor`."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.finding import SetupFinding, wrong
from adapters.settings import Settings
from adapters.slack_app.credentials import APP_TOKEN, Credentials, Identity, as_refusal, identify, read_credentials
from adapters.slack_app.manifest import SCOPES
from adapters.slack_app.sending import FAILURES, error_code, open_client
from bot.model import SettingsError

_SKEW = 240.0  # Seconds; Slack's signatures hold for 300.


async def examine(settings: Settings) -> AsyncIterator[SetupFinding]:
    try:
        credentials = read_credentials(settings)
    except SettingsError:
        return  # The doctor has said so already.
    async with open_client(credentials.bot_token) as client:
        if credentials.bot_token is not None:
            try:
                identity = await identify(client)
            except SettingsError as error:
                yield wrong("slack token", error)
            except FAILURES as error:
                yield _unreachable("slack token", error)
                return
            else:
                yield SetupFinding("slack token", True, f"accepted by workspace {identity.team}")
                yield _scopes(identity)
                yield _clock(identity.date)
        else:
            try:
                yield _clock((await client.api_test()).headers.get("Date"))
            except FAILURES as error:
                yield _unreachable("slack clock", error)
        if credentials.mode == "socket":
            yield await _app_token(client, credentials)


async def _app_token(client: AsyncWebClient, credentials: Credentials) -> SetupFinding:
    try:
        await client.apps_connections_open(app_token=credentials.app_token or "")
    except SlackApiError as error:
        refusal = as_refusal(APP_TOKEN, error)
        if refusal is not None:
            return wrong("slack app token", refusal)
        fix = f"give it connections:write under {APP_TOKEN.where}, and switch Socket Mode on"
        return SetupFinding("slack app token", False, f"Slack opens no connection for it ({error_code(error)})", fix)
    except FAILURES as error:
        return _unreachable("slack app token", error)
    return SetupFinding("slack app token", True, "accepted, socket mode is on")


def _scopes(identity: Identity) -> SetupFinding:
    missing = [scope for scope in SCOPES if scope not in identity.scopes]
    if identity.scopes and missing:
        fix = "paste the output of `evbot slack --manifest` under App Manifest, and install the app again"
        return SetupFinding("slack scopes", False, f"missing: {', '.join(missing)}", fix)
    return SetupFinding("slack scopes", True, "all there" if identity.scopes else "not told by Slack")


def _clock(date: str | None) -> SetupFinding:
    try:
        apart = (datetime.now(UTC) - parsedate_to_datetime(date or "")).total_seconds()
    except (TypeError, ValueError):
        return SetupFinding("slack clock", True, "not told by Slack")
    if abs(apart) > _SKEW:
        which = "ahead of" if apart > 0 else "behind"
        told = f"this clock is {abs(apart) / 60:.0f} minutes {which} Slack's, which refuses signatures older than five"
        return SetupFinding("slack clock", False, told, "set it, best by NTP")
    return SetupFinding("slack clock", True, "agrees with Slack's")


def _unreachable(name: str, error: Exception) -> SetupFinding:
    reason = error_code(error) if isinstance(error, SlackApiError) else type(error).__name__
    fix = "look at the network and a proxy on the way, and try again"
    return SetupFinding(name, False, f"Slack does not answer ({reason})", fix)
