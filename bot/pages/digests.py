"""Sends each server the digest of its week, and makes the page that shows where it goes."""

import asyncio
import logging
from datetime import UTC, datetime

from bot.curating import Recorded, decision_outcomes, read_recorded
from bot.desk import Action, Desk
from bot.memory import Digest, StoreError
from bot.pages import buttons
from bot.pages.digest_page import digest_page
from bot.pages.page import Page, PlatformTraits, Post, Posted, Visit
from bot.pages.settling import refused
from bot.reporting import count

log = logging.getLogger(__name__)

DIGEST_OFF = "digest.off"
WEEK = 7 * 86_400.0
EVERY = 60.0  # Seconds between two looks at what is due.


class Digests:
    """`show`, `send_to` and `turn_off` raise StoreError if the database does not answer."""

    def __init__(self, desk: Desk, traits: PlatformTraits, post: Post) -> None:
        self._desk, self._words = desk, desk.words
        self._traits, self._post = traits, post

    async def show(self, visit: Visit) -> Page:
        if denied := refused(visit, self._words):
            return denied
        home = self._desk.memory.hashed_home(visit.place)
        return self._setting(await self._desk.memory.consult(lambda store: store.outreach.digest(home)))

    async def send_to(self, visit: Visit, channel: str) -> Page:
        words, memory = self._words, self._desk.memory
        if denied := refused(visit, words):
            return denied
        if await self._post(visit.address, channel, Page(lead=words.digest_hello)) is not Posted.DONE:
            return Page(text=words.no_way_there.format(channel=self._traits.channel.format(channel)), private=True)
        home, due = memory.hashed_home(visit.place), self._desk.now().timestamp() + WEEK
        digest = Digest(home, self._traits.platform, visit.address, channel, due)
        await memory.consult(lambda store: store.outreach.keep_digest(digest))
        return self._setting(digest)

    async def turn_off(self, visit: Visit) -> Page:
        if denied := refused(visit, self._words):
            return denied
        home = self._desk.memory.hashed_home(visit.place)
        await self._desk.memory.consult(lambda store: store.outreach.drop_digest(home))
        return self._setting(None)

    async def keep_sending(self) -> None:
        """Send digests until cancelled; several processes may run it."""
        while True:
            try:
                await self.send_due()
            except StoreError:
                log.debug("digests not looked for, the database does not answer")
            except Exception:
                log.exception("digests not sent")
            await asyncio.sleep(EVERY)

    async def send_due(self) -> None:
        """Raises StoreError."""
        now, platform = self._desk.now().timestamp(), self._traits.platform
        for digest in await self._desk.memory.consult(lambda store: store.outreach.due_digests(platform, now)):
            await self._send(digest, now)

    async def _send(self, digest: Digest, now: float) -> None:
        memory = self._desk.memory
        recorded = await memory.consult(lambda store: read_recorded(store, digest.home))
        page: Page | None = None
        try:
            # In a thread, for it takes long where much was asked, and others are answered meanwhile.
            page = await asyncio.to_thread(self._page_of_week, recorded, digest.due - WEEK)
        except Exception:
            log.exception("digest not made")  # Nor is it tried again before the next: others are due too.
        # The next one begins where this one ends, however late it is.
        taken = await memory.consult(lambda store: store.outreach.take_digest(digest, now + WEEK))
        if taken and page is not None:
            posted = await self._post(digest.address, digest.channel, page)
            log.info("digest %s platform=%s", posted, digest.platform)

    def _page_of_week(self, recorded: Recorded, since: float) -> Page | None:
        report = count(recorded, self._desk.base, since, self._desk.now().date())
        begun = datetime.fromtimestamp(since, UTC).date()
        return digest_page(report, tuple(decision_outcomes(recorded, since)), begun, self._desk.bot)

    def _setting(self, digest: Digest | None) -> Page:
        words = self._words
        note = words.digest_setting_lead.format(command=self._traits.command("digest"))
        if digest is None:
            return Page(words.digest_title, text=words.digest_none, notes=(note,), private=True)
        channel = self._traits.channel.format(digest.channel)
        due = words.date(datetime.fromtimestamp(digest.due, UTC).date().isoformat())
        off = buttons.button(words.turn_off, Action.SETTING, "", DIGEST_OFF)
        text = words.digest_where.format(channel=channel, date=due)
        return Page(words.digest_title, text=text, notes=(note,), rows=((off,),), private=True)
