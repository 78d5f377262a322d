"""How a page gets to where nobody has just asked: what an adapter hands in for it, and what comes of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from enum import StrEnum

from bot.pages.page import Page


class Posted(StrEnum):
    DONE = "done"
    REFUSED = "refused"
    """It does not stand there: the channel is gone, or a right lacks. The log says why."""
    UNSURE = "unsure"
    """The platform did not answer."""


Post = Callable[[str, str, Page], Awaitable[Posted]]
"""Writes a page into a channel: `Visit.address`, and there a channel that was picked or `Visit.here`. Never raises."""


async def nowhere(address: str, channel: str, page: Page) -> Posted:
    return Posted.REFUSED
