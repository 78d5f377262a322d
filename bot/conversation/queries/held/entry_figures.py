"""Tells whether an entry states a number."""

from collections.abc import Collection
from functools import cached_property

from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.named_times import times_named
from bot.conversation.queries.words.numbers import is_same
from bot.figures import Operand
from bot.figures.stated import stated_figures
from bot.figures.types import IN_PERCENT
from bot.matching import Lexicon, is_number, is_time, normalise, read_facets
from bot.model import RANK, Entry

_TELLING_DIGITS = 3  # Digits from which on a number is hardly the same by chance.
_SCALES = (1.0, 1e3, 1e6, 1e9)  # What a series may count in: "1.5" is 1,500,000,000 where its unit is billions.


def is_said_by_chance(value: float) -> bool:
    """Whether a number has so few digits that texts on other matters have it, too."""
    return len(f"{abs(value):g}".replace(".", "")) < _TELLING_DIGITS


def long_numbers(text: str) -> frozenset[str]:
    """The numbers of a text with three digits or more, years excepted, so that they are hardly the same by chance."""
    words = (word for word in normalise(text) if word[:1].isdigit())
    return frozenset(word for word in words if len(word.replace(".", "")) >= _TELLING_DIGITS and not is_time(word))


class EntryFigures:
    """Remembers what it has read of the entry. Which numbers its answer states:

    | asked by       | says "1.3" for  | in scales: "1.3 billion" | in words: "eleven" |
    | -------------- | --------------- | ------------------------ | ------------------ |
    | `states`       | 1.301           |                          |                    |
    | `states_all`   | 1.301           | yes                      |                    |
    | `begins_with`  | 1.301           | yes                      |                    |
    | `rounds`       | 1.26            |                          | yes                |
    | `tells_result` | 1.26            | yes                      | yes                |
    | `counts_to`    | 1.3 itself      |                          | yes                |
    """

    def __init__(self, entry: Entry, lexicon: Lexicon, language: Language | None) -> None:
        self._entry, self._lexicon, self._language = entry, lexicon, language
        self._numbers = language.numbers if language is not None else {}

    def states(self, value: float) -> bool:
        """Whether the answer states a number, which may be rounded."""
        return any(is_same(one, abs(value)) for one in self._stated)

    def tells_result(self, value: float, unit: str | None) -> bool:
        """Whether the answer tells a result, perhaps rounded ("1.3 billion" of 1.26); of a percentage only as one."""
        if unit == IN_PERCENT:
            shares = (one.value for one in stated_figures(self._entry.answer) if one.unit == IN_PERCENT)
            return any(_is_rounded(one, abs(value)) for one in shares)
        told = (one for one in self._stated if len(_digits(one)) > 1)
        is_told = any(_is_rounded(one, abs(value) * scale) for one in told for scale in _SCALES)
        return is_told or self.states(value) or self.rounds(value)

    def states_all(self, operands: Collection[Operand]) -> bool:
        """Whether the answer states each of these figures, in whatever scale."""
        values = [one.value for one in operands]
        return all(isinstance(one, float) and one and any(self.states(one * by) for by in _SCALES) for one in values)

    @cached_property
    def _stated(self) -> frozenset[float]:
        """The numbers of the answer, but for those of times: "7 June" states no 7."""
        words = normalise(self._entry.answer.replace(", ", " , "))  # "2,055, 2,180" are two.
        named = times_named(words, self._language) if self._language is not None else ()
        timed = {at for one in named for at in one.places}
        return frozenset(float(word) for at, word in enumerate(words) if at not in timed and is_number(word))

    def rounds(self, value: float) -> bool:
        """Whether the answer states a number rounded to two digits or more: "eleven times", "1.3"."""
        return any(round(abs(value), digits) == one for one, digits in self._rounded)

    def counts_to(self, value: float) -> bool:
        """Whether the answer states a number of things, in digits or not."""
        return value in self._stated or any(self._numbers.get(word) == value for word in normalise(self._entry.answer))

    @cached_property
    def _rounded(self) -> tuple[tuple[float, int], ...]:
        """The numbers of the answer, in digits or not, each with its digits behind the point."""
        words = (str(self._numbers.get(word, word)) for word in normalise(self._entry.answer))
        numbers = (one for one in words if is_number(one) and len(one.replace(".", "")) > 1)
        return tuple((float(one), len(one.partition(".")[2])) for one in numbers)

    def begins_with(self, value: float) -> bool:
        """Whether a number is what the answer gives first."""
        first = self._first
        return first is not None and any(is_same(first, abs(value) * one) for one in _SCALES)

    @cached_property
    def _first(self) -> float | None:
        return next((one.value for one in stated_figures(self._entry.answer) if one.principal), None)

    def numbers_untold(self, asked: Asked) -> int:
        """Numbers of a question that the entry does not speak of, and places among others: "the third cheapest"."""
        places = set(asked.facets.of(RANK)) - {"1"}
        if not asked.telling_numbers and not places:
            return 0
        known = {asked.language.number(word) for words in self._words for word in words}
        told = set[str]()
        if places:
            told.update(*(read_facets(words, self._lexicon).of(RANK) for words in self._words))
        return sum(one not in known for one in asked.telling_numbers) + len(places - told)

    @cached_property
    def _words(self) -> tuple[tuple[str, ...], ...]:
        texts = (self._entry.question, *self._entry.phrasings, *self._entry.labels, self._entry.answer)
        return tuple(map(self._lexicon.words, texts))


def _digits(number: float) -> str:
    """The digits that a number is told with: "13" of 1,300,000."""
    return f"{number:.10g}".partition("e")[0].replace(".", "").strip("0")


def _is_rounded(told: float, value: float) -> bool:
    """Whether a number is another one, rounded to as many digits."""
    return float(f"{value:.{max(1, len(_digits(told)))}g}") == told
