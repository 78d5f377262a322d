"""Takes what askers think of replies: votes and what was wrong in, votes counted out, and gaps for a curator."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from bot.memory.circuit_breaker import Unreachable
from bot.memory.hashing import Hasher
from bot.memory.past import Past
from bot.memory.port import RecordRefused
from bot.memory.recorder import Kept
from bot.memory.records import Gap, GapRecord, Vote, VoteRecord, Votes
from bot.memory.scribe import Scribe


class Feedback:
    def __init__(self, kept: Kept | None, past: Past, scribe: Scribe, now: Callable[[], float]) -> None:
        self._kept = kept
        self._past = past
        self._scribe = scribe
        self._hasher: Hasher = scribe.hasher
        self._now = now
        self._looking: set[asyncio.Task[None]] = set()

    async def vote(self, turn: str, asker: str, vote: Vote | None, *, pressed: bool = False) -> Votes:
        record = VoteRecord(turn, self._hasher.asker(asker), vote, self._now(), pressed)
        own = Votes(int(vote is Vote.GOOD), int(vote is Vote.BAD), kept=False, own=vote)
        if self._kept is None:
            return own
        store = self._kept.store
        try:
            return await self._kept.breaker.carefully(lambda: store.vote(record))
        except (Unreachable, RecordRefused):
            self._kept.recorder.put(record)
            return own

    def note_gap(self, turn: str, asker: str, kind: Gap, meant: str = "") -> None:
        if self._kept is not None:
            hashed, text = self._hasher.asker(asker), self._scribe.text(meant)
            self._kept.recorder.put(GapRecord(turn, hashed, kind, self._now(), text))

    def note_declined(self, asker: str, place: str) -> None:
        """None of the choices of the last reply to this asker in this place was meant. Never waits."""
        here = self._past.last_here(asker, place)
        if here is not None:
            self.note_gap(here.id, asker, Gap.NONE_OF_THESE)
        elif self._kept is not None and asker:
            looking = asyncio.get_running_loop().create_task(self._look_up_declined(asker, place))
            self._looking.add(looking)
            looking.add_done_callback(self._looking.discard)

    async def close(self) -> None:
        if self._looking:
            await asyncio.wait(self._looking, timeout=1)

    async def _look_up_declined(self, asker: str, place: str) -> None:
        """The choices were offered by another process, or before a restart."""
        last = await self._past.last_stored(asker, place)
        if last is not None and last.offered:
            self.note_gap(last.id, asker, Gap.NONE_OF_THESE)
