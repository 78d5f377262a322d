"""Brings quarters, halves, years and months into one spelling each: "first quarter" becomes "q1"."""

import re
from collections.abc import Mapping

from bot.knowledge import A_YEAR, MONTH_NUMBERS

MONTHS = tuple(MONTH_NUMBERS)  # The one spelling in which months are read; see `native`.
RANK_WORDS: Mapping[str, str] = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 1
    )
}
ORDINALS = {word: number for word, number in RANK_WORDS.items() if int(number) <= 4} | {
    word: str(number)
    for number, words in enumerate(("frist 1st", "2nd", "thrid 3rd", "forth 4th"), 1)
    for word in words.split()
}
"""Those of quarters and halves, with common typos: periods are read before spelling is repaired."""

SHARE_OF = r"[ -](?:an? )?(?:hour|minute|day|week|month|decade|century|mile|million|billion|dozen)s?\b"
"""A pattern: units of which "half" or "quarter" is a share, not a part of a year."""
# "The first quarter with a profit" is no Q1, and neither the second half of the plant nor half an hour a half-year.
_IS_PERIOD = (
    r"(?=(?:'?\d\d|\d{4})?(?!\w| (?:with|without|that|they|it|to|ever)\b| of (?:the|its|their|an?) (?!year)"
    rf"|{SHARE_OF}))"
)
# "first quarter", "half 2", "3q".
_PERIOD_SPELT = re.compile(
    rf"(?<!\w)(?:(?P<ordinal>{'|'.join(ORDINALS)})[ -](?P<kind>quarters?+|quater|half|halves)"
    rf"|(?P<kind_first>quarter|quater|half)[ -](?P<number>[1-4])|(?P<number_first>[1-4])(?P<letter>[qh])){_IS_PERIOD}"
)
_JOIN = r"(?:,? (?:and|or|to|vs|versus|through|till|until|&) (?:in )?(?:the )?|, ?(?:the )?| ?[/+&-] ?)"
# "second, third and" in "the second, third and fourth quarter".
_ORDINALS_JOINED = re.compile(
    rf"(?<!\w)(?:(?:{'|'.join(ORDINALS)}){_JOIN}){{1,3}}(?=(?:{'|'.join(ORDINALS)})[ -]"
    rf"(?P<kind>[qh])(?:uarters?+|alf|alves){_IS_PERIOD})"
)
_ORDINAL = re.compile(rf"(?<!\w)(?:{'|'.join(ORDINALS)})(?!\w)")
# "q2, 3 and 4 of 2025", "quarters 1 and 3".
_NUMBERS_JOINED = re.compile(
    rf"(?<!\w)(?P<kind>[qh])(?:uarters?+ |alf |alves )?(?P<numbers>[1-4](?:{_JOIN}[1-4]){{1,3}})"
    rf"(?=,? (?:of |in )?{A_YEAR}(?!\w)|[?!.]*\Z)"
)
_NUMBER = re.compile(r"[1-4]")
# "q1, q3": without a mark between them they would be the ends of a range.
_LISTED = re.compile(r"(?<!\w)([qh][1-4]) ?[,+&] ?(?=[qh][1-4](?!\w))")
# "2025 q3", "q3 '25".
_PERIOD_WITH_YEAR = re.compile(
    r"(?<!\w)(?:(?P<year_first>\d{4}(?=[ -]?[qh])|\d\d(?=[qh]))[ -]?(?P<period>[qh][1-4])"
    r"|(?P<period_first>[qh][1-4])[ -]?'?(?P<year>\d{4}|\d\d))(?!\w)"
)
_YEAR_NEXT = rf"(?=,? (?:of |in )?{A_YEAR}(?!\w))"
MONTH_WORD = "|".join(MONTHS)  # A pattern: the name of a month.
_MONTHS_SPANNED = re.compile(
    rf"(?<!\w)(?P<lead>from |between |in )?(?P<from>{MONTH_WORD})\.? ?(?P<by>to|through|thru|until|till|and|[-–—]) ?"
    rf"(?P<to>{MONTH_WORD})(?!\w)(?P<unit> (?:quarters?+|half|halves)(?!\w))?(?P<dated>{_YEAR_NEXT})?"
)
_MOVES = re.compile(
    r"(?<!\w)(?:f[ae]ll|fallen|dropp?\w*|r[io]sen?|grow\w*|grew|chang\w*|increas\w*|decreas\w*|declin\w*|shr[aiu]nk"
    r"|climb\w*|sank|sink|soar\w*|slump\w*|slipp?\w*|jump\w*|(?:go|goes|went|gone) (?:up|down))(?!\w)"
)
"""What moves "from January to March" does so from the one month to the other, and not in a quarter."""
_MONTHS_NAMED = re.compile(rf"(?<!\w)(?:{MONTH_WORD})(?!\w)")
_MONTHS_COUNTED = re.compile(rf"(?<!\w)(?:the )?(?P<end>first|last) (?P<count>three|3|six|6|nine|9) months{_YEAR_NEXT}")
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
"""By the end of the year at which so many months lie."""
_DIGITS = {"three": "3", "six": "6", "nine": "9"}
_FISCAL = re.compile(r"(?<!\w)(?:fy|cy|ye) ?'?(20)?(\d\d)(?!\w)")
_ISO_MONTH = re.compile(r"(?<![\w-])(20\d\d)-(0[1-9]|1[0-2])(?![\w-])")


def plain_periods(text: str) -> str:
    """Return the text, which is in lower case, with its periods as "q1", "h1" or "nine months", and years in full."""
    if "month" in text or len(_MONTHS_NAMED.findall(text)) > 1:
        text = _MONTHS_COUNTED.sub(_months_counted, _MONTHS_SPANNED.sub(_months_spanned, text))
    text = _ORDINALS_JOINED.sub(_ordinals_joined, text)
    text = _NUMBERS_JOINED.sub(_numbers_joined, text)
    text = _LISTED.sub(r"\1 and ", _PERIOD_SPELT.sub(_period, text))
    text = _PERIOD_WITH_YEAR.sub(_period_and_year, text)
    text = _FISCAL.sub(r"20\2", text)
    return _ISO_MONTH.sub(lambda found: f"{MONTHS[int(found[2]) - 1]} {found[1]}", text)


def _months_spanned(found: re.Match[str]) -> str:
    """Name the quarter or half that months span: "from January to March 2025", "the January to March quarter",
    "January-March"; "and" counts only after "between"."""
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
    return _ORDINAL.sub(lambda ordinal: f"{found['kind']}{ORDINALS[ordinal[0]]}", found[0])


def _numbers_joined(found: re.Match[str]) -> str:
    return _NUMBER.sub(lambda number: f"{found['kind']}{number[0]}", found["numbers"])


def _period(found: re.Match[str]) -> str:
    kind: str = found["kind"] or found["kind_first"] or found["letter"]
    number: str = found["number"] or found["number_first"] or ORDINALS[found["ordinal"]]
    return kind[0] + number


def _period_and_year(found: re.Match[str]) -> str:
    year = found["year"] or found["year_first"]
    return f"{found['period'] or found['period_first']} {year if len(year) == 4 else '20' + year}"
