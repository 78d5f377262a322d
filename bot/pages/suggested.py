"""Makes the pages and forms of suggestions to a curator. The askers' texts stand only in `Page.code`, where no platform
reads markup or mentions."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from hashlib import blake2b

from bot.curating import Collision, Kind, Review, Suggestion, Taken
from bot.desk import Action, Button, Desk, to_identifier
from bot.knowledge import one_line
from bot.pages import buttons
from bot.pages.cutting import shortened
from bot.pages.page import Field, Form, Page, PageButton, PlatformTraits, Style

A_PAGE = 5  # Suggestions of a list that are shown at once: as many as a row has buttons to open them.
LONGEST_ANSWER = 3_000  # Characters that may be typed.
_LONGEST_ID = 64  # Characters of an id that is generated; others are shorter.
_LINE = 200  # Characters of a suggestion in the list.
TEXT, ENTRY, ANSWER, SOURCE = "text", "entry", "answer", "source"  # Names of the fields of the form.


class Do(StrEnum):
    """Never renamed, since identifiers of buttons hold it."""

    LIST = "list"  # Followed by the number of suggestions that were shown before.
    SHOW = "show"
    ACCEPT = "accept"  # Followed by the entry that answers it, where it is another than was suggested.
    FORM = "form"
    REJECT = "reject"
    UNDO = "undo"
    PROPOSE = "draft"


class Suggested:
    def __init__(self, desk: Desk, traits: PlatformTraits) -> None:
        self._desk, self._words = desk, desk.words
        # A platform may need more signs to show some as they stand.
        self._room = traits.text * 2 // 3

    def listed(self, seen: Review, skipped: int = 0) -> Page:
        numbered = list(enumerate(seen.suggestions, 1))[skipped : skipped + A_PAGE]
        lines = [line for number, one in numbered for line in (*self._summary(number, one), "")]
        opening = tuple(_button(f"{number}", one.id, Do.SHOW) for number, one in numbered)
        moving: buttons.Row = (self.back(),) if skipped else ()
        if skipped + A_PAGE < len(seen.suggestions):
            moving += (_button(self._words.more_button, "", f"{Do.LIST}:{skipped + A_PAGE}"),)
        if seen.decided.rulings:
            moving += (_button(self._words.curate_undo_last, seen.decided.rulings[-1].suggestion, Do.UNDO),)
        lead = self._words.curate_lead.format(count=len(seen.suggestions)) if numbered else self._words.curate_none
        return self._page(lead, lines[:-1], *(row for row in (opening, moving) if row))

    def alone(self, one: Suggestion, lead: str = "") -> Page:
        """Show all that accepting takes in; if that is too much, the curator has to write the wordings anew."""
        lines = tuple(self._lines(one))
        if sum(len(line) + 1 for line in lines) > self._room:
            # Without a stamp, so that none of the wordings can be taken in unseen.
            return self._page(self._words.curate_too_many, lines, self._last_row(one, one.id))
        key = stamped(one)
        if not one.wordings:
            return self._page(lead, lines, self._last_row(one, key))
        if one.draft or one.kind in (Kind.PHRASING, Kind.OUT_OF_SCOPE):
            accept = _button(self._words.curate_accept, key, Do.ACCEPT, Style.MAIN)
            return self._page(lead, lines, (accept, *self._last_row(one, key)))
        return self._page(lead, lines, *self._asks_for(one, key), self._last_row(one, key))

    def form(self, key: str) -> Form:
        words = self._words
        fields = (
            Field(TEXT, words.curate_text, words.curate_text_example, required=False),
            Field(ENTRY, words.curate_entry, words.curate_entry_example, _LONGEST_ID, required=False),
            Field(ANSWER, words.curate_answer, words.curate_answer_example, LONGEST_ANSWER, required=False),
            Field(SOURCE, words.curate_source, words.curate_source_example, required=False),
        )
        return Form(words.curate_form, to_identifier(Button(Action.CURATE, key, Do.FORM)), fields, words.meant_send)

    def refused(self, one: Suggestion, key: str, refused: Sequence[Collision], seen: Review) -> Page:
        words, lines = self._words, []
        for each in refused:
            lines.append(one_line(each.text))
            lines.append("   " + words.curate_now.format(entry=seen.named(each.now), reason=each.reason))
            lines.append("   " + words.curate_then.format(entry=seen.named(each.then)))
        return self._page(words.curate_refused, lines, self._last_row(one, key, Style.PLAIN))

    def accepted(self, one: Suggestion, taken: Taken) -> Page:
        words = self._words
        answered = words.curate_renewed if taken.is_renewal else words.curate_accepted
        told = answered.format(entry=taken.entry) if taken.entry else words.curate_declined
        return self._decided(one, told, taken.texts)

    def rejected(self, one: Suggestion) -> Page:
        return self._decided(one, self._words.curate_rejected, (one.text,))

    def undone(self, id: str) -> Page:
        row = (_button(self._words.curate_show, id, Do.SHOW), self.back())
        return self._page(self._words.curate_undone.format(id=id), (), row)

    def back(self) -> PageButton:
        return _button(self._words.curate_back, "", Do.LIST)

    def _decided(self, one: Suggestion, lead: str, texts: Sequence[str]) -> Page:
        undo = _button(self._words.curate_undo, one.id, Do.UNDO)
        return self._page(lead, [one_line(text) for text in texts], (undo, self.back()))

    def _last_row(self, one: Suggestion, key: str, rejecting: Style = Style.DANGER) -> buttons.Row:
        change = _button(self._words.curate_change, key, Do.FORM)
        return (change, _button(self._words.curate_reject, one.id, Do.REJECT, rejecting), self.back())

    def _asks_for(self, one: Suggestion, key: str) -> Iterator[buttons.Row]:
        for id, _ in one.nearest:
            answer = self._desk.show(id)
            if answer is not None and id != one.entry:
                label = self._words.curate_asks_for.format(question=answer.question)
                yield (_button(label, key, f"{Do.ACCEPT}:{id}"),)

    def _summary(self, number: int, one: Suggestion) -> tuple[str, str]:
        return f"{number}  {shortened(one_line(one.text), _LINE)}", f"   {shortened(self._why(one), _LINE)}"

    def _why(self, one: Suggestion) -> str:
        return one_line(f"{self._words.suggestions[one.kind].format(entry=one.entry)}: {one.reason}")

    def _lines(self, one: Suggestion) -> Iterator[str]:
        yield one_line(one.text)
        yield self._why(one)
        yield from (self._words.curate_meant.format(text=one_line(text)) for text in one.meant)
        if one.draft:
            told = (*one.draft.answer.split("\n"), one.draft.source)
            yield from ("", self._words.curate_draft, *map(one_line, filter(str.strip, told)))
        if one.wordings:
            yield from ("", self._words.curate_takes_in)
            yield from (f"+ {one_line(text)}" for text in one.wordings)

    def _page(self, lead: str, lines: Sequence[str], *rows: buttons.Row) -> Page:
        return Page(self._words.curate_title, lead=lead, code=_fitting(lines, self._room), rows=rows, private=True)


def stamped(one: Suggestion) -> str:
    """The key of a suggestion that was shown whole: its id and a stamp of four characters, which changes with the
    wordings and the draft, so that curators accept only what they saw. A key without a stamp accepts no wordings."""
    whole = "\n".join((str(one.draft), *one.wordings))
    return f"{one.id}-{blake2b(whole.encode('utf-8', 'surrogatepass'), digest_size=2).hexdigest()}"


def id_of(key: str) -> str:
    return key.partition("-")[0]


def _button(label: str, key: str, do: str, style: Style = Style.PLAIN) -> PageButton:
    return buttons.button(label, Action.CURATE, key, do, style)


def _fitting(lines: Sequence[str], room: int) -> tuple[str, ...]:
    found: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return (*found, "…")
        found.append(line)
    return tuple(found)
