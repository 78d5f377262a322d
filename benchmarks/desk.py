"""What recording costs: `Desk.reply` on SQLite against `Bot.answer`, in turn, and how many questions a second pass."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from adapters.folders import cache_folder
from bot import Bot, open_bot
from bot.desk import Desk, log_turn
from bot.memory import MemorySettings, open_memory
from bot.model import Question

QUESTIONS = 1_000
LIMIT_MS = 1.0


def main() -> None:
    bot = open_bot(None, cache_folder())
    texts = [case.text for case in bot.knowledge.cases][:QUESTIONS] or [one.question for one in bot.starters()]
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(asyncio.run(measure(bot, texts, f"sqlite:///{Path(folder) / 'evbot.db'}")))


async def measure(bot: Bot, texts: list[str], url: str) -> bool:
    desk = Desk(bot, await open_memory(MemorySettings(url)), hooks=[log_turn])
    alone, recorded = [], []
    for number in range(QUESTIONS):
        # Of another asker each time, so that both have the same conversation to lean on: none.
        question = Question(texts[number % len(texts)], f"bench:{number}", "bench:1/2", "bench")
        started = perf_counter()
        bot.answer(question)
        alone.append(perf_counter() - started)
        started = perf_counter()
        await desk.reply(question)
        recorded.append(perf_counter() - started)
        await asyncio.sleep(0)
    started = perf_counter()
    for number in range(QUESTIONS):
        await desk.reply(Question(texts[number % len(texts)], f"bench:{number}", "bench:2/2", "bench"))
        await asyncio.sleep(0)
    seconds = perf_counter() - started
    started = perf_counter()
    for number in range(QUESTIONS):
        desk.suggest(texts[number % len(texts)][:12])
    suggesting = (perf_counter() - started) / QUESTIONS
    await desk.close()
    more = (median(recorded) - median(alone)) * 1000
    print(f"Bot.answer {median(alone) * 1000:.2f} ms, Desk.reply {median(recorded) * 1000:.2f} ms: {more:+.2f} ms")
    print(f"{QUESTIONS / seconds:.0f} questions a second pass the desk; suggest {suggesting * 1000:.2f} ms")
    return more > LIMIT_MS


if __name__ == "__main__":
    main()
