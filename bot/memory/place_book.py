"""Knows the settings of servers and workspaces, mostly without asking the database, since each reply needs them."""

import asyncio
from collections.abc import Callable

from bot.bounded import BoundedDict
from bot.memory.database import Database
from bot.memory.records import PlaceSettings, Unreachable
from bot.memory.scribe import Hasher, home_of

FRESH = 10.0  # Seconds after which it is looked up whether another process has changed them.


class PlaceBook:
    def __init__(self, hasher: Hasher, database: Database | None, clock: Callable[[], float]) -> None:
        self._hasher, self._database, self._clock = hasher, database, clock
        self._known: BoundedDict[str, tuple[PlaceSettings, float]] = BoundedDict(10_000)  # With when they were known.
        self._looking: dict[str, asyncio.Task[None]] = {}

    async def settings(self, place: str) -> PlaceSettings:
        """The settings as of a few seconds ago or, if the database does not answer, as last known. For a new place it
        asks the database first; without an answer, these are the defaults."""
        if self._database is not None:
            if place not in self._known:
                await self._look_up(place, self._database)
            elif self._clock() - self._known[place][1] > FRESH and place not in self._looking:
                looking = asyncio.get_running_loop().create_task(self._look_up(place, self._database))
                self._looking[place] = looking
                looking.add_done_callback(lambda _: self._looking.pop(place))
        settings, _ = self._known.get(place, (PlaceSettings(), 0.0))
        return settings

    async def change(self, place: str, settings: PlaceSettings) -> bool:
        """False: the settings could not be kept, and stay as they were."""
        if self._database is not None:
            hashed, home = self._hasher.place(place), self._hasher.home(place)
            try:
                await self._database.ask(lambda store: store.change_settings(hashed, home, settings))
            except Unreachable:
                return False
        self._keep(place, settings)
        return True

    def leave(self, home: str) -> None:
        for place in [place for place in self._known if home_of(place) == home]:
            del self._known[place]

    async def close(self) -> None:
        for looking in self._looking.values():
            looking.cancel()
        await asyncio.gather(*self._looking.values(), return_exceptions=True)

    async def _look_up(self, place: str, database: Database) -> None:
        hashed = self._hasher.place(place)
        before = self._known.get(place)
        found = await database.ask_or_none(lambda store: store.settings(hashed))
        # What was changed here meanwhile is newer.
        if found is not None and self._known.get(place) is before:
            self._keep(place, found)

    def _keep(self, place: str, settings: PlaceSettings) -> None:
        self._known[place] = (settings, self._clock())
