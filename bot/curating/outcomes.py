"""Finds what became of recorded questions by the decisions of curators."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.curating.decided import fingerprint, in_force
from bot.curating.picks import to_pick
from bot.curating.reviewing import Recorded
from bot.curating.suggestion import fingerprint_of_gap
from bot.knowledge import one_line
from bot.memory import Verdict


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    text: str
    """As it was asked; empty where an answer was only renewed."""
    verdict: Verdict
    entry: str | None
    """What answers it from then on."""


def decision_outcomes(recorded: Recorded, since: float) -> Iterator[DecisionOutcome]:
    """From `since` on. Decisions about nothing that was recorded are left out: `recorded` may be that of one server."""
    known = in_force(recorded.decisions)
    said = {fingerprint_of_gap(gap): one_line(gap.text) for gap in recorded.gaps if gap.text and gap.text.strip()}
    said |= {fingerprint(pick.text): pick.text for pick in filter(None, map(to_pick, recorded.told))}
    answered = {one.entry for one in recorded.told}
    for one in known.standing:
        if one.at < since:
            continue
        taken = known.taken_by(one)
        text = next((said[name] for name in known.names_of(one) if name in said), "")
        if text or (taken is not None and taken.is_renewal and taken.entry in answered):
            yield DecisionOutcome(text, one.verdict, taken.entry if taken else None)
