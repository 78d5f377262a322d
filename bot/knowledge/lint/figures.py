"""Finds contradictions between figures that have the same facets."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.dates import parse_label
from bot.knowledge.findings import Code, finding
from bot.knowledge.generating.filling import label_text
from bot.knowledge.generating.numbers import qualified, with_unit
from bot.knowledge.lint.amounts import Amount, contradict, leading_amount, point_amount
from bot.knowledge.wording import words_in
from bot.model import QUANTITY, TIME_KINDS, Entry, Finding, Knowledge, Place, Series


@dataclass(frozen=True, slots=True)
class _Claim:
    amount: Amount
    owner: str
    what: str
    as_of: str | None
    place: Place


def contradictions(knowledge: Knowledge) -> Iterator[Finding]:
    """Only explicit facets count, and only a clear contradiction; each entry is told once."""
    claims: defaultdict[frozenset[tuple[str, str]], list[_Claim]] = defaultdict(list)
    for series in knowledge.series:
        for facets, point_claim in _point_claims(series):
            claims[facets].append(point_claim)
    for entry in knowledge.entries:
        facets = _whole_dates(entry.about)
        claim = _entry_claim(entry)
        if claim:
            dated = any(kind in TIME_KINDS for kind, _ in facets)
            for other in claims[facets]:
                if _same_time(dated, claim, other) and contradict(claim.amount, other.amount):
                    message = f"the figure {claim.what} contradicts {other.what} of {other.owner} (same facets)"
                    remedy = f"mend one of them ({other.place}), or tell their facets apart"
                    yield finding(Code.CONTRADICTION, entry.place, message, remedy, entry.id)
                    break
            claims[facets].append(claim)


def same_matter(entry: Entry, series: Series) -> bool:
    """Whether both declare the same quantity, of the same things; dates aside."""
    if not any(kind == QUANTITY for kind, _ in entry.about):
        return False
    return _undated(entry.about) == _undated(series.about)


def _whole_dates(about: tuple[tuple[str, str], ...]) -> frozenset[tuple[str, str]]:
    """Add the year of each month and day, and the month of each day."""
    dates = [(kind, value) for kind, value in about if kind in TIME_KINDS and value[:4].isdecimal()]
    years = {("year", value[:4]) for _, value in dates}
    return frozenset((*about, *years, *(("month", value[:7]) for kind, value in dates if kind == "day")))


def _undated(about: tuple[tuple[str, str], ...]) -> frozenset[tuple[str, str]]:
    return frozenset((kind, value) for kind, value in about if kind not in TIME_KINDS)


def _point_claims(series: Series) -> Iterator[tuple[frozenset[tuple[str, str]], _Claim]]:
    """Only points with a date: the facets of other labels are not written down."""
    if not any(kind == QUANTITY for kind, _ in series.about):
        return
    for point in series.points:
        period = parse_label(point.label)
        if period and point.value is not None:
            amount = point_amount(point, series.unit)
            text = qualified(point, with_unit(words_in().number(point.value), series.unit, words_in()), words_in())
            what = f"{text} ({label_text(point.label, words_in())})"
            yield (
                _whole_dates((*series.about, *period.facets)),
                _Claim(amount, series.id, what, series.as_of, series.place),
            )


def _entry_claim(entry: Entry) -> _Claim | None:
    if entry.series is not None or not any(kind == QUANTITY for kind, _ in entry.about):
        return None
    found = leading_amount(entry.answer)
    return _Claim(found[0], entry.id, found[1], entry.as_of, entry.place) if found else None


def _same_time(dated: bool, one: _Claim, other: _Claim) -> bool:
    """Without a date among the facets, two figures of different days may both be right."""
    return dated or one.as_of == other.as_of
