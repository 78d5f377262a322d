"""Reads the facets of a text: year, month, names, rank, exclusions."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.matching.language.naming import Found, Lexicon, places_of
from bot.matching.language.native import Native
from bot.matching.language.periods import MONTHS
from bot.model import RANK, SPAN, TIME_KINDS

_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"[qh][1-4]")
_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")
RANK_WORDS: Mapping[str, str] = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
_DOERS = frozenset("it they he she we at".split())
_DONE = frozenset("went came began sold hit got said made took put ran saw shown seen built told".split())
_DONE_REGULAR = re.compile(r"\w{2,40}[^e]ed")
"""Words beside a "first" that is no rank."""
_RANK_IN_DIGITS = re.compile(r"([1-9]\d?)(?:st|nd|rd|th)")
_NEGATION_REACH = 3
"""Words between a negation and the name it may still concern."""


@dataclass(frozen=True, slots=True)
class Facets:
    """Values a kind, in the order of the text; a month is "2025-05", or "--05" where no year is told."""

    values: tuple[tuple[str, str], ...] = ()
    excluded: tuple[tuple[str, str], ...] = ()
    carried: tuple[tuple[str, str], ...] = ()
    """Values that a follow-up takes over from the question before."""

    _by_kind: dict[str, tuple[str, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Read far more often than made: once for each candidate.
        by_kind: dict[str, tuple[str, ...]] = {}
        for kind, value in self.values:
            by_kind[kind] = (*by_kind.get(kind, ()), value)
        object.__setattr__(self, "_by_kind", by_kind)

    def of(self, kind: str) -> tuple[str, ...]:
        return self._by_kind.get(kind, ())

    def kinds(self) -> tuple[str, ...]:
        return tuple(self._by_kind)

    def finest_time(self) -> int | None:
        """The place in `TIME_KINDS` of the finest time that is told."""
        return max((TIME_KINDS.index(kind) for kind in self._by_kind if kind in TIME_KINDS), default=None)


def read_facets(words: Sequence[str], lexicon: Lexicon, names: tuple[Found, ...] | None = None) -> Facets:
    """`words`: empty ones stand for what is read already."""
    names = lexicon.names(words) if names is None else names
    taken = places_of(names)
    negated = negated_places(words, lexicon.native)
    values: list[tuple[str, str]] = []
    excluded: list[tuple[str, str]] = []
    for name in names:
        _file(name.kind, name.value, name.start in negated, values, excluded)
    for kind, value, at in _times(words, taken, lexicon.native):
        _file(kind, value, at in negated, values, excluded)
    for at, word in enumerate(words):
        rank = rank_of(word) or _native_rank(words, at, lexicon.native)
        if rank and at not in taken and not (_is_of_time(words, at, lexicon.native) or _is_adverb(words, at)):
            _file(RANK, rank, at in negated, values, excluded)
    # "The comet, not the comet in red" still asks about the comet.
    excluded = [value for value in dict.fromkeys(excluded) if value not in values]
    return Facets(tuple(dict.fromkeys(values)), tuple(excluded))


def rank_of(word: str) -> str | None:
    """The number of "third" or "23rd"."""
    if not word[:1].isdigit():
        return RANK_WORDS.get(word)
    found = _RANK_IN_DIGITS.fullmatch(word)
    return found[1] if found else None


def _native_rank(words: Sequence[str], at: int, native: Native) -> str | None:
    """The same in the language's own words, the last of which stands at `at`."""
    return native.ranks.get((words[at],)) or native.ranks.get(tuple(words[max(0, at - 1) : at + 1]))


def _is_of_time(words: Sequence[str], at: int, native: Native) -> bool:
    """Whether a rank word is of a time, as in "the first two minutes", "in the second half" or "the 5th of June"."""
    after = words[at + 1 : at + 3]
    near = (*words[max(0, at - 1) : at], *(after[1:] if "of" in after[:1] else after[:1]))
    day = words[at][0].isdigit() and not _MONTH_NUMBERS.keys().isdisjoint(near)
    counted = native.words["time_units"] | native.words["few"]
    return day or any(word in counted or word.isdigit() for word in after[:1])


def _is_adverb(words: Sequence[str], at: int) -> bool:
    """Whether "first" is an adverb, as in "when it first went on sale"."""
    if words[at] != "first":
        return False
    before, after = words[at - 1] if at else "", words[at + 1] if at + 1 < len(words) else ""
    return before in _DOERS or after in _DONE or _DONE_REGULAR.fullmatch(after) is not None


def is_time(word: str) -> bool:
    """Whether a word is a year, a quarter, a half-year or a month."""
    if not word[-1:].isdigit():
        return word in _MONTH_NUMBERS
    return bool(_YEAR.fullmatch(word) or _PERIOD.fullmatch(word))


def facets_of_labels(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Complete declared facets: a month "2025-05" implies its year."""
    complete: list[tuple[str, str]] = []
    for kind, value in pairs:
        complete.append((kind, value))
        if kind in ("month", "quarter", "half", "day") and _YEAR.match(value):
            complete.append(("year", value[:4]))
        if kind == "day" and len(value) == 10:
            complete.append(("month", value[:7]))
    return tuple(dict.fromkeys(complete))


def compatible(asked: str, told: str) -> bool:
    """Whether two values may be the same: "--05" is May of any year."""
    if asked == told:
        return True
    if asked.startswith("--") or told.startswith("--"):
        return asked[-3:] == told[-3:]
    return False


def narrower(asked: str, told: str) -> bool:
    """Whether `told` is a special case of `asked`, as "su-9-pro" is of "su-9"."""
    return told.startswith(asked + "-")


def is_case(one: tuple[str, str], of: tuple[str, str]) -> bool:
    """Whether a facet is another one, or a special case of it."""
    return one[0] == of[0] and (one == of or narrower(of[1], one[1]))


def _file(kind: str, value: str, negated: bool, values: list[tuple[str, str]], excluded: list[tuple[str, str]]) -> None:
    (excluded if negated else values).append((kind, value))


def negated_places(words: Sequence[str], native: Native) -> frozenset[int]:
    """Places of the words that stand within reach of a negation."""
    places: set[int] = set()
    for at, word in enumerate(words):
        if word in native.words["negations"] or tuple(words[at : at + 2]) in native.negative_pairs:
            reach = words[at + 1 : at + 2 + _NEGATION_REACH]
            places.update(range(at + 1, at + 1 + (reach.index("but") if "but" in reach else len(reach))))
    return frozenset(places)


def _times(words: Sequence[str], taken: set[int], native: Native) -> list[tuple[str, str, int]]:
    """Years, halves, quarters, months, days and spans of months with the place of each."""
    years = [
        (at, word) for at, word in enumerate(words) if len(word) == 4 and _YEAR.fullmatch(word) and at not in taken
    ]
    times = [("year", year, at) for at, year in years]
    spans = _spans(words, native)
    for at in spans:
        first, last = (_MONTH_NUMBERS[words[end]] for end in (at - 1, at + 1))
        times.append((SPAN, f"{_year_near(at + 1, years) or '-'}-{first:02d}-{last:02d}", at))
    spanned = {end for at in spans for end in (at - 1, at + 1)}
    for at, word in enumerate(words):
        if at in taken or at in spanned or not (len(word) == 2 or word in _MONTH_NUMBERS):
            continue
        year = _year_near(at, years)
        if _PERIOD.fullmatch(word) and not (word[0] == "h" and word[1] > "2"):
            kind = "quarter" if word[0] == "q" else "half"
            times.append((kind, f"{year or '-'}-{word.upper()}", at))
        elif word in _MONTH_NUMBERS and _is_month(words, at, native):
            month = f"{year or '-'}-{_MONTH_NUMBERS[word]:02d}"
            times.append(("month", month, at))
            day = _day_near(words, at)
            if day and year:
                times.append(("day", f"{month}-{day:02d}", at))
    return times


def _spans(words: Sequence[str], native: Native) -> list[int]:
    """Places of the word between the months of a span: "to" in "January to September", "and" only after "between"."""
    return [
        at
        for at, word in enumerate(words[1:-1], 1)
        if words[at - 1] in _MONTH_NUMBERS
        and words[at + 1] in _MONTH_NUMBERS
        and (
            word in native.words["till"]
            or (word in native.words["and"] and words[max(0, at - 2)] in native.words["between"])
        )
    ]


def _year_near(at: int, years: list[tuple[int, str]]) -> str | None:
    """The year of a month or quarter: the nearest within three words, else the only one of the text."""
    close = [(abs(place - at), year) for place, year in years if abs(place - at) <= 3]
    if close:
        return min(close)[1]
    return years[0][1] if len({year for _, year in years}) == 1 else None


def _is_month(words: Sequence[str], at: int, native: Native) -> bool:
    """A month that is also another word ("may") counts only beside a number or after a word such as "in"."""
    if words[at] not in native.words["doubtful_months"]:
        return True
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (
        bool(_YEAR.fullmatch(after) or _DAY.fullmatch(after) or _DAY.fullmatch(before) or _YEAR.fullmatch(before))
        or before in native.words["before_months"]
        or (len(words) <= 3 and after not in ("i", "we", "you", "he", "she", "it", "they"))
    )


def _day_near(words: Sequence[str], at: int) -> int | None:
    for near in (at + 1, at - 1, at - 2):
        if 0 <= near < len(words) and (near != at - 2 or words[at - 1] == "of"):
            found = _DAY.fullmatch(words[near])
            if found and 1 <= int(found[1]) <= 31:
                return int(found[1])
    return None
