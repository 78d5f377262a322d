"""Finds the decisions about what was asked, each once."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.curating.decided import decided, name_of
from bot.curating.picks import picked
from bot.curating.reviewing import Recorded
from bot.curating.suggestion import name_of_gap
from bot.memory import Verdict


@dataclass(frozen=True, slots=True)
class Settled:
    text: str
    """As it was asked; empty where an answer was only renewed."""
    verdict: Verdict
    entry: str | None
    """What answers it from then on."""


def settled(recorded: Recorded, since: float) -> Iterator[Settled]:
    """Decisions about nothing that was recorded are left out: `recorded` may be that of one server."""
    known = decided(recorded.decisions)
    said = {name_of_gap(gap): " ".join(gap.text.split()) for gap in recorded.gaps if gap.text and gap.text.strip()}
    said |= {name_of(pick.text): pick.text for pick in filter(None, map(picked, recorded.told))}
    answered = {one.entry for one in recorded.told}
    for one in known.standing:
        if one.at < since:
            continue
        taken = known.taken_by(one)
        text = next((said[name] for name in known.names_of(one) if name in said), "")
        if text or (taken is not None and taken.keys and taken.entry in answered):
            yield Settled(text, one.verdict, taken.entry if taken else None)
