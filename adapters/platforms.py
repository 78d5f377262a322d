"""The platforms: the command line's session in, those that are wanted run until they are told to end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapters.logs import configure_logging
from adapters.running import Platform, run_platforms
from bot.desk import Desk
from bot.model import SettingsError

if TYPE_CHECKING:
    from adapters.settings import Settings
    from adapters.terminal.session import Session
    from bot import Bot


def run_slack(session: Session) -> int:
    """Raises BotError."""
    from adapters.slack_app.checking import read_credentials

    settings = _settings(session)
    read_credentials(settings)  # Said before anything is read or opened.
    return _run(session, settings, (Platform("slack", _serve_slack),))


def run_all(session: Session) -> int:
    """Every platform that has credentials. Raises BotError, also where none has."""
    settings = _settings(session)
    platforms = tuple(_set_up(settings))
    if not platforms:
        raise SettingsError(
            "neither Discord nor Slack is set up; set DISCORD_TOKEN, or SLACK_BOT_TOKEN and SLACK_APP_TOKEN"
        )
    return _run(session, settings, platforms)


def is_slack_set_up(settings: Settings) -> bool:
    """Whether anything of Slack is set, be it right or wrong."""
    return any((settings.slack_bot_token, settings.slack_app_token, settings.slack_client_id))


def _set_up(settings: Settings) -> list[Platform]:
    found = []
    if settings.discord_token is not None:
        found.append(Platform("discord", _serve_discord))
    if is_slack_set_up(settings):
        found.append(Platform("slack", _serve_slack))
    return found


def _settings(session: Session) -> Settings:
    settings = session.settings()
    configure_logging(settings.log_level or "info", settings.log_format, session.world.stderr)
    return settings


def _run(session: Session, settings: Settings, platforms: tuple[Platform, ...]) -> int:
    bot = session.open_bot()
    asyncio.run(_answer(bot, settings, platforms))
    return 0


async def _answer(bot: Bot, settings: Settings, platforms: tuple[Platform, ...]) -> None:
    from adapters.opening import open_desk

    await run_platforms(platforms, await open_desk(bot, settings), settings)


async def _serve_slack(desk: Desk, settings: Settings) -> None:
    from adapters.slack_app import serve

    await serve(desk, settings)


async def _serve_discord(desk: Desk, settings: Settings) -> None:
    from adapters.discord_bot import serve

    await serve(desk, settings)
