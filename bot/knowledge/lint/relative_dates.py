"""Finds questions with dates that count from the day of asking, such as "last year"."""

import re
from collections.abc import Iterator

from bot.knowledge.dates import A_YEAR, MONTHS, Period, parse_date
from bot.knowledge.findings import Code, finding, shown
from bot.knowledge.lint.phrasings import TextPlaces
from bot.model import SMALL_TALK, Entry, Finding, Knowledge, Series

_UNIT = (
    r"(?:years?|months?|quarters?|weeks?|weekends?|decades?|spring|summer|autumn|winter"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|" + "|".join(MONTHS).lower() + ")"
)
_NUMBER = r"(?:\d+|one|two|three|four|five|six|ten|twelve|few|couple of)"
# "now", "today", "currently" and "latest" may stand: they ask for the newest, whenever they are asked; so may "the last
# month of 2025", which says its year.
_RELATIVE = re.compile(
    rf"\b(?:(?:so far )?(?:this|(?:last|next|previous|past|coming)(?: {_NUMBER})?) {_UNIT}(?! of {A_YEAR})"
    rf"|(?:an?|several|{_NUMBER}) {_UNIT} (?:ago|from now)"
    r"|yesterday|tomorrow|year[- ]to[- ]date|ytd)\b",
    re.IGNORECASE,
)


def relative_dates(knowledge: Knowledge, places: TextPlaces) -> Iterator[Finding]:
    for entry in knowledge.entries:
        if entry.series is None and entry.topic != SMALL_TALK:
            follow_ups = (text for _, texts in entry.follow_ups for text in texts)
            yield from _findings(entry, (*entry.ways, *follow_ups), places)
    for series in knowledge.series:
        asked = [text for ask in series.ask for text in (ask.question, *ask.phrasings)]
        yield from _findings(series, (series.question or "", *series.phrasings, *asked), {})


def _findings(owner: Entry | Series, texts: tuple[str, ...], places: TextPlaces) -> Iterator[Finding]:
    for text in texts:
        match = _RELATIVE.search(text)
        if match:
            place = places.get((owner.id, text), owner.place)
            message = f'"{match[0]}" in {shown(text)} means another time whenever it is asked'
            yield finding(Code.RELATIVE_DATE, place, message, _remedy(match[0].lower(), owner), owner.id)


def _remedy(words: str, owner: Entry | Series) -> str:
    """Name the period that the entry is of, as finely as the words do."""
    period = _period_of(owner)
    if period is None:
        return 'write the date itself, such as "in 2025" or "in May 2025"'
    if "quarter" in words and period.month:
        period = Period(period.year, period.month, 0, f"Q{(period.month + 2) // 3}")
    elif "year" in words or "ytd" in words:
        period = Period(period.year)
    elif "month" in words:
        period = Period(period.year, period.month)
    return f'write the date itself, such as "{"on" if period.day else "in"} {period.text}"'


def _period_of(owner: Entry | Series) -> Period | None:
    """Its `as_of`, unless it is about another year: then that year."""
    year = next((value for kind, value in owner.about if kind == "year"), None)
    as_of = parse_date(owner.as_of) if owner.as_of else None
    if not year or (as_of and str(as_of.year) == year):
        return as_of
    return Period(int(year)) if len(year) == 4 and year.isdecimal() else None
