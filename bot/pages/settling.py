"""Makes the page that shows and changes the settings of a server or workspace."""

from collections.abc import Sequence
from dataclasses import replace

from bot.desk import Action, Button, Desk, to_identifier
from bot.memory import PlaceSettings
from bot.model import Words
from bot.pages import buttons
from bot.pages.page import Page, PageMenu, PlatformTraits, Visit

_PRIVATE, _PUBLIC, _VOTES, _NO_VOTES = "private.on", "private.off", "votes.on", "votes.off"
_CHANNELS, _ANY = "channels", "channels.any"


class Settling:
    def __init__(self, desk: Desk, traits: PlatformTraits) -> None:
        self._desk, self._words = desk, desk.words
        self._traits = traits

    async def show(self, visit: Visit) -> Page:
        return refused(visit, self._words) or self._page(await self._desk.memory.places.settings(visit.home))

    async def change(self, visit: Visit, what: str, picked: Sequence[str] = ()) -> Page:
        """`what` as in the identifiers of the page; `picked` are the channels."""
        if denied := refused(visit, self._words):
            return denied
        now = await self._desk.memory.places.settings(visit.home)
        changed = {
            _PRIVATE: replace(now, private=True),
            _PUBLIC: replace(now, private=False),
            _VOTES: replace(now, show_votes=True),
            _NO_VOTES: replace(now, show_votes=False),
            _CHANNELS: replace(now, channels=tuple(picked)),
            _ANY: replace(now, channels=()),
        }.get(what)
        if changed is None:
            return Page(lead=self._words.old_button, private=True)
        if not await self._desk.memory.places.change(visit.home, changed):
            return Page(lead=self._words.not_now, private=True)
        return replace(self._page(changed), replaces=True)

    def _page(self, now: PlaceSettings) -> Page:
        words = self._words
        channels = words.listed([self._traits.channel.format(one) for one in now.channels])
        lines = (
            words.settings_channels.format(channels=channels or words.settings_all_channels),
            self._audience(now),
            words.settings_votes.format(shown=words.settings_shown if now.show_votes else words.settings_hidden),
        )
        alone = (words.settings_make_public, _PUBLIC) if now.private else (words.settings_make_private, _PRIVATE)
        votes = (words.settings_hide_votes, _NO_VOTES) if now.show_votes else (words.settings_show_votes, _VOTES)
        anywhere = ((words.settings_any_channel, _ANY),) if now.channels else ()
        row = tuple(buttons.button(label, Action.SETTING, "", what) for label, what in (alone, votes, *anywhere))
        identifier = to_identifier(Button(Action.SETTING, "", _CHANNELS))
        menu = PageMenu(words.settings_menu, identifier, channels=True, chosen=now.channels)
        return Page(
            words.settings_title,
            text="\n".join(f"- {line}" for line in lines),
            notes=(words.settings_lead,),
            rows=(row,),
            menus=(menu,),
            private=True,
        )

    def _audience(self, now: PlaceSettings) -> str:
        """Who sees answers: to commands, or at least to messages that are picked."""
        words = self._words
        if self._traits.commands_alone:
            who = words.settings_picked_to_asker if now.private else words.settings_picked_to_all
            return words.settings_picked.format(command=words.commands["answer_this"], who=who)
        return words.settings_private.format(who=words.settings_to_asker if now.private else words.settings_to_all)


def refused(visit: Visit, words: Words) -> Page | None:
    """None if the visitor may see and change the settings."""
    if not visit.channel:
        return Page(lead=words.no_settings, private=True)
    return None if visit.may_manage else Page(lead=words.not_manager, private=True)
