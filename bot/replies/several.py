"""Answers a message that asks two or three things, each for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.conversation.exchanging import exchanged
from bot.conversation.followup import asks_after, points_back
from bot.conversation.message import asks_of
from bot.conversation.proposing import REPEAT_TAG
from bot.conversation.splitting import amounts_together, of_each
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.matching import Facets, Matcher, forms_of, read_facets
from bot.model import QUANTITY, Context, Entry, Question
from bot.replies.understood import Act, Caveat, Understand, Understood, context_after


@dataclass(frozen=True, slots=True)
class _Split:
    """What a message is taken apart into."""

    questions: tuple[str, ...]
    plainly: bool = False
    """Each is a question by itself."""
    amounts: tuple[str, ...] = ()
    """The amount that each asks for, where the message asks for amounts side by side,"""
    together: str = ""
    """and the question about all of them."""


class Several:
    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry], is_small_talk: Callable[[str], bool]) -> None:
        self._matcher, self._lexicon = matcher, matcher.lexicon
        self._entries, self._is_small_talk = entries, is_small_talk

    def understand(
        self, question: Question, turn: Turn, whole: Understood, understand: Understand
    ) -> Understood | None:
        """The first answer, with the others behind it (`second`) and what nothing answers (`untold`); None where the
        message asks one thing. `whole`: the message understood as one question; `understand`: for a part of it."""
        split = self._split(question, turn, whole)
        if len(split.questions) < 2 or turn.alone.exact:
            return None
        parts = self._parts(split, question, turn.context, understand)
        telling = [at for at, part in enumerate(parts) if self._tells_something(part)]
        given = [at for at in telling if parts[at].caveat is None] or telling
        answered: dict[str, Understood] = {}
        for at in given:
            answered.setdefault(parts[at].id, parts[at])
        left = [
            (text, part)
            for at, (text, part) in enumerate(zip(split.questions, parts, strict=True))
            if at not in given and self._is_left(text, part, answered.values(), whole)
        ]
        if not answered or self._is_one_question(split, whole, answered, bool(left)):
            return None
        untold = ", ".join(text.strip(" ,;?") for text, _ in left)
        declined = (part.line for _, part in left if part.act is Act.UNKNOWN and part.caveat is None)
        return replace(chained(tuple(answered.values())), untold=untold, untold_line=next(declined, ""))

    def _split(self, question: Question, turn: Turn, whole: Understood) -> _Split:
        """Plain questions, or else one question about each of two models or amounts that are named together."""
        plain = asks_of(question.text, turn.language)
        if len(plain) > 1:
            return _Split(plain, plainly=True)
        each = of_each(turn, self._matcher) if whole.untold or not whole.answers else ()
        return _Split(each) if each else self._amounts(turn, whole)

    def _amounts(self, turn: Turn, whole: Understood) -> _Split:
        """Two or three amounts, where the answer to the whole does not tell them all; a follow-up may put something
        into the question about them ("and the Comet?")."""
        if self._is_of_table(whole):
            return _Split(())
        before = turn.context.question if turn.follows else ""
        put = exchanged(before, turn.text, self._matcher) if amounts_together(before, self._matcher) else ()
        for text in (turn.text, *(one.text for one in put if not one.adds)):
            amounts = amounts_together(text, self._matcher)
            if amounts:
                told = whole.answers and self._amounts_told(whole).issuperset(amounts)
                return _Split(()) if told else _Split(tuple(amounts.values()), amounts=tuple(amounts), together=text)
        return _Split(())

    def _is_one_question(
        self, split: _Split, whole: Understood, answered: Mapping[str, Understood], is_left: bool
    ) -> bool:
        """Whether the answer to the message as a whole does better than those to its questions."""
        if not whole.answers:
            return False
        is_among, is_surer = whole.id in answered, whole.confidence >= min(one.confidence for one in answered.values())
        if len(answered) == 1:
            tells_more = is_left and whole.act is Act.ANSWER and self._tells_all(whole, split)
            return tells_more or (not is_left if is_among else is_surer)
        if split.amounts or is_among or not is_surer:
            return False
        # Where two plainly ask, it has to tell both.
        return not split.plainly or self._tells_all(whole, split)

    def _tells_all(self, whole: Understood, split: _Split) -> bool:
        """Whether the answer to a message tells what each of its questions asks; a part of a table was chosen so."""
        is_part = self._is_of_table(whole) and bool(whole.led)
        return is_part or all(self._tells(whole, text) for text in split.questions)

    def _is_of_table(self, one: Understood) -> bool:
        entry = self._entries.get(one.id) if one.act is Act.ANSWER else None
        return entry is not None and bool(entry.labels)

    def _amounts_told(self, one: Understood) -> set[str]:
        by = one.figured if one.act is not Act.ANSWER else None
        entry = by.entry if by is not None else self._entries.get(one.id)
        if entry is None:
            return set()
        number = self._matcher.entry_of_id.get(entry.id, -1)
        core = self._matcher.guard.core(number, QUANTITY) if number >= 0 else ()
        # Of a table one column is told.
        texts = (entry.question, "" if by is not None else entry.answer)
        return {*core, *(value for text in texts for value in self._facets(text).of(QUANTITY))}

    def _of_amount(self, amount: str, part: Understood, whole: str) -> Understood:
        """The part, as long as it tells the amount; the next message may name another model or time for the whole."""
        if amount not in self._amounts_told(part):
            return part.without_answer()
        # The amount says what is meant, however unsure the part is.
        return replace(part.without_caveat() if part.caveat is Caveat.UNLIKELY else part, text=whole)

    def _parts(self, split: _Split, question: Question, context: Context, understand: Understand) -> list[Understood]:
        """Each question understood, and what the others say of it taken into account."""
        parts = self._one_by_one(split.questions, question, context, understand)
        if split.plainly:
            parts[0] = self._behind_second(split.questions[0], parts[0], parts[1], question, understand)
        if split.amounts:
            return [self._of_amount(*one, split.together) for one in zip(split.amounts, parts, strict=True)]
        return parts

    def _one_by_one(
        self, texts: Sequence[str], question: Question, context: Context, understand: Understand
    ) -> list[Understood]:
        """Each question understood after those before it."""
        parts: list[Understood] = []
        said_before = context.answered
        for before, text in zip(("", *texts), texts, strict=False):
            part = understand(replace(question, text=text), context)
            if part.answers and part.id in [one.id for one in parts] and not self._tells(part, text):
                part = understand(replace(question, text=text), Context())
            leans = bool(parts) and context.entry is not None and self._points_back(text)
            if leans and not parts[-1].answers and not self._points_back(before):
                part = part.without_answer()  # What it points to is not answered, either.
            elif part.caveat is Caveat.SAID_BEFORE and part.id not in said_before:
                part = part.without_caveat()  # It was said in this message.
            parts.append(part)
            context = self._after(part, question, context)
        return parts

    def _behind_second(
        self, text: str, first: Understood, second: Understood, question: Question, understand: Understand
    ) -> Understood:
        """The first question, understood after the second one where that names what both ask about ("how fast and how
        heavy is the Lark")."""
        if first.answers or not self._tells_something(second) or self._names(text):
            return first
        behind = understand(replace(question, text=text), self._after(second, question, Context()))
        return behind if behind.id != second.id or self._tells(behind, text) else first

    def _is_left(self, text: str, part: Understood, answers: Iterable[Understood], whole: Understood) -> bool:
        """Whether a question that is not answered asks for anything that the answers do not tell."""
        if not self._asks_something(text) or self._asks_about_answer(part):
            return False
        return bool(part.line) or not any(self._tells_too(one, text, whole) for one in answers)

    def _asks_something(self, text: str) -> bool:
        """Whether it says something of its own, or asks "why"; "do tell me" does neither."""
        return bool(self._says(text) or forms_of(self._lexicon.words(text), self._lexicon.language))

    def _asks_about_answer(self, one: Understood) -> bool:
        """Whether it asks for what is shown with every answer ("and the source?")."""
        return one.id in self._entries and REPEAT_TAG in self._entries[one.id].tags

    def _tells_something(self, one: Understood) -> bool:
        return one.answers and not self._is_small_talk(one.id)

    def _names(self, text: str) -> bool:
        """Whether it names anything but an amount."""
        return any(kind != QUANTITY for kind, _ in self._facets(text).values)

    def _facets(self, text: str) -> Facets:
        return read_facets(self._lexicon.words(text), self._lexicon)

    def _tells(self, one: Understood, text: str) -> bool:
        """Whether an answer tells most of what a question asks, or the question says nothing of its own."""
        says = self._says(text)
        return one.act is Act.FIGURE or not says or self._shares_told(one, says)[1] >= thresholds().tells_from

    def _tells_too(self, one: Understood, text: str, whole: Understood) -> bool:
        """Whether an answer to one question, or a way of asking for it, tells what another asks; or but for one word,
        where the message as a whole is as surely about it as the one question."""
        if amounts_together(whole.text, self._matcher):
            return False
        says = self._says(text)
        near = whole.id == one.id and whole.confidence >= one.confidence
        return not says or self._shares_told(one, says)[0] >= thresholds().tells_from or (near and len(says) < 2)

    def _points_back(self, text: str) -> bool:
        return points_back(self._lexicon.words(text), self._lexicon.language)

    def _says(self, text: str) -> tuple[str, ...]:
        return asks_after(self._lexicon.words(text), self._lexicon.language)

    def _shares_told(self, one: Understood, says: Sequence[str]) -> tuple[float, float]:
        """As `Situations.shares_told` for the entry of an answer."""
        entry = self._matcher.entry_of_id.get(one.id, -1)
        return self._matcher.followups.situations.shares_told(says, (entry,))[entry]

    def _after(self, one: Understood, question: Question, context: Context) -> Context:
        entry = one.figured.entry if one.figured is not None else self._entries.get(one.id)
        if entry is None or not one.answers:
            return context
        return context_after(context, entry, one.text, one.facets, question.asked_at)


def chained(answered: Sequence[Understood]) -> Understood:
    """The first, with the others behind it."""
    first, *others = answered
    return replace(first, second=chained(others)) if others else first
