"""Runs the handlers of requests that are acknowledged already: in their order, a few at a time."""

import asyncio
import logging
from time import monotonic

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

log = logging.getLogger(__name__)

AT_ONCE = 4  # More would let acknowledgements wait, since all share one event loop.
UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, RecursionError)
"""What bolt raises for a request of another shape than Slack's."""
_LULL = 0.01  # After so many seconds without a new request, the waiting ones are answered.
_LONGEST = 0.3  # Seconds that a request waits for this at most.


class Dispatcher:
    def __init__(self, app: AsyncApp) -> None:
        self.app = app
        self._room = asyncio.Semaphore(AT_ONCE)
        self._waiting: set[asyncio.Task[None]] = set()
        self._latest = 0.0

    def start(self, request: AsyncBoltRequest) -> None:
        """Return at once; a failure is only logged."""
        self._latest = monotonic()
        task = asyncio.create_task(self._dispatch(request))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def finish(self, within: float) -> None:
        if self._waiting:
            await asyncio.wait(self._waiting, timeout=within)

    async def _dispatch(self, request: AsyncBoltRequest) -> None:
        async with self._room:
            await self._lull()
            try:
                response = await self.app.async_dispatch(request)
            except Exception:
                log.exception("slack request failed")
                return
            if response.status != 200:
                log.warning("slack request not handled status=%d", response.status)

    async def _lull(self) -> None:
        """While many requests arrive, acknowledge them first: each answer blocks the event loop for milliseconds."""
        until = monotonic() + _LONGEST
        while len(self._waiting) > AT_ONCE and monotonic() < min(until, self._latest + _LULL):
            await asyncio.sleep(_LULL / 2)
