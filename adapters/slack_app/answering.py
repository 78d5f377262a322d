"""Answers commands, presses and forms of Slack once each, and tells who may manage."""

import logging
from collections.abc import Awaitable, Callable, Collection

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.location import Location
from adapters.slack_app.pictures import Awaiting
from adapters.slack_app.reading import Json, event_key
from adapters.slack_app.sending import Refused, checked
from adapters.slack_app.showing import Showing
from adapters.slack_app.ways import Sent
from bot.pages import Front, Pressed, Taker

log = logging.getLogger(__name__)


class Answering:
    def __init__(self, front: Front, admins: Collection[str]) -> None:
        """`admins` as in EVBOT_ADMINS."""
        self.front = front
        self.taker: Taker[Sent] = Taker(front)
        self._admins = frozenset(admins)
        self._awaiting = Awaiting()

    def showing(self, client: AsyncWebClient, location: Location) -> Showing:
        return Showing(client, location, self._awaiting)

    def is_admin(self, location: Location) -> bool:
        """Whether the person is an admin of the bot, whatever the workspace."""
        return location.asker in self._admins

    async def manages(self, location: Location, client: AsyncWebClient) -> bool:
        """Whether a person may change the settings and propose answers, as an admin of the bot or the workspace."""
        if self.is_admin(location):
            return True
        try:
            user = (await checked(client.users_info(user=location.user))).get("user") or {}
        except Refused as refused:
            log.warning("slack admin not known reason=%s", refused)
            return False
        return any(user.get(name) for name in ("is_admin", "is_owner", "is_primary_owner"))

    async def answer(
        self,
        body: Json,
        client: AsyncWebClient,
        location: Location,
        build: Callable[[], Awaitable[Pressed]],
        *,
        first: bool = False,
    ) -> None:
        """Answer an event; of an empty page nothing is shown. `first` is that of `Taker.take`, also for what asks Slack
        while it is built: where Slack is slow, no other answer waits for that."""
        with self.taker.under_way():
            try:
                shown = await self.taker.take(event_key(body), build, first=first)
                if shown is not None:
                    await self.showing(client, location).show(shown, body, self.front)
            except Exception:
                log.exception("slack event failed")
