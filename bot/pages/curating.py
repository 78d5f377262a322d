"""Curating in chat: what a curator presses or writes about a suggestion in, the page or form that comes of it out.

What askers wrote stands in `Page.code` only, where no platform reads markup or mentions into it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b

from bot.curating import (
    Collision,
    Draft,
    Kind,
    Review,
    Suggestion,
    Taken,
    Wishes,
    decide,
    propose_draft,
    read_recorded,
    reviewed,
    written_answer,
)
from bot.desk import Action, Button, Desk, to_identifier
from bot.memory import Decision, StoreError, redacted
from bot.model import Accepted, BotError
from bot.pages import buttons
from bot.pages.cutting import shortened
from bot.pages.page import Field, Form, Page, PageButton, Style
from bot.pages.visit import Manner, Visit

A_PAGE = 5
_LINE = 200
"""Characters of a suggestion in the list."""
_LIST, _SHOW, _ACCEPT, _FORM, _REJECT, _UNDO, _DRAFT = "list", "show", "accept", "form", "reject", "undo", "draft"
_FIELDS = ("text", "entry", "answer", "source")
_DRAFTED = ("question", "answer", "source")
_Act = Callable[[Review], Awaitable[Page]]


def is_form(button: Button) -> bool:
    """Whether the button does nothing but to open a form."""
    return button.action is Action.CURATE and button.entry == _FORM


def is_draft(button: Button) -> bool:
    """Whether it depends on the rights of who sends the form."""
    return button.action is Action.CURATE and button.entry == _DRAFT


class Curating:
    """Nothing is remembered between two presses: each looks at what is recorded and decided by then."""

    def __init__(self, desk: Desk, manner: Manner, admins: Collection[str]) -> None:
        """`admins` as askers."""
        self._desk = desk
        self._words = desk.words
        # A platform may need more signs to show some as they stand.
        self._room = manner.text * 2 // 3
        self._admins = frozenset(admins)

    async def show(self, visit: Visit) -> Page:
        return await self._reviewing(visit, lambda seen: _at_once(self._listed(seen, 0)))

    async def press(self, button: Button, visit: Visit) -> Page | Form:
        do, _, what = button.entry.partition(":")
        key = button.reply
        if do == _FORM and visit.asker in self._admins:
            return self._form(key)
        acts: dict[str, _Act] = {
            _LIST: lambda seen: _at_once(self._listed(seen, int(what) if what.isdecimal() else 0)),
            _SHOW: lambda seen: _at_once(self._shown(seen.suggestion(_id(key)))),
            _ACCEPT: lambda seen: self._accept(seen, key, Wishes(what or None), visit),
            _REJECT: lambda seen: self._reject(seen, key, visit),
            _UNDO: lambda seen: self._undo(seen, key, visit),
        }
        return await self._reviewing(visit, acts.get(do, acts[_LIST]))

    def make_answer(self, text: str, question: str, visit: Visit) -> Page | Form:
        """A form for what somebody has answered; `question` is what they replied to, where that is known."""
        words = self._words
        if not self._may_propose(visit):
            return Page(lead=words.not_moderator, private=True)
        if not text.strip():
            return Page(lead=words.no_text, private=True)
        asked, answer, source = _DRAFTED
        fields = (
            Field(asked, words.draft_question, value=redacted(question)),
            Field(answer, words.draft_answer, longest=3_000, value="\n".join(map(redacted, text.split("\n")))),
            Field(source, words.curate_source, words.curate_source_example, required=False),
        )
        return Form(words.draft_form, to_identifier(Button(Action.CURATE, "", _DRAFT)), fields, words.meant_send)

    async def _propose(self, typed: Mapping[str, str], visit: Visit) -> Page:
        if not self._may_propose(visit):
            return Page(lead=self._words.not_moderator, private=True)
        question, answer, source = (typed.get(name, "").strip() for name in _DRAFTED)
        if not answer:
            return Page(lead=self._words.no_text, private=True)
        draft = Draft(question, answer, source, self._desk.now().date().isoformat())
        try:
            await self._desk.memory.consult(lambda store: propose_draft(store, draft, *self._by(visit)))
        except StoreError:
            return Page(lead=self._words.not_now, private=True)
        except BotError as error:
            return Page(lead=str(error), private=True)
        return Page(lead=self._words.draft_noted, private=True)

    def _may_propose(self, visit: Visit) -> bool:
        return visit.may_moderate or visit.asker in self._admins

    async def submit(self, button: Button, typed: Mapping[str, str], visit: Visit) -> Page:
        if is_draft(button):
            return await self._propose(typed, visit)
        text, entry, answer, source = (typed.get(name, "").strip() or None for name in _FIELDS)
        today = self._desk.now().date().isoformat()

        async def accept(seen: Review) -> Page:
            draft = seen.suggestion(_id(button.reply)).draft
            told = answer or (draft.answer if draft and source and not entry else None)
            written = written_answer(told, source or "", today) if told else None
            return await self._accept(
                seen, button.reply, Wishes(entry, text, self._words.curate_answer, written), visit
            )

        return await self._reviewing(visit, accept)

    async def _reviewing(self, visit: Visit, act: _Act) -> Page:
        if visit.asker not in self._admins:
            return Page(lead=self._words.not_curator, private=True)
        desk = self._desk
        try:
            recorded = await desk.memory.consult(read_recorded)
            base, today = desk.bot.with_accepted(Accepted()), desk.now().date()
            page = await act(await asyncio.to_thread(reviewed, recorded, base, today))
        except StoreError:
            page = Page(lead=self._words.not_now)
        except BotError as error:
            page = Page(lead=str(error), rows=((self._back(),),))
        return replace(page, private=True, replaces=visit.private)

    def _listed(self, seen: Review, skipped: int) -> Page:
        shown = list(enumerate(seen.suggestions))[skipped : skipped + A_PAGE]
        lines = [line for number, one in shown for line in (*self._summary(number + 1, one), "")]
        opening = tuple(_button(f"{number + 1}", one.id, _SHOW) for number, one in shown)
        ways: buttons.Row = (_button(self._words.curate_back, "", _LIST),) if skipped else ()
        if skipped + A_PAGE < len(seen.suggestions):
            ways += (_button(self._words.more_button, "", f"{_LIST}:{skipped + A_PAGE}"),)
        if seen.decided.standing:
            ways += (_button(self._words.curate_undo_last, seen.decided.standing[-1].suggestion, _UNDO),)
        return Page(
            self._words.curate_title,
            lead=self._words.curate_lead.format(count=len(seen.suggestions)) if shown else self._words.curate_none,
            code=tuple(lines[:-1]),
            rows=tuple(row for row in (opening, ways) if row),
        )

    def _summary(self, number: int, one: Suggestion) -> tuple[str, str]:
        return f"{number}  {shortened(_line(one.text), _LINE)}", f"   {shortened(self._why(one), _LINE)}"

    def _why(self, one: Suggestion) -> str:
        return _line(f"{self._words.suggestions[one.kind].format(entry=one.entry)}: {one.reason}")

    def _shown(self, one: Suggestion, lead: str = "") -> Page:
        """With all that accepting it would take in; where that is too much, it can only be written anew."""
        lines = tuple(self._told(one))
        whole = sum(len(line) + 1 for line in lines) <= self._room
        key = f"{one.id}-{_stamp(one)}" if whole else one.id
        row: buttons.Row = (
            _button(self._words.curate_change, key, _FORM),
            _button(self._words.curate_reject, one.id, _REJECT, Style.DANGER),
            self._back(),
        )
        near: tuple[buttons.Row, ...] = ()
        if whole and one.wordings and (one.draft or one.kind in (Kind.PHRASING, Kind.OUT_OF_SCOPE)):
            row = (_button(self._words.curate_accept, key, _ACCEPT, Style.MAIN), *row)
        elif whole and one.wordings and one.kind is not Kind.STALE:
            near = tuple(self._asks_for(one, key))
        lead = lead or ("" if whole else self._words.curate_too_many)
        return Page(self._words.curate_title, lead=lead, code=_fitting(lines, self._room), rows=(*near, row))

    def _told(self, one: Suggestion) -> Iterator[str]:
        yield _line(one.text)
        yield self._why(one)
        yield from (self._words.curate_meant.format(text=_line(text)) for text in one.meant)
        if one.draft:
            told = (*one.draft.answer.split("\n"), one.draft.source)
            yield from ("", self._words.curate_draft, *map(_line, filter(str.strip, told)))
        if one.wordings and one.kind is not Kind.STALE:
            yield from ("", self._words.curate_takes_in)
            yield from (f"+ {_line(text)}" for text in one.wordings)

    def _asks_for(self, one: Suggestion, key: str) -> Iterator[buttons.Row]:
        """The entries that it may ask for after all."""
        for id, _ in one.nearest:
            answer = self._desk.show(id)
            if answer is not None and id != one.entry:
                yield (_button(self._words.curate_asks_for.format(question=answer.question), key, f"{_ACCEPT}:{id}"),)

    def _form(self, key: str) -> Form:
        words = self._words
        text, entry, answer, source = _FIELDS
        fields = (
            Field(text, words.curate_text, words.curate_text_example, required=False),
            Field(entry, words.curate_entry, words.curate_entry_example, 64, required=False),
            Field(answer, words.curate_answer, words.curate_answer_example, 3_000, required=False),
            Field(source, words.curate_source, words.curate_source_example, required=False),
        )
        return Form(words.curate_form, to_identifier(Button(Action.CURATE, key, _FORM)), fields, words.meant_send)

    async def _accept(self, seen: Review, key: str, wishes: Wishes, visit: Visit) -> Page:
        one = seen.suggestion(_id(key))
        if wishes.text is None and one.kind is not Kind.STALE and key != f"{one.id}-{_stamp(one)}":
            # What goes in is what the curator has seen, and nothing that somebody asked since.
            return self._shown(one, self._words.curate_look_again)
        taken, refused = seen.proposed(one, wishes)
        if refused:
            return self._refused(one, key, refused, seen)
        await self._keep(seen.accepting(one, taken, *self._by(visit)))
        return self._decided(one, self._accepted(taken), taken.texts)

    def _accepted(self, taken: Taken) -> str:
        if taken.keys:
            return self._words.curate_renewed.format(entry=taken.entry)
        words = self._words
        return words.curate_accepted.format(entry=taken.entry) if taken.entry else words.curate_declined

    def _refused(self, one: Suggestion, key: str, refused: Sequence[Collision], seen: Review) -> Page:
        lines = [
            line
            for each in refused
            for line in (
                _line(each.text),
                "   " + self._words.curate_now.format(entry=seen.named(each.now), reason=each.reason),
                "   " + self._words.curate_then.format(entry=seen.named(each.then)),
            )
        ]
        row = (_button(self._words.curate_change, key, _FORM), _button(self._words.curate_reject, one.id, _REJECT))
        return Page(
            self._words.curate_title,
            lead=self._words.curate_refused,
            code=_fitting(lines, self._room),
            rows=((*row, self._back()),),
        )

    async def _reject(self, seen: Review, key: str, visit: Visit) -> Page:
        one = seen.suggestion(_id(key))
        await self._keep(seen.rejecting(one, *self._by(visit)))
        return self._decided(one, self._words.curate_rejected, (one.text,))

    async def _undo(self, seen: Review, key: str, visit: Visit) -> Page:
        gone, undoing = seen.undoing(_id(key), *self._by(visit))
        await self._keep(undoing)
        row = (_button(self._words.curate_show, gone.suggestion, _SHOW), self._back())
        return Page(self._words.curate_title, lead=self._words.curate_undone.format(id=gone.suggestion), rows=(row,))

    def _decided(self, one: Suggestion, lead: str, texts: Sequence[str]) -> Page:
        row = (_button(self._words.curate_undo, one.id, _UNDO), self._back())
        code = _fitting([_line(text) for text in texts], self._room)
        return Page(self._words.curate_title, lead=lead, code=code, rows=(row,))

    def _back(self) -> PageButton:
        return _button(self._words.curate_back, "", _LIST)

    def _by(self, visit: Visit) -> tuple[str, float]:
        """Who decides, and when."""
        return self._desk.memory.hashed(visit.asker), self._desk.now().timestamp()

    async def _keep(self, decision: Decision) -> None:
        await self._desk.memory.consult(lambda store: decide(store, decision))


def _button(label: str, key: str, do: str, style: Style = Style.PLAIN) -> PageButton:
    return buttons.button(label, Action.CURATE, key, do, style)


def _stamp(one: Suggestion) -> str:
    """Tells whether what would go in is what was shown."""
    return blake2b(
        "\n".join((str(one.draft), *one.wordings)).encode("utf-8", "surrogatepass"), digest_size=2
    ).hexdigest()


def _id(key: str) -> str:
    """Of the suggestion, without the stamp."""
    return key.partition("-")[0]


def _line(text: str) -> str:
    return " ".join(text.split())


def _fitting(lines: Sequence[str], room: int) -> tuple[str, ...]:
    """As many as there is room for."""
    found: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return (*found, "…")
        found.append(line)
    return tuple(found)


async def _at_once(page: Page) -> Page:
    return page
