"""Carries out the press of a button, and the form that it opened."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.desk import Action, Button, Desk, to_button, to_identifier, to_number
from bot.memory import Gap, Vote
from bot.model import Choice, Outcome, Question
from bot.pages import buttons
from bot.pages.answers import Answers
from bot.pages.browsing import Browsing
from bot.pages.curating import Curating
from bot.pages.digests import DIGEST_OFF, Digests
from bot.pages.help_pages import HelpPages
from bot.pages.helpers import HELPERS_OFF, Helpers
from bot.pages.page import Field, Form, Marks, Option, Page, PlatformTraits, Pressed, Removal, Visit, to_question
from bot.pages.proposing import Proposing, is_proposal
from bot.pages.settling import Settling
from bot.replies import CHOICES

_MEANT = "text"  # The field of the form for what was meant.
_Handler = Callable[[Button, Visit], Awaitable[Pressed]]


@dataclass(frozen=True, slots=True)
class Pressing:
    """A button works weeks later, in any process and release, since its identifier holds all that it needs."""

    desk: Desk
    traits: PlatformTraits
    answers: Answers
    browsing: Browsing
    settling: Settling
    curating: Curating
    proposing: Proposing
    helpers: Helpers
    digests: Digests
    help_pages: HelpPages

    async def press(self, identifier: str, visit: Visit, picked: Sequence[str] = ()) -> Pressed:
        """`picked`: the channels of a menu of channels; in other menus, the option itself is the identifier."""
        button = to_button(identifier)
        if button is not None and button.action is Action.SETTING:
            return await self._set(button.argument, visit, picked)
        handler = self._handlers().get(button.action) if button else None
        if button is None or handler is None:
            return Page(lead=self.desk.words.old_button, private=True)
        return await handler(button, visit)

    def _handlers(self) -> Mapping[Action, _Handler]:
        return {
            Action.CHOOSE: self._choose,
            Action.NONE_OF_THESE: self._choose,
            Action.ASK: self._ask,
            Action.GOOD: self._vote,
            Action.BAD: self._vote,
            Action.WRONG: self._report,
            Action.OUT_OF_DATE: self._report,
            Action.NOT_MEANT: self._not_meant,
            Action.FORM: self._form,
            Action.REMOVE: self._remove,
            Action.SHARE: self._share,
            Action.MORE: self._more,
            Action.TOPIC: self._topic,
            Action.CHART: lambda button, _: self.browsing.chart(button.argument, private=True),
            Action.DELETE: self._delete,
            Action.PRIVACY: self._privacy,
            Action.PERSON: self.helpers.press,
            Action.CURATE: self.curating.press,
        }

    async def submit(self, identifier: str, typed: Mapping[str, str], visit: Visit) -> Page:
        """`typed`: by the names of the form's fields. Note what the asker meant, and answer it if that is known."""
        button = to_button(identifier)
        if button is None:
            return Page(lead=self.desk.words.old_button, private=True)
        if is_proposal(button):
            return await self.proposing.submit(typed, visit)
        if button.action is Action.CURATE:
            return await self.curating.submit(button, typed, visit)
        # The only other form is that of `_form`.
        text = typed.get(_MEANT, "")
        self.desk.memory.feedback.note_gap(button.about, visit.asker, Gap.NOT_MEANT, text.strip())
        reply = await self.desk.reply(to_question(text, visit, self.traits), must_answer=True)
        if reply.outcome is not Outcome.ANSWER:
            return Page(lead=self.desk.words.meant_noted, private=True)
        page = await self.answers.show(reply, visit, private=True)
        return replace(page, notes=(*page.notes, self.desk.words.meant_noted))

    async def _set(self, what: str, visit: Visit, picked: Sequence[str]) -> Page:
        turn_off = {HELPERS_OFF: self.helpers.turn_off, DIGEST_OFF: self.digests.turn_off}.get(what)
        if turn_off is not None:
            return replace(await turn_off(visit), replaces=True)
        return await self.settling.change(visit, what, picked)

    async def _choose(self, button: Button, visit: Visit) -> Page:
        """For the asker, the answer replaces the choices; anybody else gets it privately."""
        own = await self.desk.memory.past.is_asker(button.about, visit.asker)
        entry = None if button.action is Action.NONE_OF_THESE else button.argument
        if entry is not None and self.desk.show(entry) is None:
            return self._gone()
        reply = await self.desk.choose(self._wordless(visit), entry, of=button.about)
        page = await self.answers.show(reply, visit, private=visit.private or not own)
        return replace(page, replaces=own and reply.outcome is not Outcome.BUSY)

    async def _ask(self, button: Button, visit: Visit) -> Page:
        """Answer a suggested question: privately, unless the presser asked the question above it."""
        if self.desk.show(button.argument) is None:
            return self._gone()
        own = not visit.private and await self.desk.memory.past.is_asker(button.about, visit.asker)
        reply = await self.desk.choose(self._wordless(visit), button.argument)
        return await self.answers.show(reply, visit, private=not own)

    async def _vote(self, button: Button, visit: Visit) -> Pressed:
        vote = Vote.GOOD if button.action is Action.GOOD else Vote.BAD
        votes = await self.desk.memory.feedback.vote(button.about, visit.asker, vote, pressed=True)
        shown = (await self.desk.memory.places.settings(visit.home)).show_votes
        is_counted = shown and votes.kept
        thumbs = buttons.thumbs(button.about, votes if is_counted else None)
        if votes.own is not Vote.BAD:
            told = self.desk.words.voted_good if votes.own else self.desk.words.vote_taken_back
            return Marks(thumbs, None if is_counted and visit.relabels else Page(lead=told, private=True))
        was = (
            (self.desk.words.was_wrong, Action.WRONG),
            (self.desk.words.was_out_of_date, Action.OUT_OF_DATE),
            (self.desk.words.was_not_mine, Action.NOT_MEANT),
        )
        row = tuple(buttons.button(label, action, button.about) for label, action in was)
        return Marks(thumbs, Page(lead=self.desk.words.voted_bad, rows=(row,), private=True))

    async def _report(self, button: Button, visit: Visit) -> Page:
        kind = Gap.WRONG if button.action is Action.WRONG else Gap.OUT_OF_DATE
        self.desk.memory.feedback.note_gap(button.about, visit.asker, kind)
        return Page(lead=self.desk.words.reported, private=True, replaces=visit.private)

    async def _not_meant(self, button: Button, visit: Visit) -> Pressed:
        self.desk.memory.feedback.note_gap(button.about, visit.asker, Gap.NOT_MEANT)
        found = await self.desk.why(self._wordless(visit), button.about)
        shown = found.answer.id if found and found.answer else ""
        others = [Choice(one.id, one.question) for one in found.matches if one.id != shown] if found else []
        if self.traits.forms:
            options = [Option(one.question, to_identifier(Button(Action.ASK, "", one.id))) for one in others[:CHOICES]]
            return replace(
                await self._form(button, visit),
                question=self.desk.words.meant if options else "",
                choices=tuple(options),
            )
        form = (buttons.button(self.desk.words.meant_else, Action.FORM, button.about),)
        return Page(
            lead=self.desk.words.meant if others else self.desk.words.meant_something,
            rows=(*buttons.questions(others[:CHOICES]), form),
            private=True,
            replaces=visit.private and not shown,
        )

    async def _form(self, button: Button, visit: Visit) -> Form:
        words, identifier = self.desk.words, to_identifier(Button(Action.FORM, button.about))
        field = Field(_MEANT, words.meant_label, words.meant_example)
        return Form(words.meant_form, identifier, (field,), button=words.meant_send)

    async def _remove(self, button: Button, visit: Visit) -> Pressed:
        if visit.may_moderate or await self.desk.memory.past.is_asker(button.about, visit.asker):
            return Removal()
        return Page(lead=self.desk.words.not_yours, private=True)

    async def _share(self, button: Button, visit: Visit) -> Page:
        if not await self.desk.memory.past.is_asker(button.about, visit.asker):
            return Page(lead=self.desk.words.not_yours, private=True)
        found = await self.desk.why(self._wordless(visit), button.about)
        entry = found.answer.id if found and found.answer else None
        if entry is None and (kept := await self.desk.memory.past.of(button.about)):
            entry = kept.entry  # Its question is not kept, but what answered it is.
        if entry is None or self.desk.show(entry) is None:
            return self._gone()
        reply = await self.desk.choose(self._wordless(visit), entry)
        return await self.answers.show(reply, visit, private=False)

    async def _more(self, button: Button, visit: Visit) -> Page:
        return self.answers.part(button.argument, to_number(button.about)) or self._gone()

    async def _topic(self, button: Button, visit: Visit) -> Page:
        page = self.browsing.topic(button.argument, to_number(button.about))
        return replace(page, replaces=visit.private) if page else self._gone()

    async def _delete(self, _: Button, visit: Visit) -> Page:
        return replace(await self.help_pages.delete(visit, confirmed=True), replaces=visit.private)

    async def _privacy(self, button: Button, visit: Visit) -> Page:
        is_export = button.argument == buttons.EXPORT
        return await (self.help_pages.export(visit) if is_export else self.help_pages.delete(visit))

    def _wordless(self, visit: Visit) -> Question:
        return to_question("", visit, self.traits)

    def _gone(self) -> Page:
        return Page(lead=self.desk.words.gone, rows=buttons.starters(self.desk), private=True)
