"""Reviews all that is recorded: lists suggestions, and makes and stores the decisions on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.bot import Bot
from bot.curating.accepting import Wishes, to_taken
from bot.curating.decided import Decided, in_force
from bot.curating.gate import Collision, Pinned, collisions, pinned
from bot.curating.recorded import Recorded, read_recorded
from bot.curating.suggesting import suggest
from bot.curating.suggestion import Kind, Suggestion, distinct
from bot.curating.taken import Taken, written
from bot.memory import Decision, RecordRefused, Verdict
from bot.model import BotError

if TYPE_CHECKING:
    from bot.memory import SqlStore


@dataclass(frozen=True, slots=True)
class Review:
    bot: Bot  # With what was accepted.
    base: Bot  # Without.
    decided: Decided
    suggestions: tuple[Suggestion, ...]
    pins: Pinned

    def suggestion(self, id: str) -> Suggestion:
        """By its id, by the beginning of that, or by an earlier id: the id changes when an older question joins the
        suggestion. Raises BotError."""
        found = [one for one in self.suggestions if one.id.startswith(id)] if id else []
        found = found or [one for one in self.suggestions if id in one.names]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            raise BotError(f"{len(found)} suggestions begin with {id!r}; write more of the id")
        earlier = next((one for one in self.decided.rulings if one.suggestion == id), None)
        if earlier is not None:
            raise BotError(f"suggestion {id} was {earlier.verdict} already; `evbot curate undo {id}` takes that back")
        raise BotError(f"there is no suggestion {id!r}; `evbot curate` lists them")

    def joined(self, ids: Sequence[str]) -> Suggestion:
        """Several that are decided as one, which is as the first. Raises BotError."""
        chosen = tuple({one.id: one for one in map(self.suggestion, ids)}.values())
        old = next((one for one in chosen if one.kind is Kind.STALE), None)
        if old is not None and len(chosen) > 1:
            raise BotError(f"suggestion {old.id} renews {old.entry}; accept it by itself")
        return replace(
            chosen[0],
            wordings=distinct(text for one in chosen for text in one.wordings),
            names=tuple(dict.fromkeys(name for one in chosen for name in one.names)),
            answered=tuple(dict.fromkeys(id for one in chosen for id in one.answered)),
        )

    def named(self, id: str | None) -> str:
        """An entry with its question, as a curator knows it; None is nothing."""
        answer = self.bot.show(id) if id else None
        return f"{answer.id} ({answer.question})" if answer else id or "nothing"

    def tried(self, one: Suggestion, wishes: Wishes) -> tuple[Taken, tuple[Collision, ...]]:
        """What would be accepted, and what it would turn, so that it cannot be. Raises BotError."""
        taken = replace(to_taken(one, wishes, self.bot), names=one.names)
        accepted = self.decided.accepted(self.base.knowledge, taken)
        return taken, tuple(collisions(taken, self.bot, self.pins, accepted, one.answered))

    def accepting(self, one: Suggestion, taken: Taken, curator: str, at: float) -> Decision:
        return self._next(Verdict.ACCEPTED, one.id, written(taken), curator, at)

    def rejecting(self, one: Suggestion, curator: str, at: float) -> Decision:
        return self._next(Verdict.REJECTED, one.id, written(one.names), curator, at)

    def undoing(self, id: str | None, curator: str, at: float) -> tuple[Decision, Decision]:
        """Return the decision that is taken back, the last or that on a suggestion, and the new. Raises BotError."""
        found = self._rulings(id)
        ids = {one.suggestion for one in found}
        if id is not None and len(ids) > 1:
            raise BotError(f"decisions on {len(ids)} suggestions begin with {id!r}; write more of the id")
        if not found:
            what = "nothing was decided" if id is None else f"nothing was decided about {id!r}"
            raise BotError(f"{what} that could be taken back; `evbot curate` lists what is open")
        gone = found[-1]
        leaning = self.decided.leaning_on(gone)
        if leaning is not None:
            raise BotError(
                f"{leaning.suggestion} was accepted for what {gone.suggestion} brought;"
                f" take that back first: `evbot curate undo {leaning.suggestion}`"
            )
        return gone, self._next(Verdict.UNDONE, gone.suggestion, str(gone.number), curator, at)

    def _rulings(self, id: str | None) -> list[Decision]:
        """The decisions on the suggestion of this id, else on those whose id begins so; all where none is named."""
        rulings = self.decided.rulings
        if id is None:
            return list(rulings)
        named = [one for one in rulings if one.suggestion == id]
        return named or [one for one in rulings if id and one.suggestion.startswith(id)]

    def _next(self, verdict: Verdict, suggestion: str, what: str, curator: str, at: float) -> Decision:
        return Decision(self.decided.last + 1, at, curator, verdict, suggestion, what)


async def read_review(store: SqlStore, base: Bot, today: date) -> Review:
    """Raises StoreError."""
    return make_review(await read_recorded(store), base, today)


def make_review(recorded: Recorded, base: Bot, today: date) -> Review:
    """It takes long where much was asked; a thread may do it beside answers."""
    known = in_force(recorded.decisions)
    bot = base.with_accepted(known.accepted(base.knowledge))
    suggestions = suggest(recorded.gaps, recorded.told, known, bot, today)
    return Review(bot, base, known, suggestions, pinned(base, known, recorded.asked))


async def store_decision(store: SqlStore, decision: Decision) -> None:
    """Raises BotError where somebody else has decided since the review."""
    try:
        await store.decide(decision)
    except RecordRefused:
        raise BotError(
            "somebody else has decided something meanwhile, so that nothing was changed;"
            " look at it again with `evbot curate`, and decide anew"
        ) from None
