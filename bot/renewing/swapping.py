"""Opens new bots beside the running one, and warms them up for their first question."""

from __future__ import annotations

import asyncio
import gc
import sys
from pathlib import Path
from time import monotonic, sleep

from bot.bot import Bot
from bot.model import Context, Question
from bot.renewing.gating import open_kept
from bot.renewing.making import Made

_TURN = 0.0005  # Seconds after which the thread that opens an index lets the one that answers go on.
_TRIED = 8
"""Questions that a new bot is tried with. The first few find its caches empty; more would only compete with those that
people ask meanwhile: with fifty, 99 of 100 of these took a third longer."""
_TRYING = 5.0  # Seconds that this takes at most, on a busy machine.


async def open_bots(made: Made) -> tuple[Bot, Bot | None]:
    """The bot of the folder alone, and the one that has learned; the one to answer is warm. Raises BotError."""
    # To look for garbage among so many new objects would hold up an answer; they stay for long, so it need not be done.
    gc.disable()
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        plain = await asyncio.to_thread(_open_warm, made.plain, 0 if made.learned else _TRIED)
        return plain, await asyncio.to_thread(_open_warm, made.learned, _TRIED) if made.learned else None
    finally:
        sys.setswitchinterval(before)
        gc.freeze()
        gc.enable()


def _open_warm(folder: str, questions: int) -> Bot:
    bot = open_kept(Path(folder))
    warm(bot, questions, pausing=True)
    return bot


def warm(bot: Bot, questions: int, *, pausing: bool = False) -> None:
    """Ask `questions` questions, every second one as a follow-up, since a bot works out much only at its first
    questions. `pausing`: after each answer, pause for as long as it took, since another bot answers meanwhile."""
    texts = [case.text for case in bot.knowledge.cases] or [entry.question for entry in bot.knowledge.entries]
    context, until = Context(), monotonic() + _TRYING
    for number, text in enumerate(texts[:: 1 + len(texts) // max(1, questions)][:questions]):
        began = monotonic()
        context = bot.answer(Question(text), context if number % 2 else Context()).context
        if pausing:
            sleep(monotonic() - began)
        if monotonic() > until:
            break
