"""Finds the units in which a question wants its figure, and the question without them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from bot.conversation.followup import asks_after
from bot.conversation.language_files import talk_of
from bot.conversation.pieces import pieces_of
from bot.conversation.queries.held.units_held import Units
from bot.conversation.queries.words.language import Language
from bot.conversation.queries.words.per import read_per
from bot.conversation.queries.words.spans import is_year
from bot.conversation.queries.words.unit_reader import UnitReader, UnitSaid
from bot.matching import is_number, is_wide, normalise

DURATIONS = frozenset({"time", "period"})
"""Their units also tell when something was: at the end of a question they ask for nothing ("in the last weeks")."""


class _UnitNamed(NamedTuple):
    said: UnitSaid
    start: int  # The place of what asks for it: "in".
    counted: bool  # It is asked how many of it.

    @property
    def explicit(self) -> bool:
        return self.counted or self.start < self.said.start


@dataclass(frozen=True, slots=True)
class Wish:
    """The wish that a figure is told in another unit."""

    units: tuple[str, ...]  # Ids of those that the words may mean, as "pounds" does money and weight.
    rest: str  # The question without it.
    nothing_else_asked: bool
    asked_explicitly: bool
    """It stands behind "in", "how many" or the like, so that it does not only name what is asked for."""
    beside: tuple[tuple[str, ...], ...] = ()
    """The other units that are asked for with it, as `units` each: dollars of "in dollars and euros"."""


class UnitsAsked:
    """Finds units of a knowledge base in questions."""

    def __init__(self, held: Units, language: Language | None) -> None:
        """Without the words of a language nothing is asked for."""
        self.held, self._language = held, language

    def wish(self, text: str) -> Wish | None:
        """The last unit that is named and converts, with those that are listed before it."""
        language = self._language
        if language is None:
            return None
        for piece in reversed(pieces_of(text, language.code)):
            words = normalise(piece)
            if not words:
                continue
            found = [one for one in _units_named(words, self.held.reader, language) if self._meant(one)]
            if found:
                before, _, behind = text.rpartition(piece)
                return self._wish(words, _listed_last(found, words, language), before, behind)
        return None

    def _wish(self, words: Sequence[str], listed: Sequence[_UnitNamed], before: str, behind: str) -> Wish:
        """`words`: of the piece of the message in which they are listed, with what stands before and behind that.

        "How much is a loaf in dollars" leaves "how much is a loaf". "How many dollars is a loaf" would leave no
        question; so the unit is replaced: "how many yuan is a loaf". Of "pounds" the first meaning decides by which.
        """
        first, last = listed[0], listed[-1]
        *beside, units = map(self._meant, listed)
        instead = (self.held.converts_with(self._meant(first)[0]).many,) if first.counted else ()
        rest = f"{before}{' '.join((*words[: first.start], *instead, *words[last.said.stop :]))}{behind}"
        only_unit = self.only_converts(normalise(rest)) and not first.counted
        return Wish(units, rest, only_unit, first.explicit, tuple(beside))

    def dimensions_asked(self, words: Sequence[str]) -> frozenset[str]:
        """What the units measure that stand behind a word that asks for them, or are the last of the question."""
        found = _units_named(words, self.held.reader, self._language) if self._language is not None else ()
        return frozenset().union(*(one.said.dimensions for one in found if one.explicit or _ends(one, words)))

    def _meant(self, one: _UnitNamed) -> tuple[str, ...]:
        return self.held.convertible(one.said.ids)

    def only_converts(self, words: Sequence[str]) -> bool:
        """Whether words say nothing but that something is converted."""
        language = self._language
        return language is not None and language.words["converting"].issuperset(asks_after(words, language.code))


def _units_named(words: Sequence[str], reader: UnitReader, language: Language) -> Iterator[_UnitNamed]:
    """The units named, but not behind "per" or a number: "0 to 100 km/h" asks for no speed, "in 2025, usd" does."""
    behind_per = {one.place for one in read_per(words, language)}
    for said in reader.all_in(words):
        last = words[said.start - 1] if said.start else ""
        behind = words[said.stop] if said.stop < len(words) else ""
        if said.start in behind_per or words[said.start] in language.ordinals or is_number(behind):
            continue
        if _asks_how_many(words[: said.start], language):
            yield _UnitNamed(said, said.start, counted=True)
        elif last in language.words["into"]:
            yield _UnitNamed(said, said.start - 1, counted=False)
        elif last not in language.scales and (language.number(last) is None or is_year(last)):
            yield _UnitNamed(said, said.start, counted=False)


def _listed_last(found: Sequence[_UnitNamed], words: Sequence[str], language: Language) -> Sequence[_UnitNamed]:
    """The last unit, with those before it that only "and" parts from it: both of "in dollars and euros"."""
    listed = [found[-1]]
    for one in reversed(found[:-1]):
        if not language.words["and"].issuperset(words[one.said.stop : listed[0].start]):
            break
        listed.insert(0, one)
    return listed


def _ends(one: _UnitNamed, words: Sequence[str]) -> bool:
    """Whether it is the last of a question, where a single letter may be of a name ("Tang L")."""
    start, stop = one.said.start, one.said.stop
    is_last = stop == len(words) and one.said.dimensions.isdisjoint(DURATIONS)
    return is_last and (stop > start + 1 or len(words[start]) > 1 or is_wide(words[start]))


def _asks_how_many(before: Sequence[str], language: Language) -> bool:
    """Whether the words right before a unit ask how many of it: "how many", "combien de", "how many more"."""
    leads = language.words["how_many_of"]
    if before and before[-1] not in leads and before[-1] in language.words["up"] | language.words["down"]:
        before = before[:-1]
    asking = takewhile(leads.__contains__, reversed(before))
    return not talk_of(language.code).words["question_words"].isdisjoint(asking)
