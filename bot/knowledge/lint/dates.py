"""Finds the dates that a text says, and the relative ones that a question should not hold, such as "last year"."""

import re
from collections.abc import Iterator

from bot.knowledge.dates import MONTHS, Period, parse_date, parse_label
from bot.knowledge.findings import Code, finding, shown
from bot.knowledge.lint.phrasings import Apart
from bot.model import SMALL_TALK, Entry, Finding, Knowledge, Series

ORDINALS = ("first", "second", "third", "fourth")
YEAR = r"(?P<year>(?:19|20)\d\d)"
DAY = re.compile(rf"\b(?:(?P<day>\d\d?) )?(?P<month>{'|'.join(MONTHS)}),? {YEAR}\b")
PART = re.compile(
    rf"\b(?:(?P<which>{'|'.join(ORDINALS)})[- ](?P<what>quarter|half)(?: of|,)?|(?P<part>Q[1-4]|H[12])) {YEAR}\b"
)
ISO = re.compile(r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b")


def said_dates(text: str) -> tuple[Period, ...]:
    """Days, months, quarters and halves, in no order; bare years do not count."""
    plain = text.replace("*", "")
    found = [_day(match) for match in DAY.finditer(plain)]
    found += [_part(match) for match in PART.finditer(plain)]
    found += [parse_date(match[0]) for match in ISO.finditer(plain)]
    return tuple(period for period in found if period)


def _day(match: re.Match[str]) -> Period | None:
    day = f"-{int(match['day']):02}" if match["day"] else ""
    return parse_date(f"{match['year']}-{MONTHS.index(match['month']) + 1:02}{day}")


def _part(match: re.Match[str]) -> Period | None:
    part = match["part"] or f"{match['what'][0].upper()}{ORDINALS.index(match['which']) + 1}"
    return parse_label(f"{match['year']}-{part}")


UNIT = (
    r"(?:years?|months?|quarters?|weeks?|weekends?|decades?|spring|summer|autumn|winter"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|" + "|".join(MONTHS).lower() + ")"
)
NUMBER = r"(?:\d+|one|two|three|four|five|six|ten|twelve|few|couple of)"
# "now", "today", "currently" and "latest" may stand: they ask for the newest, whenever they are asked; so may "the last
# month of 2025", which says its year.
RELATIVE = re.compile(
    rf"\b(?:(?:so far )?(?:this|(?:last|next|previous|past|coming)(?: {NUMBER})?) {UNIT}(?! of (?:19|20)\d\d)"
    rf"|(?:an?|several|{NUMBER}) {UNIT} (?:ago|from now)"
    r"|yesterday|tomorrow|year[- ]to[- ]date|ytd)\b",
    re.IGNORECASE,
)


def relative_dates(knowledge: Knowledge, apart: Apart) -> Iterator[Finding]:
    for entry in knowledge.entries:
        if entry.series is None and entry.topic != SMALL_TALK:
            follow_ups = (text for _, texts in entry.follow_ups for text in texts)
            yield from _findings(entry, (entry.question, *entry.phrasings, *follow_ups), apart)
    for series in knowledge.series:
        asked = [text for ask in series.ask for text in (ask.question, *ask.phrasings)]
        yield from _findings(series, (series.question or "", *series.phrasings, *asked), {})


def _findings(owner: Entry | Series, texts: tuple[str, ...], apart: Apart) -> Iterator[Finding]:
    for text in texts:
        match = RELATIVE.search(text)
        if match:
            place = apart.get((owner.id, text), owner.place)
            message = f'"{match[0]}" in {shown(text)} means another time whenever it is asked'
            yield finding(Code.RELATIVE_DATE, place, message, _remedy(match[0].lower(), owner), owner.id)


def _remedy(words: str, owner: Entry | Series) -> str:
    """Name the period that the entry tells of, as finely as the words do."""
    year = next((value for kind, value in owner.about if kind == "year"), None)
    as_of = parse_date(owner.as_of) if owner.as_of else None
    if year and (not as_of or str(as_of.year) != year):
        as_of = Period(int(year)) if len(year) == 4 and year.isdecimal() else None
    if as_of is None:
        return 'write the date itself, such as "in 2025" or "in May 2025"'
    if "quarter" in words and as_of.month:
        as_of = Period(as_of.year, as_of.month, 0, f"Q{(as_of.month + 2) // 3}")
    elif "year" in words or "ytd" in words:
        as_of = Period(as_of.year)
    elif "month" in words:
        as_of = Period(as_of.year, as_of.month)
    return f'write the date itself, such as "{"on" if as_of.day else "in"} {as_of.text}"'
