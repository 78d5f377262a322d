"""Answers a message that asks two or three things, each for itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.conversation.exchanging import exchanged
from bot.conversation.followup import asks_after
from bot.conversation.message import asks_of
from bot.conversation.parts import amounts_together, of_each
from bot.conversation.turn import Turn
from bot.matching import Matcher, read_facets
from bot.model import QUANTITY, Context, Entry, Question
from bot.replies.understood import Act, Understood, context_after

_MOSTLY = 0.5
"""Share of the words of a question, each by its rarity, that an answer to it tells at least."""

Answer = Callable[[Question, Context], Understood]


class Several:
    def __init__(self, matcher: Matcher, entries: Mapping[str, Entry], is_small_talk: Callable[[str], bool]) -> None:
        self._matcher, self._entries, self._is_small_talk = matcher, entries, is_small_talk

    def understand(self, question: Question, turn: Turn, whole: Understood, answer: Answer) -> Understood | None:
        """The first answer, with the others behind it (`second`) and what nothing answers (`untold`); None where the
        message asks one thing. `answer` understands one of its questions."""
        asked = asks_of(question.text, turn.language)
        plainly = len(asked) > 1
        if not plainly and (whole.untold or not whole.answers):
            asked = of_each(turn, self._matcher)
        amounts, text = ({}, "") if len(asked) > 1 else self._amounts(turn, whole)
        asked = tuple(amounts.values()) or asked
        if len(asked) < 2 or turn.alone.exact:
            return None
        parts = self._parts(asked, question, turn.context, answer)
        if plainly and not parts[0].answers and self._tells_something(parts[1]) and not self._names(asked[0]):
            # The second one names what the first one asks about, too ("how fast and how heavy is the Lark").
            behind = answer(replace(question, text=asked[0]), self._after(parts[1], question, Context()))
            parts[0] = behind if behind.id != parts[1].id or self._tells(behind, asked[0]) else parts[0]
        if amounts:
            parts = [self._of_amount(*one, text) for one in zip(amounts, parts, strict=True)]
        told = {part.id: part for part in reversed(parts) if self._tells_something(part)}
        answered = [part for part in parts if told.get(part.id) is part]
        # A whole that is surer than its parts asks for one thing; where two plainly ask, it has to tell both.
        sure = min((part.confidence for part in answered), default=0.0)
        surer = whole.answers and not amounts and whole.id not in told and whole.confidence >= sure
        if not answered or (surer and (not plainly or all(self._tells(whole, text) for text in asked))):
            return None
        left = [
            number
            for number, (text, part) in enumerate(zip(asked, parts, strict=True))
            if not self._tells_something(part)
            and (part.line or not any(self._tells_too(one, text, whole) for one in answered))
        ]
        if len(answered) == 1 and whole.answers and (not left or whole.id not in told):
            return None
        untold = ", ".join(asked[number].strip(" ,;?") for number in left)
        line = next((parts[number].line for number in left if parts[number].act is Act.UNKNOWN), "")
        return replace(_chained(answered), untold=untold, untold_line=line)

    def _amounts(self, turn: Turn, whole: Understood) -> tuple[Mapping[str, str], str]:
        """Two or three amounts, each with the question about it, where the answer to the whole does not tell them all,
        and the question about all; a follow-up may put something into one ("and the Comet?")."""
        entry = self._entries.get(whole.id) if whole.act is Act.ANSWER else None
        if entry is not None and entry.labels:
            return {}, ""  # A table.
        before = turn.context.question if turn.follows else ""
        put = exchanged(before, turn.text, self._matcher) if amounts_together(before, self._matcher) else ()
        texts = (turn.text, *(one.text for one in put if not one.adds))
        together = ((amounts_together(text, self._matcher), text) for text in texts)
        asked, text = next((one for one in together if one[0]), ({}, ""))
        told = bool(asked) and whole.answers and self._amounts_told(whole).issuperset(asked)
        return ({}, "") if told else (asked, text)

    def _amounts_told(self, one: Understood) -> set[str]:
        entry, lexicon = self._entries.get(one.id), self._matcher.lexicon
        by = one.figured if one.act is not Act.ANSWER else None
        if by is not None:
            entry = by.entry
        if entry is None:
            return set()
        number = self._matcher.entry_of_id.get(entry.id, -1)
        core = self._matcher.guard.core(number, QUANTITY) if number >= 0 else ()
        # Of a table one column is told.
        texts = (entry.question, "" if by is not None else entry.answer)
        return {*core, *(value for text in texts for value in read_facets(lexicon.words(text), lexicon).of(QUANTITY))}

    def _of_amount(self, amount: str, part: Understood, whole: str) -> Understood:
        """The part, as long as it tells the amount; the next message may name another model or time for the whole."""
        if amount not in self._amounts_told(part):
            return part.without_answer("")
        # The amount says what is meant, however unsure the part is.
        return replace(part, text=whole, line="" if part.line == self._matcher.words.unlikely else part.line)

    def _parts(self, asked: Sequence[str], question: Question, context: Context, answer: Answer) -> list[Understood]:
        """Each question understood after those before it."""
        parts: list[Understood] = []
        for text in asked:
            part = answer(replace(question, text=text), context)
            if any(part.answers and part.id == other.id for other in parts) and not self._tells(part, text):
                part = answer(replace(question, text=text), Context())
            parts.append(part)
            context = self._after(part, question, context)
        return parts

    def _tells_something(self, one: Understood) -> bool:
        return one.answers and not self._is_small_talk(one.id)

    def _names(self, asked: str) -> bool:
        lexicon = self._matcher.lexicon
        return any(kind != QUANTITY for kind, _ in read_facets(lexicon.words(asked), lexicon).values)

    def _tells(self, one: Understood, asked: str) -> bool:
        """Whether an answer tells most of what a question asks, or the question says nothing of its own."""
        says = self._says(asked)
        return one.act is Act.FIGURE or not says or self._shares_told(one, says)[1] >= _MOSTLY

    def _tells_too(self, one: Understood, asked: str, whole: Understood) -> bool:
        """Whether an answer to one question tells what another asks, in the entry's own words or in those that it is
        asked with; or but for one word, where the message as a whole is as surely about it as the one question."""
        if amounts_together(whole.text, self._matcher):
            return False
        says = self._says(asked)
        near = whole.id == one.id and whole.confidence >= one.confidence
        return not says or self._shares_told(one, says)[0] >= _MOSTLY or (near and len(says) < 2)

    def _says(self, asked: str) -> tuple[str, ...]:
        lexicon = self._matcher.lexicon
        return asks_after(lexicon.words(asked), lexicon.language)

    def _shares_told(self, one: Understood, says: Sequence[str]) -> tuple[float, float]:
        """As `Situations.shares_told` for the entry of an answer."""
        entry = self._matcher.entry_of_id.get(one.id, -1)
        return self._matcher.followups.situations.shares_told(says, (entry,))[entry]

    def _after(self, one: Understood, question: Question, context: Context) -> Context:
        entry = self._entries.get(one.id)
        if entry is None or not one.answers:
            return context
        return context_after(context, entry, one.text, one.facets, question.asked_at)


def _chained(answered: Sequence[Understood]) -> Understood:
    first, *others = answered
    return replace(first, second=_chained(others)) if others else first
