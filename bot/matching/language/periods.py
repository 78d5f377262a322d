"""Brings quarters, halves, years and months into one spelling each: "first quarter" becomes "q1".

The rules at the end of the module do it; each reads the result of those before it.
"""

import re
from collections.abc import Callable, Mapping

from bot.knowledge import A_YEAR, MONTH_NUMBERS

MONTHS = tuple(MONTH_NUMBERS)  # The one spelling in which months are read; see `native`.
_RANKS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
RANK_WORDS: Mapping[str, str] = {word: str(number) for number, word in enumerate(_RANKS, 1)}
ORDINALS = dict(zip("first second third fourth frist 1st 2nd thrid 3rd forth 4th".split(), "12341123344", strict=True))
"""Those of quarters and halves, with common typos: periods are read before spelling is repaired."""

MONTH_WORD = "|".join(MONTHS)  # A pattern: the name of a month.
SHARE_OF = r"[ -](?:an?[ ])?(?:hour|minute|day|week|month|decade|century|mile|million|billion|dozen)s?\b"
"""A pattern: units of which "half" or "quarter" is a share, not a part of a year."""
_ORDINAL = "|".join(ORDINALS)
_JOIN = r"(?:,?[ ](?:and|or|to|vs|versus|through|till|until|&)[ ](?:in[ ])?(?:the[ ])?|,[ ]?(?:the[ ])?|[ ]?[/+&-][ ]?)"
_YEAR_NEXT = rf"(?=,?[ ](?:of[ ]|in[ ])?{A_YEAR}(?!\w))"
_IS_PERIOD = rf"""(?=(?:'?\d\d|\d{{4}})?(?!
    \w
    |[ ](?:with|without|that|they|it|to|ever)\b      # "The first quarter with a profit" is no Q1,
    |[ ]of[ ](?:the|its|their|an?)[ ](?!year)        # "the second half of the plant" no H2,
    |{SHARE_OF}                                      # and "the first half hour" no H1.
))"""

_MONTHS_SPANNED = re.compile(
    rf"""(?<!\w)(?P<lead>from[ ]|between[ ]|in[ ])?
    (?P<from>{MONTH_WORD})\.?[ ]?(?P<by>to|through|thru|until|till|and|[-–—])[ ]?(?P<to>{MONTH_WORD})(?!\w)
    (?P<unit>[ ](?:quarters?+|half|halves)(?!\w))?(?P<dated>{_YEAR_NEXT})?""",
    re.VERBOSE,
)
_EACH_MONTH = re.compile(rf"(?<!\w)(?:{MONTH_WORD})(?!\w)")
_MONTHS_COUNTED = re.compile(
    rf"(?<!\w)(?:the[ ])?(?P<end>first|last)[ ](?P<count>three|3|six|6|nine|9)[ ]months{_YEAR_NEXT}", re.VERBOSE
)
_ORDINALS_JOINED = re.compile(
    rf"""(?<!\w)(?:(?:{_ORDINAL}){_JOIN}){{1,3}}
    (?=(?:{_ORDINAL})[ -](?P<kind>[qh])(?:uarters?+|alf|alves){_IS_PERIOD})""",
    re.VERBOSE,
)
_EACH_ORDINAL = re.compile(rf"(?<!\w)(?:{_ORDINAL})(?!\w)")
_NUMBERS_JOINED = re.compile(
    rf"""(?<!\w)(?P<kind>[qh])(?:uarters?+[ ]|alf[ ]|alves[ ])?(?P<numbers>[1-4](?:{_JOIN}[1-4]){{1,3}})
    (?=,?[ ](?:of[ ]|in[ ])?{A_YEAR}(?!\w)|[?!.]*\Z)""",
    re.VERBOSE,
)
_EACH_NUMBER = re.compile("[1-4]")
_PERIOD_SPELT = re.compile(
    rf"""(?<!\w)(?:
    (?P<ordinal>{_ORDINAL})[ -](?P<kind>quarters?+|quater|half|halves)
    |(?P<kind_first>quarter|quater|half)[ -](?P<number>[1-4])
    |(?P<number_first>[1-4])(?P<letter>[qh])
    ){_IS_PERIOD}""",
    re.VERBOSE,
)
_LISTED = re.compile(r"(?<!\w)([qh][1-4]) ?[,+&] ?(?=[qh][1-4](?!\w))")
"""Without a mark between them they would be the ends of a range."""
_PERIOD_WITH_YEAR = re.compile(
    r"(?<!\w)(?:(?P<year_first>\d{4}(?=[ -]?[qh])|\d\d(?=[qh]))[ -]?(?P<period>[qh][1-4])"
    r"|(?P<period_first>[qh][1-4])[ -]?'?(?P<year>\d{4}|\d\d))(?!\w)"
)
_FISCAL = re.compile(r"(?<!\w)(?:fy|cy|ye) ?'?(20)?(\d\d)(?!\w)")
_ISO_MONTH = re.compile(r"(?<![\w-])(20\d\d)-(0[1-9]|1[0-2])(?![\w-])")
_MOVES = re.compile(
    r"(?<!\w)(?:f[ae]ll|fallen|dropp?\w*|r[io]sen?|grow\w*|grew|chang\w*|increas\w*|decreas\w*|declin\w*|shr[aiu]nk"
    r"|climb\w*|sank|sink|soar\w*|slump\w*|slipp?\w*|jump\w*|(?:go|goes|went|gone) (?:up|down))(?!\w)"
)
"""What moves "from January to March" does so from the one month to the other, and not in a quarter."""
# fmt: off
_NAMES_OF_SPANS = {
    ("jan", "mar"): "q1", ("apr", "jun"): "q2", ("jul", "sep"): "q3", ("oct", "dec"): "q4",
    ("jan", "jun"): "h1", ("jul", "dec"): "h2", ("jan", "sep"): "nine months",
    ("jan", "dec"): "",  # The year behind it says it all.
}
"""By the first and the last month."""
_NAMES_OF_COUNTS = {
    ("first", "3"): "q1", ("first", "6"): "h1", ("first", "9"): "nine months", ("last", "3"): "q4", ("last", "6"): "h2",
}
# fmt: on
"""By the end of the year, "first" or "last", and how many months lie there."""
_DIGITS = {"three": "3", "six": "6", "nine": "9"}


def plain_periods(text: str) -> str:
    """Return the text, which is in lower case, with its periods as "q1", "h1" or "nine months", and years in full."""
    names_span = "month" in text or len(_EACH_MONTH.findall(text)) > 1
    for pattern, plain, _ in (*_SPANS, *_PERIODS) if names_span else _PERIODS:
        text = pattern.sub(plain, text)
    return text


def _months_spanned(found: re.Match[str]) -> str:
    """Also "the January to March quarter" and "January-March"; "and" counts only after "between"."""
    span = _NAMES_OF_SPANS.get((found["from"][:3], found["to"][:3]))
    is_dated = found["dated"] is not None
    is_span = is_dated or (span and (found["unit"] or found["by"] in "-–—"))
    if span is None or not is_span or (found["by"] == "and" and found["lead"] != "between "):
        return found[0]
    if found["lead"] == "from " and _MOVES.search(found.string, 0, found.start()) is not None:
        return found[0]
    return f"in {span}" if found["lead"] else span


def _months_counted(found: re.Match[str]) -> str:
    count = _DIGITS.get(found["count"], found["count"])
    return _NAMES_OF_COUNTS.get((found["end"], count), found[0])


def _ordinals_joined(found: re.Match[str]) -> str:
    return _EACH_ORDINAL.sub(lambda ordinal: f"{found['kind']}{ORDINALS[ordinal[0]]}", found[0])


def _numbers_joined(found: re.Match[str]) -> str:
    return _EACH_NUMBER.sub(lambda number: f"{found['kind']}{number[0]}", found["numbers"])


def _period(found: re.Match[str]) -> str:
    kind: str = found["kind"] or found["kind_first"] or found["letter"]
    number: str = found["number"] or found["number_first"] or ORDINALS[found["ordinal"]]
    return kind[0] + number


def _period_and_year(found: re.Match[str]) -> str:
    year = found["year"] or found["year_first"]
    return f"{found['period'] or found['period_first']} {year if len(year) == 4 else '20' + year}"


def _iso_month(found: re.Match[str]) -> str:
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}"


_Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str], str]
"""What is found, what it becomes, and an example of both."""
_SPANS: tuple[_Rule, ...] = (
    (_MONTHS_SPANNED, _months_spanned, "from january to march 2025 -> in q1 2025"),
    (_MONTHS_COUNTED, _months_counted, "in the first six months of 2025 -> in h1 of 2025"),
)
_PERIODS: tuple[_Rule, ...] = (
    (_ORDINALS_JOINED, _ordinals_joined, "second, third and fourth quarter -> q2, q3 and fourth quarter"),
    (_NUMBERS_JOINED, _numbers_joined, "quarters 2, 3 and 4 of 2025 -> q2, q3 and q4 of 2025"),
    (_PERIOD_SPELT, _period, "first quarter, half 2, 3q -> q1, h2, q3"),
    (_LISTED, r"\1 and ", "q1, q3 -> q1 and q3"),
    (_PERIOD_WITH_YEAR, _period_and_year, "2025-q3, q3 '24 -> q3 2025, q3 2024"),
    (_FISCAL, r"20\2", "fy25 -> 2025"),
    (_ISO_MONTH, _iso_month, "2025-05 -> may 2025"),
)
RULES = (*_SPANS, *_PERIODS)
