"""Remembers conversations and replies in this process, and finds an earlier reply here or in the database."""

from collections.abc import Callable, Iterable

from bot.bounded import BoundedDict
from bot.memory.circuit_breaker import Act, Database
from bot.memory.hashing import Hasher
from bot.memory.records import Remembered
from bot.model import Context, Turn


class Contexts:
    """One context an asker and place; the least recent are forgotten. Their age is judged by the bot."""

    def __init__(self, remembered: int = 10_000) -> None:
        self._contexts: BoundedDict[tuple[str, str], Context] = BoundedDict(remembered)

    def recall(self, place: str, asker: str) -> Context | None:
        return self._contexts.get((place, asker))

    def keep(self, place: str, asker: str, context: Context) -> None:
        self._contexts[place, asker] = context

    def drop(self, belongs: Callable[[str, str], bool]) -> None:
        """Forget those whose place and asker `belongs` is true of."""
        for key in [key for key in self._contexts if belongs(*key)]:
            del self._contexts[key]


def newest(found: Iterable[Context | None], latest: float) -> Context:
    """Return the newest context up to `latest`, the first of equals; a later one is of a clock that was put back."""
    known = [context for context in found if context is not None and _time_of(context) <= latest]
    return max(known, key=_time_of, default=Context())


def _time_of(context: Context) -> float:
    return context.at.timestamp() if context.at else 0.0


class Replies:
    """The last ones; the questions are kept as they were asked, here only."""

    def __init__(self, hash_asker: Callable[[str], str]) -> None:
        self._hash_asker = hash_asker
        self._turns: BoundedDict[str, Turn] = BoundedDict(2_000)
        self._last: BoundedDict[tuple[str, str], str] = BoundedDict(2_000)

    def keep(self, turn: Turn) -> None:
        self._turns[turn.reply.id] = turn
        self._last[turn.question.asker, turn.question.place] = turn.reply.id

    def of(self, id: str) -> Remembered | None:
        turn = self._turns.get(id)
        return self._to_remembered(turn) if turn is not None else None

    def last(self, asker: str, place: str) -> Remembered | None:
        return self.of(self._last.get((asker, place), ""))

    def drop(self, belongs: Callable[[str, str], bool]) -> None:
        """Forget those whose place and asker `belongs` is true of."""
        for id, turn in list(self._turns.items()):
            if belongs(turn.question.place, turn.question.asker):
                del self._turns[id]
        for asker, place in list(self._last):
            if belongs(place, asker):
                del self._last[asker, place]

    def _to_remembered(self, turn: Turn) -> Remembered:
        question, reply = turn.question, turn.reply
        return Remembered(
            id=reply.id,
            asker=self._hash_asker(question.asker),
            text=question.text,
            at=question.asked_at.timestamp() if question.asked_at else 0.0,
            asked_in=turn.context,
            entry=reply.answer.id if reply.answer else None,
            offered=tuple(choice.id for choice in reply.choices),
        )


class Past:
    def __init__(self, replies: Replies, hasher: Hasher, database: Database | None) -> None:
        self._replies = replies
        self._hasher = hasher
        self._database = database

    async def of(self, turn: str) -> Remembered | None:
        return self._replies.of(turn) or await self._looked_up(lambda store: store.turn(turn))

    async def last(self, asker: str, place: str) -> Remembered | None:
        """Whichever process it was in."""
        if self._database is not None and not self._database.breaker.lost:
            await self._database.recorder.flush()
        here, stored = self.last_here(asker, place), await self.last_stored(asker, place)
        if here is None or stored is None:
            return here or stored
        return here if stored.id == here.id or here.at >= stored.at else stored

    def last_here(self, asker: str, place: str) -> Remembered | None:
        return self._replies.last(asker, place)

    async def last_stored(self, asker: str, place: str) -> Remembered | None:
        if not asker:
            return None
        hashed = self._hasher.asker(asker), self._hasher.place(place)
        return await self._looked_up(lambda store: store.last_turn(*hashed))

    async def is_asker(self, turn: str, asker: str) -> bool:
        """Whether a reply was given to this asker, who may then remove it."""
        found = await self.of(turn)
        return found is not None and bool(asker) and found.asker == self._hasher.asker(asker)

    async def _looked_up(self, find: Act[Remembered | None]) -> Remembered | None:
        return await self._database.ask_or_none(find) if self._database is not None else None
