"""Fits what counts in a follow-up: follow-ups with what they ask for in, weights and what they reach out.

Run `python -m benchmarks.follow_ups`. The follow-ups are those of the knowledge base, each tried out as if it were not
known; and, after answers out of a series, the lines of follow_ups.tsv: the id of what was answered, the id of what is
asked then ("-": nothing that is held), the follow-up. Lines that ask for another figure of the same series are left
out: these change a query and rank nothing. Questions on something new, out of knowledge/cases, stand between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.progress import bar
from bot import open_bot
from bot.conversation import read_turn
from bot.conversation.proposing import Proposer
from bot.conversation.queries.reader import reader_of
from bot.evaluation import load_cases
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.matching.ranking.candidates import PARTS, SITUATION, unmeasured
from bot.matching.ranking.clues import EVIDENCE
from bot.matching.ranking.confidence import following_signals
from bot.matching.ranking.following import FollowUpRanker
from bot.model import SMALL_TALK, Context, Knowledge, Question

LINES = Path(__file__).with_name("follow_ups.tsv")
NEW = 700
"""Questions on something new."""
FOLDS = 5
SHORT = 4
"""Words up to which a follow-up counts for three: in a chat most are as short."""
_SHORT_WEIGHT = 3.0
_NEW_WEIGHT = 0.5
"""Of a question on something new; the follow-ups of one answer count for one together."""
_NOTHING_WEIGHT = 0.3
"""What is not held is asked for once in six lines, which is more than a chat would hold."""
_RIDGE = 1e-3
_COLUMNS = (*(part for at, part in enumerate(PARTS) if at != SITUATION), *EVIDENCE, "nothing")


@dataclass(frozen=True, slots=True)
class Line:
    before: str
    expect: str | None
    text: str
    known: bool = False
    """It stands in the knowledge base."""
    new: bool = False
    """It is a question on something new."""


@dataclass(frozen=True, slots=True)
class Tried:
    line: Line
    values: NDArray[np.float64]
    """Candidates by `_COLUMNS`; those that the guard refuses are left out."""
    right: NDArray[np.bool_]
    """Candidates that answer the line: "nothing" where nothing is asked that is held."""
    told: NDArray[np.float64]
    """Share of the words asked that each candidate tells."""


class _Listening(FollowUpRanker):
    """Follow-ups that keep what they were ranked by."""

    def weigh(self, found, asked, follow_up, faint, meaning_of):  # type: ignore[no-untyped-def]
        ranked = super().weigh(found, asked, follow_up, faint, meaning_of)
        nothing = len(self.situations.entries)
        evidence = self.situations.evidence(follow_up, faint, ranked.entries.tolist())
        own = np.delete(ranked.parts, SITUATION, axis=1)
        unmeant = ranked.entries == nothing
        passed = unmeant.copy()
        passed[~unmeant] = [kind is None for kind in self.guard.contradictions(asked, ranked.entries[~unmeant])]
        self.values = np.hstack([own, evidence, unmeant[:, None]])[passed].astype(np.float64)
        self.entries = ranked.entries[passed]
        self.told = self.situations.told(follow_up.asks, self.entries.tolist()).astype(np.float64)
        return ranked


def read_lines(knowledge: Knowledge, path: Path = LINES) -> list[Line]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    asked = [
        (entry.id, expect, text) for entry in knowledge.entries for expect, texts in entry.follow_ups for text in texts
    ]
    return [
        *(Line(before, expect, text, known=True) for before, expect, text in asked),
        *(Line(before, None if expect == "-" else expect, text) for before, expect, text in rows),
    ]


def new_subjects(matcher: Matcher, cases: Path) -> list[Line]:
    """Questions that stand for themselves, each after an answer that it has nothing to do with."""
    random = Random(7)
    real = [entry.id for entry in matcher.entries if entry.topic != SMALL_TALK]
    known = {id for id, number in matcher.entry_of_id.items() if matcher.entries[number].topic != SMALL_TALK}
    asked = [case for case in load_cases(cases) if case.expect in known]
    random.shuffle(asked)
    return [Line(random.choice(real), case.expect, case.text, new=True) for case in asked[:NEW]]


def try_out(matcher: Matcher, lines: Sequence[Line]) -> Iterator[Tried]:
    random = Random(5)
    nothing = matcher.index.layout.nothing
    listening = _Listening(matcher.guard, matcher.followups.situations, matcher.reader, matcher.ranker)
    matcher.followups = listening
    reader = reader_of(matcher)
    cells = {cell.id: cell for cell in matcher.index.texts.knowledge.cells}
    for line in bar([one for one in lines if not _stays(one, matcher)], "follow-ups"):
        entry = cells.get(line.before) or matcher.entries[matcher.entry_of_id[line.before]]
        question = random.choice((entry.question, *entry.phrasings))
        context = Context(entry.id, question, matcher.ranking_of(question).facets.values)
        turn = read_turn(Question(line.text), context, matcher)
        follow_up = Proposer(turn, context, matcher, reader).follow_up
        if line.known:
            last = follow_up.before.entry
            asked_so = matcher.followups.situations.asked_so(turn.alone.words, left_out_after=last)
            follow_up = replace(follow_up, asked_so=asked_so)
        listening.ranking_of(follow_up)
        truth = nothing if line.expect is None else matcher.entry_of_id[line.expect]
        right = np.array([truth == one or matcher.guard.agree(truth, one) for one in listening.entries.tolist()])
        yield Tried(line, listening.values, right, listening.told)


def _stays(line: Line, matcher: Matcher) -> bool:
    """Whether another figure of the series that was answered from is asked for."""
    if line.expect is None:
        return False
    before, expect = (matcher.entries[matcher.entry_of_id[id]].series for id in (line.before, line.expect))
    return before is not None and before == expect


def importance(tried: Sequence[Tried]) -> NDArray[np.float64]:
    """The lines after one answer count for one together, so that answers with many lines do not outweigh the others."""
    lines = Counter(one.line.before for one in tried if not one.line.new)
    return np.array(
        [
            (_NEW_WEIGHT if one.line.new else 1 / lines[one.line.before])
            * (_NOTHING_WEIGHT if one.line.expect is None else 1.0)
            * (_SHORT_WEIGHT if len(one.line.text.split()) <= SHORT else 1.0)
            for one in tried
        ]
    )


def fit_weights(tried: Sequence[Tried]) -> NDArray[np.float64]:
    """Fit one weight a column, so that what is right stands out among the candidates (conditional logit)."""
    from scipy.optimize import minimize

    useful = [one for one in tried if one.right.any()]
    values = np.concatenate([one.values for one in useful])
    right = np.concatenate([one.right for one in useful])
    sizes = np.array([len(one.right) for one in useful])
    counts = importance(useful)
    counts /= counts.sum()
    starts = np.cumsum(sizes) - sizes

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = values @ weights
        powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        shares = powers / np.repeat(np.add.reduceat(powers, starts), sizes)
        good = np.where(right, shares, 0)
        chances = np.add.reduceat(good, starts)
        pull = values.T @ (np.repeat(counts, sizes) * (shares - good / np.repeat(chances, sizes)))
        return float(-counts @ np.log(chances) + _RIDGE / 2 * weights @ weights), pull + _RIDGE * weights

    return np.asarray(minimize(loss, np.zeros(len(_COLUMNS)), jac=True, method="L-BFGS-B").x)


def firsts(tried: Sequence[Tried], weights: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return for each line the signals of the first real candidate (see `following_signals`), and if it is right."""
    signals, right = np.full((len(tried), 2), (-8.0, 0.0)), np.zeros(len(tried), np.bool_)
    for at, one in enumerate(tried):
        scores = one.values @ weights
        order = np.argsort(-scores, kind="stable")
        unmeant = one.values[order, -1].astype(np.int64)
        if not unmeant.all():
            ranked = unmeasured(1, unmeant)
            ranked.scores[:] = scores[order]
            signals[at] = following_signals(ranked, one.told[order].astype(np.float32))
            first = order[np.flatnonzero(unmeant == 0)[0]]
            right[at] = one.line.expect is not None and bool(one.right[first])
    return signals, right


def fit_curve(
    signals: NDArray[np.float64], right: NDArray[np.bool_], counts: NDArray[np.float64]
) -> NDArray[np.float64]:
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1e3).fit(signals, right, counts)
    return np.append(model.coef_[0], model.intercept_)


def among_three(tried: Sequence[Tried], weights: NDArray[np.float64]) -> NDArray[np.bool_]:
    found = []
    for one in tried:
        scores = np.where(one.values[:, -1] == 0, one.values @ weights, -np.inf)
        found.append(one.line.expect is not None and bool(one.right[np.argsort(-scores)[:3]].any()))
    return np.array(found)


def main() -> None:
    bot = open_bot(None, cache_folder())
    matcher = Matcher(bot.index)
    written = list(try_out(matcher, read_lines(load_knowledge())))
    tried = [*written, *try_out(matcher, new_subjects(matcher, Path("knowledge/cases")))]
    fold = np.array([sum(map(ord, one.line.before)) % FOLDS for one in tried])
    confidence, right = np.zeros(len(tried)), np.zeros(len(tried), np.bool_)
    for number in range(FOLDS):
        seen = [one for one, at in zip(tried, fold, strict=True) if at != number]
        unseen = [one for one, at in zip(tried, fold, strict=True) if at == number]
        weights = fit_weights(seen)
        curve = fit_curve(*firsts(seen, weights), importance(seen))
        signals, right[fold == number] = firsts(unseen, weights)
        confidence[fold == number] = 1 / (1 + np.exp(-(signals @ curve[:-1] + curve[-1])))
    weights = fit_weights(tried)
    signals, seen_right = firsts(tried, weights)
    curve = fit_curve(signals, seen_right, importance(tried))
    among = fit_curve(signals[:, :1], among_three(tried, weights), importance(tried))
    print("weights:", {name: round(float(weight), 2) for name, weight in zip(_COLUMNS, weights, strict=True)})
    print("curve:", curve.round(2).tolist(), "among the first three:", among.round(2).tolist())
    for name, chosen in (("follow-ups", range(len(written))), ("new subjects", range(len(written), len(tried)))):
        part = np.array(chosen)
        print(f"{name}: {len(part)}, first is right {right[part].mean():.1%}")
        for least in (0.35, 0.45, 0.55, 0.65, 0.75):
            given = part[confidence[part] >= least]
            share = right[given].mean() if len(given) else 0.0
            print(f"  from {least:.2f}: {len(given) / len(part):.1%} answered, {share:.1%} of those right")


if __name__ == "__main__":
    main()
