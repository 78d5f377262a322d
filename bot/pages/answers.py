"""Makes the page of a reply, with all its buttons."""

from dataclasses import replace

from bot.desk import Action, Desk
from bot.model import SMALL_TALK, Answer, Outcome, Reply, Words
from bot.pages import buttons
from bot.pages.cutting import cut, flowing
from bot.pages.page import Page, PlatformTraits, Visit
from bot.pages.pictures import Pictures, pictured
from bot.replies import CHOICES, dated


class Answers:
    def __init__(self, desk: Desk, traits: PlatformTraits, pictures: Pictures) -> None:
        self._desk, self._words = desk, desk.words
        self._traits, self._pictures = traits, pictures

    async def show(self, reply: Reply, visit: Visit, *, private: bool) -> Page:
        """Draw the chart, too, if there is one. A busy reply without a message gives an empty page."""
        if reply.outcome is Outcome.UNKNOWN:
            helped = bool(visit.channel) and (await self._desk.memory.places.settings(visit.home)).has_helpers
            return self._unknown(reply, private, helped=helped)
        if reply.outcome is Outcome.BUSY:
            return Page(lead=reply.message, private=True)
        if reply.answer is None:
            return self._choices(reply, private)
        page = self._answer(reply, reply.answer, private, visit.may_share)
        return pictured(page, await self._pictures.draw(reply.answer.chart)) if reply.answer.chart else page

    def part(self, id: str, number: int) -> Page | None:
        """Return the part of a long answer with this number, from 0 on; None if it is gone."""
        answer = self._desk.show(id)
        parts = cut(flowing(answer.text), self._traits.text) if answer else ()
        if answer is None or number >= len(parts):
            return None
        return Page(answer.question, text=parts[number], rows=self._more(id, number + 1, len(parts)), private=True)

    def _choices(self, reply: Reply, private: bool) -> Page:
        rows = buttons.choices(reply.choices, reply.id, self._words)
        if not private:
            rows = (*rows[:-1], (*rows[-1], buttons.remove(reply.id)))
        return Page(lead=reply.line, rows=rows, private=private, reply=reply.id)

    def _unknown(self, reply: Reply, private: bool, *, helped: bool) -> Page:
        person = (buttons.button(self._words.person_button, Action.PERSON, reply.id),) if helped else ()
        last = person if private else (*person, buttons.remove(reply.id))
        rows = buttons.questions(reply.suggestions[:CHOICES])
        return Page(
            lead=reply.line,
            rows=(*rows, last) if last else rows,
            menus=buttons.topic_menus(self._desk, self._traits.options, 1, reply.topics),
            private=private,
            reply=reply.id,
        )

    def _answer(self, reply: Reply, answer: Answer, private: bool, shares: bool) -> Page:
        parts = self._parts(answer)
        page = Page(answer.question, text=parts[0], private=private, reply=reply.id)
        if answer.topic == SMALL_TALK:
            rows = () if private else ((buttons.remove(reply.id),),)
            return replace(page, title="", rows=rows)
        verdicts = buttons.verdicts(reply.id, self._words, private=private, shares=self._traits.shares and shares)
        more = self._more(answer.id, 1, len(parts))
        return replace(
            page,
            notes=_dates(answer, self._words),
            sources=tuple(dated(source, self._words) for source in answer.sources),
            sources_title=self._words.source_heading,
            rows=(*more, *buttons.questions(reply.suggestions, reply.id), verdicts),
        )

    def _parts(self, answer: Answer) -> tuple[str, ...]:
        """Cut the entry's own text as `part` does, so that "More" goes on at the right place; then put the words of the
        reply in front of the first part."""
        shown = self._desk.show(answer.id)
        own = shown.text if shown and answer.text.endswith(shown.text) else answer.text
        first, *others = cut(flowing(own), self._traits.text) or ("",)
        return (answer.text.removesuffix(own) + first, *others)

    def _more(self, id: str, next: int, parts: int) -> tuple[buttons.Row, ...]:
        """The button for the part with the number `next`, from 0 on, where there is one."""
        return ((buttons.button(self._words.more_button, Action.MORE, str(next), id),),) if next < parts else ()


def _dates(answer: Answer, words: Words) -> tuple[str, ...]:
    if not answer.as_of:
        return ()
    date = words.date(answer.as_of)
    stale = (words.stale.format(date=date),) if answer.stale else ()
    return (words.as_of.format(date=date), *stale)
