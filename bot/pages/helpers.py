"""Passes a question on to the people whom a server has named for it, once; makes the pages to name them."""

from contextlib import suppress
from dataclasses import replace

from bot.desk import Action, Button, Desk
from bot.memory import PassedOn, Passing, PlaceSettings, Rate, Remembered, StoreError, redacted
from bot.pages import buttons
from bot.pages.cutting import shortened
from bot.pages.page import Link, Page, PlatformTraits, Post, Posted, Visit
from bot.pages.settling import refused

HELPERS_OFF = "helpers.off"
OF_ASKER, OF_SERVER = Rate(3, 3_600), Rate(20, 3_600)  # Questions that are passed on at most.
_LONGEST = 1_000  # Characters of a question that helpers are shown.


class Helpers:
    def __init__(self, desk: Desk, traits: PlatformTraits, post: Post) -> None:
        self._desk, self._words = desk, desk.words
        self._traits, self._post = traits, post

    async def press(self, button: Button, visit: Visit) -> Page:
        return Page(lead=await self._passed_on(button.about, visit), private=True)

    async def show(self, visit: Visit) -> Page:
        return refused(visit, self._words) or self._page(await self._desk.memory.places.settings(visit.home))

    async def appoint(self, visit: Visit, channel: str, role: str, *, may_call: bool = True) -> Page:
        """`channel` or `role` may be empty; `may_call`: the bot has the right to mention the role."""
        words = self._words
        if denied := refused(visit, words):
            return denied
        hello = Page(lead=words.helpers_hello)
        if channel and await self._post(visit.address, channel, hello) is not Posted.DONE:
            return Page(text=words.no_way_there.format(channel=self._traits.channel.format(channel)), private=True)
        page = await self._change(visit, channel, role)
        return page if may_call else replace(page, notes=(*page.notes, words.helpers_not_called))

    async def turn_off(self, visit: Visit) -> Page:
        return refused(visit, self._words) or await self._change(visit, "", "")

    async def _change(self, visit: Visit, channel: str, role: str) -> Page:
        now = replace(await self._desk.memory.places.settings(visit.home), helpers_channel=channel, helpers_role=role)
        if not await self._desk.memory.places.change(visit.home, now):
            return Page(lead=self._words.not_now, private=True)
        return self._page(now)

    def _page(self, now: PlaceSettings) -> Page:
        words, traits = self._words, self._traits
        note = words.helpers_lead.format(command=traits.command("helpers"))
        if not now.has_helpers:
            return Page(words.helpers_title, text=words.helpers_none, notes=(note,), private=True)
        channel, role = now.helpers_channel, now.helpers_role
        where = traits.channel.format(channel) if channel else words.helpers_here
        who = traits.role.format(role) if role else words.helpers_nobody
        lines = (words.helpers_where.format(channel=where), words.helpers_called.format(role=who))
        off = buttons.button(words.turn_off, Action.SETTING, "", HELPERS_OFF)
        text = "\n".join(f"- {line}" for line in lines)
        return Page(words.helpers_title, text=text, notes=(note,), rows=((off,),), private=True)

    async def _passed_on(self, reply: str, visit: Visit) -> str:
        """Return the words for the presser. Raises StoreError if the database does not answer."""
        words, memory = self._words, self._desk.memory
        settings = await memory.places.settings(visit.home)
        if not settings.has_helpers:
            return words.person_not_offered
        found = await memory.past.of(reply)
        text = self._asked(found) if found else ""
        if not text:
            return words.gone
        if not await memory.past.is_asker(reply, visit.asker):
            return words.person_not_yours
        hashed, home = memory.hashed(visit.asker), memory.hashed_home(visit.place)
        passed = PassedOn(reply, hashed, home, self._desk.now().timestamp())
        passing = await memory.consult(lambda store: store.outreach.pass_on(passed, OF_ASKER, OF_SERVER))
        if passing is not Passing.DONE:
            return words.person_asked_already if passing is Passing.ALREADY else words.person_too_often
        page = self._for_helpers(text, visit, settings)
        posted = await self._post(visit.address, settings.helpers_channel or visit.here, page)
        if posted is Posted.DONE:
            return words.person_asked
        if posted is Posted.REFUSED:
            # It can be tried again once the channel is mended; where the database is away, it cannot.
            with suppress(StoreError):
                await memory.consult(lambda store: store.outreach.take_back(reply))
        return words.person_not_reached

    def _for_helpers(self, text: str, visit: Visit, settings: PlaceSettings) -> Page:
        """The asker's text stands in `Page.code`, where no platform reads markup or mentions."""
        return Page(
            lead=self._words.person_asks.format(name=visit.name),
            code=(shortened(redacted(text), _LONGEST),),
            link=Link(self._words.person_link, visit.link) if visit.link else None,
            calls=settings.helpers_role,
        )

    def _asked(self, found: Remembered) -> str:
        """For "none of these", the question that the choices were offered for."""
        before, text = found.asked_in, (found.text or "").strip()
        return before.question if not text or self._desk.said_none(found) else text
