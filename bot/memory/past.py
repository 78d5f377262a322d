"""Finds earlier replies in this process or in the database, and keeps the votes and gaps about them."""

import asyncio
from collections.abc import Callable, Iterable
from typing import NamedTuple

from bot.bounded import BoundedDict
from bot.memory.database import Act, Database
from bot.memory.records import Gap, GapRecord, Remembered, Unreachable, Vote, VoteRecord, Votes
from bot.memory.scribe import Hasher, Scribe, to_remembered
from bot.model import Context, Question, Turn


class Talk(NamedTuple):
    """The conversation of one asker in one place."""

    asker: str
    place: str


def talk_of(question: Question) -> Talk:
    return Talk(question.asker, question.place)


def newest(found: Iterable[Context | None], latest: float) -> Context:
    """Return the newest context up to `latest`, the first of equals; a later one comes from a clock that was ahead."""
    known = [context for context in found if context is not None and _time_of(context) <= latest]
    return max(known, key=_time_of, default=Context())


def _time_of(context: Context) -> float:
    return context.at.timestamp() if context.at else 0.0


class Past:
    """Keeps the last replies of this process, with the full text of their questions, in its memory alone."""

    def __init__(self, hasher: Hasher, database: Database | None) -> None:
        self._hasher, self._database = hasher, database
        self._turns: BoundedDict[str, Turn] = BoundedDict(2_000)
        self._last: BoundedDict[Talk, str] = BoundedDict(2_000)

    def keep(self, turn: Turn) -> None:
        self._turns[turn.reply.id] = turn
        self._last[talk_of(turn.question)] = turn.reply.id

    def drop(self, belongs: Callable[[Talk], bool]) -> None:
        for id, turn in list(self._turns.items()):
            if belongs(talk_of(turn.question)):
                del self._turns[id]
        for talk in filter(belongs, list(self._last)):
            del self._last[talk]

    async def of(self, turn: str) -> Remembered | None:
        return self._here(turn) or await self._looked_up(lambda store: store.turn(turn))

    async def last(self, talk: Talk) -> Remembered | None:
        """The last turn, of any process."""
        if self._database is not None:
            await self._database.catch_up()
        here, stored = self.last_here(talk), await self.last_stored(talk)
        if here is None or stored is None:
            return here or stored
        return here if stored.id == here.id or here.at >= stored.at else stored

    def last_here(self, talk: Talk) -> Remembered | None:
        return self._here(self._last.get(talk, ""))

    async def last_stored(self, talk: Talk) -> Remembered | None:
        if not talk.asker:
            return None
        asker, place = self._hasher.asker(talk.asker), self._hasher.place(talk.place)
        return await self._looked_up(lambda store: store.last_turn(asker, place))

    async def is_asker(self, turn: str, asker: str) -> bool:
        """Whether a reply was given to this asker, who may then remove it."""
        found = await self.of(turn)
        return found is not None and bool(asker) and found.asker == self._hasher.asker(asker)

    def _here(self, id: str) -> Remembered | None:
        turn = self._turns.get(id)
        return to_remembered(turn, self._hasher) if turn is not None else None

    async def _looked_up(self, find: Act[Remembered | None]) -> Remembered | None:
        return await self._database.ask_or_none(find) if self._database is not None else None


class Feedback:
    def __init__(self, database: Database | None, past: Past, scribe: Scribe, now: Callable[[], float]) -> None:
        self._database, self._past, self._scribe, self._now = database, past, scribe, now
        self._looking: set[asyncio.Task[None]] = set()

    async def vote(self, turn: str, asker: str, vote: Vote | None, *, pressed: bool = False) -> Votes:
        """Set an asker's vote on a reply, or take it back (None), and count all votes; a bad one is a gap. `pressed`:
        from a button, where the same vote once more takes it back."""
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
        """Note that the asker meant none of the choices of the last reply. Never waits."""
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
        """Note it for choices that another process offered, or this one before a restart."""
        last = await self._past.last_stored(talk)
        if last is not None and last.offered:
            self.note_gap(last.id, talk.asker, Gap.NONE_OF_THESE)
