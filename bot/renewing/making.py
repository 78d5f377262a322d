"""Makes a new index in a process of its own.

Two are made where curators have accepted something: one of the folder as it is, and one that has learned that, too.
The gate decides about the second: what was right by the first must be by it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.bot import Bot
from bot.curating import Pinned, decided, pinned
from bot.curating.comparing import Difference, worse
from bot.curating.learning import learned
from bot.knowledge import load_knowledge
from bot.matching import Index
from bot.memory import Asked, Decision, recorded
from bot.model import Accepted, BotError
from bot.opening import compile_folder, keep_index, kept_in
from bot.starting import unusable_line
from bot.worker import worker

NICENESS = 5
"""Of 19: questions go before it, and on a busy machine it still gets on."""
_MANY = 500
"""Questions of the gate from which on a second process is worth its start."""


@dataclass(frozen=True, slots=True)
class Wanted:
    folder: str | None
    cache: str
    decisions: tuple[Decision, ...]
    database: str | None
    """Where answers were voted up."""
    at: float
    """Seconds since 1970: when the gate asks."""


@dataclass(frozen=True, slots=True)
class Made:
    plain: str = ""
    """Where the index of the folder lies; empty: nowhere,"""
    error: str = ""
    """for this reason."""
    whole: str = ""
    """Where that lies which has learned what was accepted; empty: there is none,"""
    refused: tuple[str, ...] = ()
    """for these reasons: questions that would lose their answer, or that could not be looked up."""


def serve() -> None:
    """Do what standard input says, once."""
    # Both reach all processes of a terminal; the one that waits for this one ends it.
    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    wanted = msgspec.json.decode(sys.stdin.buffer.read(), type=Wanted)
    try:
        made = make(wanted)
    except BotError as error:
        made = Made(error=str(error))
    except OSError as error:
        made = Made(error=unusable_line(Path(wanted.cache), error))
    sys.stdout.buffer.write(msgspec.json.encode(made))


def make(wanted: Wanted) -> Made:
    """Raises BotError, and OSError where an index cannot be kept."""
    folder, cache = Path(wanted.folder) if wanted.folder else None, Path(wanted.cache)
    plain_at = kept_in(cache, folder)
    plain = Bot(keep_index(plain_at, lambda: compile_folder(folder)))
    known = decided(wanted.decisions)
    accepted = known.accepted(plain.knowledge)
    if accepted == Accepted() or _is_held(folder, accepted):
        return Made(str(plain_at))
    whole_at = kept_in(cache, folder, msgspec.json.encode(accepted))
    whole = Bot(keep_index(whole_at, lambda: compile_folder(folder, change=lambda read: learned(read, accepted))))
    at = datetime.fromtimestamp(wanted.at, UTC)
    try:
        pins = pinned(plain, known, asyncio.run(_liked(wanted.database)))
    except BotError as error:
        return Made(str(plain_at), refused=(str(error),))
    lost = _lost_beside((plain_at, whole_at), (plain, whole), accepted, pins, at)
    return Made(str(plain_at), refused=lost) if lost else Made(str(plain_at), whole=str(whole_at))


def _lost_beside(
    kept: tuple[Path, Path], bots: tuple[Bot, Bot], accepted: Accepted, pins: Pinned, at: datetime
) -> tuple[str, ...]:
    """What would be lost; where much is to be asked, a process beside asks half of it."""
    items = tuple(pins.items())
    half = len(items) // 2 if len(items) >= _MANY else 0
    with worker(half > 0) as aside:
        others = aside.submit(_lost_of, kept, accepted, dict(items[:half]), at) if half else None
        lost = _lost(bots, accepted, dict(items[half:]), at)
        return (*(others.result() if others else ()), *lost)


def _lost_of(kept: tuple[Path, Path], accepted: Accepted, pins: Pinned, at: datetime) -> tuple[str, ...]:
    plain, whole = (Bot(keep_index(folder, _gone)) for folder in kept)
    return _lost((plain, whole), accepted, pins, at)


def _gone() -> Index:
    raise BotError("an index was removed while it was compared; SIGHUP tries again")


def _lost(bots: tuple[Bot, Bot], accepted: Accepted, pins: Pinned, at: datetime) -> tuple[str, ...]:
    before, after = (bot.with_accepted(accepted) for bot in bots)
    return tuple(map(_line, worse(before, after, pins, at)))


def _is_held(folder: Path | None, accepted: Accepted) -> bool:
    """Whether all of it was written into the files."""
    read = load_knowledge(folder)
    return learned(read, accepted) == read


async def _liked(database: str | None) -> tuple[Asked, ...]:
    if database is None:
        return ()
    async with recorded(database) as store:
        return tuple([one async for one in store.asked() if one.good > one.bad])


def _line(one: Difference) -> str:
    old, new = (reply.answer.id if reply.answer else "nothing" for reply in (one.old, one.new))
    says = f" ({one.pin.says})" if one.pin else ""
    return f"“{one.question}” is answered by {old}{says}, and would be by {new}"
