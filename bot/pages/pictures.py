"""Draws the pictures of pages, with a description for people who cannot see them."""

import asyncio
import logging
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from bot.bounded import BoundedDict
from bot.model import Knowledge, Series, Words
from bot.pages.page import Page, Picture

log = logging.getLogger(__name__)

_TABLE = re.compile(r"(?:\*\*[^\n*]*\*\*\n+)?^```.*?^```(?:\n[^\n]+)?", re.MULTILINE | re.DOTALL)
"""A block of code with the line right below it, and the title right above it."""


def pictured(page: Page, picture: Picture | None) -> Page:
    """Add the picture; if it shows a table of the text, also a caption that can take the table's place."""
    if picture is None or not _TABLE.search(page.text):
        return replace(page, picture=picture)
    return replace(page, picture=picture, caption=_TABLE.sub(lambda _: picture.caption, page.text, count=1))


class Pictures:
    """Draws one at a time, beside the event loop, and keeps the last; loads the drawing code with the first."""

    def __init__(self, knowledge: Callable[[], Knowledge], words: Words) -> None:
        """`knowledge`: returns the current one."""
        self._knowledge, self._words = knowledge, words
        self._kept: BoundedDict[str, tuple[Series, Picture]] = BoundedDict(64)
        self._worker = ThreadPoolExecutor(1, "charts")

    def has(self, id: str) -> bool:
        return self._series(id) is not None

    async def draw(self, id: str) -> Picture | None:
        """None if there is no such series, or it cannot be drawn: the text then goes out alone."""
        series = self._series(id)
        if series is None:
            return None
        kept = self._kept_of(series)
        if kept is not None:
            return kept
        try:
            return await asyncio.get_running_loop().run_in_executor(self._worker, self._drawn, series)
        except Exception:
            log.exception("chart not drawn series=%s", id)
            return None

    def close(self) -> None:
        self._worker.shutdown(wait=False, cancel_futures=True)

    def _series(self, id: str) -> Series | None:
        return next((series for series in self._knowledge().series if series.id == id), None)

    def _kept_of(self, series: Series) -> Picture | None:
        """The picture of the current figures."""
        of, picture = self._kept.get(series.id, (None, None))
        return picture if of == series else None

    def _drawn(self, series: Series) -> Picture:
        from bot.charts import alt_text, caption, draw

        picture = self._kept_of(series)  # Another may have asked for it meanwhile.
        if picture is None:
            knowledge, words = self._knowledge(), self._words
            png = draw(series, knowledge.manifest, knowledge.vocabulary.names, words)
            name = f"{series.id.replace(':', '-')}.png"
            picture = Picture(png, name, alt_text(series, words), caption(series, words), words.no_picture)
            self._kept[series.id] = (series, picture)
        return picture
