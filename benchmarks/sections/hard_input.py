"""Hard input against the shipped knowledge: the slowest answers."""

from __future__ import annotations

from time import perf_counter

from adapters.folders import cache_folder
from benchmarks.hard_input import LENGTHS, hard_inputs
from benchmarks.progress import bar
from benchmarks.setting import Setting
from benchmarks.tables import milliseconds, table
from bot.bot import Bot
from bot.model import Question
from bot.opening import open_bot

SHOWN = 5
DRAWN = 3
"""Texts of a kind and length, each asked once, so that no word of it is remembered. The fastest counts: what else the
machine does is not our input's doing."""
LIMIT = 0.050

TEXT = """\
{count} texts of {kinds} kinds (known words, mistyped ones, digits, signs, addresses, code, Chinese, any characters
...) and of {shortest} to {longest:,} characters, {drawn} of a kind and length, each asked once of the shipped
knowledge; the fastest of these counts. No answer may take more than {limit} ms; {over} did. The slowest, in
milliseconds:

{table}"""


def measure(setting: Setting) -> str:
    bot = open_bot(None, cache_folder())
    words = sorted({word for entry in bot.knowledge.entries for word in entry.question.split()})
    inputs = list(zip(*[hard_inputs(words, seed) for seed in range(DRAWN)], strict=True))
    times = sorted(
        (
            (min(_seconds(bot, text) for _, text in drawn), drawn[0][0], len(drawn[0][1]))
            for drawn in bar(inputs, "hard input")
        ),
        reverse=True,
    )
    return TEXT.format(
        count=DRAWN * len(inputs),
        kinds=len({kind for _, kind, _ in times}),
        drawn=DRAWN,
        shortest=LENGTHS[0],
        longest=LENGTHS[-1],
        limit=milliseconds(LIMIT),
        over=sum(seconds > LIMIT for seconds, _, _ in times) or "none",
        table=table(
            ["", "characters", "ms"], [[kind, size, milliseconds(taken)] for taken, kind, size in times[:SHOWN]]
        ),
    )


def _seconds(bot: Bot, text: str) -> float:
    started = perf_counter()
    bot.answer(Question(text))
    return perf_counter() - started
