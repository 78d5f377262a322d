"""Runs the platforms that the command line names, until they are told to end."""

import asyncio
import gc
import json
import logging
import signal
from collections.abc import Sequence
from importlib import import_module

from adapters.environment import cache_folder
from adapters.logs import configure_logging
from adapters.opening import open_renewed_desk
from adapters.running import Platform, run_platforms
from adapters.settings import Settings
from adapters.terminal.session import Session
from bot import Bot
from bot.knowledge import load_knowledge, words_of
from bot.model import SettingsError
from bot.renewing import Watched, warm

log = logging.getLogger(__name__)

_PACKAGES = {"discord": "adapters.discord_bot", "slack": "adapters.slack_app"}  # Loaded only where they are wanted.
_WIDTH = 120  # Columns of Slack's manifest as YAML.
_TRIED = 10  # Questions that the bot is tried with before anybody asks: the first take ten times as long.


def run_discord(session: Session) -> int:
    """Raises BotError."""
    return _run(session, "discord")


def run_slack(session: Session, manifest: bool) -> int:
    """Raises BotError."""
    return _print_manifest(session) if manifest else _run(session, "slack")


def run_all(session: Session) -> int:
    """Every platform that has credentials. Raises BotError, also where none has."""
    settings = session.settings
    wanted = ["discord"] if settings.discord_token is not None else []
    if is_slack_set_up(settings):
        wanted.append("slack")
    if not wanted:
        raise SettingsError(
            "neither Discord nor Slack is set up; set DISCORD_TOKEN, or SLACK_BOT_TOKEN and SLACK_APP_TOKEN"
        )
    return _run(session, *wanted)


def is_slack_set_up(settings: Settings) -> bool:
    """Whether anything of Slack is set, be it right or wrong."""
    return any((settings.slack_bot_token, settings.slack_app_token, settings.slack_client_id))


def _print_manifest(session: Session) -> int:
    import yaml

    from adapters.slack_app.credentials import mode_of
    from adapters.slack_app.manifest import app_manifest

    settings = session.settings
    # Whoever has nothing yet begins with Socket Mode, which needs no public address.
    mode = mode_of(settings, undecided="socket")
    knowledge = load_knowledge(session.knowledge)
    oauth = settings.slack_client_id is not None
    content = app_manifest(knowledge.manifest, words_of(knowledge), mode, oauth=oauth)
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=_WIDTH).rstrip()
    session.world.write_line(json.dumps(content, ensure_ascii=False, indent=2) if session.as_json else text)
    return 0


def _run(session: Session, *names: str) -> int:
    settings = session.settings
    packages = [import_module(_PACKAGES[name]) for name in names]
    if len(packages) == 1:
        # Before anything is opened. Of several, one that is set up wrongly ends alone, and the others go on.
        packages[0].check_settings(settings)
    configure_logging(settings.log_level or "info", settings.log_format, session.world.stderr)
    if settings.admin_host or settings.admin_port:
        log.warning("EVBOT_ADMIN_HOST and EVBOT_ADMIN_PORT have no effect in this release")
    watched = Watched(session.knowledge)  # Before the bot reads the folder, so that no change in between is missed.
    bot = session.open_bot()
    warm(bot, _TRIED)
    # All that is open now stays open; collecting garbage in it would delay an answer by 20 ms now and then.
    gc.freeze()
    platforms = [Platform(name, package.serve) for name, package in zip(names, packages, strict=True)]
    asyncio.run(_answer(session, bot, watched, settings, platforms))
    return 0


async def _answer(
    session: Session, bot: Bot, watched: Watched, settings: Settings, platforms: Sequence[Platform]
) -> None:
    async with open_renewed_desk(bot, settings, watched, cache_folder()) as (desk, renewal):
        if hasattr(signal, "SIGHUP"):  # Windows has none.
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, renewal.renew_now)
        await run_platforms(platforms, desk, settings, session.world.write_line)
