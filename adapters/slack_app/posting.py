"""Writes a page into a channel of a workspace where nobody has just asked."""

import logging

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack_app.authorizing import Authorize
from adapters.slack_app.client import client_on
from adapters.slack_app.drawing import to_message
from adapters.slack_app.location import Location
from adapters.slack_app.sending import Refused, checked
from adapters.slack_app.ways import Ways, sent_by
from bot.pages import Page, Posted

log = logging.getLogger(__name__)


async def post(client: AsyncWebClient, authorize: Authorize, address: str, where: str, page: Page) -> Posted:
    """`client`: that of the bot's own workspace, whose session all share. The log says why a post fails.

    `address`: a `Location.address`. `where`: a `Location.here` or a channel.
    """
    location = Location.at(address, where)
    token = await authorize.token_of(location.enterprise or None, location.team)
    if token is None:
        log.warning("slack not posted channel=%s reason=not_installed", location.channel)
        return Posted.REFUSED
    ways = Ways(client_on(client.session, token), location)
    try:
        await sent_by(ways.post, to_message(page))
    except Refused as refused:
        log.warning("slack not posted channel=%s reason=%s", location.channel, refused)
        return Posted.UNSURE if refused.may_have_arrived else Posted.REFUSED
    return Posted.DONE


async def link_to(client: AsyncWebClient, location: Location) -> str:
    """A link to the message that was pressed; to its thread or channel if only the presser sees the message."""
    message = location.open_thread if location.ephemeral else location.message
    if message:
        try:
            found = await checked(client.chat_getPermalink(channel=location.channel, message_ts=message))
            return str(found["permalink"])
        except Refused as refused:
            log.warning("slack message not linked reason=%s", refused)
    return f"https://slack.com/app_redirect?team={location.team}&channel={location.channel}"
