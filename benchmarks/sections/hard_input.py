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
RUNS = 3
"""The fastest counts: what else the machine does is not our input's doing."""
LIMIT = 0.050

TEXT = """\
{count} texts of {kinds} kinds (known words, mistyped ones, digits, signs, addresses, code, Chinese, any characters
...) and of {shortest} to {longest:,} characters, asked of the shipped knowledge. No answer may take more than
{limit} ms; {over} did. The slowest, in milliseconds:

{table}"""


def measure(setting: Setting) -> str:
    bot = open_bot(None, cache_folder())
    words = sorted({word for entry in bot.knowledge.entries for word in entry.question.split()})
    inputs = list(hard_inputs(words))
    times = sorted(((_seconds(bot, text), kind, len(text)) for kind, text in bar(inputs, "hard input")), reverse=True)
    return TEXT.format(
        count=len(inputs),
        kinds=len({kind for kind, _ in inputs}),
        shortest=LENGTHS[0],
        longest=LENGTHS[-1],
        limit=milliseconds(LIMIT),
        over=sum(seconds > LIMIT for seconds, _, _ in times) or "none",
        table=table(
            ["", "characters", "ms"], [[kind, size, milliseconds(taken)] for taken, kind, size in times[:SHOWN]]
        ),
    )


def _seconds(bot: Bot, text: str) -> float:
    taken = []
    for _ in range(RUNS):
        started = perf_counter()
        bot.answer(Question(text))
        taken.append(perf_counter() - started)
    return min(taken)
