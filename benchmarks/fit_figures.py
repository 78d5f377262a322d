"""Fits what speaks for reading a question as a query about figures: questions with what is right in, weights out.

Run `python -m benchmarks.fit_figures`: it writes bot/replies/query_evidence.toml, the same each time. Questions about
figures are those of figures.jsonl (text, series, op, result; `told_by`: entries that say it in other words), for plain
values those of values.jsonl, for several side by side those of side_by_side.jsonl (`rows`: labels of those named, none
for all), and for what no series holds those of lacking.jsonl. Each is asked again of less: without an operand of the
right query, and without its series and the entries that tell the result. Beside them stand the first turns of
talks/fit.jsonl; the questions of knowledge/cases, of which a figure is right where the expected entry tells it
in bold, and a calculation where it is of figures on its matter; the lines out of scope, and the cases that expect
nothing; and elsewhere.txt, which asks for calculations in other fields. Three folds of the questions say what it gives.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.logit import Choice, fit_logit, probabilities
from benchmarks.progress import bar
from benchmarks.talks import read_talks
from bot import open_bot
from bot.conversation import folded, read_turn
from bot.conversation.parts import best_part
from bot.conversation.queries.asked import Asked
from bot.conversation.queries.binding import COMPUTED, BoundQuery
from bot.conversation.queries.language import figure_language
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.reader import FigureReader, reader_of
from bot.figures import FigureAnswer, Measure, Operation, Refusal
from bot.knowledge import load_knowledge, words_in
from bot.matching import Matcher, Ranking, normalise
from bot.model import Context, Entry, Question
from bot.replies.figure_words import Terms
from bot.replies.figured import Figured
from bot.replies.figures import figure_text
from bot.replies.query_evidence import NAMES, EntryEvidence, QueryEvidence, values_of
from bot.replies.query_scales import QueryScales

QUESTIONS = Path(__file__).with_name("figures.jsonl")
LACKING = Path(__file__).with_name("lacking.jsonl")
ELSEWHERE = Path(__file__).with_name("elsewhere.txt")
VALUES = Path(__file__).with_name("values.jsonl")
SIDE_BY_SIDE = Path(__file__).with_name("side_by_side.jsonl")
TALKS = Path(__file__).with_name("talks") / "fit.jsonl"
WEIGHTS = Path(__file__).parents[1] / "bot" / "replies" / "query_evidence.toml"
FOLDS = 3
CASE_WEIGHT, LACKING_WEIGHT, OUTSIDE_WEIGHT, THINNED_WEIGHT = 0.5, 0.3, 0.5, 0.3
"""What a reading counts where no figure is right: such questions are many."""
ANSWERED_FROM = 0.4
_TODAY = datetime(2026, 11, 25, 12, tzinfo=UTC)
_FIRST = 300
"""Signs of an answer without bold words that are read first."""
_RIDGE = 1.0
_OVER_MANY = frozenset(
    {Operation.EXTREME, Operation.THRESHOLD, Operation.COUNT, Operation.TREND, Operation.LIST, Operation.AVERAGE}
)
"""Operations that are worked out of what is held, however much is not."""
_APART = 1_000_000
"""Between the numbers of a question, and of the same of which less is held."""
_LEAST_SHARE = 0.05
_NEAR = 0.006
"""Share by which a number may be off: it was rounded."""


@dataclass(frozen=True, slots=True)
class Reading:
    question: int
    fold: int
    kind: str
    """ "figure", "thinned" where a part of what it needs is not held, "lacking", "case", "opening" or "outside"."""
    evidence: tuple[float, ...]
    right: bool


def main() -> None:
    knowledge = load_knowledge()
    bot = open_bot(None, cache_folder())
    matcher = Matcher(bot.index)
    reader = reader_of(matcher)
    asked = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    entries = {entry.id: entry for entry in (*knowledge.entries, *knowledge.cells)}
    # Those with an operation stand in figures.jsonl.
    cases = [case for case in knowledge.cases if case.expect and case.operation is None]
    plain = "\n".join(file.read_text(encoding="utf-8").strip() for file in (VALUES, SIDE_BY_SIDE))
    values = list(map(json.loads, plain.splitlines()))
    lacking = [json.loads(line) for line in LACKING.read_text(encoding="utf-8").splitlines()]
    asked += values + [{"text": one["text"], "op": "lacking"} for one in lacking]
    found: list[Reading] = []
    for number, one in enumerate(bar(asked, "figures")):
        kind = "lacking" if one["op"] == "lacking" else "figure"
        found += _readings(number, kind, one["text"], matcher, reader, one)
    for number, case in enumerate(bar(cases, "cases"), len(asked)):
        truth = {"op": "case", "id": case.expect, "entry": entries.get(case.expect or "")}
        found += _readings(number, "case", case.text, matcher, reader, truth)
    openings = [talk.turns[0] for talk in read_talks(TALKS)]
    for number, said in enumerate(bar(openings, "openings"), len(asked) + len(cases)):
        found += _readings(number, "opening", said.text, matcher, reader, {"op": "opening", "said": said})
    outside = [*ELSEWHERE.read_text(encoding="utf-8").splitlines()]
    outside += [*knowledge.out_of_scope, *(case.text for case in knowledge.cases if case.expect is None)]
    for number, line in enumerate(bar(outside, "outside"), len(asked) + len(cases) + len(openings)):
        found += _readings(number, "outside", line, matcher, reader, None)
    _tell(found)
    weights = _fitted(found)
    lines = "\n".join(f"{name} = {value:.3f}" for name, value in zip((*NAMES, "constant"), weights, strict=True))
    head = "# What speaks for reading a question as a query; written by `python -m benchmarks.fit_figures`."
    WEIGHTS.write_text(f"{head}\n[weights]\n{lines}\n", encoding="utf-8")


def _readings(
    number: int, kind: str, text: str, matcher: Matcher, reader: FigureReader, truth: Mapping[str, Any] | None
) -> Iterator[Reading]:
    question = Question(folded(text), asked_at=_TODAY)
    _, ranking = best_part(read_turn(question, Context(), matcher), matcher)
    asked = reader.asked(ranking.words)
    if asked is None or not ranking.candidates:
        return
    found = list(_judged(asked, ranking, matcher, reader, truth))
    for _, evidence, right in found:
        yield Reading(number, number % FOLDS, kind, values_of(evidence), right)
    if kind != "figure" or truth is None:
        return
    bounds = [one.bound for one, _, right in found if right and one is not None]
    for step, (thinned, left) in enumerate(_thinned(bounds, truth, ranking, matcher, reader), 1):
        for _, evidence, right in _judged(asked, left, matcher, thinned, {**truth, "series": ""}):
            values = values_of(evidence)
            yield Reading(number + step * _APART, number % FOLDS, "thinned", values, right)


def _judged(
    asked: Asked, ranking: Ranking, matcher: Matcher, reader: FigureReader, truth: Mapping[str, Any] | None
) -> Iterator[tuple[Figured | None, QueryEvidence | EntryEvidence, bool]]:
    """Each reading with its query, or None for the first entry, and whether it is right."""
    for contender in QueryScales(asked, ranking, matcher, reader).weigh():
        entry, bound, evidence = matcher.entries[contender.entry], contender.bound, contender.evidence
        one = Figured(entry, bound, 0.0) if bound is not None else None
        if truth is None:
            yield one, evidence, False
        elif one is not None:
            yield one, evidence, _is_right(one, truth, reader)
        elif truth["op"] != "lacking":  # An entry may well tell what no series holds.
            yield one, evidence, _tells(entry, truth)


def _thinned(
    bounds: Sequence[BoundQuery], truth: Mapping[str, Any], ranking: Ranking, matcher: Matcher, reader: FigureReader
) -> Iterator[tuple[FigureReader, Ranking]]:
    """What is held of figures, and ranked, were an operand of the right query not held; then without its series, and
    the entries that tell the result."""
    measures = reader.pools.measures
    for bound in bounds[:1]:
        if bound.query.operation not in _OVER_MANY:
            gone = set(bound.query.groups[-1].cells)
            yield _holding(reader, {one.id: _but(one, gone) for one in measures.values()}), ranking
    held = {id: one for id, one in measures.items() if one.series != truth["series"]}
    kept = [
        one
        for one in ranking.candidates
        if (entry := matcher.entries[one.entry]).series != truth["series"]
        and (entry.labels or not _tells(entry, truth))
    ]
    share = 1 - sum(one.confidence for one in ranking.candidates if one not in kept)
    if kept:
        # As if what is gone had never competed.
        raised = (replace(one, confidence=min(1.0, one.confidence / max(share, _LEAST_SHARE))) for one in kept)
        yield _holding(reader, held), replace(ranking, candidates=tuple(raised))


def _but(measure: Measure, gone: Collection[str]) -> Measure:
    return replace(measure, cells=tuple(cell for cell in measure.cells if cell.id not in gone))


def _holding(reader: FigureReader, measures: Mapping[str, Measure]) -> FigureReader:
    other = copy(reader)
    for name, value in vars(FigureReader).items():
        if isinstance(value, cached_property):
            vars(other).pop(name, None)
    vars(other).update(pools=Pools(measures, reader.pools.lexicon), _beside={})
    return other


def _tells(entry: Entry, truth: Mapping[str, Any]) -> bool:
    """Whether an entry answers itself."""
    if truth["op"] == "case":
        return bool(entry.id == truth["id"])
    if truth["op"] == "opening":
        return bool(truth["said"].held and truth["said"].fits(entry.answer))
    if entry.id in truth.get("told_by", ()):
        return True
    simple = truth["op"] not in ("trap", "trend", "list") and not isinstance(truth["result"], list)
    # What was to be worked out, and stands somewhere in a long answer, is hardly told.
    bold = " ".join(re.findall(r"\*\*(.+?)\*\*", entry.answer)) or entry.answer[:_FIRST]
    return simple and _says(entry.answer if truth["op"] == "value" else bold, truth["result"])


def _is_right(one: Figured, truth: Mapping[str, Any], reader: FigureReader) -> bool:
    answer, measures = one.bound.answer, reader.pools.measures
    terms = Terms(measures, words_in(), reader.units)
    if truth["op"] in ("trap", "lacking"):
        return isinstance(answer, Refusal) and not one.bound.uptake.left
    if not isinstance(answer, FigureAnswer):
        return False
    if truth["op"] == "case":
        return truth["entry"] is not None and _is_of_entry(one, answer, truth["entry"], reader)
    if truth["op"] == "opening":
        return bool(truth["said"].held and truth["said"].fits(figure_text(answer, terms)))
    measure = measures[one.bound.query.measure]
    column = truth.get("column")
    same = truth["series"] in ("", measure.series) and (
        not column or measure.id.removeprefix(f"{measure.series}:") == column
    )
    if truth["op"] in ("trend", "list") or isinstance(truth["result"], list):
        fits = answer.query.operation.value == truth["op"]
        if truth.get("rows") and {one.label for one in answer.operands} != {*truth["rows"]}:
            return False
        return same and (fits or answer.query.operation in (Operation.VALUE, Operation.THRESHOLD))
    if isinstance(truth["result"], str) and column and not measure.id.endswith(f":{column}"):
        return False  # The better one of two may be the better one in other figures, too.
    return _says(figure_text(answer, terms), truth["result"])


def _is_of_entry(one: Figured, answer: FigureAnswer, entry: Entry, reader: FigureReader) -> bool:
    """Whether a single figure is what the expected entry tells first, or what is asked is worked out of figures on its
    matter."""
    query, value = one.bound.query, answer.result
    if query.operation in COMPUTED:
        return query.measure in reader.beside(entry) and not one.bound.uptake.left
    if query.operation is Operation.VALUE and len(answer.operands) > 1:
        values = [one.value for one in answer.operands]
        return all(isinstance(one, float) and reader.of_entry(entry).states(one) for one in values)
    told = re.findall(r"\*\*(.+?)\*\*", entry.answer)
    telling = isinstance(value, float) and len(f"{value:g}".replace(".", "")) >= 3
    return one.cell == entry.id or bool(one.cell and telling and any(_says(part, value) for part in told))


def _says(text: str, result: object) -> bool:
    """Whether a text gives a result: a number, rounded, or most words of a text."""
    numbers = [float(one.replace(",", "")) for one in re.findall(r"\d[\d,]*(?:\.\d+)?", re.sub(r"[*_`]", "", text))]

    def gives(one: float) -> bool:
        return any(abs(number - abs(one)) <= max(_NEAR * abs(one), 0.051) for number in numbers)

    if isinstance(result, (int, float)):
        return gives(result)
    words, said = _words(str(result)), _words(text)
    met = sum(word in said or (word.replace(".", "", 1).isdecimal() and gives(float(word))) for word in words)
    return met >= 0.6 * len(words)


def _words(text: str) -> set[str]:
    """In one form, so that "2025-09" is "September 2025", and "3 dead" what "three people died" begins with."""
    known = figure_language("en")
    numbers = known.numbers if known is not None else {}
    return {str(numbers.get(word, word)) for word in normalise(re.sub(r"[*_`]", "", text))}


def _fitted(found: Sequence[Reading]) -> NDArray[np.float64]:
    counts = {"figure": 1.0, "lacking": LACKING_WEIGHT, "case": CASE_WEIGHT, "opening": 1.0, "outside": OUTSIDE_WEIGHT}
    counts["thinned"] = THINNED_WEIGHT
    choices = [
        Choice(np.array([one.evidence for one in of]), np.array([one.right for one in of]), counts[of[0].kind])
        for of in _by_question(found)
    ]
    return fit_logit(choices, np.zeros(len(NAMES), np.bool_), _RIDGE)


def _by_question(found: Sequence[Reading]) -> list[list[Reading]]:
    questions: dict[int, list[Reading]] = {}
    for one in found:
        questions.setdefault(one.question, []).append(one)
    return list(questions.values())


def _tell(found: Sequence[Reading]) -> None:
    """Print what the folds give: of each question the likeliest reading, where it is likely enough."""
    given: dict[str, list[bool]] = {
        "figure": [],
        "lacking": [],
        "opening": [],
        "case": [],
        "outside": [],
        "thinned": [],
    }
    for fold in range(FOLDS):
        weights = _fitted([one for one in found if one.fold != fold])
        for of in _by_question([one for one in found if one.fold == fold]):
            chances = probabilities(np.array([one.evidence for one in of]), weights)
            best = int(chances.argmax())
            if chances[best] >= ANSWERED_FROM:
                given[of[0].kind].append(of[best].right)
    print(f"left out in turn, readings from {ANSWERED_FROM} on:")
    for kind, right in given.items():
        print(f"  {kind}: {sum(right)} right, {len(right) - sum(right)} wrong")


if __name__ == "__main__":
    main()
