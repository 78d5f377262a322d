"""Gives a desk a new bot whenever the knowledge folder or the decisions change."""

from __future__ import annotations

import asyncio
import gc
import logging
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep, time

import msgspec

from bot.bot import Bot
from bot.curating import Decided, decided
from bot.matching import open_index
from bot.memory import Decision, Verdict
from bot.model import BotError, Context, Question
from bot.renewing.gating import Ways, with_kept
from bot.renewing.making import Made, Wanted
from bot.renewing.watching import Watched
from bot.starting import trouble_with

log = logging.getLogger(__name__)

EVERY = 3.0
"""Seconds between two looks at the folder; a change is taken over once two of them see the same."""
_TURN = 0.0005
"""Seconds after which the thread that opens an index lets the one that answers go on; there are several such turns a
question."""
_TRIED = 50
"""Questions that a new bot is tried with."""
_TRYING = 5.0
"""Seconds that this takes at most, on a busy machine. After each question nothing is done for as long as it took, so
that most of the time is for those who ask."""
_GATHERING = 20.0
"""Seconds after the first decision in which others that follow it are still learned with it,"""
_LOOKING = 0.2
"""and between two looks whether there are any."""
# Not by the `multiprocessing` of Python, which would run the script again that answers.
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.stdin.buffer.readline());"
    " from bot.renewing.making import serve; serve()"
)

Put = Callable[[Bot, Bot], None]
"""Called in the event loop with the bot to answer with from now on, and with the one without what was accepted."""


class Renewal:
    """What was accepted answers word for word at once, and in other words once an index has learned it."""

    def __init__(
        self,
        bot: Bot,
        put: Put,
        watched: Watched,
        cache: Path | None = None,
        database: str | None = None,
        every: float = EVERY,
    ) -> None:
        """`bot`: of the folder as it was when it began to be watched.

        Without a `cache`, or with one that cannot be used, indexes lie in a temporary folder.
        """
        self._plain = bot
        self._whole: Bot | None = None
        self._kept: Ways = ()
        """What is answered word for word with it."""
        self._put = put
        self._watched = watched
        self._cache = cache
        self._database = database
        self._every = every
        self._decisions: tuple[Decision, ...] = ()
        self._known = Decided()
        self._learned: frozenset[int] = frozenset()
        """Numbers of what `_whole` has learned."""
        self._tried: frozenset[int] = frozenset()
        """Of what it was last tried with."""
        self._woken = asyncio.Event()
        self._forced = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._renew_on())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def look(self) -> None:
        """Take over the folder as it is now, without waiting for the next look."""
        self._forced = True
        self._woken.set()

    def take(self, decisions: tuple[Decision, ...]) -> None:
        """All decisions of curators, in their order; they are in force when this returns."""
        self._decisions, self._known = decisions, decided(decisions)
        self._answer()
        self._woken.set()

    def _answer(self) -> None:
        """An index that has learned what was taken back since does not answer any more."""
        whole = self._whole if self._learned <= _numbers(self._known) else None
        accepted = self._known.accepted(self._plain.knowledge)
        bot = whole.with_accepted(with_kept(accepted, self._kept)) if whole else self._plain.with_accepted(accepted)
        self._put(bot, self._plain)

    async def _renew_on(self) -> None:
        with tempfile.TemporaryDirectory(prefix="evbot-") as spare:
            cache = self._cache if self._cache and not trouble_with(self._cache) else Path(spare)
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._every):
                        await self._woken.wait()
                self._woken.clear()
                forced, self._forced = self._forced, False
                changed = await asyncio.to_thread(self._watched.changed, at_once=forced)
                if changed or forced or _numbers(self._known) != self._tried:
                    await self._renew(cache)

    async def _renew(self, cache: Path) -> None:
        """Whatever goes wrong, the bot goes on answering as it does."""
        folder = self._watched.folder
        began = monotonic()
        try:
            made = await self._made_of_all(cache)
            numbers = self._tried
            plain, whole = await _opened(made)
        except BotError as error:
            log.error("knowledge not taken over, as before folder=%s reason=%s", folder or "shipped", error)
            return
        except Exception:
            log.exception("knowledge not taken over, as before")
            return
        self._plain, self._whole, self._kept, self._learned = plain, whole, made.kept, numbers
        self._answer()
        log.info("knowledge taken over learned=%d after=%.1fs", len(numbers) if whole else 0, monotonic() - began)
        for line in made.refused:
            log.warning("what was accepted is answered word for word only: %s", line)
        for line in made.moved:
            log.warning("learned anew, by chance: %s", line)

    async def _made_of_all(self, cache: Path) -> Made:
        """Whoever accepts one accepts another: to begin again with all takes less time than to end and begin again."""
        folder = self._watched.folder
        until = monotonic() + _GATHERING
        while True:
            self._tried = _numbers(self._known)
            wanted = Wanted(str(folder) if folder else None, str(cache), self._decisions, self._database, time())
            making = asyncio.create_task(_made(wanted))
            try:
                while not making.done() and (_numbers(self._known) == self._tried or monotonic() > until):
                    await asyncio.wait((making,), timeout=_LOOKING)
                if making.done():
                    return making.result()
            finally:
                making.cancel()
                await asyncio.gather(making, return_exceptions=True)


async def _made(wanted: Wanted) -> Made:
    """Raises BotError."""
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


async def _opened(made: Made) -> tuple[Bot, Bot | None]:
    """The one that is to answer is ready for the first question. Raises BotError."""
    # To look for garbage among so many new objects would hold up an answer; they stay for long, so it need not be done.
    gc.disable()
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        plain = await asyncio.to_thread(_ready, made.plain, 0 if made.whole else _TRIED)
        return plain, await asyncio.to_thread(_ready, made.whole, _TRIED) if made.whole else None
    finally:
        sys.setswitchinterval(before)
        gc.freeze()
        gc.enable()


def _ready(folder: str, questions: int) -> Bot:
    index = open_index(Path(folder))
    if index is None:
        raise BotError(f"the index in {folder} cannot be read; SIGHUP tries again")
    bot = Bot(index)
    warm(bot, questions, pausing=True)
    return bot


def warm(bot: Bot, questions: int, *, pausing: bool = False) -> None:
    """Ask so many, every second one after the one before: much is worked out when it is first asked for. `pausing`:
    another bot answers meanwhile."""
    texts = [case.text for case in bot.knowledge.cases] or [entry.question for entry in bot.knowledge.entries]
    context, until = Context(), monotonic() + _TRYING
    for number, text in enumerate(texts[:: 1 + len(texts) // max(1, questions)][:questions]):
        began = monotonic()
        context = bot.answer(Question(text), context if number % 2 else Context()).context
        if pausing:
            sleep(monotonic() - began)
        if monotonic() > until:
            break


def _numbers(known: Decided) -> frozenset[int]:
    return frozenset(one.number for one in known.standing if one.verdict is Verdict.ACCEPTED)
