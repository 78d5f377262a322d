"""Reads the times in a question, and how they belong together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.named_times import NamedTime, times_named
from bot.conversation.queries.words.spans import is_year, moved
from bot.figures import Span
from bot.figures.times import joined, span_of, told
from bot.knowledge.dates import Period
from bot.matching import negated_places

_LED_BEFORE = 4  # Words before a time among which "since" or "until" stands for it: "since the start of 2025".
_BETWEEN_BEFORE = 4  # Words before the first of two times among which "between" stands for both.
_REPEATED = ("month", "quarter", "half", "span")  # Kinds of times that come again each year.
_FAR_BACK, _FAR_AHEAD = date(1900, 1, 1), date(2999, 12, 31)


@dataclass(frozen=True, slots=True)
class Times:
    named: tuple[NamedTime, ...] = ()  # In the order of the words; spans that a range joins are one.
    open_range: Span | None = None  # All since, or until, a time that is named.
    pair: bool = False  # Two times are named "from" and "to", as ends that may also be compared.

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(one.span for one in self.named)

    @property
    def at_end(self) -> bool:
        return any(one.at_end for one in self.named)


def read_times(words: Sequence[str], language: Language) -> Times:
    """The order counts: years are lent, also by a time that is denied, before those go that only lent theirs."""
    dated = _with_years(times_named(words, language))  # "March and April 2025": both of 2025.
    repeated = _of_both_years(words, dated, language)  # "Q1 2026 or 2025": the quarter of both years.
    apart = _by_themselves(words, repeated)  # "In 2025, March against April": two months, and no year.
    denied = negated_places(words, language.native)  # "April, not March".
    found = tuple(replace(one, span=told(one.span, language.says)) for one in apart if one.start not in denied)
    if len(found) == 1:
        return Times(found, _open_range(words, found[0], language))
    return Times(found, pair=len(found) == 2 and _is_range(words, found[0], found[1], language))


def _open_range(words: Sequence[str], only: NamedTime, language: Language) -> Span | None:
    leads, span = words[max(0, only.start - _LED_BEFORE) : only.start], only.span
    before = _leading(leads, language)
    if before & language.words["since"] and not before & language.words["from"]:
        return Span(span.start, _FAR_AHEAD, "span", language.says.since.format(time=span.text))
    if before & language.words["until"] and not before & language.words["by"]:
        return until(span, language)
    return None


def _leading(leads: Sequence[str], language: Language) -> set[str]:
    """The words that may lead a time, and pairs of them: "up", "to" and "up-to" before "March". A word right before
    "in" leads none, nor does its pair: neither "to" nor "up-to" in "what sales add up to in 2025"."""
    found: set[str] = set()
    for at, word in enumerate(leads):
        if language.words["within"].isdisjoint(leads[at + 1 : at + 2]):
            found |= {word, "-".join(leads[max(0, at - 1) : at + 1])}
    return found


def until(span: Span, language: Language) -> Span:
    """All time up to its end."""
    return Span(_FAR_BACK, span.end, "span", language.says.until.format(time=span.text))


def range_of(times: Times, language: Language) -> Span | None:
    """The whole time from the first to the last that is named, where a range is meant."""
    if times.open_range is not None:
        return times.open_range
    if times.pair:
        first, last = sorted(times.named, key=lambda one: one.span.start)
        whole = joined(first.span, last.span, language.says)
        return replace(whole, start=first.span.end) if first.at_end else whole  # "From the end of 2024."
    return None


def _is_range(words: Sequence[str], first: NamedTime, second: NamedTime, language: Language) -> bool:
    lists, between = language.words, set(words[first.stop : second.start])
    if not between and first.span.kind == second.span.kind:
        return (second.span.start - first.span.end).days > 1  # "Q1-Q3": the words have no marks.
    before = words[max(0, first.start - _BETWEEN_BEFORE) : first.start]
    is_between = not lists["between_two"].isdisjoint(before) and not lists["and"].isdisjoint(between)
    return is_between or not lists["range"].isdisjoint(between)


def _with_years(found: Sequence[NamedTime]) -> list[NamedTime]:
    """Give months and quarters without a year that of the next time behind them, else of the last before; without
    either they are left out."""
    years = [one.span.start.year for one in found if one.is_of_a_year]
    dated: list[NamedTime] = []
    for at, one in enumerate(found):
        later = (other.span.start.year for other in found[at:] if other.is_of_a_year)
        year = next(later, years[-1] if years else None)
        if year is not None:
            dated.append(one if one.is_of_a_year else replace(one, span=moved(one.span, year), is_of_a_year=True))
    return dated


def _of_both_years(words: Sequence[str], dated: Sequence[NamedTime], language: Language) -> list[NamedTime]:
    """A year right behind a quarter and a word like "or" is the same quarter of that year: "Q1 2026 or 2025"."""
    lists, found = language.words, list(dated[:1])
    against = (lists["against_it"] | lists["base_leads"] | lists["or"]) - lists["range"]
    for part, one in pairwise(dated):
        between, year = set(words[part.stop : one.start]), one.span.start.year
        is_bare = one.span.kind == "year" and part.span.kind in _REPEATED and part.span.start.year != year
        is_set_against = bool(between & against) and between <= against | lists["year_leads"]
        found.append(replace(one, span=_of_year(part.span, year)) if is_bare and is_set_against else one)
    return found


def _of_year(part: Span, year: int) -> Span:
    if part.kind != "span":
        return moved(part, year)
    start, end = part.start.replace(year=year), span_of(Period(year, part.end.month)).end
    return Span(start, end, part.kind, part.text.replace(str(part.start.year), str(year)))


def _by_themselves(words: Sequence[str], dated: Sequence[NamedTime]) -> list[NamedTime]:
    """Each time once, without bare years that only gave others theirs: "in 2025, March against April" names no year."""
    parts = [one for one in dated if one.span.kind != "year"]
    lent = {one.span.start.year for one in parts if not any(map(is_year, words[one.start : one.stop]))}
    kept = (one for one in dated if one.span.kind != "year" or one.span.start.year not in lent)
    first_of: dict[Span, NamedTime] = {}
    for one in kept:
        first_of.setdefault(one.span, one)
    return list(first_of.values())
