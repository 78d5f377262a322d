"""Finds the words that ask for so much for each: "per km", "a day"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.numbers import FEW

_TIME = 2  # Words behind "per" among which a time is named: "per working day".


@dataclass(frozen=True, slots=True)
class Per:
    lead: int  # The place of the word that says so.
    place: int  # The place of the first word behind that, and behind a number.
    count: float  # For how many of them: 100 in "per 100 km".
    vague: bool  # Only an article says so, which may stand before anything.
    divides: bool  # "Divided by".


def read_per(words: Sequence[str], language: Language) -> Iterator[Per]:
    articles, leads = language.words["articles"], language.words["per_leads"]
    for at, word in enumerate(words):
        divides = at > 0 and words[at - 1] in language.words["divided"] and word in language.words["divided_by"]
        if divides or (word in leads and not _is_a_time_back(words, at, language)):
            number = language.number(words[at + 1]) if at + 1 < len(words) else None
            few = FEW if word in articles else 1  # "A 2 metre bike" is told for no 2 metres.
            count = number if number is not None and number > few else 1.0
            yield Per(at, at + 1 + (count > 1), count, vague=word in articles, divides=divides)


def _is_a_time_back(words: Sequence[str], at: int, language: Language) -> bool:
    """Whether an article begins a time counted back, as in "a year before"."""
    behind = words[at + 1 : at + 3]
    is_time = len(behind) > 1 and behind[0] in language.per
    return words[at] in language.words["articles"] and is_time and behind[1] in language.words["earlier"]


def time_of(found: Sequence[Per], words: Sequence[str], language: Language) -> str:
    """The first time for each of which it is asked, as "day" for "daily" and "per day"; empty where none is."""
    leads = {one.lead for one in found if not one.divides}
    for at, word in enumerate(words):
        near = (word,) if word in language.words["each_time"] else words[at + 1 : at + 1 + _TIME] if at in leads else ()
        times = [language.per[one] for one in near if one in language.per]
        if times:
            return times[0]
    return ""
