"""Finds the token with which an event is answered."""

from time import time
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from adapters.slack_app.credentials import Identity


class Authorize(AsyncAuthorize):
    """Knows the bot token's workspace and those that installed the app; bolt's own class asks Slack at each event."""

    def __init__(self, token: str | None, identity: Identity | None, installed: AsyncInstallationStore | None) -> None:
        self._own = _own_bot(token, identity) if token and identity else None
        self._installed = installed

    async def __call__(
        self, *, context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        bot = await self._bot(enterprise_id, team_id, for_all=bool(context.is_enterprise_install))
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
            bot_scopes=list(bot.bot_scopes),
            user_id=user_id,
        )

    async def token_of(self, enterprise: str | None, team: str) -> str | None:
        """The token for a workspace, without an event from there; None where the app is not installed."""
        bot = await self._bot(enterprise, team, for_all=False) or await self._bot(enterprise, team, for_all=True)
        return bot.bot_token if bot is not None else None

    async def _bot(self, enterprise: str | None, team: str | None, *, for_all: bool) -> Bot | None:
        """`for_all`: the app is installed for all workspaces of the enterprise."""
        if self._installed is None or (self._own is not None and self._own.team_id == team):
            return self._own
        return await self._installed.async_find_bot(
            enterprise_id=enterprise, team_id=team, is_enterprise_install=for_all
        )


def _own_bot(token: str, own: Identity) -> Bot:
    return Bot(
        bot_token=token,
        enterprise_id=own.enterprise,
        team_id=own.team,
        bot_id=own.bot or "",
        bot_user_id=own.bot_user,
        bot_scopes=own.scopes,
        installed_at=time(),
    )
