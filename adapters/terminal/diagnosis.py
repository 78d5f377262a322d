"""`evbot doctor`: prints a line for each part of the set-up, with the fix for a fault; changes nothing."""

import asyncio
import os
import platform
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from adapters.environment import cache_folder, installed_package, state_folder
from adapters.finding import SetupFinding, wrong
from adapters.logs import quiet_libraries
from adapters.opening import memory_settings
from adapters.platforms import is_slack_set_up
from adapters.settings import Settings, misspelt
from adapters.terminal.session import Session
from bot.knowledge import load_knowledge
from bot.memory import inspect_database, inspect_key
from bot.model import BotError

_LIBRARIES = ("discord.py", "slack-bolt", "sqlalchemy", "numpy")
_SKEW = 120.0  # Seconds between the clock and that of the disk; Slack refuses what is five minutes off.


def examine(session: Session, *, online: bool) -> int:
    """Return 1 where something is wrong."""
    status = 0
    for finding in _diagnose(session, online):
        state = "ok   " if finding.ok else "WRONG"
        fix = f"; {finding.fix}" if finding.fix else ""
        session.write(finding, f"{state}  {finding.name}: {finding.message}{fix}")
        status = status if finding.ok else 1
    return status


def _diagnose(session: Session, online: bool) -> Iterator[SetupFinding]:
    try:
        session.check_settings()
        settings = session.settings
    except BotError as error:
        yield wrong("settings", error)
        yield from _of_knowledge(session)
    else:
        yield SetupFinding("settings", True, f"read from {_where_settings_stand(session)}")
        yield from _misspelt(session)
        yield from _of_knowledge(session)
        yield from _of_services(settings, online)
    yield _folder("cache folder", cache_folder())
    yield _folder("state folder", state_folder())
    yield _versions()
    yield _clock()


def _looked(name: str, look: Callable[[], str]) -> SetupFinding:
    try:
        return SetupFinding(name, True, look())
    except BotError as error:
        return wrong(name, error)


def _where_settings_stand(session: Session) -> str:
    dotenv = session.world.dotenv
    return f"{dotenv} and the environment" if dotenv.is_file() else "the environment"


def _misspelt(session: Session) -> Iterator[SetupFinding]:
    for name, nearest in misspelt(session.given):
        told = f"{session.given[name].place}: {name} is no setting, and is left alone"
        yield SetupFinding("settings", True, told, f"write {nearest}, if that is meant")


def _of_knowledge(session: Session) -> Iterator[SetupFinding]:
    """Nothing where no folder is named, and the file that may set one cannot be read."""
    try:
        folder = session.knowledge
    except BotError:
        return
    yield _looked("knowledge", lambda: _knowledge(session, folder))


def _knowledge(session: Session, folder: Path | None) -> str:
    knowledge = load_knowledge(folder)
    return f"{knowledge.manifest.name}, {len(knowledge.entries)} entries, {session.which_knowledge()}"


def _of_services(settings: Settings, online: bool) -> Iterator[SetupFinding]:
    yield _looked("discord", lambda: _discord(settings))
    yield _looked("slack", lambda: _slack(settings))
    if online:
        with quiet_libraries():
            findings = asyncio.run(_asked_online(settings))
        yield from findings
    memory = memory_settings(settings)
    database = _looked("database", lambda: asyncio.run(inspect_database(memory)))
    yield database
    if database.ok:
        yield _looked("key", lambda: inspect_key(memory))


def _discord(settings: Settings) -> str:
    if settings.discord_token is None:
        return "not set up"
    from adapters.discord_bot.examining import look_at

    return look_at(settings)


def _slack(settings: Settings) -> str:
    if not is_slack_set_up(settings):
        return "not set up"
    from adapters.slack_app.credentials import read_credentials

    credentials = read_credentials(settings)
    workspaces = ", many workspaces by OAuth" if credentials.client_id is not None else ""
    return f"set up for {credentials.mode} mode{workspaces}"


async def _asked_online(settings: Settings) -> list[SetupFinding]:
    findings: list[SetupFinding] = []
    if settings.discord_token is not None:
        from adapters.discord_bot.examining import examine as examine_discord

        findings += [finding async for finding in examine_discord(settings)]
    if is_slack_set_up(settings):
        from adapters.slack_app.examining import examine as examine_slack

        findings += [finding async for finding in examine_slack(settings)]
    return findings


def _folder(name: str, folder: Path | None) -> SetupFinding:
    if folder is None:
        return SetupFinding(name, True, "none, since this user has no home: nothing is kept between runs")
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        told = f"{folder} cannot be written ({error.strerror})"
        return SetupFinding(name, False, told, "make it writable for this user")
    return SetupFinding(name, True, str(folder))


def _versions() -> SetupFinding:
    package = installed_package()
    found = [f"{package.name} {package.version}"] if package else []
    for library in _LIBRARIES:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            told = f"{library} is not installed"
            return SetupFinding("versions", False, told, "install the bot again: pip install .")
    return SetupFinding("versions", True, f"Python {platform.python_version()}, {', '.join(found)}")


def _clock() -> SetupFinding:
    """Against a file that was written just now: on a network drive or in a container the two can differ."""
    now = datetime.now(UTC)
    with tempfile.TemporaryFile() as file:
        written = os.fstat(file.fileno()).st_mtime
    was_never_set = now.year < 2025
    if was_never_set or abs(written - now.timestamp()) > _SKEW:
        return SetupFinding("clock", False, f"says {now:%Y-%m-%d %H:%M} UTC", "set it, best by NTP")
    return SetupFinding("clock", True, f"{now:%Y-%m-%d %H:%M:%S} UTC")
