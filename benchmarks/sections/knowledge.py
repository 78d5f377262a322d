"""Measures how the shipped knowledge answers its own cases, by topic, and how long compiling and checking it takes."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter

from benchmarks.asking import noon_of
from benchmarks.setting import Setting
from benchmarks.tables import Row, table
from bot.bot import Bot
from bot.evaluation import Tally, Verdict, evaluate, load_cases
from bot.figures import measures_of
from bot.knowledge import inspect_knowledge, load_knowledge
from bot.matching.compiling import compile_index

CASES = Path("knowledge/cases")
TEXT = """\
{entries:,} entries, with {phrasings:,} ways of asking, and {series} series with {figures:,} figures.
Reading and looking them over takes {reading:.1f} s, compiling the index {compiling:.1f} s, once for each change.

`knowledge/cases/` holds questions that compiling does not read; asked as on {day}, in per cent. Asked: the right
answer is among the choices that are offered. Entries are mended where cases show that two of them are too alike, so
these figures guard against going back (`make check`), and do not tell how other questions fare.

{cases}"""


def measure(setting: Setting) -> str:
    started = perf_counter()
    inspect_knowledge(today=setting.asked_on)
    read = perf_counter()
    knowledge = load_knowledge()
    begun = perf_counter()
    bot = Bot(compile_index(knowledge))
    compiled = perf_counter()
    own = [entry for entry in knowledge.entries if entry.series is None]
    return TEXT.format(
        entries=len(own),
        series=len(knowledge.series),
        figures=sum(len(measure.cells) for series in knowledge.series for measure in measures_of(series)),
        phrasings=sum(len(entry.phrasings) for entry in own),
        reading=read - started,
        compiling=compiled - begun,
        day=setting.asked_on,
        cases=_table(bot, sorted(CASES.glob("*.yaml")), noon_of(setting.asked_on)),
    )


def _table(bot: Bot, paths: Sequence[Path], asked_at: datetime) -> str:
    tallies = [(path.stem, evaluate(bot, load_cases(path), asked_at)) for path in paths]
    whole = Tally(tuple(judged for _, tally in tallies for judged in tally.judged))
    rows = [_row(name, tally) for name, tally in (*tallies, ("**all**", whole))]
    return table(["", "n", *(verdict.value for verdict in Verdict)], rows)


def _row(name: str, tally: Tally) -> Row:
    return [name, len(tally.judged), *(f"{tally.percent(verdict):.1f}" for verdict in Verdict)]
