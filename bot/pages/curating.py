"""Curates in chat: turns the presses and forms of curators into pages."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace

from bot.curating import (
    Draft,
    Kind,
    Review,
    Suggestion,
    Wishes,
    make_review,
    read_recorded,
    store_decision,
    written_answer,
)
from bot.desk import Action, Button, Desk, to_number
from bot.memory import Decision, StoreError
from bot.model import BotError
from bot.pages.page import Form, Page, PlatformTraits, Visit
from bot.pages.suggested import ANSWER, ENTRY, SOURCE, TEXT, Do, Suggested, id_of, stamped

_Act = Callable[[Review], Awaitable[Page]]


def is_form(button: Button) -> bool:
    """Whether the button only opens a form."""
    return button.action is Action.CURATE and button.argument == Do.FORM


class Curating:
    """Remembers nothing between two presses: each looks anew at the records and decisions."""

    def __init__(self, desk: Desk, traits: PlatformTraits, admins: Collection[str]) -> None:
        """`admins` as askers."""
        self._desk, self._words = desk, desk.words
        self._suggested = Suggested(desk, traits)
        self._admins = frozenset(admins)

    def is_curator(self, visit: Visit) -> bool:
        return visit.asker in self._admins

    async def show(self, visit: Visit) -> Page:
        async def list_all(seen: Review) -> Page:
            return self._suggested.listed(seen)

        return await self._reviewing(visit, list_all)

    async def press(self, button: Button, visit: Visit) -> Page | Form:
        do, _, what = button.argument.partition(":")
        key, pages = button.about, self._suggested  # See `stamped`.
        if do == Do.FORM and self.is_curator(visit):
            return pages.form(key)

        async def act(seen: Review) -> Page:
            match do:
                case Do.SHOW:
                    return pages.alone(seen.suggestion(id_of(key)))
                case Do.ACCEPT:
                    return await self._accept(seen, key, Wishes(what or None), visit)
                case Do.REJECT:
                    one = seen.suggestion(id_of(key))
                    await self._keep(seen.rejecting(one, *self._by(visit)))
                    return pages.rejected(one)
                case Do.UNDO:
                    gone, undoing = seen.undoing(id_of(key), *self._by(visit))
                    await self._keep(undoing)
                    return pages.undone(gone.suggestion)
                case _:
                    return pages.listed(seen, skipped=to_number(what))

        return await self._reviewing(visit, act)

    async def submit(self, button: Button, typed: Mapping[str, str], visit: Visit) -> Page:
        async def accept(seen: Review) -> Page:
            wishes = self._wishes(typed, seen.suggestion(id_of(button.about)).draft)
            return await self._accept(seen, button.about, wishes, visit)

        return await self._reviewing(visit, accept)

    def _wishes(self, typed: Mapping[str, str], draft: Draft | None) -> Wishes:
        """A source without an answer or an entry belongs to the proposed answer."""
        text, entry, answer, source = (typed.get(name, "").strip() or None for name in (TEXT, ENTRY, ANSWER, SOURCE))
        if draft is not None and source is not None and answer is None and entry is None:
            answer = draft.answer
        today = self._desk.now().date().isoformat()
        written = written_answer(answer, source or "", today) if answer else None
        return Wishes.typed(entry, text, self._words.curate_answer, written)

    async def _reviewing(self, visit: Visit, act: _Act) -> Page:
        if not self.is_curator(visit):
            return Page(lead=self._words.not_curator, private=True)
        desk = self._desk
        try:
            recorded = await desk.memory.consult(read_recorded)
            base, today = desk.base, desk.now().date()
            # In a thread, for it takes long where much was asked, and others are answered meanwhile.
            page = await act(await asyncio.to_thread(make_review, recorded, base, today))
        except StoreError:
            page = Page(lead=self._words.not_now, private=True)
        except BotError as error:
            page = Page(lead=str(error), rows=((self._suggested.back(),),), private=True)
        return replace(page, replaces=visit.private)

    async def _accept(self, seen: Review, key: str, wishes: Wishes, visit: Visit) -> Page:
        one = seen.suggestion(id_of(key))
        # What goes in is what the curator has seen, and nothing that somebody asked since.
        if _takes_wordings(one, wishes) and key != stamped(one):
            return self._suggested.alone(one, self._words.curate_look_again)
        taken, refused = seen.tried(one, wishes)
        if refused:
            return self._suggested.refused(one, key, refused, seen)
        await self._keep(seen.accepting(one, taken, *self._by(visit)))
        return self._suggested.accepted(one, taken)

    def _by(self, visit: Visit) -> tuple[str, float]:
        return self._desk.memory.hashed(visit.asker), self._desk.now().timestamp()

    async def _keep(self, decision: Decision) -> None:
        await self._desk.memory.consult(lambda store: store_decision(store, decision))


def _takes_wordings(one: Suggestion, wishes: Wishes) -> bool:
    """Whether accepting takes in wordings of askers."""
    if one.kind is Kind.STALE:
        return False
    is_new_answer = wishes.answer is not None or one.draft is not None
    return is_new_answer or wishes.text is None  # Else the curator's own wording goes in instead.
