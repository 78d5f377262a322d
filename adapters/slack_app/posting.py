"""Writes a page into a channel of a workspace where nobody has just asked."""

import logging

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.client import client_on
from adapters.slack_app.drawing import to_message
from adapters.slack_app.installations import Authorize
from adapters.slack_app.sending import Refused, checked
from adapters.slack_app.showing import sent_by
from adapters.slack_app.spot import Spot
from adapters.slack_app.ways import Ways
from bot.pages import Page, Posted

log = logging.getLogger(__name__)


class Posting:
    def __init__(self, client: AsyncWebClient, authorize: Authorize) -> None:
        """`client` is that of the bot's own workspace, whose session all share."""
        self._client = client
        self._authorize = authorize

    async def post(self, address: str, where: str, page: Page) -> Posted:
        """`address`: a `Spot.address`. `where`: a `Spot.here` or a channel. The log says why a post fails."""
        enterprise, _, team = address.partition("/")
        channel, _, thread = where.partition("/")
        token = await self._authorize.token_of(enterprise or None, team)
        if token is None:
            log.warning("slack not posted channel=%s reason=not_installed", channel)
            return Posted.REFUSED
        ways = Ways(client_on(self._client.session, token), Spot(team, "", channel, thread))
        try:
            await sent_by(ways.post, to_message(page))
        except Refused as refused:
            log.warning("slack not posted channel=%s reason=%s", channel, refused)
            return Posted.REFUSED if refused.is_sure else Posted.UNSURE
        return Posted.DONE


async def link_to(client: AsyncWebClient, spot: Spot) -> str:
    """A link to the message that was pressed; to its thread or channel if only the presser sees the message."""
    message = spot.begun if spot.ephemeral else spot.message
    if message:
        try:
            found = await checked(client.chat_getPermalink(channel=spot.channel, message_ts=message))
            return str(found["permalink"])
        except Refused as refused:
            log.warning("slack message not linked reason=%s", refused)
    return f"https://slack.com/app_redirect?team={spot.team}&channel={spot.channel}"
