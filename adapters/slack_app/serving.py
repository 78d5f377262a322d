"""Runs the bot on Slack, over the chosen transport, until it is cancelled."""

import asyncio
import logging
from functools import partial

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.web.async_client import AsyncWebClient

from adapters.opening import memory_settings
from adapters.running import Tell
from adapters.settings import Settings
from adapters.slack_app import http_mode, limits, socket_mode
from adapters.slack_app.answering import Answering
from adapters.slack_app.authorizing import Authorize
from adapters.slack_app.commands import Commands
from adapters.slack_app.credentials import Credentials, identify, read_credentials
from adapters.slack_app.dispatching import Dispatcher
from adapters.slack_app.homes import Homes
from adapters.slack_app.installations import Installations
from adapters.slack_app.interactions import Interactions
from adapters.slack_app.manifest import EVENTS, REDIRECT, SCOPES, command_of
from adapters.slack_app.messages import Messages
from adapters.slack_app.sending import library_logger, open_client
from adapters.slack_app.states import States
from adapters.slack_app.ways import post
from bot.desk import Desk
from bot.memory import Memory, secret_key
from bot.pages import Command, Front, PlatformTraits

log = logging.getLogger(__name__)

_DISPATCHING = 0.75  # Seconds that waiting requests have at the end, to be handed to their handlers.
_ANSWERING = 1.5  # Seconds that the answers have then: both together about `LANDING`.
_ROOM = 200  # Characters of a section that are left for what its text gains when it is converted.


async def serve(desk: Desk, settings: Settings, tell: Tell) -> None:
    """Until it is cancelled. Raises SettingsError and BotError for what an operator has to mend."""
    credentials = read_credentials(settings)
    manifest = desk.bot.knowledge.manifest
    async with open_client(credentials.bot_token) as client:
        client_id = credentials.client_id
        installed = Installations(desk.memory, client_id, secret_key(memory_settings(settings))) if client_id else None
        identity = await identify(client) if credentials.bot_token is not None else None
        authorize = Authorize(credentials.bot_token, identity, installed)
        traits, posting = traits_of(desk), partial(post, client, authorize)
        front = Front(desk, traits, lambda: f"@{manifest.name}", settings.admins, posting)
        answering = Answering(front, settings.admins)
        telling = asyncio.create_task(front.digests.keep_sending())
        try:
            await asyncio.to_thread(front.warm_up)
            app = _build(credentials, client, answering, authorize, installed)
            dispatcher = Dispatcher(app)
            try:
                if credentials.mode == "socket":
                    told = partial(tell, f"Slack: {manifest.name} is connected.")
                    await socket_mode.listen(dispatcher, credentials.app_token or "", client, told)
                else:
                    host, port = settings.http_host, settings.http_port
                    told = partial(tell, f"Slack: {manifest.name} listens on http://{host}:{port}{EVENTS}.")
                    await http_mode.listen(dispatcher, credentials.signing_secret or "", host, port, told)
            finally:
                await dispatcher.finish(_DISPATCHING)
                await answering.taker.all_landed(_ANSWERING)
        finally:
            telling.cancel()
            front.pictures.close()


def traits_of(desk: Desk) -> PlatformTraits:
    command = command_of(desk.bot.knowledge.manifest)
    return PlatformTraits(
        "slack",
        lambda use: f"{command} …" if use == Command.ASK else f"{command} {desk.words.commands[use]}",
        text=limits.SECTION_TEXT - _ROOM,
        options=limits.MENU_OPTIONS,
        menus=1,
        shares=True,
        forms=True,
        commands_alone=True,
        channel="<#{}>",
        role="`{}`",
    )


def _build(
    credentials: Credentials,
    client: AsyncWebClient,
    answering: Answering,
    authorize: Authorize,
    installed: Installations | None,
) -> AsyncApp:
    app = AsyncApp(
        name="evbot",
        client=client,
        logger=library_logger("bolt", logging.ERROR),
        request_verification_enabled=False,  # The door of HTTP mode has done so before it acknowledged.
        authorize=authorize,  # type: ignore[arg-type]
        oauth_settings=_oauth(credentials, answering.front.desk.memory, installed) if installed is not None else None,
        ssl_check_enabled=False,  # It would let in what is not signed.
    )
    Messages(answering).register(app)
    Commands(answering).register(app)
    Homes(answering, installed).register(app)
    Interactions(answering).register(app)
    return app


def _oauth(credentials: Credentials, memory: Memory, installed: Installations) -> AsyncOAuthSettings:
    secret = credentials.client_secret or ""
    return AsyncOAuthSettings(
        client_id=credentials.client_id,
        client_secret=secret,
        scopes=SCOPES,
        user_scopes=(),
        redirect_uri_path=REDIRECT,
        installation_store=installed,
        installation_store_bot_only=True,
        state_store=States(memory, secret),
        logger=library_logger("oauth"),
    )
