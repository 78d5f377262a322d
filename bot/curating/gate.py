"""Finds the questions whose answer an accepted wording would change, so that it is refused."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.bot import Bot
from bot.curating.decided import Decided
from bot.curating.taken import Taken
from bot.matching import normalise
from bot.memory import Asked
from bot.model import Accepted, Case, Question


@dataclass(frozen=True, slots=True)
class Pin:
    case: Case  # A question and what must answer it.
    says: str  # Who says so.
    voted: bool = False  # Only askers say so: thumbs do not keep a curator from what others complain about.


Pinned = Mapping[tuple[str, ...], Pin]  # By the words of the question.


@dataclass(frozen=True, slots=True)
class Collision:
    text: str
    now: str | None  # Id of what answers it, or has to by what is pinned; None: nothing.
    then: str | None  # Id of what would answer it.
    reason: str


def pinned(bot: Bot, decided: Decided, asked: Iterable[Asked]) -> Pinned:
    """`bot`: without what was decided. Where several tell of the same words, a case counts before a line out of scope,
    that before a decision, and that before votes."""
    pins: dict[tuple[str, ...], Pin] = {}
    for one in asked:
        if one.text and one.entry and one.good > one.bad:
            pins[normalise(one.text)] = Pin(Case(one.text, one.entry), "an answer that was voted up", voted=True)
    for taken in decided.taken:
        pins |= {normalise(text): Pin(Case(text, taken.entry), "it was accepted before") for text in taken.texts}
    for line in bot.knowledge.out_of_scope:
        pins[normalise(line)] = Pin(Case(line, None), "it stands under `questions`, which must not be answered")
    for case in bot.knowledge.cases:
        pins[normalise(case.text)] = Pin(case, f"a case in {case.place}")
    return pins


def collisions(taken: Taken, bot: Bot, pins: Pinned, new: Accepted, complained: Collection[str]) -> Iterator[Collision]:
    """Yield the first reason, for each wording of `taken`, that keeps it from being accepted:

    - a pin says that something else has to answer it;
    - `bot`, which is today's, answers it with something else;
    - by `new`, all that would be accepted then, it would still be answered by something else.

    Neither votes for an entry of `complained` nor its answers today are a reason: askers complain about these.
    """
    wanted, changed = taken.entry, bot.with_accepted(new)
    for text in taken.texts:
        now, then = (one.answer(Question(text)).answer_id for one in (bot, changed))
        pin = pins.get(normalise(text))
        is_pinned = pin is not None and not (pin.voted and pin.case.expect in complained)
        if pin is not None and is_pinned and pin.case.expect != wanted:
            yield Collision(text, pin.case.expect, wanted, pin.says)
        elif now not in (None, wanted, *complained):
            yield Collision(text, now, wanted, "it is answered so today")
        elif then != wanted:
            yield Collision(text, now, then, f"it would not be answered by {wanted}")
