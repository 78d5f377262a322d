"""What each sign of the evidence in a conversation is worth: the same fit without it."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.fit_readings import NEW_WEIGHT, RIDGE, chosen_cases
from benchmarks.logit import Choice, fit_logit, probabilities
from benchmarks.progress import bar
from benchmarks.setting import Setting
from benchmarks.tables import Row, percent, table
from benchmarks.talks import TALKS, Talk, read_talks
from benchmarks.trial import REACTION, Trial, Tried
from bot import open_bot
from bot.conversation.thresholds import thresholds
from bot.evaluation import Verdict
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.replies.evidence import FOR, NAMES

ASKED = ("personas", "varied")
FEW = 5
"""Conversations of each file, and signs, in quick mode."""

TEXT = """\
Weights are fitted to talks/fit.jsonl as `python -m benchmarks.fit_readings` does: with all
[signs](../bot/replies/evidence.py), and without one at a time. They decide about {turns:,} turns of
talks/personas.jsonl and talks/varied.jsonl, to which no weight is fitted, though half of them had a say in which signs
there are; each is read after the right answers to the turns before. In per cent; what is neither right nor wrong is
asked back. The first row is all signs, the others stand by how much they lose.

{table}"""


class Shares(NamedTuple):
    """Of the turns that ask."""

    right: float
    wrong: float


def measure(setting: Setting) -> str:
    some = FEW if setting.quick else None
    trial = Trial(Matcher(open_bot(None, cache_folder()).index))
    learned = [Choice(one.evidence, one.right) for one in trial.hold(_talks("fit", some))]
    learned += [Choice(one.evidence, one.right, NEW_WEIGHT) for one in trial.ask_new(chosen_cases(load_knowledge()))]
    asked = [one for name in ASKED for one in trial.hold(_talks(name, some)) if one.kind != REACTION]
    whole = _without("", learned, asked)
    found = {name: _without(name, learned, asked) for name in bar(NAMES[:some], "signs")}
    shown = table(("without", "right", "wrong", "more right", "more wrong"), _rows(whole, found.items()))
    return TEXT.format(turns=len(asked), table=shown)


def _talks(name: str, some: int | None) -> Sequence[Talk]:
    return tuple(islice(read_talks(TALKS / f"{name}.jsonl"), some))


def _rows(whole: Shares, found: Iterable[tuple[str, Shares]]) -> list[Row]:
    rows: list[Row] = [("–", percent(whole.right), percent(whole.wrong), None, None)]
    for name, shares in sorted(found, key=lambda pair: pair[1].right - pair[1].wrong):
        more = (f"{100 * (one - other):+.1f}" for one, other in zip(shares, whole, strict=True))
        rows.append((f"`{name}`", percent(shares.right), percent(shares.wrong), *more))
    return rows


def _without(sign: str, learned: Sequence[Choice], asked: Sequence[Tried]) -> Shares:
    kept = np.array([name != sign for name in NAMES])
    positive = np.array([name in FOR for name in NAMES])[kept]
    weights = fit_logit([Choice(one.rows[:, kept], one.right, one.weight) for one in learned], positive, RIDGE)
    told = [_verdict(one, one.evidence[:, kept], weights) for one in asked]
    return Shares(*(told.count(verdict) / len(told) for verdict in (Verdict.RIGHT, Verdict.WRONG)))


def _verdict(one: Tried, rows: NDArray[np.float64], weights: NDArray[np.float64]) -> Verdict:
    """Small talk tells nothing wrong."""
    chances = probabilities(rows, weights)
    best = int(chances.argmax())
    if chances[best] < thresholds().following.follow_from or (one.small[best] and not one.right[best]):
        return Verdict.ASKED if one.held else Verdict.RIGHT
    return Verdict.RIGHT if one.right[best] else Verdict.WRONG
