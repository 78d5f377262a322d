"""Lowers the probability of answers to a follow-up that are not of the type that it asks for.

The others keep theirs: where the likeliest answer is lowered, it may be that none is likely enough.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.conversation.followup import asks_after
from bot.conversation.turn import Turn
from bot.matching import forms_of
from bot.replies.turns.shared import Shared
from bot.replies.turns.telling import ALL_TOLD
from bot.replies.weighing.doubts import OF_WHAT_WAS_TOLD
from bot.replies.weighing.meant import NO_ENTRY, Meant
from bot.replies.weighing.scales import Judged


class Lowering:
    def __init__(self, shared: Shared) -> None:
        self._matcher, self._reader, self._telling = shared.matcher, shared.reader, shared.telling
        self._factors = shared.types.factors

    def lowered(self, turn: Turn, likely: Sequence[Judged]) -> tuple[Judged, ...]:
        """The likeliest first."""
        words = turn.alone.words
        units, forms = self._reader.units_asked.dimensions_asked(words), forms_of(words, turn.language)
        last = self._matcher.entry_of_id.get(turn.context.entry or "", NO_ENTRY)
        fits = last if self._last_tells_all(turn) else NO_ENTRY

        def probability(one: Judged) -> float:
            return one.probability * (self._of_form(one.meant, forms, fits) * self._of_unit(one.meant, units, last))

        found = (replace(one, probability=probability(one)) for one in likely)
        return tuple(sorted(found, key=lambda one: -one.probability))

    def _last_tells_all(self, turn: Turn) -> bool:
        """Whether the last answer tells every word that is asked."""
        asks = asks_after(turn.alone.words, turn.language)
        return not asks or self._telling.told_of(turn.context.entry or "", asks).in_answer >= ALL_TOLD

    def _of_form(self, meant: Meant, forms: Collection[str], fits: int) -> float:
        """The factor for an answer that is never asked in one of the `forms` ("who", "why"). `fits`: an entry that may
        be asked in any."""
        is_proposed = meant.figured is not None or any(kind in meant.sure for kind in OF_WHAT_WAS_TOLD)
        return 1.0 if is_proposed or meant.entry == fits else self._factors.of_form(meant.entry, forms)

    def _of_unit(self, meant: Meant, units: Collection[str], last: int) -> float:
        """The factor for the last answer, which must tell a figure in the unit that is asked for ("in kW?")."""
        entry = self._matcher.entries[meant.entry]
        return self._factors.of_entry(entry, units) if units and meant.entry == last else 1.0
