"""Times the slowest answers of the shipped knowledge to hard input."""

from time import process_time

from adapters.environment import cache_folder
from benchmarks.hard_input import FILLERS, filled_inputs, hard_inputs
from benchmarks.progress import bar
from benchmarks.setting import Setting
from benchmarks.tables import milliseconds, table
from bot.bot import Bot
from bot.model import Question
from bot.opening import open_bot

SHOWN = 8
DRAWN = 3
"""Texts of a kind and length, each asked once, so that no word of it is remembered."""
LIMIT = 0.050

TEXT = """\
{count} texts of {kinds} kinds (known words, mistyped ones, digits, signs, addresses, code, Chinese, any characters
...; and questions with one of {fillers} fillers, such as spaces, brackets or links, before, between or behind their
words) and of {shortest} to {longest:,} characters, {drawn} of a kind and length, each asked once of the shipped
knowledge; the slowest of these counts. The time is that of the processor, which leaves out what other programs did
meanwhile. No answer should take more than {limit} ms; of {inputs} kinds and lengths, {over} did. The slowest, in
milliseconds:

{table}"""


def measure(setting: Setting) -> str:
    bot = open_bot(None, cache_folder())
    asked = [entry.question for entry in bot.knowledge.entries]
    words = sorted({word for question in asked for word in question.split()})
    drawn_inputs = [
        [*hard_inputs(words, seed), *filled_inputs(asked[len(asked) * seed // DRAWN])] for seed in range(DRAWN)
    ]
    _seconds(bot, f"{asked[0]} {asked[0][::-1]}")  # What is loaded for the first question is not its doing.
    inputs = list(zip(*drawn_inputs, strict=True))
    times = sorted(
        (
            (max(_seconds(bot, text) for _, text in drawn), drawn[0][0], max(len(text) for _, text in drawn))
            for drawn in bar(inputs, "hard input")
        ),
        reverse=True,
    )
    sizes = [size for _, _, size in times]
    return TEXT.format(
        count=DRAWN * len(inputs),
        kinds=len({kind for _, kind, _ in times}),
        fillers=len(FILLERS),
        drawn=DRAWN,
        shortest=min(sizes),
        longest=max(sizes),
        limit=milliseconds(LIMIT),
        inputs=len(inputs),
        over=sum(seconds > LIMIT for seconds, _, _ in times) or "none",
        table=table(
            ["", "characters", "ms"], [[kind, size, milliseconds(taken)] for taken, kind, size in times[:SHOWN]]
        ),
    )


def _seconds(bot: Bot, text: str) -> float:
    started = process_time()
    bot.answer(Question(text))
    return process_time() - started
