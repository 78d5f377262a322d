"""Reads the unit that a question wants, and the question without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.conversation.followup import asks_after
from bot.conversation.language_files import Lists, talk_of
from bot.conversation.queries.language import Language
from bot.conversation.queries.spans import is_year
from bot.figures import plain_unit, serves
from bot.matching import is_wide, normalise
from bot.model import Rate, Unit, Vocabulary

_BEFORE_MARKS = re.compile(r" (?=[?.!,])")


@dataclass(frozen=True, slots=True)
class Wish:
    """That a figure is told in another unit."""

    units: tuple[str, ...]
    """Ids of those that the words may mean, as "pounds" does money and weight."""
    rest: str
    """The question without it."""
    nothing_else_asked: bool
    asked_explicitly: bool
    """It stands behind "in", "how many" or the like, so that it does not only name what is asked for."""
    beside: tuple[tuple[str, ...], ...] = ()
    """The other units that are asked for with it, as `units` each: dollars of "in dollars and euros"."""


class Units:
    """The units of a knowledge base. All are looked up in small letters."""

    def __init__(self, vocabulary: Vocabulary, language: Language | None) -> None:
        self.rates = vocabulary.rates
        self._described = {one.id.casefold(): one for one in vocabulary.units}
        ids = dict.fromkeys(id for rate in self.rates for id in (rate.unit, rate.into))
        self._convertible = {id.casefold(): self._described.get(id.casefold(), Unit(id, id, id)) for id in ids}
        # Without the words of a language nothing is asked for.
        self._ids_by_word = _by_word(self._convertible.values()) if language is not None else {}
        self._lists = language.words if language is not None else Lists(frozenset)
        before = language.unit_asked if language is not None else Lists(frozenset)
        self._many = before["many"]
        self._code = language.code if language is not None else ""
        self._named = _pattern_of(self._ids_by_word, before["into"])

    def unit(self, id: str) -> Unit:
        return self._convertible.get(id.casefold(), Unit(id, id, id))

    def comparative(self, unit: str) -> tuple[str, str] | None:
        """How more and less of it are called, where the knowledge base says both."""
        one = self._described.get(unit.casefold())
        return (one.more, one.less) if one is not None and one.more and one.less else None

    def wish(self, text: str) -> Wish | None:
        """The last unit that is named, but as that of a number, with those that are listed before it."""
        if not self._ids_by_word:
            return None
        found = [one for one in self._named.finditer(text) if not self._is_no_wish(text[: one.start("unit")])]
        if not found:
            return None
        listed = self._listed(found, text)
        first, last = listed[0], listed[-1]
        *beside, units = (self._ids_by_word[one["unit"].casefold()] for one in listed)
        is_counted = self._asks_how_many(text[: first.start("unit")])
        before = f"{text[: first.start('unit')]}{self._other(units[0])}" if is_counted else text[: first.start()]
        rest = _tidied(f"{before}{text[last.end() :]}")
        only_unit = self.only_converts(normalise(rest)) and not is_counted
        return Wish(units, rest, only_unit, is_counted or bool(first["lead"]), tuple(beside))

    def _listed(self, found: Sequence[re.Match[str]], text: str) -> list[re.Match[str]]:
        """The last of those that are named, with those between which and it nothing but "and" stands."""
        listed = [found[-1]]
        for one in reversed(found[:-1]):
            if not self._lists["and"].issuperset(normalise(text[one.end() : listed[0].start()])):
                break
            listed.insert(0, one)
        return listed

    def only_converts(self, words: Sequence[str]) -> bool:
        """Whether words say nothing but that something is converted."""
        return self._lists["converting"].issuperset(asks_after(words, self._code))

    def into(self, unit: str | None, wish: Wish) -> str:
        """The unit of the wish that figures in `unit` can be converted into; empty where there is none."""
        return next((one for one in wish.units if unit and serves(self.rates, self.id_of(unit), one)), "")

    def id_of(self, unit: str) -> str:
        """The same unit as rates write it, whatever it counts in."""
        plain = plain_unit(unit)
        if plain.casefold() in self._convertible:
            return plain
        return next(iter(self._ids_by_word.get(plain.casefold(), ())), plain)

    def _is_no_wish(self, before: str) -> bool:
        """A number is in the unit behind it: "over 100 billion dollars" asks for no other one; "in 2025, usd" does.
        "Per km" does not either."""
        last = next(reversed(normalise(before)), "")
        return last in self._lists["per_leads"] or (last[:1].isdigit() and not is_year(last))

    def _asks_how_many(self, before: str) -> bool:
        """Whether the words right before a unit ask how many of it: "how many", "combien de"."""
        asking = list(takewhile(self._many.__contains__, reversed(normalise(before))))
        return not talk_of(self._code).words["question_words"].isdisjoint(asking)

    def _other(self, id: str) -> str:
        """The unit that figures have which are converted into this one."""
        one: Rate = next(rate for rate in self.rates if id in (rate.unit, rate.into))
        return self.unit(one.into if one.unit == id else one.unit).many


def _tidied(text: str) -> str:
    """The text without the blanks and commas that a word taken out of it leaves."""
    text = _BEFORE_MARKS.sub("", " ".join(text.split()))
    asks = text.rstrip("?.!")
    return asks.strip(" ,;:") + text[len(asks) :]


def _pattern_of(forms: Iterable[str], leads: Iterable[str]) -> re.Pattern[str]:
    """A unit that is named, with what stands before it and asks for it."""
    # The longest first, so that "km/h" is no "km".
    units, lead = "|".join(map(_bounded, sorted(forms, key=len, reverse=True))), "|".join(sorted(leads))
    return re.compile(rf"(?:\b(?P<lead>{lead})\s+(?:the )?)?(?P<unit>{units})(?!\s?\d)", re.IGNORECASE)


def _bounded(unit: str) -> str:
    """The pattern of a unit that is no part of a longer word; a script without spaces has no edges of words."""
    return re.escape(unit) if is_wide(unit) else rf"(?<![\w.]){re.escape(unit)}(?!\w)"


def _by_word(units: Iterable[Unit]) -> dict[str, tuple[str, ...]]:
    """By each word for a unit, as "pound" and "lbs", the ids that it may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for unit in units:
        for word in dict.fromkeys(word.casefold() for word in (unit.id, unit.one, unit.many, *unit.words)):
            found[word] = (*found.get(word, ()), unit.id)
    return found
