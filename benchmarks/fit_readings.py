"""Fits what speaks for an answer in a conversation: conversations with what is right in, weights out.

Run `python -m benchmarks.fit_readings`: it writes bot/replies/evidence.toml and bot/conversation/thresholds.toml, the
same each time, in about ten minutes.
The conversations are those of talks/fit.jsonl; each turn is read after the right answers to the turns before. Beside
them stand questions and small talk that follow nothing. talks/aside.jsonl, which nothing is fitted to, says what it
gives. What a thin base weighs is fitted to the same conversations with few ways of asking left, and to questions of
thin FAQs and of samples of the shipped knowledge, each after an answer that it has nothing to do with.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.logit import Choice, fit_logit, probabilities
from benchmarks.talks import TALKS, read_talks
from benchmarks.thin_bases import new_to_thin_bases, trial_of, with_few_ways
from benchmarks.thresholds import chosen
from benchmarks.toml_text import heading, toml_table
from benchmarks.trial import REACTION, Trial, Tried
from bot import open_bot
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.model import SMALL_TALK, Case, Knowledge
from bot.replies.evidence import FOR, NAMES, weights_for

BOT = Path(__file__).parents[1] / "bot"
WEIGHTS = BOT / "replies" / "evidence.toml"
LIMITS = BOT / "conversation" / "thresholds.toml"
NEW = 500
"""Questions on something new among the conversations,"""
SMALL = 6
"""lines of each small talk,"""
OUTSIDE = 150
"""and lines out of scope; as many of these are also read backwards, which says nothing in any language."""
NEW_WEIGHT = 0.3
FEW = (1, 2, 3)
"""Ways of asking that a thin base has left of the shipped knowledge."""
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
NEARLY = 0.96
"""Share of the best gain that a lower threshold has to reach."""
THIN_PRICE = 2.0
"""Right answers that a wrong one costs on a thin base: most that is asked there is not held."""
OFFERED = (0.1, 0.15, 0.2, 0.25)
"""Probabilities of the likeliest answer from which on three may be offered,"""
BAND = 0.05
"""looked at up to so much above,"""
OFTEN = 0.4
"""and the share of turns whose right answer is then one of the three."""
_RIDGE = 5.0


class Best(NamedTuple):
    """The likeliest answer to a turn."""

    place: int
    probability: float


def main() -> None:
    knowledge = load_knowledge()
    bot = open_bot(None, cache_folder())
    trial = Trial(Matcher(bot.index))
    talks, others = (read_talks(TALKS / f"{name}.jsonl") for name in ("fit", "aside"))
    fit = list(trial.tried(talks))
    full = fitted(fit, list(trial.new(chosen_cases(knowledge))), NEW_WEIGHT)
    follow = _follow_from(fit, full, 1.0)
    tell("fitted to", fit, full, follow)
    tell("aside", list(trial.tried(others)), full, follow)
    bases = [trial_of(with_few_ways(knowledge, ways)) for ways in FEW]
    few_fit, few_aside = ([one for base in bases for one in base.tried(some)] for some in (talks, others))
    few_new = list(new_to_thin_bases(knowledge))
    thin = fitted(few_fit, few_new, 1.0)
    thin_follow = _follow_from([*few_fit, *few_new], thin, THIN_PRICE)
    tell("thin bases, fitted to", few_fit, thin, thin_follow)
    tell("thin bases, new subjects", few_new, thin, thin_follow)
    tell("thin bases, aside", few_aside, thin, thin_follow)
    tables = (_table(full, "full"), _table(thin, "thin"))
    _write(
        WEIGHTS, heading("What speaks for an answer in a conversation", "fit_readings"), *(f"\n{one}" for one in tables)
    )
    weights_for.cache_clear()
    limits = {"follow_from": follow, "thin_follow_from": thin_follow, "offer_from": _offer_from(fit, full)}
    limits |= chosen(bot, talks, limits)
    _write(LIMITS, heading("The limits of `thresholds.py`", "fit_readings"), toml_table(limits))


def _table(weights: NDArray[np.float64], name: str) -> str:
    return toml_table(dict(zip((*NAMES, "constant"), weights.tolist(), strict=True)), name)


def _write(file: Path, *parts: str) -> None:
    file.write_text("\n".join(parts) + "\n", encoding="utf-8")


def chosen_cases(knowledge: Knowledge) -> list[Case]:
    topics = {entry.id: entry.topic for entry in (*knowledge.entries, *knowledge.cells)}
    asked = [case for case in knowledge.cases if case.expect in topics]
    Random(7).shuffle(asked)
    outside = [Case(text, None) for text in knowledge.out_of_scope[:: len(knowledge.out_of_scope) // OUTSIDE + 1]]
    noise = [Case(case.text[::-1], None) for case in outside]
    return [*_small_talk(knowledge), *asked[:NEW], *outside, *noise]


def _small_talk(knowledge: Knowledge) -> list[Case]:
    """Small talk as it is noted, which should never be asked back about."""
    entries = [entry for entry in knowledge.entries if entry.topic == SMALL_TALK]
    return [Case(text, entry.id) for entry in entries for text in Random(7).sample(entry.phrasings, SMALL)]


def fitted(talks: Sequence[Tried], new: Sequence[Tried], weight: float) -> NDArray[np.float64]:
    """No sign that a reading is sure of an answer may speak against it. `weight`: what each of `new` counts."""
    choices = [Choice(one.evidence, one.right) for one in talks]
    choices += [Choice(one.evidence, one.right, weight) for one in new]
    return fit_logit(choices, np.array([name in FOR for name in NAMES]), _RIDGE)


def _follow_from(tried: Sequence[Tried], weights: NDArray[np.float64], price: float) -> float:
    """The lowest from which on nearly as much is right beyond what is wrong as from any other: who is answered need not
    pick a choice. `price`: how many right answers a wrong one costs."""
    best = [_best(one, weights) for one in tried]

    def gain(threshold: float) -> float:
        pairs = zip(tried, best, strict=True)
        given = [bool(one.right[by.place]) for one, by in pairs if by.probability >= threshold]
        return sum(given) - price * (len(given) - sum(given))

    gains = {one: gain(one) for one in THRESHOLDS}
    print("right less wrong:", ", ".join(f"{gained:.0f} from {one}" for one, gained in gains.items()))
    return min(one for one, gained in gains.items() if gained >= NEARLY * max(gains.values()))


def _offer_from(tried: Sequence[Tried], weights: NDArray[np.float64]) -> float:
    """From where on the right answer is among the three likeliest in two of five times."""
    for low in OFFERED:
        band = [one for one in tried if low <= _best(one, weights).probability < low + BAND]
        if band and np.mean([_is_among(one, weights) for one in band]) >= OFTEN:
            return low
    return OFFERED[-1]


def _is_among(one: Tried, weights: NDArray[np.float64]) -> bool:
    scores = one.evidence @ weights[:-1]
    return bool(one.right[np.argsort(-scores)[:3]].any())


def _best(one: Tried, weights: NDArray[np.float64]) -> Best:
    chances = probabilities(one.evidence, weights)
    place = int(chances.argmax())
    return Best(place, float(chances[place]))


def tell(name: str, tried: Sequence[Tried], weights: NDArray[np.float64], threshold: float) -> None:
    right = wrong = 0
    asking = [one for one in tried if one.kind != REACTION]
    for one in asking:
        best = _best(one, weights)
        is_right, is_answered = bool(one.right[best.place]), best.probability >= threshold
        right += is_right and is_answered if one.held else not is_answered
        wrong += is_answered and not is_right and not one.small[best.place]
    count = len(asking)
    print(f"{name}: {count} turns behind the first, {right / count:.1%} right, {wrong / count:.1%} wrong")


if __name__ == "__main__":
    main()
