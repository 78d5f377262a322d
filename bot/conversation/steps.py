"""Writes out times that count from the time spoken of: "the quarter before" as "in Q1 2025"."""

import re

from bot.conversation.calendar_text import NUMBERS, month_text, number_of, quarter_text, year_text
from bot.conversation.rewriting import OverlappingRules, word_rule
from bot.conversation.spoken_times import Starts, finest

UNIT = r"(?P<unit>year|quarter|month)"
_MOST = 6  # Years and the like that are counted in words, at most.
_COUNTS = [word for word, number in NUMBERS.items() if number <= _MOST]


def _stepped(found: re.Match[str], starts: Starts, unit: str, later: int, lead: str = "in") -> str:
    """The time so many units later; as it is where no such unit was spoken of."""
    return f"{lead} {_time_after(unit.casefold(), later, starts)}" if unit.casefold() in starts else found[0]


def _time_after(unit: str, later: int, starts: Starts) -> str:
    """As fine as the time spoken of: a year after May 2024 is May 2025; but a quarter after May 2024 is Q3 2024."""
    if "month" in starts and unit != "quarter":
        return month_text(starts["month"], 12 * later if unit == "year" else later)
    if "quarter" in starts:
        return quarter_text(starts["quarter"], 4 * later if unit == "year" else later)
    return year_text(starts["year"], later)


def _sign(way: str) -> int:
    return 1 if way.casefold() in ("after", "later", "next", "following") else -1


def _counted(found: re.Match[str], starts: Starts) -> str:
    count = (found["count"] or "the").casefold()
    number = 1 if count == "the" else number_of(count)
    return _stepped(found, starts, found["unit"], number * _sign(found["way"]))


def _each_of(found: re.Match[str], starts: Starts) -> str:
    """The times one by one, in their order."""
    unit, sign = found["unit"], _sign(found["way"])
    if unit.casefold() not in starts:
        return found[0]
    each = sorted(sign * number for number in range(1, number_of(found["count"]) + 1))
    return " and ".join(_time_after(unit.casefold(), later, starts) for later in each)


_SEVERAL = rf"(?P<count>{'|'.join(_COUNTS[2:])}|[2-{_MOST}])"
STEPS = OverlappingRules(
    # "the two quarters after that": each of them
    word_rule(rf"the {_SEVERAL} {UNIT}s (?P<way>before|prior|after)(?: that| it)?(?! last)", _each_of),
    # "and the next two quarters?" alone; "the plans for the next two years" are those from today on
    word_rule(
        rf"(?:(?<=\A)|(?<=\Aand )|(?<=\Ain )|(?<=\Aand in ))(?:the )?"
        rf"(?P<way>previous|prior|next|following) {_SEVERAL} {UNIT}s(?=\W*\Z)",
        _each_of,
    ),
    # "two years later", "the quarter before that"; not "the year before last"
    word_rule(
        rf"(?:(?P<count>the|{'|'.join(_COUNTS)}|[1-9]) )?{UNIT}s? (?P<way>before|earlier|prior|after|later)(?: that)?"
        r"(?! last)",
        _counted,
    ),
    # "more than a year ago"; without a comparison it counts from today
    word_rule(
        rf"(?:(?<=than )|(?<=from )|(?<=vs ))an? {UNIT} ago",
        lambda found, starts: _stepped(found, starts, found["unit"], -1),
    ),
    # "down how far on the year?"
    word_rule(rf"on the {UNIT}(?=\W*\Z)", lambda found, starts: _stepped(found, starts, found["unit"], -1, "than in")),
    # "the same month last year"
    word_rule(
        r"(?:in )?(?:the )?same (?P<unit>quarter|month)(?: of)?"
        r" (?:last year|the year (?:before|earlier)|a year (?:ago|before|earlier))",
        lambda found, starts: _stepped(found, starts, "year", -1) if found["unit"].casefold() in starts else found[0],
    ),
    # "in the previous quarter"
    word_rule(
        rf"(?:in )?the (?P<way>previous|prior|next|following) {UNIT}",
        lambda found, starts: _stepped(found, starts, found["unit"], _sign(found["way"])),
    ),
    # "the one after that", of the finest time
    word_rule(
        r"the one (?P<way>before|after)(?: that| it)?(?=\W*\Z)",
        lambda found, starts: _stepped(found, starts, finest(starts), _sign(found["way"])),
    ),
)
