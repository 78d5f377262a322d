"""Finds the bot's token for the workspace of an event, without asking Slack."""

from __future__ import annotations

from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from adapters.slack_app.credentials import Identity


class Authorize(AsyncAuthorize):
    """The workspace of the bot token, and those that have installed the app; bolt's own asks Slack for each event."""

    def __init__(
        self, token: str | None, identity: Identity | None, installed: AsyncInstallationStore | None = None
    ) -> None:
        self._token = token
        self._identity = identity
        self._installed = installed

    async def __call__(
        self, *, context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        own = self._identity
        if self._is_own(team_id):
            if own is None:
                return None
            return AuthorizeResult(
                enterprise_id=own.enterprise,
                team_id=own.team,
                bot_id=own.bot,
                bot_user_id=own.bot_user,
                bot_token=self._token,
                bot_scopes=list(own.scopes),
                user_id=user_id,
            )
        bot = await self._found(enterprise_id, team_id, bool(context.is_enterprise_install))
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
            bot_scopes=list(bot.bot_scopes),
            user_id=user_id,
        )

    async def token_of(self, enterprise: str | None, team: str) -> str | None:
        """Of a workspace that no event has just come from; None where the app is not installed."""
        if self._is_own(team):
            return self._token
        bot = await self._found(enterprise, team, False) or await self._found(enterprise, team, True)
        return bot.bot_token if bot is not None else None

    def _is_own(self, team: str | None) -> bool:
        return self._installed is None or (self._identity is not None and self._identity.team == team)

    async def _found(self, enterprise: str | None, team: str | None, for_all: bool) -> Bot | None:
        if self._installed is None:
            return None
        return await self._installed.async_find_bot(
            enterprise_id=enterprise, team_id=team, is_enterprise_install=for_all
        )
