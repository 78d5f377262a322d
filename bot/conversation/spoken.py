"""Resolves English dates that count from the last subject: "a year later" and the times spoken of, "in 2026" out."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from bot.conversation.calendar_text import TEXT_OF_UNIT, number_in_year
from bot.conversation.dates import with_year_alone, with_years
from bot.conversation.followup import leans
from bot.conversation.rewriting import Rule, word_rule
from bot.conversation.steps import STEPS, UNIT, Starts, finest
from bot.knowledge.dates import A_YEAR
from bot.matching import normalise

TimeFacets = tuple[tuple[str, str], ...]  # Kinds and values, as ("month", "2025-05").

_VALUE = re.compile(r"(?P<year>\d{4})(?:-Q(?P<quarter>[1-4])|-(?P<month>\d\d))?")
_UNITS_TOLD = {"year": ("year",), "quarter": ("quarter", "year"), "month": ("month", "quarter", "year")}
"""The units of which a time is known with one: of a month also its quarter and its year."""


@dataclass(frozen=True, slots=True)
class SpokenTimes:
    """The times from which a message may count."""

    named: TimeFacets = ()  # By the message itself.
    asked: TimeFacets = ()  # By the question before.
    answered: TimeFacets = ()  # What the last answer is about.
    told: TimeFacets = ()  # The year that the last answer tells, or that in which it holds.


def written_out(text: str, spoken: SpokenTimes, today: date | None, language: str) -> str:
    """Write out the times that count from those spoken of. `today` keeps months without a year from lying ahead."""
    for write, starts in _in_turn(spoken):
        text = write(text, starts)
    # After all others, since this only gives years to a text that names none.
    years = tuple(time for time in spoken.answered if time[0] == "year")
    dated = _undated_written(text, _starts_of(years, spoken.asked), today)
    return dated if dated != text and leans(normalise(text), text, language) else text


def _in_turn(spoken: SpokenTimes) -> tuple[tuple[Callable[[str, Starts], str], Starts], ...]:
    """What is written out in turn, with the times from which it counts: those asked about before those answered."""
    asked, named = _starts_of(spoken.asked), [_start_of(value) for _, value in spoken.named]
    is_one_year = len({start.year for start in named if start is not None}) == 1
    kinds = [kind for kind, _ in spoken.named]
    return (
        # "In May 2025, and how many that year?" counts from May, whatever was spoken of; not so "2020 to 2025".
        (_same_written, _starts_of(spoken.named) if is_one_year else {}),
        # And so does "in May 2025, and a year before?".
        (STEPS.rewrite, _starts_of(spoken.named) if is_one_year and len(kinds) == len({*kinds}) else {}),
        # Before "that quarter": "that quarter in 2024" begins with it. What was asked about counts, and nothing else.
        (_SAME_OF_YEAR.rewrite, asked),
        (_year_alone_written, asked),
        # Before "the end of the year": "the end of the year before" begins with it.
        (STEPS.rewrite, _starts_of(spoken.told, spoken.answered, spoken.asked)),
        (_same_written, _starts_of(spoken.answered, spoken.asked)),
    )


def _starts_of(*weakest_first: TimeFacets) -> Starts:
    """Where several tell the time of a unit, the last of them counts."""
    starts: dict[str, date] = {}
    for times in weakest_first:
        for kind, value in times:
            start = _start_of(value)
            if start is not None:
                starts.update(dict.fromkeys(_UNITS_TOLD.get(kind, ()), start))
    return starts


def _start_of(value: str) -> date | None:
    """The first day of a year, quarter or month; None for one whose year is not told."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    month = int(found["month"]) if found["month"] else 3 * int(found["quarter"] or 1) - 2
    with suppress(ValueError):
        return date(int(found["year"]), month, 1)
    return None


def _unit_written(found: re.Match[str], starts: Starts, lead: str) -> str:
    """The time itself of the unit that is named."""
    unit = (found["unit"] or "year").casefold()
    return f"{lead} {TEXT_OF_UNIT[unit](starts[unit])}" if unit in starts else found[0]


_NO_CHOICE = "".join(rf"(?<!\b{word} )" for word in ("which", "what", "each", "every", "any", "first", "last", "only"))
"""Not before a time that is one of many: "which year end", "the first full year"."""
_WITHOUT_OWN = rf"(?!,? (?:between|from|since|of|where|(?:at|in) which)\b|,? (?:in )?{A_YEAR}\b)"
"""Behind a year's end that counts from no other time: "the year end 2022" tells its own."""
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


def counts_from_named(text: str) -> bool:
    """Whether it counts from a time that it may name itself: "in May 2025, and how many that year?"."""
    return any(rule.pattern.search(text) for rule in (_END, _SAME)) or STEPS.found_by_any.search(text) is not None


def _same_written(text: str, starts: Starts) -> str:
    return _SAME.rewrite(_END.rewrite(text, starts), starts)


def _unit_of_year(found: re.Match[str], starts: Starts) -> str:
    unit = found["unit"].casefold()
    if unit not in starts:
        return found[0]
    return TEXT_OF_UNIT[unit](date(int(found["year"]), starts[unit].month, 1))


# "this quarter in 2024", of the quarter spoken of
_SAME_OF_YEAR = word_rule(
    r"(?:this|that|(?:that |the )?same) (?P<unit>quarter|month) (?:in|of|for|from) (?:the )?(?:year )?(?P<year>20\d\d)",
    _unit_of_year,
)


def _year_alone_written(text: str, starts: Starts) -> str:
    """Where a month or a quarter was spoken of, it may be a day."""
    return with_year_alone(text, starts["year"].year) if finest(starts) == "year" else text


def _undated_written(text: str, starts: Starts, today: date | None) -> str:
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
