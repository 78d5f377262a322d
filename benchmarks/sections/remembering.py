"""What remembering costs: a setting in, Markdown out."""

from __future__ import annotations

from benchmarks.desk import LEAST_PER_SECOND, MOST_MORE, QUESTIONS, STRETCHES, cost_of_remembering
from benchmarks.setting import Setting
from benchmarks.tables import table

TEXT = """\
{count:,} questions, the cases of the shipped knowledge, each put to `Bot.answer` and to `Desk.reply` with an SQLite
file: medians in milliseconds (at most {most:g} more are allowed). Then {stretches} times to the desk alone, until all
are recorded: the fastest counts (at least {least} a second are wanted). Everything on one core; the time of the
processor leaves out what other programs did meanwhile.

{times}"""


def measure(setting: Setting) -> str:
    cost = cost_of_remembering()
    rows = [
        ["by the clock", *_cells(cost.answer, cost.reply, cost.more, cost.per_second)],
        ["of the processor", *_cells(cost.answer_cpu, cost.reply_cpu, cost.more_cpu, cost.per_second_cpu)],
    ]
    times = table(["", "`Bot.answer`", "`Desk.reply`", "more", "questions a second"], rows)
    return TEXT.format(count=QUESTIONS, stretches=STRETCHES, most=MOST_MORE, least=LEAST_PER_SECOND, times=times)


def _cells(answer: float, reply: float, more: float, per_second: float) -> list[str]:
    return [f"{answer:.2f}", f"{reply:.2f}", f"{more:+.2f}", f"{per_second:.0f}"]
