"""What may be set for a server or workspace: its settings in, the page that shows and changes them out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.desk import Action, Button, Desk, PlaceSettings, to_identifier
from bot.pages import buttons
from bot.pages.page import Page, PageMenu
from bot.pages.visit import Visit
from bot.replies import wording

_PRIVATE, _PUBLIC, _VOTES, _NO_VOTES, _CHANNELS, _ANY = (
    "private.on",
    "private.off",
    "votes.on",
    "votes.off",
    "channels",
    "channels.any",
)


class Settling:
    def __init__(self, desk: Desk, show_channel: str) -> None:
        self._desk = desk
        self._show_channel = show_channel

    async def of(self, visit: Visit) -> PlaceSettings:
        return await self._desk.settings(visit.home)

    async def show(self, visit: Visit) -> Page:
        refused = _refused(visit)
        return refused or self._page(await self.of(visit))

    async def change(self, visit: Visit, what: str, picked: Sequence[str] = ()) -> Page:
        """`what` as in the identifiers of the page; `picked` are the channels."""
        refused = _refused(visit)
        if refused:
            return refused
        now = await self.of(visit)
        changed = {
            _PRIVATE: replace(now, private=True),
            _PUBLIC: replace(now, private=False),
            _VOTES: replace(now, show_votes=True),
            _NO_VOTES: replace(now, show_votes=False),
            _CHANNELS: replace(now, channels=tuple(picked)),
            _ANY: replace(now, channels=()),
        }.get(what)
        if changed is None:
            return Page(lead=wording.OLD_BUTTON, private=True)
        if not await self._desk.change_settings(visit.home, changed):
            return Page(lead=wording.NOT_NOW, private=True)
        return replace(self._page(changed), replaces=True)

    def _page(self, now: PlaceSettings) -> Page:
        channels = wording.enumeration([self._show_channel.format(one) for one in now.channels])
        lines = (
            wording.SETTINGS_CHANNELS.format(channels=channels or wording.SETTINGS_ALL_CHANNELS),
            wording.SETTINGS_PRIVATE.format(who=wording.SETTINGS_TO_ASKER if now.private else wording.SETTINGS_TO_ALL),
            wording.SETTINGS_VOTES.format(shown=wording.SETTINGS_SHOWN if now.show_votes else wording.SETTINGS_HIDDEN),
        )
        alone = (wording.SETTINGS_MAKE_PUBLIC, _PUBLIC) if now.private else (wording.SETTINGS_MAKE_PRIVATE, _PRIVATE)
        votes = (wording.SETTINGS_HIDE_VOTES, _NO_VOTES) if now.show_votes else (wording.SETTINGS_SHOW_VOTES, _VOTES)
        anywhere = ((wording.SETTINGS_ANY_CHANNEL, _ANY),) if now.channels else ()
        row = tuple(buttons.button(label, Action.SETTING, "", what) for label, what in (alone, votes, *anywhere))
        menu = PageMenu(
            wording.SETTINGS_MENU,
            to_identifier(Button(Action.SETTING, "", _CHANNELS)),
            channels=True,
            chosen=now.channels,
        )
        return Page(
            wording.SETTINGS_TITLE,
            text="\n".join(f"- {line}" for line in lines),
            notes=(wording.SETTINGS_LEAD,),
            rows=(row,),
            menus=(menu,),
            private=True,
        )


def _refused(visit: Visit) -> Page | None:
    if not visit.channel:
        return Page(lead=wording.NO_SETTINGS, private=True)
    return None if visit.may_manage else Page(lead=wording.NOT_MANAGER, private=True)
