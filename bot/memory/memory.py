"""The memory of a process, with a database or without."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from time import monotonic, time
from typing import TYPE_CHECKING, Any

from bot.bounded import BoundedDict
from bot.memory.background import Take, follow_decisions, prune_daily, take_new_decisions
from bot.memory.circuit_breaker import PATIENT, CircuitBreaker, Result
from bot.memory.database import Act, Database
from bot.memory.deduplication import Deduplicator
from bot.memory.forms import to_export
from bot.memory.past import Feedback, Past, Talk, newest, talk_of
from bot.memory.place_book import PlaceBook
from bot.memory.recorder import ROOM, SAID_EVERY, Item, Recorder
from bot.memory.records import GapRecord, Prepared, Rate, RecordRefused, StoreError, Unreachable, VoteRecord
from bot.memory.scribe import Hasher, Scribe, home_of
from bot.model import Context, Question, Turn

if TYPE_CHECKING:
    from bot.memory.store.sql_store import SqlStore

CLOSING = 5.0  # Seconds in which the queue is emptied at the end.
_AHEAD = 5.0  # Seconds that a context may seem to lie ahead of now; more is of a clock that was put back.


class Memory:
    """Belongs to one event loop; without a store, all of it ends with the process. `events` takes each event once,
    `past` finds replies again, `feedback` takes votes and gaps, `places` has settings."""

    def __init__(
        self,
        store: SqlStore | None = None,
        hasher: Hasher | None = None,
        *,
        store_text: bool = True,
        retention_days: int = 90,
        room: int = ROOM,
        said_every: float = SAID_EVERY,
        now: Callable[[], float] = time,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._hasher = hasher or Hasher(secrets.token_bytes(32))
        scribe = Scribe(self._hasher, store_text=store_text)
        self._days = retention_days
        self._now = now
        self._contexts: BoundedDict[Talk, Context] = BoundedDict(10_000)
        """The bot judges how old they are."""
        self._beside: list[asyncio.Task[None]] = []
        self._database: Database | None = None
        if store is not None:
            breaker = CircuitBreaker(store.probe, clock=clock)
            self._database = Database(store, breaker, Recorder(store, breaker, scribe, room, said_every))
        self.events = Deduplicator(self._database, clock, now)
        self.past = Past(self._hasher, self._database)
        self.feedback = Feedback(self._database, self.past, scribe, now)
        self.places = PlaceBook(self._hasher, self._database, clock)
        self.hashed = self._hasher.asker
        self.hashed_home = self._hasher.home

    @property
    def reachable(self) -> bool:
        return self._database is None or not self._database.breaker.lost

    @property
    def waiting(self) -> int:
        """Turns that are not recorded yet."""
        return 0 if self._database is None else self._database.recorder.waiting

    def start(self) -> None:
        """Remove old records, now and daily."""
        if self._database is not None:
            self._beside.append(asyncio.create_task(prune_daily(self._database, self._days, self._now)))

    async def follow_decisions(self, take: Take) -> None:
        """Give `take` all decisions of curators, now and within two seconds of every further one."""
        if self._database is not None:
            known = await take_new_decisions(self._database, take)
            self._beside.append(asyncio.create_task(follow_decisions(self._database, take, known)))

    async def consult(self, act: Act[Result]) -> Result:
        """Let a curator `act` on the store, once all is recorded. Raises StoreError, and the errors of `act`."""
        database = self._database
        if database is None:
            raise StoreError("nothing is recorded here; set EVBOT_DATABASE_URL")
        await database.catch_up()
        try:
            return await database.breaker.carefully(lambda: act(database.store), PATIENT)
        except Unreachable:
            raise StoreError("the database does not answer; try again in a few minutes") from None

    async def close(self, within: float = CLOSING) -> None:
        if self._database is None:
            return
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)
        await self.feedback.close()
        await self.places.close()
        await self._database.recorder.close(within)
        await self._database.breaker.close()
        await self._database.store.close()

    async def prepare(self, question: Question, rate: Rate | None, *, note_told: bool) -> Prepared:
        """Count the question if processes share a count, and recall its context, within 20 ms. `note_told`: note that
        an asker who has to wait is told so now, unless they were told within this window."""
        here = self._contexts.get(talk_of(question))
        if self._database is None or not question.asker:
            return Prepared(here or Context())
        store, breaker = self._database.store, self._database.breaker
        asker, place = self._hasher.asker(question.asker), self._hasher.place(question.place)
        try:
            known = await breaker.quickly(
                lambda: store.prepare(asker, place, rate, note_told=note_told), suspends=not store.prepares_at_once
            )
        except (Unreachable, RecordRefused):
            return Prepared(here or Context())
        return Prepared(newest((here, known.context), self._now() + _AHEAD), known.wait, known.told)

    def record(self, turn: Turn) -> None:
        """Remember a turn here at once and in the store later. Never waits."""
        self._contexts[talk_of(turn.question)] = turn.reply.context
        self.past.keep(turn)
        if self._database is not None:
            self._database.recorder.put(turn)

    async def read_note(self, key: str) -> str | None:
        """The note of a key, which never tells of a person; None also if the database does not answer."""
        return await self._database.ask_or_none(lambda store: store.read_note(key)) if self._database else None

    async def keep_note(self, key: str, value: str) -> None:
        if self._database is not None:
            await self._database.ask_or_none(lambda store: store.keep_note(key, value))

    async def export(self, asker: str) -> dict[str, Any] | None:
        """All that is kept of an asker, ready for JSON; None where the database does not answer."""
        if self._database is None:
            return to_export({})
        hashed = self._hasher.asker(asker)
        await self._database.catch_up()
        held = await self._database.ask_or_none(lambda store: store.export(hashed), PATIENT)
        return None if held is None else to_export(held)

    async def forget(self, asker: str) -> bool:
        """Remove all that is kept of an asker, here and in the store; false where the database does not answer."""
        hashed = self._hasher.asker(asker)

        def waits(item: Item) -> bool:
            if isinstance(item, Turn):
                return item.question.asker == asker
            return isinstance(item, VoteRecord | GapRecord) and item.asker == hashed

        return await self._remove(lambda talk: talk.asker == asker, waits, lambda store: store.forget(hashed))

    async def leave(self, place: str) -> bool:
        """Remove the settings, turns and contexts of the server or workspace that a place belongs to."""
        home, hashed = home_of(place), self._hasher.home(place)

        def waits(item: Item) -> bool:
            return isinstance(item, Turn) and home_of(item.question.place) == home

        self.places.leave(home)
        return await self._remove(lambda talk: home_of(talk.place) == home, waits, lambda store: store.leave(hashed))

    async def _remove(self, belongs: Callable[[Talk], bool], waits: Callable[[Item], bool], remove: Act[int]) -> bool:
        for talk in filter(belongs, list(self._contexts)):
            del self._contexts[talk]
        self.past.drop(belongs)
        if self._database is None:
            return True
        async with self._database.recorder.without(waits):
            return await self._database.ask_or_none(remove, PATIENT) is not None
