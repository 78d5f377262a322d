"""Every sentence that the bot says of itself, in one place: short, plain, friendly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

_MONTHS = ("January February March April May June July August September October November December").split()

NONE_OF_THESE = "None of these"
NOT_WHAT_I_MEANT = "Not what I meant"
EMPTY = "Ask me a question, for example: “{example}”"
EMPTY_WITHOUT_EXAMPLE = "Ask me a question in your own words."
UNKNOWN = "I don't know that."
UNKNOWN_ABOUT = "I don't know that. I have nothing about {what} in this matter."
NOISE = "I can't read a question in that."
LANGUAGE = "I only understand {language}. Could you ask again in {language}?"
ADVICE = "I can't advise you on that: I tell what is known, not what to do with your money."
PRIVATE = "That is a private matter, and I keep no answers about those."
TOPICS = "I know about {topics}."
CLARIFY = "Did you mean one of these?"
NEIGHBOURS = "I have nothing for {missing}, but I have these:"
SHARED = "That question has more than one answer here:"
OPEN = "Which one do you mean?"
DECLINED = "Noted. Could you put it in other words? {topics}"
MORE = "There is more on this:"
NO_MORE = "That is all I have on this. {topics}"
BUSY = "One moment, please: that was a lot of questions at once. Ask again in {seconds} seconds."
PRIVACY = (
    "I keep your questions for {days} days, to learn what I could not answer, without your name or account and with"
    " addresses, numbers and secrets taken out. You can have all of it as a file, or have it deleted."
)
PRIVACY_WITHOUT_TEXT = (
    "I keep no questions: only which answers were given, for {days} days, without your name or account. You can have"
    " all of it as a file, or have it deleted."
)
PRIVACY_NOTHING = "I keep nothing of what you ask once we are done."
EXPORTED = "This is all that I keep of you."
EXPORTED_NOTHING = "I keep nothing of you."
DELETED = "Done: I keep nothing of you any more."
NOT_NOW = "I can't reach my memory at the moment. Please try again in a few minutes."
VOTED_GOOD = "Thank you!"
VOTED_BAD = "Thank you, noted. What was wrong with it?"
VOTE_TAKEN_BACK = "Your vote is taken back."
NO_WHY = "There is no answer yet that had to be found."
STALE = "This is from {date} and may have changed since."
NOTHING_NEWER = "I have nothing newer than {date}."
APPLIES_TO = "For {what}:"
ANOTHER_QUESTION = "You also asked: “{question}”"
AS_OF = "As of {date}"
SOURCE_HEADING = "Sources"
RELATED_HEADING = "You could also ask"
GREETING = "Hi! I answer questions about {name}. Ask in your own words, for example:"
ABOUT_COUNT = "I hold {answers} answers from {topics} topics; the newest is from {date}."
ABOUT_COUNT_UNDATED = "I hold {answers} answers from {topics} topics."
ABOUT_HONESTY = "Every answer was written by a person. Where I don't know, I say so."

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "zh": "Chinese"}


def language_name(code: str) -> str:
    return _LANGUAGES.get(code.split("-")[0].casefold(), code)


def readable_date(date: str) -> str:
    """Turn 2025-12-31, 2025-12 or 2025 into "31 December 2025", "December 2025" or "2025"."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
    if found is None or (found[2] and not 1 <= int(found[2]) <= 12):
        return date
    year, month, day = found.groups()
    if month is None:
        return year
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {name}" if day else name


def readable_day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def readable_facet(kind: str, value: str) -> str:
    """Turn a facet into words: ("month", "2025-05") into "May 2025", ("model", "su-9-pro") into "su 9 pro"."""
    if kind == "day":
        return readable_date(value)
    found = re.fullmatch(r"(\d{4}|-)-(?:(\d\d)|([QH]\d))", value)
    if found is None:
        return value if kind == "year" else value.replace("-", " ")
    period = _MONTHS[int(found[2]) - 1] if found[2] and 1 <= int(found[2]) <= 12 else found[3] or value
    return period if found[1] == "-" else f"{period} {found[1]}"


def enumeration(items: Sequence[str], last: str = "and") -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
