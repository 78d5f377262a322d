"""Curating in chat: presses and forms of curators and of who proposes an answer, and the pages that follow."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace

from bot.curating import Draft, Kind, Review, Wishes, decide, propose_draft, read_recorded, reviewed, written_answer
from bot.desk import Action, Button, Desk, to_identifier
from bot.memory import Decision, StoreError, redacted
from bot.model import BotError
from bot.pages.page import Field, Form, Page
from bot.pages.suggested import ANSWER, ENTRY, SOURCE, TEXT, Do, Suggested, id_of, stamped
from bot.pages.visit import PlatformTraits, Visit

_Act = Callable[[Review], Awaitable[Page]]


def is_form(button: Button) -> bool:
    """Whether the button does nothing but to open a form."""
    return button.action is Action.CURATE and button.entry == Do.FORM


class Curating:
    """Nothing is remembered between two presses: each looks at what is recorded and decided by then."""

    def __init__(self, desk: Desk, traits: PlatformTraits, admins: Collection[str]) -> None:
        """`admins` as askers."""
        self._desk = desk
        self._words = desk.words
        self._suggested = Suggested(desk, traits)
        self._admins = frozenset(admins)

    def is_curator(self, visit: Visit) -> bool:
        return visit.asker in self._admins

    async def show(self, visit: Visit) -> Page:
        return await self._reviewing(visit, lambda seen: _at_once(self._suggested.listed(seen)))

    async def press(self, button: Button, visit: Visit) -> Page | Form:
        do, _, what = button.entry.partition(":")
        key, pages = button.reply, self._suggested
        if do == Do.FORM and self.is_curator(visit):
            return pages.form(key)
        acts: dict[str, _Act] = {
            Do.SHOW: lambda seen: _at_once(pages.shown(seen.suggestion(id_of(key)))),
            Do.ACCEPT: lambda seen: self._accept(seen, key, Wishes(what or None), visit),
            Do.REJECT: lambda seen: self._reject(seen, key, visit),
            Do.UNDO: lambda seen: self._undo(seen, key, visit),
        }
        skipped = int(what) if what.isdecimal() else 0
        return await self._reviewing(visit, acts.get(do, lambda seen: _at_once(pages.listed(seen, skipped))))

    async def submit(self, button: Button, typed: Mapping[str, str], visit: Visit) -> Page:
        text, entry, answer, source = (typed.get(name, "").strip() or None for name in (TEXT, ENTRY, ANSWER, SOURCE))

        async def accept(seen: Review) -> Page:
            draft = seen.suggestion(id_of(button.reply)).draft
            told = answer or (draft.answer if draft and source and not entry else None)
            today = self._desk.now().date().isoformat()
            written = written_answer(told, source or "", today) if told else None
            wishes = Wishes(entry, text, self._words.curate_answer, written)
            return await self._accept(seen, button.reply, wishes, visit)

        return await self._reviewing(visit, accept)

    async def _reviewing(self, visit: Visit, act: _Act) -> Page:
        if not self.is_curator(visit):
            return Page(lead=self._words.not_curator, private=True)
        desk = self._desk
        try:
            recorded = await desk.memory.consult(read_recorded)
            base, today = desk.base, desk.now().date()
            # In a thread, for it takes long where much was asked, and others are answered meanwhile.
            page = await act(await asyncio.to_thread(reviewed, recorded, base, today))
        except StoreError:
            page = Page(lead=self._words.not_now, private=True)
        except BotError as error:
            page = Page(lead=str(error), rows=((self._suggested.back(),),), private=True)
        return replace(page, replaces=visit.private)

    async def _accept(self, seen: Review, key: str, wishes: Wishes, visit: Visit) -> Page:
        one = seen.suggestion(id_of(key))
        takes_wordings = one.kind is not Kind.STALE and (wishes.text is None or wishes.answer is not None or one.draft)
        if takes_wordings and key != stamped(one):
            # What goes in is what the curator has seen, and nothing that somebody asked since.
            return self._suggested.shown_again(one)
        taken, refused = seen.tried(one, wishes)
        if refused:
            return self._suggested.refused(one, key, refused, seen)
        await self._keep(seen.accepting(one, taken, *self._by(visit)))
        return self._suggested.accepted(one, taken)

    async def _reject(self, seen: Review, key: str, visit: Visit) -> Page:
        one = seen.suggestion(id_of(key))
        await self._keep(seen.rejecting(one, *self._by(visit)))
        return self._suggested.rejected(one)

    async def _undo(self, seen: Review, key: str, visit: Visit) -> Page:
        gone, undoing = seen.undoing(id_of(key), *self._by(visit))
        await self._keep(undoing)
        return self._suggested.undone(gone.suggestion)

    def _by(self, visit: Visit) -> tuple[str, float]:
        return self._desk.memory.hashed(visit.asker), self._desk.now().timestamp()

    async def _keep(self, decision: Decision) -> None:
        await self._desk.memory.consult(lambda store: decide(store, decision))


async def _at_once(page: Page) -> Page:
    return page


_QUESTION, _ANSWER, _SOURCE = "question", "answer", "source"


def is_proposal(button: Button) -> bool:
    """Whether the form depends on the rights of who sends it."""
    return button.action is Action.CURATE and button.entry == Do.PROPOSE


class Proposing:
    """For who moderates and for curators; a curator decides what becomes of it."""

    def __init__(self, desk: Desk, is_curator: Callable[[Visit], bool]) -> None:
        self._desk = desk
        self._words = desk.words
        self._is_curator = is_curator

    def open(self, text: str, visit: Visit, question: str = "") -> Page | Form:
        """A form for somebody's message, which replied to `question`, where that is known."""
        words = self._words
        if not self._may(visit):
            return Page(lead=words.not_moderator, private=True)
        if not text.strip():
            return Page(lead=words.no_text, private=True)
        kept = "\n".join(map(redacted, text.split("\n")))
        fields = (
            Field(_QUESTION, words.draft_question, value=redacted(question)),
            Field(_ANSWER, words.draft_answer, longest=3_000, value=kept),
            Field(_SOURCE, words.curate_source, words.curate_source_example, required=False),
        )
        return Form(words.draft_form, to_identifier(Button(Action.CURATE, "", Do.PROPOSE)), fields, words.meant_send)

    async def submit(self, typed: Mapping[str, str], visit: Visit) -> Page:
        return Page(lead=await self._kept(typed, visit), private=True)

    async def _kept(self, typed: Mapping[str, str], visit: Visit) -> str:
        if not self._may(visit):
            return self._words.not_moderator
        question, answer, source = (typed.get(name, "").strip() for name in (_QUESTION, _ANSWER, _SOURCE))
        if not answer:
            return self._words.no_text
        now, memory = self._desk.now(), self._desk.memory
        draft = Draft(question, answer, source, now.date().isoformat())
        proposer = memory.hashed(visit.asker)
        try:
            await memory.consult(lambda store: propose_draft(store, draft, proposer, now.timestamp()))
        except StoreError:
            return self._words.not_now
        except BotError as error:
            return str(error)
        return self._words.draft_noted

    def _may(self, visit: Visit) -> bool:
        return visit.may_moderate or self._is_curator(visit)
