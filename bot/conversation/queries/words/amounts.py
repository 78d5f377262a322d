"""Finds the amounts that a question speaks of, such as "money", with their units and dimensions."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from bot.conversation.queries.words.cues import Cues
from bot.conversation.queries.words.language import Language
from bot.model import AMOUNTS, Amount


@dataclass(frozen=True, eq=False)
class Amounts:
    _words: Sequence[str]
    _language: Language
    _stem: Callable[[str], str]
    _cues: Cues
    _exact_places: Collection[int]
    _timed_places: Collection[int]
    _hinted: dict[frozenset[str], tuple[Amount, ...]] = field(init=False, repr=False, default_factory=dict)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that go with amounts, as "expensive" does with money."""
        lists = self._language.words
        pairs = (pair for at, pair in enumerate(pairwise((*self._words, ""))) if at not in self._exact_places)
        said = {word for word, behind in pairs if word not in lists["far"] or behind not in lists["behind_far"]}
        return frozenset[str]().union(*(lists[name] for name in AMOUNTS)) & said

    def hinted(self, rows: frozenset[str] = frozenset()) -> tuple[Amount, ...]:
        """Those with which a word or the unit of a limit goes. `rows`: stems of words that name rows and so no amount,
        as the programme "Quick" of a machine; they are left out."""
        if rows not in self._hinted:
            words = {word for word in self.words if self._stem(word) not in rows}
            of_limit = self._language.amount_of(self._cues.limit_unit) if self._cues.limit is not None else ""
            lists = self._language.words
            self._hinted[rows] = tuple(one for one in AMOUNTS if one == of_limit or not lists[one].isdisjoint(words))
        return self._hinted[rows]

    def units(self, rows: frozenset[str] = frozenset()) -> frozenset[str]:
        """In which those that are `hinted` are told."""
        return frozenset(unit for one in self.hinted(rows) for unit in self._language.units_of[one])

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """Those of the units that are said without a number, as "mass" of "how many kilos"."""
        alone = (one.dimensions for one in self._language.units.all_in(self._words) if self._is_alone(one.start))
        return frozenset[str]().union(*alone)

    def _is_alone(self, at: int) -> bool:
        """Whether a unit is asked for, which neither "the second best" nor "in 15 minutes" does."""
        is_behind_number = at > 0 and self._language.number(self._words[at - 1]) is not None
        is_named = at in self._timed_places or at in self._exact_places
        return not (is_named or is_behind_number or self._words[at] in self._language.ordinals)
