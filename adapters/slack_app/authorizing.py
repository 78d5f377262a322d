"""Finds the bot's token for the workspace of an event, without asking Slack."""

from __future__ import annotations

from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from adapters.slack_app.credentials import Identity


class Authorize(AsyncAuthorize):
    """The workspace of the bot token, and those that have installed the app."""

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
        if self._installed is None or (own is not None and own.team == team_id):
            return self._own(user_id)
        bot = await self._installed.async_find_bot(
            enterprise_id=enterprise_id,
            team_id=team_id,
            is_enterprise_install=bool(context.is_enterprise_install),
        )
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
        own = self._identity
        if self._installed is None or (own is not None and own.team == team):
            return self._token
        for for_all in (False, True):
            bot = await self._installed.async_find_bot(
                enterprise_id=enterprise, team_id=team, is_enterprise_install=for_all
            )
            if bot is not None:
                return bot.bot_token
        return None

    def _own(self, user_id: str | None) -> AuthorizeResult | None:
        own = self._identity
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
