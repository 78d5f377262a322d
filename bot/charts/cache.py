"""Keeps pictures that were drawn: a series in, its PNG out, drawn once as long as its content is the same."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from bot.charts.drawing import draw
from bot.model import Manifest, Name, Series

Key = tuple[Series, Manifest, tuple[Name, ...]]


class ChartCache:
    """Holds the `limit` pictures used last. Threads may share it; one picture is drawn at a time."""

    def __init__(self, limit: int = 64) -> None:
        self._limit = limit
        self._pictures: OrderedDict[Key, bytes] = OrderedDict()
        self._lock = Lock()

    def draw(self, series: Series, manifest: Manifest = Manifest(), names: tuple[Name, ...] = ()) -> bytes:  # noqa: B008
        """As `draw` does. Raises ChartError."""
        key = (series, manifest, names)
        with self._lock:
            picture = self._pictures.get(key) or draw(series, manifest, names)
            self._pictures[key] = picture
            self._pictures.move_to_end(key)
            if len(self._pictures) > self._limit:
                self._pictures.popitem(last=False)
            return picture
