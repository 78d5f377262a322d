"""The patterns and words that find figures in an answer; English only."""

import re
from collections.abc import Iterable

from bot.knowledge.dates import A_YEAR

LARGE_SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}  # As units count in: "billion yuan".
SCALES = {"thousand": 1e3, **LARGE_SCALES}
MINIMUM = ("more than", "over", "at least", "above")  # Of the words for a bound, those for a minimum.
_ABOUT = ("about", "around", "nearly", "almost", "some", "close to", "roughly", "up to")
_MONEY = ("US$", "HK$", "$", "€", "£", "¥", "CNY ", "RMB ", "USD ")
_SET_AGAINST = ("against", "versus", "vs", "compared to", "compared with", "instead of", "down from", "up from")
_OF_DATES = ("in", "since", "by", "until", "to", "from", "of", "early", "late", "mid", "end")
NO_UNITS = frozenset(
    "and or in of to at on from for by a an the as with per after before until than times against versus vs is are was"
    " were which that their its together each all more less fewer higher lower until since while but not so".split()
)


def _any_of(*groups: Iterable[str]) -> str:
    return "|".join(re.escape(word) for words in groups for word in words)


FIGURE = re.compile(
    rf"""
    (?P<bound>\b(?i:{_any_of(MINIMUM, _ABOUT)})[ ])?           # "more than 20,000"
    (?P<money>{_any_of(_MONEY)})?
    (?<![\w.,:/-])                                            # not within a word, date or time: "A4", "2/3", "7:04"
    (?P<number>\d{{1,15}}(?:,\d{{3}}(?!\d)){{0,5}}(?:\.\d{{1,9}})?)
    (?P<percent>[ ]?%|[ ]percent\b)?
    (?![\w:]|[,.-]\d)                                         # nor at the beginning of one: "3D", "7:04", "2025-10"
    (?:[ ](?P<scale>{_any_of(SCALES)})\b)?
    (?:[ ](?P<unit>                                           # "US dollars", "square metres", "km/h", "bikes"
        (?:(?:[A-Z]\w{{1,20}}[ ]){{1,2}}dollars|square[ ]\w+|percentage[ ]points|[A-Za-z]+(?:/[a-z]+)?)
        (?![\w-])
    ))?
    """,
    re.VERBOSE,
)
RANGE = re.compile(r"(?<![\d,.])(\d[\d,.]*+)(?: to |–|-)(\d[\d,.]*+)|\bbetween (?:[a-z]+ )?(\d[\d,.]*+)")
"""Both ends of one, or the first: "1200 to 1500", "between about 20"; no unit may stand between: "12 km to 15 km"."""

# Behind a number.
JOINED = re.compile(r"-((?:square-)?[a-z]{1,15})\b")  # Its unit: "24-volt", "300-square-metre".
OF_THINGS = re.compile(r" ([a-z]+s)\b")  # The things that are counted, behind their kind: "200 bike sheds".

# Between two figures.
AGAINST = re.compile(rf"\b(?:{_any_of(_SET_AGAINST)})\b")  # Sets the first against the second: "48 against 26".
TO = re.compile(r"\bto \Z")  # The same, with `FROM` before the first: "from 48 bikes to 26".

# Before a number.
FROM = re.compile(r"(?<=\bfrom )")
PER = re.compile(r"(?<=\bper )")  # It only says per how much another figure is: "per 100 km", but not "super 100".
ACROSS = re.compile(r"(?<=\bin )|(?<=\bacross )")  # It is of other things than the figures around: "in 74 towns".
BESIDE = re.compile(r"\d[^.\n]{0,20}\b(?:or|and) \Z")  # It is told beside another one: "20 or 30 bikes".

YEAR = re.compile(A_YEAR)
BEFORE_YEAR = re.compile(rf"\b(?:[A-Z][a-z]+|{_any_of(_OF_DATES)}) \Z")
"""What stands before the year of a date: "March 2025", "since 2025"; but "sold 2025 bikes" tells a number."""
