"""Finds an earlier reply in this process or in the database, and the newest of several contexts."""

from collections.abc import Callable, Iterable

from bot.bounded import BoundedDict
from bot.memory.circuit_breaker import Act, Database
from bot.memory.hashing import Hasher
from bot.memory.records import Remembered
from bot.model import Context, Turn


def newest(found: Iterable[Context | None], latest: float) -> Context:
    """Return the newest context up to `latest`, the first of equals; a later one is of a clock that was put back."""
    known = [context for context in found if context is not None and _time_of(context) <= latest]
    return max(known, key=_time_of, default=Context())


def _time_of(context: Context) -> float:
    return context.at.timestamp() if context.at else 0.0


class Past:
    """The last replies of this process are kept with their questions as they were asked, here only."""

    def __init__(self, hasher: Hasher, database: Database | None) -> None:
        self._hasher = hasher
        self._database = database
        self._turns: BoundedDict[str, Turn] = BoundedDict(2_000)
        self._last: BoundedDict[tuple[str, str], str] = BoundedDict(2_000)

    def keep(self, turn: Turn) -> None:
        self._turns[turn.reply.id] = turn
        self._last[turn.question.place, turn.question.asker] = turn.reply.id

    def drop(self, belongs: Callable[[str, str], bool]) -> None:
        """Forget those whose place and asker `belongs` is true of."""
        for id, turn in list(self._turns.items()):
            if belongs(turn.question.place, turn.question.asker):
                del self._turns[id]
        for key in [key for key in self._last if belongs(*key)]:
            del self._last[key]

    async def of(self, turn: str) -> Remembered | None:
        return self._here(turn) or await self._looked_up(lambda store: store.turn(turn))

    async def last(self, asker: str, place: str) -> Remembered | None:
        """Whichever process it was in."""
        if self._database is not None and not self._database.breaker.lost:
            await self._database.recorder.flush()
        here, stored = self.last_here(asker, place), await self.last_stored(asker, place)
        if here is None or stored is None:
            return here or stored
        return here if stored.id == here.id or here.at >= stored.at else stored

    def last_here(self, asker: str, place: str) -> Remembered | None:
        return self._here(self._last.get((place, asker), ""))

    async def last_stored(self, asker: str, place: str) -> Remembered | None:
        if not asker:
            return None
        hashed = self._hasher.asker(asker), self._hasher.place(place)
        return await self._looked_up(lambda store: store.last_turn(*hashed))

    async def is_asker(self, turn: str, asker: str) -> bool:
        """Whether a reply was given to this asker, who may then remove it."""
        found = await self.of(turn)
        return found is not None and bool(asker) and found.asker == self._hasher.asker(asker)

    def _here(self, id: str) -> Remembered | None:
        turn = self._turns.get(id)
        if turn is None:
            return None
        question, reply = turn.question, turn.reply
        return Remembered(
            id=reply.id,
            asker=self._hasher.asker(question.asker),
            text=question.text,
            at=question.asked_at.timestamp() if question.asked_at else 0.0,
            asked_in=turn.context,
            entry=reply.answer.id if reply.answer else None,
            offered=tuple(choice.id for choice in reply.choices),
        )

    async def _looked_up(self, find: Act[Remembered | None]) -> Remembered | None:
        return await self._database.ask_or_none(find) if self._database is not None else None
