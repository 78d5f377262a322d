"""Finds out whether a person may change the settings and propose answers."""

from __future__ import annotations

import logging
from collections.abc import Collection

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.sending import Refused, checked
from adapters.slack_app.spot import Spot

log = logging.getLogger(__name__)


class Rights:
    def __init__(self, admins: Collection[str]) -> None:
        """`admins` as in EVBOT_ADMINS."""
        self._admins = frozenset(admins)

    def is_admin(self, spot: Spot) -> bool:
        """Of the bot, in whichever workspace."""
        return spot.asker in self._admins

    async def manages(self, spot: Spot, client: AsyncWebClient) -> bool:
        """An admin of the workspace, as Slack says; not known: no."""
        if self.is_admin(spot):
            return True
        try:
            user = (await checked(client.users_info(user=spot.user))).get("user") or {}
        except Refused as refused:
            log.warning("slack admin not known reason=%s", refused)
            return False
        return any(user.get(name) for name in ("is_admin", "is_owner", "is_primary_owner"))
