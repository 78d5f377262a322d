"""Keeps answers that people proposed as drafts of entries, and adds them to the suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.curating.decided import Decided, in_force
from bot.curating.suggestion import Kind, Suggestion, distinct
from bot.curating.taken import Draft, fingerprint, written
from bot.curating.typed_answers import confirmed
from bot.memory import Decision, RecordRefused, Verdict
from bot.model import BotError

if TYPE_CHECKING:
    from bot.memory import SqlStore

OPEN = 20  # Drafts of one person that may wait for a curator: whoever moderates a server somewhere may propose.
_TRIES = 5
_WHY = "a person has answered it"


async def propose_draft(store: SqlStore, draft: Draft, proposer: str, at: float) -> None:
    """Raises BotError, and StoreError."""
    draft = replace(draft, question=confirmed(draft.question))
    for _ in range(_TRIES):
        known = in_force(await store.decisions())
        if sum(one.curator == proposer for one, _ in known.drafts) >= OPEN:
            raise BotError(f"{OPEN} answers that you proposed wait for a curator; propose more once they are decided")
        number = known.last + 1
        name = fingerprint(f"draft {number}")
        try:
            await store.decide(Decision(number, at, proposer, Verdict.PROPOSED, name, written(draft)))
            return
        except RecordRefused:  # Somebody else was faster.
            continue
    raise BotError("others decide at this moment; try again")


def with_drafts(found: Iterable[Suggestion], known: Decided) -> list[Suggestion]:
    """A draft goes with the suggestion that was asked in its words, or stands for itself; the newest one counts."""
    listed = list(found)
    for decision, draft in known.drafts:
        name = fingerprint(draft.question)
        for place, one in enumerate(listed):
            if name in map(fingerprint, one.wordings):
                listed[place] = _with_draft(one, draft, decision.suggestion)
                break
        else:
            listed.append(_of_draft(draft, decision.suggestion))
    return listed


def _with_draft(one: Suggestion, draft: Draft, id: str) -> Suggestion:
    """It becomes a new entry, whatever it was before: a person has given the answer. `id`: of the draft."""
    return replace(
        one,
        kind=Kind.ENTRY,
        entry=None,
        text=draft.question,
        reason=one.reason if one.draft else f"{one.reason}; {_WHY}",
        wordings=distinct((draft.question, *one.wordings)),
        names=(*one.names, id),
        draft=draft,
    )


def _of_draft(draft: Draft, id: str) -> Suggestion:
    question = draft.question
    return Suggestion(
        id, Kind.ENTRY, None, question, times=0, askers=0, reason=_WHY, wordings=(question,), names=(id,), draft=draft
    )
