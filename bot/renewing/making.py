"""Makes a new index in a process of its own.

If curators have accepted answers, there are two: one of the folder alone, and one that has learned these, too. The gate
(`gating`) decides about the second: it must answer rightly what the first answers rightly.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from bot.bot import Bot
from bot.curating import in_force, pinned, with_accepted
from bot.knowledge import load_knowledge
from bot.memory import Asked, Decision, recorded
from bot.model import Accepted, BotError
from bot.opening import compile_folder, open_or_make, place_in
from bot.renewing.gating import Gated, gate
from bot.starting import unusable_line

NICENESS = 5  # Of 19: questions go before it, and on a busy machine it still gets on.
# Not by the `multiprocessing` of Python, which would run the script again that answers.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline());"
    " from bot.renewing.making import serve; serve()"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    folder: str | None
    cache: str
    decisions: tuple[Decision, ...]
    database: str | None  # Where answers were voted up.
    at: float  # Seconds since 1970: when the gate asks.


@dataclass(frozen=True, slots=True)
class Made:
    plain: str = ""  # Where the index of the folder lies; empty where there is an error.
    error: str = ""
    learned: str = ""  # Where that lies which has also learned the accepted answers; empty: it is not used.
    gated: Gated = field(default_factory=Gated)  # Refused, too, where the answers voted up cannot be looked up.


async def make_aside(wanted: Wanted) -> Made:
    """Let a process of its own `serve`, and end it if this is cancelled. Raises BotError."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _START, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        given = msgspec.json.encode(sys.path) + b"\n" + msgspec.json.encode(wanted)
        out, err = await process.communicate(given)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        last = err.decode(errors="replace").strip().rpartition("\n")[2]
        raise BotError(f"the process that learns ended with status {process.returncode} ({last}); SIGHUP tries again")
    made: Made = msgspec.json.decode(out, type=Made)
    if made.error:
        raise BotError(made.error)
    return made


def serve() -> None:
    """Make what standard input asks for, once."""
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
    plain_at = place_in(cache, folder)
    plain = Bot(open_or_make(plain_at, lambda: compile_folder(folder)))
    known = in_force(wanted.decisions)
    accepted = known.accepted(plain.knowledge)
    if accepted == Accepted() or _is_held(folder, accepted):
        return Made(str(plain_at))
    learned_at = place_in(cache, folder, msgspec.json.encode(accepted))
    open_or_make(learned_at, lambda: compile_folder(folder, change=lambda read: with_accepted(read, accepted)))
    at = datetime.fromtimestamp(wanted.at, UTC)
    try:
        pins = pinned(plain, known, asyncio.run(_liked(wanted.database)))
    except BotError as error:
        return Made(str(plain_at), gated=Gated(refused=(str(error),)))
    gated = gate((plain_at, learned_at), accepted, pins, at)
    return Made(str(plain_at), learned="" if gated.refused else str(learned_at), gated=gated)


def _is_held(folder: Path | None, accepted: Accepted) -> bool:
    """Whether all of it was written into the files."""
    read = load_knowledge(folder)
    return with_accepted(read, accepted) == read


async def _liked(database: str | None) -> tuple[Asked, ...]:
    if database is None:
        return ()
    async with recorded(database) as store:
        return tuple([one async for one in store.asked() if one.good > one.bad])
