"""Watches a knowledge folder, and gives the desk a new bot whenever the folder or the decisions change."""

from __future__ import annotations

import asyncio
import logging
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, time

from bot.bot import Bot
from bot.curating import Decided, in_force
from bot.knowledge import list_files
from bot.memory import Decision
from bot.model import BotError, KnowledgeError
from bot.renewing.gating import Ways, with_kept
from bot.renewing.making import Made, Wanted, make_aside
from bot.renewing.swapping import open_bots
from bot.starting import trouble_with

log = logging.getLogger(__name__)

_EVERY = 3.0  # Seconds between two looks at the folder; a change is taken over once two of them see the same.
_GATHERING = 20.0  # Seconds in which new decisions begin the learning again; later ones wait for the next time.
_GLANCING = 0.2  # Seconds between two looks for such decisions.

Put = Callable[[Bot, Bot], None]
"""Called in the event loop with the bot to answer with from now on, and with the one without what was accepted."""
Stamp = tuple[tuple[str, int, int], ...] | str  # What stands there; a text where it cannot be listed.


class Watched:
    """Watches from its making on, so make it before the folder is read."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._read = self._seen = _stamp(folder)

    def changed(self, *, at_once: bool = False) -> bool:
        """True once after each change, as soon as two looks see the same (`at_once`: at the first look)."""
        before, self._seen = self._seen, _stamp(self.folder)
        if self._seen == self._read or (self._seen != before and not at_once):
            return False
        self._read = self._seen
        return True


@dataclass(frozen=True, slots=True)
class _Bots:
    plain: Bot  # Knows the folder alone.
    learned: Bot | None = None  # Has learned the accepted answers, too; None: there is none to use.
    numbers: frozenset[int] = frozenset()  # Of the decisions that `learned` knows.
    kept: Ways = ()  # What `learned` answers word for word, as `Gated.kept`.


class Renewal:
    """The bot gives an accepted answer to its own words at once, and to similar ones once an index has learned it."""

    def __init__(
        self,
        bot: Bot,
        put: Put,
        watched: Watched,
        cache: Path | None = None,
        database: str | None = None,
        every: float = _EVERY,
    ) -> None:
        """`bot`: of the folder as `watched` first saw it. Without a usable `cache`, indexes lie in a temporary
        folder."""
        self._bots = _Bots(bot)
        self._tried_numbers: frozenset[int] = frozenset()
        """Of the decisions that the last process was to learn, whether it did or not."""
        self._put = put
        self._watched = watched
        self._cache = cache
        self._database = database
        self._every = every
        self._decisions: tuple[Decision, ...] = ()
        self._known = Decided()
        self._woken = asyncio.Event()
        self._forced = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._renew_again_and_again())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def renew_now(self) -> None:
        """Take over the folder as it is now, without waiting for the next look."""
        self._forced = True
        self._woken.set()

    def take_decisions(self, decisions: tuple[Decision, ...]) -> None:
        """Take all decisions of curators, in their order; they are in force when this returns."""
        self._decisions, self._known = decisions, in_force(decisions)
        self._put_in_force()
        self._woken.set()

    def _put_in_force(self) -> None:
        """Answer from the learned index, unless it has learned a decision that was taken back."""
        bots = self._bots
        accepted = self._known.accepted(bots.plain.knowledge)
        if bots.learned and bots.numbers <= _numbers(self._known):
            bot = bots.learned.with_accepted(with_kept(accepted, bots.kept))
        else:
            bot = bots.plain.with_accepted(accepted)
        self._put(bot, bots.plain)

    async def _renew_again_and_again(self) -> None:
        with tempfile.TemporaryDirectory(prefix="evbot-") as spare:
            cache = self._cache if self._cache and not trouble_with(self._cache) else Path(spare)
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._every):
                        await self._woken.wait()
                self._woken.clear()
                forced, self._forced = self._forced, False
                changed = await asyncio.to_thread(self._watched.changed, at_once=forced)
                if changed or forced or _numbers(self._known) != self._tried_numbers:
                    await self._renew(cache)

    async def _renew(self, cache: Path) -> None:
        """If anything goes wrong, the bot answers as before."""
        folder = self._watched.folder
        began = monotonic()
        try:
            made, numbers = await self._make_with_all(cache)
            plain, learned = await open_bots(made)
        except BotError as error:
            log.error("knowledge not taken over, as before folder=%s reason=%s", folder or "shipped", error)
            return
        except Exception:
            log.exception("knowledge not taken over, as before")
            return
        self._bots = _Bots(plain, learned, numbers, made.gated.kept)
        self._put_in_force()
        log.info("knowledge taken over learned=%d after=%.1fs", len(numbers) if learned else 0, monotonic() - began)
        for line in made.gated.refused:
            log.warning("what was accepted is answered word for word only: %s", line)
        for line in made.gated.moved:
            log.warning("learned anew, by chance: %s", line)

    async def _make_with_all(self, cache: Path) -> tuple[Made, frozenset[int]]:
        """Return also the numbers of the learned decisions. If curators decide more within `_GATHERING`, begin a new
        process with all of them, which is quicker than to finish and learn them later."""
        folder = self._watched.folder
        until = monotonic() + _GATHERING
        while True:
            numbers = self._tried_numbers = _numbers(self._known)
            wanted = Wanted(str(folder) if folder else None, str(cache), self._decisions, self._database, time())
            making = asyncio.create_task(make_aside(wanted))
            try:
                while not making.done() and (_numbers(self._known) == numbers or monotonic() > until):
                    await asyncio.wait((making,), timeout=_GLANCING)
                if making.done():
                    return making.result(), numbers
            finally:
                making.cancel()
                await asyncio.gather(making, return_exceptions=True)


def _numbers(known: Decided) -> frozenset[int]:
    """The numbers of the decisions in force that accept something."""
    return frozenset(one.number for one in known.taken_by_ruling)


def _stamp(folder: Path | None) -> Stamp:
    try:
        files = ((file.name, file.path) for file in list_files(folder))
        states = ((name, path.stat()) for name, path in files if isinstance(path, Path))
        return tuple((name, state.st_mtime_ns, state.st_size) for name, state in states)
    except (KnowledgeError, OSError) as error:
        return str(error)
