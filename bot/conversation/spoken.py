"""Writes out English times that count from those spoken of: "in 2026" for "a year later", after 2025."""

import re
from collections.abc import Iterator
from datetime import date

from bot.conversation.calendar_text import TEXT_OF_UNIT, number_in_year
from bot.conversation.dates import with_years
from bot.conversation.followup import leans
from bot.conversation.rewriting import OverlappingRules, Rule, word_rule
from bot.conversation.spoken_times import SpokenTimes, Starts, finest, start_of, starts_of
from bot.conversation.steps import STEPS, UNIT
from bot.knowledge.dates import A_YEAR
from bot.matching import normalise

_Counting = tuple[Rule[Starts] | OverlappingRules[Starts], Starts]  # A rule, and the times from which it counts.
_NEAR = 10  # Years between the one spoken of and one of two digits alone, at most.
_NO_CHOICE = "".join(rf"(?<!\b{word} )" for word in ("which", "what", "each", "every", "any", "first", "last", "only"))
"""Not before a time that is one of many: "which year end", "the first full year"."""
_WITHOUT_OWN = rf"(?!,? (?:between|from|since|of|where|(?:at|in) which)\b|,? (?:in )?{A_YEAR}\b)"
"""Behind a year's end that counts from no other time: "the year end 2022" tells its own."""


def _unit_written(found: re.Match[str], starts: Starts, lead: str) -> str:
    """The time spoken of, in the unit that is found: "that year" after May 2025 is "in 2025"."""
    unit = (found["unit"] or "year").casefold()
    return f"{lead} {TEXT_OF_UNIT[unit](starts[unit])}" if unit in starts else found[0]


def _unit_of_year(found: re.Match[str], starts: Starts) -> str:
    """The same quarter or month of another year."""
    unit = found["unit"].casefold()
    return TEXT_OF_UNIT[unit](date(int(found["year"]), starts[unit].month, 1)) if unit in starts else found[0]


def _year_alone(found: re.Match[str], starts: Starts) -> str:
    """The year, near the one spoken of. Where a month or a quarter was spoken of, it may be a day."""
    is_near = finest(starts) == "year" and abs(2000 + int(found["year"]) - starts["year"].year) <= _NEAR
    return f"{found['lead']}20{found['year']}" if is_near else found[0]


# "by the end of the year", "at year-end"
_END: Rule[Starts] = word_rule(
    rf"(?:(?:by|at|until|till) )?(?:the )?"
    rf"(?:{_NO_CHOICE}year(?:'s)?[ -]end(?!\w){_WITHOUT_OWN}|end of (?:the|that) {UNIT})",
    lambda found, starts: _unit_written(found, starts, "at the end of"),
)
# "that month", "the full year"; not "the same month last year", which is a step
_SAME: Rule[Starts] = word_rule(
    rf"(?:(?:in|during|of|for|over) )?(?:(?:that|the) same|that|(?:the )?{_NO_CHOICE}(?:full|whole|entire)) {UNIT}"
    rf"(?!\w)(?! (?:before|earlier|prior|after|later|last|a|{A_YEAR}))",
    lambda found, starts: _unit_written(found, starts, "in"),
)
# "this quarter in 2024", of the quarter spoken of
_SAME_OF_YEAR = word_rule(
    r"(?:this|that|(?:that |the )?same) (?P<unit>quarter|month) (?:in|of|for|from) (?:the )?(?:year )?(?P<year>20\d\d)",
    _unit_of_year,
)
# "and 24?", the whole of a message
_YEAR_ALONE = Rule(
    re.compile(
        r"\A(?P<lead>\W*+(?:(?:and|in|for|of|what about|how about)\s){1,3})(?:'|20)?(?P<year>\d\d)(?=\W*\Z)",
        re.IGNORECASE,
    ),
    _year_alone,
)


def written_out(text: str, spoken: SpokenTimes, today: date | None, language: str) -> str:
    """Write out the times that count from those spoken of. A month without a year is put into the year before where it
    would lie after `today`."""
    for rule, starts in (*_from_named(spoken), *_from_spoken(spoken)):
        text = rule.rewrite(text, starts)
    # After all others, since this only gives years to a text that names none.
    years = tuple(time for time in spoken.answered if time[0] == "year")
    dated = _with_years_near(starts_of(years, spoken.asked), text, today)
    return dated if dated != text and leans(normalise(text), text, language) else text


def counts_from_named(text: str) -> bool:
    """Whether it counts from a time that it may name itself: "in May 2025, and how many that year?"."""
    return any(rule.pattern.search(text) for rule in (_END, _SAME, *STEPS.rules))


def _from_named(spoken: SpokenTimes) -> Iterator[_Counting]:
    """The rules that count from a time which the message names itself, whatever was spoken of before."""
    starts = [start_of(value) for _, value in spoken.named]
    if len({start.year for start in starts if start is not None}) != 1:
        return  # "From 2020 to 2025, and at the end of that year?"
    named = starts_of(spoken.named)
    yield _END, named  # "In May 2025, and at the end of the year?"
    yield _SAME, named  # "In May 2025, and how many that year?"
    kinds = [kind for kind, _ in spoken.named]
    if len(kinds) == len({*kinds}):  # One month at most, one quarter and one year.
        yield STEPS, named  # "In May 2025, and a year before?"


def _from_spoken(spoken: SpokenTimes) -> Iterator[_Counting]:
    """The rules that count from a time spoken of before. Where the question before and its answer tell the time of a
    unit, that of the question counts."""
    asked, before = starts_of(spoken.asked), starts_of(spoken.answered, spoken.asked)
    # Before "that quarter": "that quarter in 2024" begins with it. What was asked about counts, and nothing else.
    yield _SAME_OF_YEAR, asked
    yield _YEAR_ALONE, asked
    # Before "the end of the year": "the end of the year before" begins with it.
    yield STEPS, starts_of(spoken.told, spoken.answered, spoken.asked)
    yield _END, before
    yield _SAME, before


def _with_years_near(starts: Starts, text: str, today: date | None) -> str:
    """Give months, quarters and halves without a year the one spoken of, or that nearest to the month spoken of."""
    if not starts:
        return text
    spoken = starts["year"]

    def year_of(number: int, parts: int) -> int:
        return spoken.year if finest(starts) == "year" else _nearest_year(number, parts, spoken, today)

    return with_years(text, year_of)


def _nearest_year(number: int, parts: int, spoken: date, today: date | None) -> int:
    """January after December 2025 is that of 2026, one month on and not eleven back. What has not begun is hardly meant
    after what has: December after October 2026 is that of 2025 in November."""
    year, ahead = spoken.year, number - number_in_year(spoken, parts)
    if ahead > parts / 2:
        year -= 1
    elif ahead < -parts / 2:
        year += 1
    if today is not None and spoken <= today and (year, number) > (today.year, number_in_year(today, parts)):
        return year - 1
    return year
