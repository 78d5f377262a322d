"""Explains a reply, for `--why` and `/why`."""

from itertools import islice

from bot.conversation import FigureReader, thresholds
from bot.figures import FigureAnswer
from bot.matching import Matcher, Scored
from bot.model import Calculation, Candidate, Refusal, Why, Words
from bot.replies.figure_queries.figured import Figured
from bot.replies.figure_queries.query_choice import QueryChoice
from bot.replies.figure_queries.type_factors import TypeFactors
from bot.replies.weighing.evidence import contributions
from bot.replies.weighing.scales import Judged
from bot.replies.weighing.understood import Understood

_SHOWN = 0.005  # Less than this is nothing in two decimals.
_CANDIDATES = 5  # Candidates that are named, at most.
_REFUSED = 10  # Refused entries that are named, at most.
_CALCULATIONS = 5  # Calculations that are named, at most.
_PARTS = 10  # Parts of a score that are shown, at most: of the evidence the greatest.


def why_of(understood: Understood, matcher: Matcher, reader: FigureReader) -> Why:
    ranking, thin = understood.ranking, matcher.index.confidence.thin
    # What a message asks for after an answer stands in its reading.
    read = understood.judged[0].meant.reading.ranking if understood.judged else ranking
    queries = QueryChoice(read, matcher, reader, TypeFactors(matcher, reader)).weighed.queries
    return Why(
        understood=" ".join(ranking.words),
        repaired=ranking.repairs,
        synonyms=ranking.synonyms,
        facets=ranking.facets.values,
        refused=tuple(Refusal(matcher.entries[one.entry].id, kind) for one, kind in ranking.refused[:_REFUSED]),
        threshold=thresholds().following.follow(thin) if ranking.following else matcher.threshold,
        candidates=tuple(_as_judged(one, thin) for one in understood.judged[:_CANDIDATES])
        or tuple(_as_ranked(one, matcher) for one in ranking.candidates[:_CANDIDATES]),
        calculations=tuple(_as_calculation(one, matcher.words) for one in queries[:_CALCULATIONS]),
    )


def _as_judged(one: Judged, thin: float) -> Candidate:
    """What a message may mean after an answer."""
    parts = contributions(one.evidence, thin)
    return Candidate(one.meant.id, one.meant.reading.text, parts, sum(value for _, value in parts), one.probability)


def _as_ranked(one: Scored, matcher: Matcher) -> Candidate:
    """An entry that a message by itself may ask for."""
    phrasing = matcher.phrasing_of(one.row)
    return Candidate(matcher.entries[one.entry].id, phrasing, one.parts, one.score, one.confidence)


def _as_calculation(one: Figured, words: Words) -> Calculation:
    answer = one.bound.answer
    if isinstance(answer, FigureAnswer):
        shown = words.number(answer.result) if isinstance(answer.result, float | int) else str(answer.result)
        result = " ".join(filter(None, (shown, answer.unit)))
    else:
        result = answer.reason
    labels = tuple(group.label for group in one.bound.query.groups)
    return Calculation(one.entry.id, one.bound.query.operation, labels, result, one.confidence)


def explain(why: Why, words: Words) -> str:
    """As a block of code."""
    return "\n".join(["```", *explained_lines(why, words), "```"])


def explained_lines(why: Why, words: Words) -> tuple[str, ...]:
    facts = (
        (words.why_understood, why.understood),
        (words.why_repaired, ", ".join(f"{typed} → {meant}" for typed, meant in why.repaired)),
        (words.why_same, ", ".join(f"{word} = {other}" for word, other in why.synonyms if word != other)),
        (words.why_about, ", ".join(f"{kind} {value}" for kind, value in why.facets)),
        (words.why_refused, ", ".join(words.why_another.format(id=one.id, kind=one.facet) for one in why.refused)),
        (words.why_threshold, words.why_confidence.format(number=f"{why.threshold:.2f}")),
    )
    lines = [words.why_fact.format(name=name, fact=value) for name, value in facts if value]
    rows = [row for candidate in why.candidates for row in _rows(candidate, words)]
    calculated = [_row_of_calculation(one) for one in why.calculations]
    return (*lines, *(rows or [words.why_none]), *calculated)


def _rows(candidate: Candidate, words: Words) -> tuple[str, str]:
    told = (f"{name} {value:.2f}" for name, value in candidate.parts if abs(value) >= _SHOWN)
    parts = " + ".join(islice(told, _PARTS))
    return (
        f"{candidate.confidence:5.2f}  {candidate.id}: {candidate.phrasing}".rstrip(": "),
        f"       {words.why_score.format(score=f'{candidate.score:.2f}', parts=parts)}",
    )


def _row_of_calculation(one: Calculation) -> str:
    operands = "; ".join(filter(None, one.operands))
    return f"{one.confidence:5.2f}  {one.series}: {one.operation}({operands}) = {one.result}"
