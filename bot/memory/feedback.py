"""Keeps and counts votes, and notes what was wrong with a reply, for a curator."""

import asyncio
from collections.abc import Callable

from bot.memory.database import Database
from bot.memory.errors import Unreachable
from bot.memory.past import Past, Talk
from bot.memory.records import Gap, GapRecord, Vote, VoteRecord, Votes
from bot.memory.scribe import Scribe


class Feedback:
    def __init__(self, database: Database | None, past: Past, scribe: Scribe, now: Callable[[], float]) -> None:
        self._database, self._past, self._scribe, self._now = database, past, scribe, now
        self._looking: set[asyncio.Task[None]] = set()

    async def vote(self, turn: str, asker: str, vote: Vote | None, *, pressed: bool = False) -> Votes:
        """Set an asker's one vote on a reply, or take it back (None), and count all of them; a bad one is a gap.

        `pressed`: the same vote once more takes it back, as a button does.
        """
        record = VoteRecord(turn, self._scribe.hasher.asker(asker), vote, self._now(), pressed)
        own = Votes(int(vote is Vote.GOOD), int(vote is Vote.BAD), kept=False, own=vote)
        if self._database is None:
            return own
        try:
            return await self._database.ask(lambda store: store.vote(record))
        except Unreachable:
            self._database.recorder.put(record)
            return own

    def note_gap(self, turn: str, asker: str, kind: Gap, meant: str = "") -> None:
        """Note what was wrong with a reply, and what was meant instead, for a curator."""
        if self._database is not None:
            hashed, text = self._scribe.hasher.asker(asker), self._scribe.text(meant)
            self._database.recorder.put(GapRecord(turn, hashed, kind, self._now(), text))

    def note_declined(self, talk: Talk) -> None:
        """None of the choices of the last reply there was meant. Never waits."""
        here = self._past.last_here(talk)
        if here is not None:
            self.note_gap(here.id, talk.asker, Gap.NONE_OF_THESE)
        elif self._database is not None and talk.asker:
            looking = asyncio.get_running_loop().create_task(self._look_up_declined(talk))
            self._looking.add(looking)
            looking.add_done_callback(self._looking.discard)

    async def close(self) -> None:
        if self._looking:
            await asyncio.wait(self._looking, timeout=1)

    async def _look_up_declined(self, talk: Talk) -> None:
        """The choices were offered by another process, or before a restart."""
        last = await self._past.last_stored(talk)
        if last is not None and last.offered:
            self.note_gap(last.id, talk.asker, Gap.NONE_OF_THESE)
