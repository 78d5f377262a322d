"""Fits the weights of the evidence that a question asks for figures.

Run `python -m benchmarks.fit_figures`: it writes bot/replies/figure_queries/query_evidence.toml, the same each time.

Questions about figures:
- figures.jsonl: something is worked out (text, series, op, result; `told_by`: entries that say it in other words)
- values.jsonl: a plain value
- side_by_side.jsonl: several values (`rows`: labels of those named, none for all)
- lacking.jsonl: what no series holds
Each is asked again of less: without an operand of the right query, and without its series and the entries that tell
the result.

Other questions:
- talks/fit.jsonl, the first turns
- knowledge/cases: a figure is right where the expected entry tells it in bold, a calculation where it is of figures on
  the matter of the entry; nothing is right where nothing is expected, and for the lines out of scope
- elsewhere.txt: calculations in other fields
- figure_bases: they count for nothing, and tell what the weights are worth in other knowledge bases

Three folds of the questions say what it gives.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.asking import NOON
from benchmarks.figure_questions import BASES, FigureQuestion, figure_questions, questions_of_base
from benchmarks.figure_truth import FigureTruth, Truth
from benchmarks.logit import Choice, fit_logit, probabilities
from benchmarks.progress import bar
from benchmarks.thinning import Held, thinned
from benchmarks.toml_text import heading, toml_table
from bot import open_bot
from bot.conversation import folded, read_turn
from bot.conversation.parts import best_part
from bot.conversation.queries.index_reader import reader_of
from bot.conversation.queries.words.asked import Asked
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.model import Context, Question
from bot.replies.figure_queries.figured import Figured
from bot.replies.figure_queries.query_evidence import NAMES, values_of
from bot.replies.figure_queries.query_scales import Contender, QueryScales

WEIGHTS = Path(__file__).parents[1] / "bot" / "replies" / "figure_queries" / "query_evidence.toml"
FOLDS = 3
COUNTS = {"figure": 1.0, "small": 0.0, "lacking": 0.3, "opening": 1.0, "case": 0.5, "outside": 0.5, "thinned": 0.3}
"""What a question of each kind counts: less where no figure is right, since such questions are many. "thinned": a part
of what it needs is not held; "small": it is asked of another knowledge base, and only told."""
ANSWERED_FROM = 0.4
"""Probability from which on the report counts a reading as given; nothing is fitted to it."""
_RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Rivals:
    """The readings of one question, which compete."""

    kind: str
    fold: int
    evidence: NDArray[np.float64]
    """A row each."""
    right: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Judged:
    contender: Contender
    is_right: bool


def main() -> None:
    argparse.ArgumentParser(prog="python -m benchmarks.fit_figures", description=__doc__).parse_args()
    rivals = list(_rivals(None, list(figure_questions(load_knowledge()))))
    for folder in sorted(BASES.iterdir()):
        rivals += _rivals(folder, list(questions_of_base(folder)))
    _tell(rivals)
    weights = dict(zip((*NAMES, "constant"), _fitted(rivals), strict=True))
    head = heading("What speaks for reading a question as a query", "fit_figures")
    WEIGHTS.write_text(f"{head}\n{toml_table(weights, 'weights')}\n", encoding="utf-8")


def _rivals(folder: Path | None, questions: Sequence[FigureQuestion]) -> Iterator[Rivals]:
    """`folder`: the knowledge base that is asked; None: the shipped one."""
    judge = _Judge(Matcher(open_bot(folder, cache_folder()).index))
    name = folder.name if folder is not None else "questions"
    for number, question in enumerate(bar(questions, name)):
        yield from judge.rivals(question, number % FOLDS)


class _Judge:
    """Judges the readings of questions by what a knowledge base holds, and by less."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher, self._reader = matcher, reader_of(matcher)

    def rivals(self, question: FigureQuestion, fold: int) -> Iterator[Rivals]:
        """Of the question itself, and of a figure once more for each part that is not held."""
        read = read_turn(Question(folded(question.text), asked_at=NOON), Context(), self._matcher)
        _, ranking = best_part(read, self._matcher)
        asked, truth = self._reader.asked(ranking.words), question.truth
        if asked is None or not ranking.candidates:
            return
        held = Held(self._reader, ranking)
        judged = list(self._judged(asked, held, truth))
        yield from _to_rivals(judged, truth.kind, fold)
        if isinstance(truth, FigureTruth):
            right = [bound for one in judged if one.is_right and (bound := one.contender.bound) is not None]
            for less in thinned(held, right, truth, self._matcher):
                anywhere = replace(truth, series=None)
                yield from _to_rivals(list(self._judged(asked, less, anywhere)), "thinned", fold)

    def _judged(self, asked: Asked, held: Held, truth: Truth) -> Iterator[_Judged]:
        for contender in QueryScales(asked, held.ranking, self._matcher, held.reader).weigh():
            is_right = self._is_right(contender, held, truth)
            if is_right is not None:
                yield _Judged(contender, is_right)

    def _is_right(self, contender: Contender, held: Held, truth: Truth) -> bool | None:
        """None where nothing says so."""
        entry, bound = self._matcher.entries[contender.entry], contender.bound
        if bound is None:
            return truth.is_told_by(entry)
        # How sure it is does not count for what is right.
        return truth.is_given_by(Figured(entry, bound, confidence=0.0), held.reader)


def _to_rivals(judged: Sequence[_Judged], kind: str, fold: int) -> Iterator[Rivals]:
    """Nothing where nothing is judged."""
    if judged:
        evidence = np.array([values_of(one.contender.evidence) for one in judged])
        yield Rivals(kind, fold, evidence, np.array([one.is_right for one in judged]))


def _fitted(rivals: Sequence[Rivals]) -> NDArray[np.float64]:
    choices = [Choice(one.evidence, one.right, COUNTS[one.kind]) for one in rivals]
    return fit_logit(choices, np.zeros(len(NAMES), np.bool_), _RIDGE)


def _tell(rivals: Sequence[Rivals]) -> None:
    """Print what the folds give: of each question the likeliest reading, where it is likely enough."""
    given: dict[str, list[bool]] = {kind: [] for kind in COUNTS}
    for fold in range(FOLDS):
        weights = _fitted([one for one in rivals if one.fold != fold])
        for one in (one for one in rivals if one.fold == fold):
            chances = probabilities(one.evidence, weights)
            best = int(chances.argmax())
            if chances[best] >= ANSWERED_FROM:
                given[one.kind].append(bool(one.right[best]))
    print(f"left out in turn, readings from {ANSWERED_FROM} on:")
    for kind, right in given.items():
        print(f"  {kind}: {sum(right)} right, {len(right) - sum(right)} wrong")


if __name__ == "__main__":
    main()
