"""`evbot doctor`: a line for each part of the set-up, with the fix for a fault; it changes nothing."""

import asyncio
import os
import platform
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, entry_points, version
from pathlib import Path

from adapters.environment import cache_folder, state_folder
from adapters.finding import Finding, wrong
from adapters.logs import quiet_libraries
from adapters.opening import memory_settings
from adapters.platforms import is_slack_set_up
from adapters.settings import Settings
from adapters.terminal.session import Session
from bot.knowledge import load_knowledge
from bot.memory import inspect_database, inspect_key
from bot.model import BotError, KnowledgeError

_LIBRARIES = ("discord.py", "slack-bolt", "sqlalchemy", "numpy")
_SKEW = 120.0
"""Seconds; platforms refuse requests of a clock that is five minutes off."""


def examine(session: Session, *, online: bool = False) -> int:
    """Return 1 where something is wrong."""
    findings = []
    for finding in diagnose(session, online=online):
        findings.append(finding)
        session.write(finding, _line(finding))
    return 0 if all(finding.ok for finding in findings) else 1


def _line(finding: Finding) -> str:
    state = "ok   " if finding.ok else "WRONG"
    fix = f"; {finding.fix}" if finding.fix else ""
    return f"{state}  {finding.name}: {finding.message}{fix}"


def diagnose(session: Session, *, online: bool = False) -> Iterator[Finding]:
    settings, finding = _settings(session)
    yield finding
    yield _knowledge(session)
    if settings is not None:
        yield _discord(settings)
        yield _slack(settings)
        if online:
            with quiet_libraries():
                findings = asyncio.run(_asked_online(settings))
            yield from findings
        yield from _database(settings)
    yield _folder("cache folder", cache_folder())
    yield _folder("state folder", state_folder())
    yield _versions()
    yield _clock()


def _settings(session: Session) -> tuple[Settings | None, Finding]:
    try:
        session.apply_settings()
        settings = session.settings()
    except BotError as error:
        return None, wrong("settings", error)
    where = f"{session.world.dotenv} and the environment" if session.world.dotenv.is_file() else "the environment"
    return settings, Finding("settings", True, f"read from {where}")


def _knowledge(session: Session) -> Finding:
    try:
        knowledge = load_knowledge(session.knowledge)
    except KnowledgeError as error:
        return wrong("knowledge", error)
    which = f"{knowledge.manifest.name}, {len(knowledge.entries)} entries, {session.which_knowledge()}"
    return Finding("knowledge", True, which)


def _discord(settings: Settings) -> Finding:
    if settings.discord_token is None:
        return Finding("discord", True, "not set up")
    from adapters.discord_bot.examining import look_at

    return look_at(settings)


def _slack(settings: Settings) -> Finding:
    from adapters.slack_app.credentials import read_credentials

    if not is_slack_set_up(settings):
        return Finding("slack", True, "not set up")
    try:
        credentials = read_credentials(settings)
    except BotError as error:
        return wrong("slack", error)
    workspaces = ", many workspaces by OAuth" if credentials.with_oauth else ""
    return Finding("slack", True, f"set up for {credentials.mode} mode{workspaces}")


async def _asked_online(settings: Settings) -> list[Finding]:
    findings: list[Finding] = []
    if settings.discord_token is not None:
        from adapters.discord_bot.examining import examine as examine_discord

        findings += [finding async for finding in examine_discord(settings)]
    if is_slack_set_up(settings):
        from adapters.slack_app.examining import examine

        findings += [finding async for finding in examine(settings)]
    return findings


def _database(settings: Settings) -> Iterator[Finding]:
    """With the key that its hashes and the tokens in it are made with."""
    memory = memory_settings(settings)
    try:
        yield Finding("database", True, asyncio.run(inspect_database(memory)))
    except BotError as error:
        yield wrong("database", error)
        return
    try:
        yield Finding("key", True, inspect_key(memory))
    except BotError as error:
        yield wrong("key", error)


def _folder(name: str, folder: Path | None) -> Finding:
    if folder is None:
        return Finding(name, True, "none, since this user has no home: nothing is kept between runs")
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        return Finding(name, False, f"{folder} cannot be written ({error.strerror})", "make it writable for this user")
    return Finding(name, True, str(folder))


def _versions() -> Finding:
    scripts = entry_points(group="console_scripts", name="evbot")
    found = [f"{script.dist.name} {script.dist.version}" for script in scripts if script.dist][:1]
    for library in _LIBRARIES:
        try:
            found.append(f"{library} {version(library)}")
        except PackageNotFoundError:
            return Finding("versions", False, f"{library} is not installed", "install the bot again: pip install .")
    return Finding("versions", True, f"Python {platform.python_version()}, {', '.join(found)}")


def _clock() -> Finding:
    """Against a file that was written just now: on a network drive or in a container the two can differ."""
    now = datetime.now(UTC)
    with tempfile.TemporaryFile() as file:
        written = os.fstat(file.fileno()).st_mtime
    if abs(written - now.timestamp()) > _SKEW or now.year < 2025:
        return Finding("clock", False, f"says {now:%Y-%m-%d %H:%M} UTC", "set it, best by NTP")
    return Finding("clock", True, f"{now:%Y-%m-%d %H:%M:%S} UTC")
