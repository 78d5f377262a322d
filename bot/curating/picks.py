"""Finds what people picked among the choices that they were offered, and makes a suggestion of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.curating.decided import fingerprint
from bot.curating.gap_reading import REDACTED
from bot.curating.suggestion import Kind, Suggestion, most, often
from bot.memory import AnsweredTurn

RIVAL = 0.5
"""Askers of the second choice for each of the first, from which on the two are to be told apart."""


@dataclass(frozen=True, slots=True)
class Pick:
    """What was picked among the choices that a question was asked back with."""

    turn: str
    asker: str
    text: str
    entry: str


def is_pick(told: AnsweredTurn) -> bool:
    """Whether the answer was one of the choices that the question before was asked back with."""
    return any(choice.id == told.entry for choice in told.asked_in.offered)


def to_pick(told: AnsweredTurn) -> Pick | None:
    """None where nothing was offered, or where that was a follow-up, which does not stand for itself."""
    before = told.asked_in
    if before.entry is not None or not is_pick(told) or not before.question or REDACTED.search(before.question):
        return None
    return Pick(told.turn, told.asker, before.question, told.entry)


def of_picks(picks: Sequence[Pick]) -> Suggestion:
    """`picks`: all of questions in the same words."""
    text = Counter(pick.text for pick in picks).most_common(1)[0][0]
    times, askers = len({pick.turn for pick in picks}), len({pick.asker for pick in picks})
    (entry, first), *others = most((pick.asker, pick.entry) for pick in picks).items()
    rivals = [f"{count} {id}" for id, count in others if count >= RIVAL * first]
    why = " and ".join([f"{first} chose {entry}", *rivals])
    name = fingerprint(text)
    return Suggestion(
        id=name,
        kind=Kind.APART if rivals else Kind.PHRASING,
        entry=entry,
        text=text,
        times=times,
        askers=askers,
        reason=f"asked {often(times, askers)}; {why}",
        wordings=(text,),
        nearest=tuple((id, 0.0) for id, _ in others[:2]),  # Nothing says how near they are.
        names=(name,),
        sure=first / askers,
    )
