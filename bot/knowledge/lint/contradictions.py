"""Finds figures of entries that contradict each other, or a point of a series with the same facets."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.dates import parse_label
from bot.knowledge.findings import Code, finding
from bot.knowledge.generating.numbers import figure_text, label_text
from bot.knowledge.lint.amounts import Amount, contradict, leading_amount, point_amount
from bot.knowledge.lint.answers import has_quantity
from bot.knowledge.wording import words_in
from bot.model import TIME_KINDS, Entry, Finding, Knowledge, Place, Series

_Facets = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Claim:
    amount: Amount
    owner: str
    what: str  # The figure as it reads there.
    as_of: str | None
    place: Place


def contradictions(knowledge: Knowledge) -> Iterator[Finding]:
    """Only declared facets and clear contradictions count; each entry is reported once."""
    claims: defaultdict[_Facets, list[_Claim]] = defaultdict(list)
    for series in knowledge.series:
        for facets, point_claim in _point_claims(series):
            claims[facets].append(point_claim)
    for entry in knowledge.entries:
        claim = _entry_claim(entry)
        if claim:
            same_facets = claims[_whole_dates(entry.about)]
            other = next((other for other in same_facets if _contradict(claim, other, entry)), None)
            if other:
                message = f"the figure {claim.what} contradicts {other.what} of {other.owner} (same facets)"
                remedy = f"mend one of them ({other.place}), or tell their facets apart"
                yield finding(Code.CONTRADICTION, entry.place, message, remedy, entry.id)
            same_facets.append(claim)


def _contradict(claim: _Claim, other: _Claim, entry: Entry) -> bool:
    """Without a date among the facets, two figures of different days may both be right."""
    is_dated = any(kind in TIME_KINDS for kind, _ in entry.about)
    return (is_dated or claim.as_of == other.as_of) and contradict(claim.amount, other.amount)


def _whole_dates(about: tuple[tuple[str, str], ...]) -> _Facets:
    """Add the year of each month and day, and the month of each day."""
    dates = [(kind, value) for kind, value in about if kind in TIME_KINDS and value[:4].isdecimal()]
    years = {("year", value[:4]) for _, value in dates}
    return frozenset((*about, *years, *(("month", value[:7]) for kind, value in dates if kind == "day")))


def _point_claims(series: Series) -> Iterator[tuple[_Facets, _Claim]]:
    """Only points with a date: the facets of other labels are not written down."""
    words = words_in()
    for point in series.points if has_quantity(series) else ():
        period = parse_label(point.label)
        if period and point.value is not None:
            amount = point_amount(point, series.unit)
            what = f"{figure_text(point.value, series.unit, point, words)} ({label_text(point.label, words)})"
            facets = _whole_dates((*series.about, *period.facets))
            yield facets, _Claim(amount, series.id, what, series.as_of, series.place)


def _entry_claim(entry: Entry) -> _Claim | None:
    found = leading_amount(entry.answer) if entry.series is None and has_quantity(entry) else None
    if found is None:
        return None
    amount, what = found
    return _Claim(amount, entry.id, what, entry.as_of, entry.place)
