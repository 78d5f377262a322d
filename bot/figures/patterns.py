"""Patterns and words by which figures are found in an answer; English only."""

import re
from collections.abc import Iterable

from bot.knowledge.dates import A_YEAR, MONTH_NUMBERS

LARGE_SCALES = {"million": 1e6, "billion": 1e9, "trillion": 1e12}  # As units count in: "billion yuan".
SCALES = {"thousand": 1e3, **LARGE_SCALES}


def _any_of(*groups: Iterable[str]) -> str:
    return "|".join(re.escape(word) for words in groups for word in words)


MINIMUM = ("more than", "over", "at least", "above")  # Of the words for a bound, those for a minimum.
_ABOUT = ("about", "around", "nearly", "almost", "some", "close to", "roughly", "up to")
FIGURE = re.compile(
    rf"""
    (?P<bound>\b(?i:{_any_of(MINIMUM, _ABOUT)})[ ])?           # "more than 20,000"
    (?P<money>US\$|HK\$|[$€£¥]|CNY[ ]|RMB[ ]|USD[ ])?
    (?<![\w.,:/-])                                            # not within a word, date or time
    (?P<number>\d{{1,15}}(?:,\d{{3}}(?!\d)){{0,5}}(?:\.\d{{1,9}})?)
    (?P<percent>[ ]?%|[ ]percent\b)?
    (?![\w:]|[,.-]\d)
    (?:[ ](?P<scale>{_any_of(SCALES)})\b)?
    (?:[ ](?P<unit>                                           # "US dollars", "square metres", "km/h", "bikes"
        (?:(?:[A-Z]\w{{1,20}}[ ]){{1,2}}dollars|square[ ]\w+|percentage[ ]points|[A-Za-z]+(?:/[a-z]+)?)
        (?![\w-])
    ))?
    """,
    re.VERBOSE,
)
RANGE = re.compile(r"(?<![\d,.])(\d[\d,.]*+)(?: to |–|-)(\d[\d,.]*+)|\bbetween (?:[a-z]+ )?(\d[\d,.]*+)")
"""Both ends of one, or the first: "1200 to 1500", "between 20"."""
OF_THINGS = re.compile(r" ([a-z]+s)\b")  # Behind a word: the things that are counted, as in "200 bike sheds".
JOINED = re.compile(r"-((?:square-)?[a-z]{1,15})\b")
"""Behind a number: its unit, as in "24-volt" and "300-square-metre"."""
AGAINST = re.compile(r"\b(?:against|versus|vs|compared (?:to|with)|instead of|down from|up from)\b")
"""Between two figures: sets the first against the second."""
BESIDE = re.compile(r"\d[^.\n]{0,20}\b(?:or|and) \Z")
"""Before a figure: it is told beside the one before it, as in "20 or 30 bikes"."""
FROM, TO = re.compile(r"\bfrom \Z"), re.compile(r"\bto \Z")  # Before two figures: set the first against the second.
ACROSS = re.compile(r"\b(?:in|across) \Z")
"""Before a number of other things, whose unit the next figure does not have: "335 in 74 towns"."""
PER = re.compile(r"\bper \Z")  # Before a number that only says per how much another figure is.
YEAR = re.compile(A_YEAR)
BEFORE_YEAR = re.compile(r"\b(?:[A-Z][a-z]+|in|since|by|until|to|from|of|early|late|mid|end) \Z")
"""What stands before the year of a date."""
NO_UNITS = frozenset(
    "and or in of to at on from for by a an the as with per after before until than times against versus vs is are was"
    " were which that their its together each all more less fewer higher lower until since while but not so".split()
)
MONTH_NAMES = frozenset(MONTH_NUMBERS)
