"""Normalises a text into plain words."""

import re
import unicodedata

LENGTH_LIMIT = 10_000
"""Characters of a message that are read; the rest is ignored."""
WORD_LIMIT = 200
"""Words of a message that are matched, which limits its cost; a question further behind is found when the message is
taken apart."""
WORD_LENGTH = 40
"""Characters of a word that are read."""

_SCALES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "trillion": 10**12,
}
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
"""The one spelling in which months are read; see `native`."""
_SIGNS = {"$": " dollar ", "€": " euro ", "£": " pound ", "¥": " yuan ", "%": " percent ", "₹": " rupee ", "&": " and "}
ORDINALS = {
    word: str(number)
    for number, words in enumerate(("first frist 1st", "second 2nd", "third thrid 3rd", "fourth forth 4th"), 1)
    for word in words.split()
}
"""Those of quarters and halves, with common typos: periods are read before spelling is repaired."""

_APOSTROPHES = re.compile(r"[’‘ʼ`´]")
_PLACE = re.compile(r"#\s?(\d{1,2})(?!\d)")
"""A place in a ranking ("#3")."""
_YEAR_SHORT = re.compile(r"(?<!\w)'(\d\d)(?!\w)")
_POSSESSIVE = re.compile(r"(?<=\w)'s(?!\w)")
SHARE_OF = r"[ -](?:an? )?(?:hour|minute|day|week|month|decade|century|mile|million|billion|dozen)s?\b"
"""A pattern: units of which "half" or "quarter" is a share, not a part of a year."""
_PERIOD = re.compile(
    rf"(?<!\w)(?:({'|'.join(ORDINALS)})[ -](quarters?+|quater|half)"
    r"|(quarter|quater|half)[ -]([1-4])|([1-4])([qh]))"
    # "The first quarter with a profit" is no Q1, and neither the second half of the plant nor half an hour a half-year.
    r"(?=(?:'?\d\d|\d{4})?(?!\w| (?:with|without|that|they|it|to|ever)\b| of (?:the|its|their|an?) (?!year)"
    rf"|{SHARE_OF}))"
)
_PERIODS = re.compile(
    rf"(?<!\w)({'|'.join(ORDINALS)}) (and|or|to|vs|versus) "
    rf"(?=(?:the )?(?:{'|'.join(ORDINALS)})[ -](quarter|half|halve)s?(?!\w))"
)
"""The first of two quarters or halves ("the second and third quarters")."""
_PERIOD_YEAR = re.compile(
    r"(?<!\w)(?:(\d{4}(?=[ -]?[qh])|\d\d(?=[qh]))[ -]?([qh])([1-4])|([qh])([1-4])[ -]?'?(\d{4}|\d\d))(?!\w)"
)
_YEAR_NEXT = r"(?=,? (?:of |in )?(?:19|20)\d\d(?!\w))"
MONTH_WORD = "|".join(MONTHS)
"""A pattern: the name of a month."""
_MONTHS_SPANNED = re.compile(
    rf"(?<!\w)(?P<lead>from |between |in )?(?P<from>{MONTH_WORD})\.? ?(?P<by>to|through|thru|until|till|and|[-–—]) ?"
    rf"(?P<to>{MONTH_WORD}){_YEAR_NEXT}"
)
_MONTHS_NAMED = re.compile(rf"(?<!\w)(?:{MONTH_WORD})(?!\w)")
_MONTHS_COUNTED = re.compile(rf"(?<!\w)(?:the )?(?P<end>first|last) (?P<count>three|3|six|6|nine|9) months{_YEAR_NEXT}")
_SPANS = {("jan", "mar"): "q1", ("apr", "jun"): "q2", ("jul", "sep"): "q3", ("oct", "dec"): "q4"} | {
    ("jan", "jun"): "h1",
    ("jul", "dec"): "h2",
    ("jan", "sep"): "nine months",
    ("jan", "dec"): "",
    ("first", "3"): "q1",
    ("last", "3"): "q4",
    ("first", "6"): "h1",
    ("first", "9"): "nine months",
    ("last", "6"): "h2",
}
_FISCAL = re.compile(r"(?<!\w)(?:fy|cy|ye) ?'?(20)?(\d\d)(?!\w)")
_ISO_MONTH = re.compile(r"(?<![\w-])(20\d\d)-(0[1-9]|1[0-2])(?![\w-])")
_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:[,.]\d{3})++(?![\w,]|\.\d)")
_COUNTED_UP = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})++|\d{4,15})(?:st|nd|rd|th)(?!\w)")
"""The place of one of very many, as "the 500,000th bike": it is asked for as the number is."""
_SCALED = re.compile(
    r"(?<![\w.,])(\d{1,15}(?:[.,]\d{1,15})?)(?:(k|m|mn|mio|b|bn)|[ -]?(thousand|million|billion|trillion|bn|mn))(?!\w)"
)
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"(?<!\d)\d++\.\d++|[^\W_]++")
_WIDE = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\u3040-\u30ff]"
"""A sign of a script that puts no spaces between words; each is read as a word."""
_EACH_WIDE = re.compile(f"({_WIDE})")
_BETWEEN_WIDE = re.compile(f"(?<={_WIDE}) (?={_WIDE})")


def normalise(text: str) -> tuple[str, ...]:
    """Return the words in lower case without accents; numbers and quarters in one spelling each.

    "410k", "410,000" and "410 thousand" become "410000"; "first quarter" becomes "q1"; Chinese becomes one word a sign.
    """
    text = text[:LENGTH_LIMIT].casefold()
    if text.isascii() and text.isalpha():
        return (text[:WORD_LENGTH],)
    text = _APOSTROPHES.sub("'", text)
    if not text.isascii():
        # Marks go first: sorting those on one letter takes quadratic time.
        text = unicodedata.normalize("NFKD", without_marks(text)).casefold()
        text = unicodedata.normalize("NFKC", without_marks(text))
    if "#" in text:
        text = _PLACE.sub(r"\1th", text)
    for sign, word in _SIGNS.items():
        if sign in text:
            text = text.replace(sign, word)
    if "'" in text:
        text = _YEAR_SHORT.sub(r"20\1", text)
        text = _POSSESSIVE.sub("", text).replace("'", "")
    if _DIGIT.search(text) or "quarter" in text or "half" in text:
        text = _plain_numbers(text)
    if not text.isascii():
        text = parted(text)
    return tuple(word[:WORD_LENGTH] for word in _WORD.findall(text)[:WORD_LIMIT])


def parted(text: str) -> str:
    """With spaces around each character of a script without spaces."""
    return text if text.isascii() else _EACH_WIDE.sub(r" \1 ", text)


def unparted(text: str) -> str:
    """Without the spaces that `parted` adds."""
    return text if text.isascii() else _BETWEEN_WIDE.sub("", text)


def without_marks(text: str) -> str:
    """Without combining accents and invisible characters."""
    return "".join(sign for sign in text if not unicodedata.combining(sign) and unicodedata.category(sign) != "Cf")


def _plain_numbers(text: str) -> str:
    if "month" in text or len(_MONTHS_NAMED.findall(text)) > 1:
        text = _MONTHS_COUNTED.sub(_months_counted, _MONTHS_SPANNED.sub(_months_spanned, text))
    text = _PERIODS.sub(r"\1 \3 \2 ", text)
    text = _PERIOD.sub(_period, text)
    text = _PERIOD_YEAR.sub(_period_and_year, text)
    text = _FISCAL.sub(r"20\2", text)
    text = _ISO_MONTH.sub(lambda found: f"{MONTHS[int(found[2]) - 1]} {found[1]}", text)
    text = _COUNTED_UP.sub(r"\1", text)
    text = _GROUPED.sub(lambda found: found[0].replace(",", "").replace(".", ""), text)
    return _SCALED.sub(_scaled, text)


def _months_spanned(found: re.Match[str]) -> str:
    """Replace months that span a quarter or a half ("from January to March 2025") by its name; "and" counts only after
    "between"."""
    span = _SPANS.get((found["from"][:3], found["to"][:3]))
    if span is None or (found["by"] == "and" and found["lead"] != "between "):
        return found[0]
    return f"in {span}" if found["lead"] else span


def _months_counted(found: re.Match[str]) -> str:
    count = {"three": "3", "six": "6", "nine": "9"}.get(found["count"], found["count"])
    return _SPANS.get((found["end"], count), found[0])


def _period(found: re.Match[str]) -> str:
    ordinal, kind, kind_before, number, number_before, letter = found.groups()
    if ordinal:
        return kind[0] + ORDINALS[ordinal]
    return kind_before[0] + number if kind_before else letter + number_before


def _period_and_year(found: re.Match[str]) -> str:
    year, kind, number = (found[1], found[2], found[3]) if found[1] else (found[6], found[4], found[5])
    return f"{kind}{number} {year if len(year) == 4 else '20' + year}"


def _scaled(found: re.Match[str]) -> str:
    value = float(found[1].replace(",", ".")) * _SCALES[found[2] or found[3]]
    return f"{value:.0f}" if value == round(value) else f"{value:g}"
