"""Chooses the best value of each threshold between readings and between outcomes, by conversations.

The conversations are held once. Of each turn it is noted what was compared with which threshold, so that another value
is tried on those turns alone whose outcome it may change.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, fields, replace
from math import isnan, sqrt
from typing import Self

from benchmarks.asking import NOON
from benchmarks.conversations import verdict_on
from benchmarks.progress import bar
from benchmarks.talks import Said, Talk
from bot import Bot
from bot.conversation.thresholds import thresholds, trying
from bot.evaluation import Verdict
from bot.model import Context, Question, Reply

TRIED: Mapping[str, Sequence[float]] = {
    "long_follow_from": (0.3, 0.35, 0.4, 0.45, 0.5),
    "again_from": (0.3, 0.35, 0.4, 0.45, 0.5),
    "long_again_from": (0.6, 0.7, 0.8, 0.9, 0.98),
    "speaks_from": (0.167, 0.25, 0.333, 0.417, 0.5),
    "tells_from": (0.3, 0.4, 0.5, 0.6, 0.7),
    "whole_from": (0.7, 0.8, 0.9, 0.95, 0.98),
    "near_to": (0.5, 1.0, 1.5, 2.0, 2.5),
    "amount_to": (3.0, 5.0, 7.0, 9.0, 11.0),
    "thin_from": (0.3, 0.4, 0.5, 0.6, 0.7),
    "strange_to": (1.0, 1.5, 2.0, 2.5, 3.0),
    "small_talk_from": (0.1, 0.15, 0.2, 0.3, 0.4),
    "common_words_from": (0.7, 0.8, 0.9, 0.95, 0.98),
    "subject_from": (0.5, 0.75, 1.0, 1.5, 2.0),
    "offers_from_share": (0.005, 0.01, 0.02, 0.05, 0.1),
    "lacks_from": (0.7, 0.8, 0.9, 0.95, 1.0),
    "leads_by": (0.1, 0.2, 0.25, 0.3, 0.4),
    "beyond_from": (0.5, 0.75, 1.0, 1.5, 2.0),
    "passage_from": (0.4, 0.5, 0.6, 0.7, 0.8),
    "hardly_to": (0.0, 0.02, 0.05, 0.1, 0.2),
    "changed_query": (0.7, 0.8, 0.9, 0.95, 0.98),
    "operation_from": (1.3, 1.6, 1.9, 2.2, 2.5),
    "comparison_from": (1.4, 1.7, 2.0, 2.3, 2.6),
    "named_table": (0.8, 0.9, 0.95, 0.97, 0.99),
    "aside_to": (0.1, 0.2, 0.333, 0.4, 0.5),
    "compares_with_last_from": (0.5, 0.6, 0.7, 0.8, 0.9),
    "counts_from": (0.05, 0.1, 0.15, 0.2, 0.3),
    "not_asked_why": (0.0, 0.15, 0.3, 0.5, 1.0),
    "other_dimension": (0.05, 0.1, 0.2, 0.4, 1.0),
    "other_form": (0.2, 0.3, 0.4, 0.6, 1.0),
    "of_last": (0.6, 0.7, 0.8, 0.9, 1.0),
    "of_last_beside_alike": (0.2, 0.3, 0.4, 0.6, 0.8),
    "of_named": (0.1, 0.2, 0.3, 0.5, 0.7),
    "named_figure": (1.0, 2.0, 4.0, 6.0, 8.0),
    "always_asked": (0.0, 0.05, 0.1, 0.3, 1.0),
    "principal_figure": (0.5, 1.0, 2.0, 3.0, 4.0),
    "first_figure": (0.0, 0.5, 1.0, 2.0, 3.0),
}
"""Values of each, the middle one to begin with."""
CHANCE = 8
"""What a value may gain by chance, at least: two standard errors of the turns that it decides otherwise, of twenty or
so."""
CHOICE = 0.5
"""What a choice counts that holds a right answer, and loses that holds none."""
_COUNTED = float("nan")
"""Noted where a value is no limit but takes part in a sum or a product."""


class _Watched(float):
    """A threshold that notes what it is compared with, or that it is counted.

    By the operators below, all that thresholds are used with; another one would have to be noted here, too.
    """

    noted: list[float]

    def __new__(cls, value: float, noted: list[float]) -> Self:
        made = super().__new__(cls, value)
        made.noted = noted
        return made

    def __le__(self, other: float) -> bool:
        self.noted.append(other)
        return float(self) <= other

    def __ge__(self, other: float) -> bool:
        self.noted.append(other)
        return float(self) >= other

    def __gt__(self, other: float) -> bool:
        return not self <= other

    def __lt__(self, other: float) -> bool:
        return not self >= other

    def __add__(self, other: float) -> float:
        self.noted.append(_COUNTED)
        return float(self) + other

    def __mul__(self, other: float) -> float:
        self.noted.append(_COUNTED)
        return float(self) * other

    __radd__ = __add__
    __rmul__ = __mul__


@dataclass(frozen=True, slots=True)
class _Held:
    """A turn as it was held, with what was compared with each threshold."""

    question: Question
    context: Context
    said: Said
    worth: float
    compared: Mapping[str, Sequence[float]]


def chosen(bot: Bot, talks: Sequence[Talk], fixed: Mapping[str, float]) -> dict[str, float]:
    """The value of each threshold with which most is right less what is wrong, where it gains more over the middle than
    by chance. `fixed`: the values of the others."""
    middles = {name: _middle(values) for name, values in TRIED.items()}
    with _trying({**middles, **fixed}):
        held = [one for talk in bar(talks, "thresholds") for one in _held(bot, talk)]
        return {name: _best(bot, held, name) for name in TRIED}


def _best(bot: Bot, held: Sequence[_Held], name: str) -> float:
    gains = {value: _gains(bot, held, name, value) for value in TRIED[name]}
    print(f"{name}: {', '.join(f'{sum(gained):+} from {value}' for value, gained in gains.items())}")
    best = max(gains, key=lambda value: sum(gains[value]))
    otherwise = sum(1 for gained in gains[best] if gained)
    return best if sum(gains[best]) > max(CHANCE, 2 * sqrt(otherwise)) else _middle(TRIED[name])


def _trying(values: Mapping[str, float]) -> AbstractContextManager[None]:
    """Decide by these values instead of those of thresholds.toml. Raises KeyError where none has such a name."""
    held = thresholds()
    unknown = values.keys() - {one.name for group in fields(held) for one in fields(getattr(held, group.name))}
    if unknown:
        raise KeyError(*unknown)
    groups = {
        one.name: replace(group, **{name: value for name, value in values.items() if hasattr(group, name)})
        for one in fields(held)
        for group in (getattr(held, one.name),)
    }
    return trying(replace(held, **groups))


def _middle(values: Sequence[float]) -> float:
    return values[len(values) // 2]


def _held(bot: Bot, talk: Talk) -> Iterator[_Held]:
    context = Context()
    for said in talk.turns:
        compared: dict[str, list[float]] = defaultdict(list)
        watched = {name: _Watched(_middle(values), compared[name]) for name, values in TRIED.items()}
        question = Question(said.text, asked_at=NOON)
        with _trying(watched):
            reply = bot.answer(question, context)
            worth = _worth(bot, said, reply)
        yield _Held(question, context, said, worth, compared)
        context = reply.context


def _gains(bot: Bot, held: Sequence[_Held], name: str, value: float) -> list[float]:
    """What each of the turns gains over the middle value of a threshold that it may decide otherwise."""
    low, high = sorted((_middle(TRIED[name]), value))
    if low == high:
        return []

    def is_between(other: float) -> bool:
        return isnan(other) or low <= other <= high

    decided = [one for one in held if any(map(is_between, one.compared[name]))]
    with _trying({name: value}):
        return [_worth(bot, one.said, bot.answer(one.question, one.context)) - one.worth for one in decided]


def _worth(bot: Bot, said: Said, reply: Reply) -> float:
    if reply.choices:
        offered = (bot.show(choice.id) for choice in reply.choices)
        return CHOICE if any(one is not None and said.is_answered_by(one) for one in offered) else -CHOICE
    return {Verdict.RIGHT: 1.0, Verdict.WRONG: -1.0}.get(verdict_on(said, reply), 0.0)
