"""Curates in chat: turns the presses and forms of curators, and of people who propose answers, into pages."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace

from bot.curating import (
    Draft,
    Kind,
    Review,
    Suggestion,
    Wishes,
    make_review,
    propose_draft,
    read_recorded,
    store_decision,
    written_answer,
)
from bot.desk import Action, Button, Desk, to_identifier, to_number
from bot.memory import Decision, StoreError, redacted
from bot.model import BotError
from bot.pages.page import Field, Form, Page, PlatformTraits, Visit
from bot.pages.suggested import ANSWER, ENTRY, LONGEST_ANSWER, SOURCE, TEXT, Do, Suggested, id_of, stamped

_QUESTION = "question"  # A field of a proposal; the others are called as in a curator's form.

_LINK = re.compile(r"\[([^\[\]]++)\]\(([^()\s]++)\)")
_MARK = re.compile(r"[*`]|~~")

_Act = Callable[[Review], Awaitable[Page]]


def is_form(button: Button) -> bool:
    """Whether the button only opens a form."""
    return button.action is Action.CURATE and button.argument == Do.FORM


def is_proposal(button: Button) -> bool:
    """Whether the button sends a proposal, which depends on the rights of the sender."""
    return button.action is Action.CURATE and button.argument == Do.PROPOSE


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
        if is_proposal(button):
            return Page(lead=await self._proposed(typed, visit), private=True)

        async def accept(seen: Review) -> Page:
            wishes = self._wishes(typed, seen.suggestion(id_of(button.about)).draft)
            return await self._accept(seen, button.about, wishes, visit)

        return await self._reviewing(visit, accept)

    async def propose(self, text: str, visit: Visit, question: str = "") -> Page | Form:
        """Return a form for somebody's message, which replied to `question`, if that is known."""
        words = self._words
        if not self._may_propose(visit):
            return Page(lead=words.not_moderator, private=True)
        if not text.strip():
            return Page(lead=words.no_text, private=True)
        kept = "\n".join(map(_redacted_markdown, text.split("\n")))
        fields = (
            Field(_QUESTION, words.draft_question, value=redacted(question)),
            Field(ANSWER, words.draft_answer, longest=LONGEST_ANSWER, value=kept),
            Field(SOURCE, words.curate_source, words.curate_source_example, required=False),
        )
        return Form(words.draft_form, to_identifier(Button(Action.CURATE, "", Do.PROPOSE)), fields, words.meant_send)

    async def _proposed(self, typed: Mapping[str, str], visit: Visit) -> str:
        """Note a draft for a curator to decide about, and return the words for the proposer."""
        if not self._may_propose(visit):
            return self._words.not_moderator
        question, answer, source = (typed.get(name, "").strip() for name in (_QUESTION, ANSWER, SOURCE))
        if not answer:
            return self._words.no_text
        draft = Draft(question, answer, source, self._desk.now().date().isoformat())
        proposer, at = self._by(visit)
        try:
            await self._desk.memory.consult(lambda store: propose_draft(store, draft, proposer, at))
        except StoreError:
            return self._words.not_now
        except BotError as error:
            return str(error)
        return self._words.draft_noted

    def _wishes(self, typed: Mapping[str, str], draft: Draft | None) -> Wishes:
        """A source without an answer or an entry belongs to the proposed answer."""
        text, entry, answer, source = (typed.get(name, "").strip() or None for name in (TEXT, ENTRY, ANSWER, SOURCE))
        if draft is not None and source is not None and answer is None and entry is None:
            answer = draft.answer
        today = self._desk.now().date().isoformat()
        written = written_answer(answer, source or "", today) if answer else None
        return Wishes(entry, text, self._words.curate_answer, written)

    def _may_propose(self, visit: Visit) -> bool:
        return visit.may_moderate or self.is_curator(visit)

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


def _redacted_markdown(line: str) -> str:
    """A link loses its address where that holds something to redact; all marks go where they hid something.

    **Ask** ann@example.com               **Ask** [email]
    **Ask** ann@**example.com**           Ask [email]
    [the chat](https://host/x?user=ann)   the chat
    """
    line = _LINK.sub(lambda found: found[0] if redacted(found[2]) == found[2] else found[1], line)
    marked, plain = redacted(line), redacted(_MARK.sub("", line))
    return marked if _MARK.sub("", marked) == plain else plain
