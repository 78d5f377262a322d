"""Measures the loss without each sign of the evidence in a conversation, the others fitted anew."""

from collections.abc import Iterable, Sequence
from itertools import islice

from adapters.environment import cache_folder
from benchmarks.fit_readings import NEW_WEIGHT, Shares, chosen_cases, fitted, shares
from benchmarks.progress import bar
from benchmarks.setting import Setting
from benchmarks.tables import Row, percent, table
from benchmarks.talks import TALKS, Talk, read_talks
from benchmarks.trial import Trial
from bot import open_bot
from bot.conversation.thresholds import thresholds
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.replies.weighing.evidence import NAMES

ASKED = ("personas", "varied")
FEW = 5
"""Conversations of each file, and signs, in quick mode."""

TEXT = """\
Weights are fitted to talks/fit.jsonl as `python -m benchmarks.fit_readings` does: with all
[signs](../bot/replies/weighing/evidence.py), and without one at a time. They decide about {turns:,} turns of
talks/personas.jsonl and talks/varied.jsonl, to which no weight is fitted, though half of them had a say in which signs
there are; each is read after the right answers to the turns before. In per cent; what is neither right nor wrong is
asked back. The first row is all signs, the others stand by how much they lose.

{table}"""


def measure(setting: Setting) -> str:
    some = FEW if setting.quick else None
    trial = Trial(Matcher(open_bot(None, cache_folder()).index))
    turns = list(trial.hold(_talks("fit", some)))
    new = list(trial.ask_new(chosen_cases(load_knowledge())))
    asked = [one for name in ASKED for one in trial.hold(_talks(name, some))]

    def found(without: str = "") -> Shares:
        return shares(asked, fitted(turns, new, NEW_WEIGHT, without), thresholds().following.follow_from)

    whole, each = found(), {name: found(name) for name in bar(NAMES[:some], "signs")}
    shown = table(("without", "right", "wrong", "more right", "more wrong"), _rows(whole, each.items()))
    return TEXT.format(turns=whole.turns, table=shown)


def _talks(name: str, some: int | None) -> Sequence[Talk]:
    return tuple(islice(read_talks(TALKS / f"{name}.jsonl"), some))


def _rows(whole: Shares, found: Iterable[tuple[str, Shares]]) -> list[Row]:
    rows: list[Row] = [("–", percent(whole.right), percent(whole.wrong), None, None)]
    for name, one in sorted(found, key=lambda pair: pair[1].right - pair[1].wrong):
        more = (f"{100 * (share - other):+.1f}" for share, other in zip(one[1:], whole[1:], strict=True))
        rows.append((f"`{name}`", percent(one.right), percent(one.wrong), *more))
    return rows
