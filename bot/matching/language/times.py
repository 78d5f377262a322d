"""Reads the years, halves, quarters, months, days and spans of months that a text names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from bot.knowledge import A_YEAR, MONTH_NUMBERS
from bot.matching.language.facet_values import coarser
from bot.matching.language.native import Native
from bot.model import NO_YEAR, SPAN

_YEAR = re.compile(A_YEAR)
_PERIOD = re.compile(r"q[1-4]|h[12]")
_WORDS_CACHED = 4096  # Most words of questions are the same ones.
_DAY = re.compile(r"([12]?\d|3[01])(?:st|nd|rd|th)?")


@lru_cache(_WORDS_CACHED)
def is_time(word: str) -> bool:
    """Whether a word is a year, a quarter, a half-year or a month."""
    if not word[-1:].isdigit():
        return word in MONTH_NUMBERS
    return bool(_YEAR.fullmatch(word) or _PERIOD.fullmatch(word))


def facets_of_labels(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Complete declared facets: a month "2025-05" implies its year, a day also its month."""
    implied = ((pair, *(one for one in coarser(*pair) if one[0] in ("year", "month"))) for pair in pairs)
    return tuple(dict.fromkeys(chain.from_iterable(implied)))


def read_times(words: Sequence[str], taken: set[int], native: Native) -> list[tuple[str, str, int]]:
    """Kind, value and place of each time, those of whole years first; `taken`: the places of words read already."""
    digits = ((at, word) for at, word in enumerate(words) if word.isdigit() and at not in taken)
    years = [(at, word) for at, word in digits if _YEAR.fullmatch(word)]
    times = [("year", year, at) for at, year in years]
    spans = _spans(words, native)
    for at in spans:
        first, last = (MONTH_NUMBERS[words[end]] for end in (at - 1, at + 1))
        times.append((SPAN, f"{_year_near(at + 1, years)}-{first:02d}-{last:02d}", at))
    read = taken.union(*((at - 1, at + 1) for at in spans))
    for at, word in enumerate(words):
        if at not in read and is_time(word):
            times += [(kind, value, at) for kind, value in _within_year(words, at, years, native)]
    return times


def _within_year(
    words: Sequence[str], at: int, years: list[tuple[int, str]], native: Native
) -> Iterator[tuple[str, str]]:
    """Kind and value of a period, month and day that the word there names."""
    word = words[at]
    if _PERIOD.fullmatch(word):
        yield "quarter" if word[0] == "q" else "half", f"{_year_near(at, years)}-{word.upper()}"
    elif word in MONTH_NUMBERS and _is_month(words, at, native):
        year, day = _year_near(at, years), _day_near(words, at)
        month = f"{year}-{MONTH_NUMBERS[word]:02d}"
        yield "month", month
        if day and year != NO_YEAR:
            yield "day", f"{month}-{day:02d}"


def _spans(words: Sequence[str], native: Native) -> list[int]:
    """Places of the word between the months of a span: "to" in "January to September", "and" only after "between"."""
    return [
        at
        for at, word in enumerate(words[1:-1], 1)
        if words[at - 1] in MONTH_NUMBERS
        and words[at + 1] in MONTH_NUMBERS
        and (
            word in native.words["till"]
            or (word in native.words["and"] and words[max(0, at - 2)] in native.words["between"])
        )
    ]


def _year_near(at: int, years: list[tuple[int, str]]) -> str:
    """The year of a month or quarter: the nearest within three words, else the only one of the text, if any."""
    close = [(abs(place - at), year) for place, year in years if abs(place - at) <= 3]
    if close:
        return min(close)[1]
    return years[0][1] if len({year for _, year in years}) == 1 else NO_YEAR


def _is_month(words: Sequence[str], at: int, native: Native) -> bool:
    """A month that is also another word ("may") counts only beside a number, with another month ("may and june"), after
    a word such as "in", or among at most three words, before no pronoun ("may sales?", not "may i ask?")."""
    doubtful = native.words["doubtful_months"]
    if words[at] not in doubtful:
        return True
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    return (
        bool(_YEAR.fullmatch(after) or _DAY.fullmatch(after) or _DAY.fullmatch(before) or _YEAR.fullmatch(before))
        or before in native.words["before_months"]
        or any(word in MONTH_NUMBERS and word not in doubtful for word in _joined_with(words, at, native))
        or (len(words) <= 3 and after not in native.words["pronouns"])
    )


def _joined_with(words: Sequence[str], at: int, native: Native) -> Iterator[str]:
    """The word behind it, and those that "and" joins to it."""
    joins = native.words["and"]
    if at + 1 < len(words):
        yield words[at + 1]
    if at + 2 < len(words) and words[at + 1] in joins:
        yield words[at + 2]
    if at > 1 and words[at - 1] in joins:
        yield words[at - 2]


def _day_near(words: Sequence[str], at: int) -> int | None:
    """The day of a month: "May 5", "5 May" or "5th of May"."""
    for near in (at + 1, at - 1, at - 2):
        if 0 <= near < len(words) and (near != at - 2 or words[at - 1] == "of"):
            found = _DAY.fullmatch(words[near])
            if found and int(found[1]) > 0:
                return int(found[1])
    return None
