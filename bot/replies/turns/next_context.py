"""Makes the context for the next turn."""

from dataclasses import replace
from datetime import datetime

from bot.conversation.queries.words.wanting import FIGURES_REMEMBERED
from bot.figures import FigureAnswer
from bot.matching import Lexicon, read_facets
from bot.model import SMALL_TALK, TIME_KINDS, Choice, Context, Entry, Kinds, Subject, Told
from bot.replies.figure_text.figure_operations import PLAIN
from bot.replies.weighing.understood import Understood

_REMEMBERED = 2  # Subjects before the last one that a conversation remembers.


def context_after(
    before: Context,
    entry: Entry,
    question: str,
    facets: tuple[tuple[str, str], ...],
    at: datetime | None,
    told: tuple[Told, ...] = (),
) -> Context:
    """The context behind an answer; small talk is no subject."""
    if entry.topic == SMALL_TALK:
        return replace(before, offered=(), at=at)
    kept = tuple(one for one in _subjects(before) if one.entry != entry.id)[:_REMEMBERED]
    return Context(entry.id, question or entry.question, facets, at=at, earlier=kept, told=told)


def context_asked_back(
    one: Understood, choices: tuple[Choice, ...], at: datetime | None, kinds: Kinds, *, which: bool
) -> Context:
    """The context behind choices; `which`: it is asked which of them is meant. After a follow-up, the conversation
    stays on the last answer. Otherwise it is on this question, and an offered entry counts only once it is picked."""
    before = one.context
    if one.ranking.following and which:
        return without_told(replace(before, offered=choices, at=at))
    facets = still_spoken_of(one.facets, before, kinds)
    return Context(None, one.text, facets, choices, at, _subjects(before)[:_REMEMBERED])


def without_told(context: Context) -> Context:
    """The context without figures, so that "the difference?" after a question without an answer is not theirs."""
    return replace(context, told=(), operation="")


def context_without_figure(one: Understood, context: Context, nearest: Choice) -> Context:
    """The context behind figures that are offered, since there is none: what was answered before is still spoken of.
    If nothing was, the nearest of the offered is."""
    if one.context.entry is not None:
        return context
    return replace(context, entry=nearest.id, question=one.text, facets=one.facets)


def context_not_known(one: Understood, *, is_question: bool) -> Context:
    """The context behind "I don't know": a first message is still what the next may lean on, and behind a question the
    figures that were told are forgotten."""
    context = one.context
    if context.entry is None and one.facets:
        context = replace(context, question=one.text, facets=one.facets)
    return without_told(context) if is_question else context


def still_spoken_of(
    facets: tuple[tuple[str, str], ...], before: Context, kinds: Kinds, about: tuple[tuple[str, str], ...] = ()
) -> tuple[tuple[str, str], ...]:
    """The facets of a question, with the thing that was spoken of before it, where neither it nor what answers it is
    about any: "why is the range on the road so much lower" is still about the Lark. `about`: of the answer."""
    if any(kind in kinds.subjects for kind, _ in (*facets, *about)):
        return facets
    return (*facets, *(pair for pair in before.facets if pair[0] in kinds.exact))


def _subjects(before: Context) -> tuple[Subject, ...]:
    """What was spoken of, the last first."""
    if before.entry is None:
        return before.earlier
    return (Subject(before.entry, before.question, before.facets), *before.earlier)


def counted_on(before: Context, answer: FigureAnswer, lexicon: Lexicon, at: datetime | None) -> Context:
    """The context behind a calculation with what was told: the subject stays, at the time of the first operand."""
    span = answer.operands[0].span
    told = read_facets(lexicon.words(span.text), lexicon).values if span is not None else ()
    times = tuple(pair for pair in told if pair[0] in TIME_KINDS)
    others = tuple(pair for pair in before.facets if pair[0] not in TIME_KINDS)
    return replace(before, facets=(*others, *times) if times else before.facets, offered=(), at=at)


def with_operands(context: Context, answer: FigureAnswer, before: Context) -> Context:
    """The context behind a computed figure; `before`: that of the turn."""
    operands, operation = tuple(Told(one.cells) for one in answer.operands if one.cells), answer.query.operation
    if operation not in PLAIN:
        return replace(context, told=operands, operation=operation.value)
    latest_first = operands[::-1]  # They were told in the order of the question.
    return replace(context, told=figures_told(latest_first, before), operation="")


def figures_told(figures: tuple[Told, ...], before: Context) -> tuple[Told, ...]:
    """Figures, then those told before, unless these are the operands of an operation: they are told together."""
    earlier = () if before.operation else before.told
    return (*figures, *(one for one in earlier if one not in figures))[:FIGURES_REMEMBERED]
