"""Keeps answers that people proposed as drafts of entries, and adds them to the suggestions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.curating.accepting import confirmed
from bot.curating.decided import Decided, in_force
from bot.curating.suggestion import Kind, Suggestion, distinct
from bot.curating.taken import Draft, fingerprint, written
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
        at = next((at for at, one in enumerate(listed) if name in map(fingerprint, one.wordings)), len(listed))
        if at == len(listed):
            listed.append(Suggestion(decision.suggestion, Kind.ENTRY, None, "", times=0, askers=0, reason=""))
        one = listed[at]
        listed[at] = replace(
            one,
            kind=Kind.ENTRY,
            entry=None,
            text=draft.question,
            reason=one.reason if one.draft else "; ".join(filter(None, (one.reason, _WHY))),
            wordings=distinct((draft.question, *one.wordings)),
            names=(*one.names, decision.suggestion),
            draft=draft,
        )
    return listed
