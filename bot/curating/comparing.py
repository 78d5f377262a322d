"""Compares two bots: their replies to the same questions, which of these get worse, and the entries that differ."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.bot import Bot
from bot.curating.gate import Pin, Pinned
from bot.curating.taken import ways_of
from bot.evaluation import Verdict, judge
from bot.matching import normalise
from bot.model import Question, Reply

Answering = str | None
"""Id of an entry; None is what nothing answers: the lines out of scope, and a reply without an answer."""

_BY_CHANCE = 0.003
"""Share of the questions with a right answer that may lose it by chance: to learn anew moves the confidence of all a
little, and so a few of thousands over a threshold."""


class Effect(StrEnum):
    WORSE = "worse"  # It was right, and is not now.
    BETTER = "better"  # It was not right, and is now.
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    effect: Effect
    question: str
    old: Reply
    new: Reply
    pin: Pin | None = None  # None: nothing says what must answer it.


def compare(
    old: Bot, new: Bot, pins: Pinned, others: Iterable[str] = (), asked_at: datetime | None = None
) -> tuple[Difference, ...]:
    """Worse ones first, then better ones; an answer that only says something else is told once, however it is asked."""
    order = tuple(Effect)
    found = _told_once(_differences(old, new, pins, others, asked_at))
    return tuple(sorted(found, key=lambda one: order.index(one.effect)))


def worse(old: Bot, new: Bot, pins: Pinned, asked_at: datetime | None = None) -> Iterator[Difference]:
    """As `compare`, but only what gets worse, so that most questions need not be asked of both bots."""
    for pin in pins.values():
        question = Question(pin.case.text, asked_at=asked_at)
        after = new.answer(question)
        if judge(pin.case, after) is not Verdict.RIGHT:
            before = old.answer(question)
            if judge(pin.case, before) is Verdict.RIGHT:
                yield Difference(Effect.WORSE, pin.case.text, before, after, pin)


def stands_against(lost: Sequence[Difference], touched: Collection[Answering], asked: int) -> tuple[Difference, ...]:
    """Return those of what got worse that chance does not explain: all, where they are too many of what was `asked`,
    else those that an entry has to do with that was `touched`."""
    if len(lost) > _BY_CHANCE * asked:
        return tuple(lost)
    return tuple(one for one in lost if not _concerned(one).isdisjoint(touched))


def changed_entries(old: Bot, new: Bot) -> frozenset[Answering]:
    """The ids of entries whose answer or ways of asking differ; None is among them if the lines out of scope differ."""
    before, after = (_all_said(bot) for bot in (old, new))
    return frozenset(id for id in before.keys() | after.keys() if before.get(id) != after.get(id))


def ways_apart(old: Bot, new: Bot) -> tuple[str, ...]:
    """The questions of entries that only one has or that say something else, and ways of asking that only one has."""
    ways: dict[tuple[str, ...], str] = {}
    for one, other in ((new, old), (old, new)):
        shared = _ways(other)
        ways |= {words: text for words, text in _ways(one).items() if words not in shared}
        for answer in one.entries():
            if answer != other.show(answer.id):
                ways.setdefault(normalise(answer.question), answer.question)
    return tuple(ways.values())


def _differences(
    old: Bot, new: Bot, pins: Pinned, others: Iterable[str], asked_at: datetime | None
) -> Iterator[Difference]:
    texts = {normalise(text): text for text in others} | {words: pin.case.text for words, pin in pins.items()}
    for words, text in texts.items():
        question = Question(text, asked_at=asked_at)
        before, after = old.answer(question), new.answer(question)
        pin = pins.get(words)
        effect = _effect(before, after, pin)
        if effect is not Effect.CHANGED or _seen(before) != _seen(after):
            yield Difference(effect, text, before, after, pin)


def _effect(before: Reply, after: Reply, pin: Pin | None) -> Effect:
    if pin is None:
        return Effect.CHANGED
    was_right, is_right = (judge(pin.case, reply) is Verdict.RIGHT for reply in (before, after))
    if was_right == is_right:
        return Effect.CHANGED
    return Effect.BETTER if is_right else Effect.WORSE


def _told_once(found: Iterable[Difference]) -> Iterator[Difference]:
    edited: set[str] = set()
    for one in found:
        id = one.old.answer_id
        if one.effect is Effect.CHANGED and id is not None and id == one.new.answer_id:
            if id in edited:
                continue
            edited.add(id)
        yield one


def _seen(reply: Reply) -> tuple[object, ...]:
    """What is seen of a reply; an edit of anything else is no difference."""
    answer, choices = reply.answer, tuple(choice.id for choice in reply.choices)
    return (answer.id, answer.text, answer.as_of, answer.sources, choices) if answer else (reply.outcome, choices)


def _all_said(bot: Bot) -> dict[Answering, object]:
    """Of each entry its answer and the ways of asking it; of None the lines that are out of scope."""
    outside = frozenset(map(normalise, bot.knowledge.out_of_scope))
    return {None: outside, **{one.id: (bot.show(one.id), frozenset(ways_of(one))) for one in bot.knowledge.entries}}


def _concerned(one: Difference) -> set[Answering]:
    """The entries of both replies; None: one of them has neither answer nor choices."""
    replies = (one.old, one.new)
    offered = {choice.id for reply in replies for choice in reply.choices}
    return offered | {reply.answer_id for reply in replies if not reply.choices}


def _ways(bot: Bot) -> dict[tuple[str, ...], str]:
    return {words: text for entry in bot.knowledge.entries for words, text in ways_of(entry).items()}
