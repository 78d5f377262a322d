"""The rules by which English dates that count from today are written out, in the order in which they apply."""

import re
from datetime import date

from bot.conversation.calendar_text import (
    NUMBERS,
    day_text,
    half_text,
    month_number,
    month_text,
    next_year_of,
    number_of,
    quarter_text,
    year_text,
)
from bot.conversation.rewriting import Rule, word_rule
from bot.knowledge.dates import A_YEAR, MONTHS
from bot.matching import MONTH_WORD, RANK_WORDS, SHARE_OF

_Rules = tuple[Rule[date], ...]

_COUNT = rf"(?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})"
_LAST = r"(?:last|past|previous|prior)"
_THIS = r"(?:this|the current|current)"
_MONTH = rf"(?P<month>{MONTH_WORD})"
_YEAR = rf"(?P<year>{A_YEAR})"
_DIVIDED = re.compile(r"\b(?:share|slice|part|portion|proportion|fraction|per ?cent|percentage)\b|%", re.IGNORECASE)
_YEARS = re.compile(rf"(?<!\d){A_YEAR}(?!\d)")


def _unless_before(words: str, *, behind: str = "") -> str:
    """A pattern that fails in front of these words. `behind`: what stands between the time and them, a pattern."""
    return rf"(?!{behind} (?:{words})\b)"


_WHICH = "where|(?:in|at) which"
_CHOOSING = "above|over|below|under|with|that|when|where|in which"
"""Words that make the time before them one of many: the last quarter with 20 percent need not be that before today. So
it stays as it is. Each pattern below fails in front of such words; its example stays."""
_PART_NOT_OF_MANY = _unless_before(f"{_CHOOSING}|to|ever|more")  # "the last quarter under 20 percent", "... to fall"
_YEAR_END_NOT_OF_MANY = _unless_before(f"{_CHOOSING}|at which", behind="[ -]end")  # "the last year-end above 5"
_YEAR_NOT_OF_MANY = _unless_before(f"{_CHOOSING}|at which") + _YEAR_END_NOT_OF_MANY  # "the last year when it fell"
_BARE_YEAR_NOT_OF_MANY = _unless_before(_WHICH) + _YEAR_END_NOT_OF_MANY  # "last year in which it fell"


def _last_of_divided_year(found: re.Match[str], _: date) -> str:
    """The quarter of the only year that the whole text names, if it asks for a share; else it counts from today."""
    years = set(_YEARS.findall(found.string))
    return f"Q4 {years.pop()}" if len(years) == 1 and _DIVIDED.search(found.string) is not None else found[0]


def _numbered_month(found: re.Match[str], _: date) -> str:
    number = int(RANK_WORDS[found["number"].casefold()])
    return f"{MONTHS[number - 1]} {found['year']}"


def _month_named(found: re.Match[str], today: date) -> str:
    """ "Last May" is the one that is over, "this May" that of this year, "next May" the one to come or running."""
    number, way = month_number(found["month"]), found["way"].casefold()
    if way == "next":
        year = next_year_of(number, 12, today)
    else:
        year = today.year if way == "this" or number < today.month else today.year - 1
    return f"{MONTHS[number - 1]} {year}"


def _end_before(found: re.Match[str], _: date) -> str:
    """What holds when a month or a year begins held at the end of the one before."""
    begins = date(int(found["year"]), month_number(found["month"] or MONTHS[0]), 1)
    return f"at the end of {begins.year - 1 if begins.month == 1 else month_text(begins, -1)}"


def _last_of_year(lead: str) -> _Rules:
    """The last quarter or half of a year in digits. `lead`: what stands between the part and the year, a pattern."""
    return (
        word_rule(rf"(?:the )?(?:last|final) quarter {lead}{_YEAR}", lambda found, _: f"Q4 {found['year']}"),
        word_rule(rf"(?:the )?(?:last|final) half {lead}{_YEAR}", lambda found, _: f"H2 {found['year']}"),
    )


# The rules, in four groups that apply in this order.
_YEARS_THEMSELVES: _Rules = (
    # Before "this year" alone.
    word_rule(
        r"so far this year|this year so far|this year to date|year to date|ytd", lambda _, today: f"{today.year} so far"
    ),
    # "in all of 2025", which adds nothing up
    word_rule(rf"(?:all|the (?:whole|entire)) (?:of |year )(?:of )?{_YEAR}", lambda found, _: found["year"]),
    word_rule(rf"(?:the )?full year (?:of )?{_YEAR}", lambda found, _: found["year"]),
)
# Parts of years that the next group would make others of, once it has written years in digits.
_PARTS_BEFORE_YEARS: _Rules = (
    # "last quarter 2025"; the year of "last quarter this year" is not in digits yet, and that is the quarter before
    *_last_of_year("(?:of |in )?"),
    # "the first quarter in which it fell", which else would be read as Q1 behind these rules
    word_rule(rf"first (?P<unit>quarter|half)(?= (?:{_WHICH}|when)\b)", lambda found, _: f"earliest {found['unit']}"),
    # "what share of the bikes of 2024 came in the last quarter?"
    word_rule(rf"(?:the )?(?:last|final) quarter{_PART_NOT_OF_MANY}(?! (?:of|in) )", _last_of_divided_year),
)
_YEARS_FROM_TODAY: _Rules = (
    # Before "last year": "the year before last year"
    word_rule(rf"(?:the )?year before {_LAST}", lambda _, today: year_text(today, -2)),
    word_rule(rf"{_COUNT} years? ago", lambda found, today: year_text(today, -number_of(found["count"]))),
    word_rule(rf"{_COUNT} months? ago", lambda found, today: month_text(today, -number_of(found["count"]))),
    # Behind "in" and the like it is always the year before this one, even in "in the last year when it fell". So this
    # comes before the next two, which leave one of many alone.
    word_rule(
        rf"(?P<lead>in|during|since|of|from) (?:the )?{_LAST} year",
        lambda found, today: f"{found['lead']} {year_text(today, -1)}",
    ),
    word_rule(rf"the {_LAST} year'?s?{_YEAR_NOT_OF_MANY}", lambda _, today: year_text(today, -1)),
    # "last year when it began" is the year before this one: without an article only "in which" makes it one of many.
    word_rule(rf"(?<!the ){_LAST} year'?s?{_BARE_YEAR_NOT_OF_MANY}", lambda _, today: year_text(today, -1)),
    word_rule(rf"{_THIS} year'?s?", lambda _, today: year_text(today)),
    word_rule(r"(?:the )?(?:next|coming) year'?s?", lambda _, today: year_text(today, 1)),
)
# Those of a year, which is in digits by now, before those from today: "the last quarter of 2025", "last quarter".
_PARTS: _Rules = (
    *_last_of_year("(?:of |in )"),
    word_rule(rf"(?:the )?(?:last|final) month (?:of |in ){_YEAR}", lambda found, _: f"December {found['year']}"),
    # "the third month of 2025"
    word_rule(
        rf"(?:the )?(?P<number>{'|'.join(RANK_WORDS)}) month (?:of |in ){_YEAR}{_PART_NOT_OF_MANY}", _numbered_month
    ),
    word_rule(rf"(?:the )?{_LAST} quarter'?s?{_PART_NOT_OF_MANY}", lambda _, today: quarter_text(today, -1)),
    word_rule(rf"{_THIS} quarter'?s?", lambda _, today: quarter_text(today)),
    word_rule(r"(?:the )?next quarter'?s?", lambda _, today: quarter_text(today, 1)),
    word_rule(rf"(?:the )?{_LAST} half(?:[ -]year)?(?!{SHARE_OF})", lambda _, today: half_text(today, -1)),
    word_rule(rf"(?:the )?{_LAST} month'?s?{_PART_NOT_OF_MANY}", lambda _, today: month_text(today, -1)),
    word_rule(rf"{_THIS} month'?s?", lambda _, today: month_text(today)),
    word_rule(r"(?:the )?next month'?s?", lambda _, today: month_text(today, 1)),
    word_rule(r"yesterday'?s?", lambda _, today: day_text(today, -1)),
    word_rule(r"tomorrow'?s?", lambda _, today: day_text(today, 1)),
    word_rule(rf"(?:the )?{_LAST} week'?s?", lambda _, today: day_text(today, -7)),
    # "last May"; "last May 5" is a day
    word_rule(rf"(?P<way>{_LAST}|this|next) {_MONTH}(?! \d)", _month_named),
    # "going into June 2025"
    word_rule(rf"(?:going|heading|coming|moving) into (?:{_MONTH} )?{_YEAR}", _end_before),
)
RULES: _Rules = (*_YEARS_THEMSELVES, *_PARTS_BEFORE_YEARS, *_YEARS_FROM_TODAY, *_PARTS)
