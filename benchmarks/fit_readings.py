"""Fits the weights of the evidence for an answer in a conversation.

Run `python -m benchmarks.fit_readings`: it writes bot/replies/weighing/evidence.toml and
bot/conversation/thresholds.toml, the same each time, in about ten minutes.
The conversations are those of talks/fit.jsonl; each turn is read after the right answers to the turns before. Beside
them stand questions and small talk that follow nothing. talks/aside.jsonl, which nothing is fitted to, says what it
gives. What a thin base weighs is fitted to the same conversations with few ways of asking left, and to questions of
thin FAQs and of samples of the shipped knowledge, each after an answer that it has nothing to do with.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from adapters.environment import cache_folder
from benchmarks.logit import Choice, fit_logit, probabilities
from benchmarks.talks import TALKS, Talk, read_talks
from benchmarks.thin_bases import new_to_thin_bases, trial_of, with_few_ways
from benchmarks.thresholds import chosen
from benchmarks.toml_text import heading, toml_table
from benchmarks.trial import REACTION, Trial, Tried
from bot import open_bot
from bot.conversation.thresholds import thresholds
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.model import SMALL_TALK, Case, Knowledge
from bot.replies.weighing.evidence import FOR, NAMES, weights_for

BOT = Path(__file__).parents[1] / "bot"
WEIGHTS = BOT / "replies" / "weighing" / "evidence.toml"
LIMITS = BOT / "conversation" / "thresholds.toml"
NEW = 500
"""Questions of cases that are asked as something new."""
SMALL = 6
"""Lines of each small talk that are asked as something new."""
OUTSIDE = 150
"""About so many lines out of scope are asked, too, and once more read backwards: that says nothing in any language."""
NEW_WEIGHT, THIN_NEW_WEIGHT = 0.3, 1.0
"""What something new counts beside a turn of a conversation; in a thin base it is asked as often."""
FEW = (1, 2, 3)
"""Ways of asking that a thin base has left of the shipped knowledge."""
FOLLOW_FROM = (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7)
"""Probabilities that are tried, from which on the likeliest answer is given; below the least one most are wrong."""
PRICE, THIN_PRICE = 1.0, 2.0
"""Right answers that a wrong one costs; on a thin base most that is asked is not held."""
OFFER_FROM = (0.1, 0.15, 0.2, 0.25)
"""Probabilities of the likeliest answer that are tried, from which on three answers may be offered."""
BAND = 0.05
"""Each is judged by the turns whose likeliest answer has it or up to so much more."""
OFTEN = 0.4
"""Three are offered if in this share of those turns the right answer is one of them."""
RIDGE = 5.0
"""Of `fit_logit`."""


class Best(NamedTuple):
    """The likeliest answer to a turn."""

    place: int
    probability: float


class Shares(NamedTuple):
    """Of the turns that ask."""

    turns: int
    right: float
    wrong: float


class Fit(NamedTuple):
    """What is fitted to full bases, or to thin ones."""

    weights: NDArray[np.float64]
    follow_from: float
    offer_from: float
    """Used of full bases only."""


def main() -> None:
    argparse.ArgumentParser(prog="python -m benchmarks.fit_readings", description=__doc__).parse_args()
    knowledge, bot = load_knowledge(), open_bot(None, cache_folder())
    talks, aside = (read_talks(TALKS / f"{name}.jsonl") for name in ("fit", "aside"))
    full = _fit_full(Trial(Matcher(bot.index)), knowledge, talks, aside)
    thin = _fit_thin(knowledge, talks, aside)
    tables = (f"\n{_table(full.weights, 'full')}", f"\n{_table(thin.weights, 'thin')}")
    _write(WEIGHTS, heading("What speaks for an answer in a conversation", "fit_readings"), *tables)
    weights_for.cache_clear()  # The bot holds the conversations below with the new weights.
    limits = {"follow_from": full.follow_from, "thin_follow_from": thin.follow_from, "offer_from": full.offer_from}
    limits |= chosen(bot, talks, limits)
    _write(LIMITS, heading("The limits of `thresholds.py`", "fit_readings"), *tables_with(limits))


def tables_with(limits: Mapping[str, float]) -> Iterator[str]:
    """The tables of thresholds.toml; a limit that is not given stays as it is."""
    for name, values in asdict(thresholds()).items():
        assert isinstance(values, dict)
        yield f"\n{toml_table({one: limits.get(one, held) for one, held in values.items()}, name)}"


def _fit_full(trial: Trial, knowledge: Knowledge, talks: Sequence[Talk], aside: Sequence[Talk]) -> Fit:
    turns = list(trial.hold(talks))
    weights = fitted(turns, list(trial.ask_new(chosen_cases(knowledge))), NEW_WEIGHT)
    follow_from = _follow_from(turns, weights, PRICE)
    _tell("fitted to", turns, weights, follow_from)
    _tell("aside", list(trial.hold(aside)), weights, follow_from)
    return Fit(weights, follow_from, _offer_from(turns, weights))


def _fit_thin(knowledge: Knowledge, talks: Sequence[Talk], aside: Sequence[Talk]) -> Fit:
    bases = [trial_of(with_few_ways(knowledge, ways)) for ways in FEW]
    turns, others = ([one for base in bases for one in base.hold(some)] for some in (talks, aside))
    new = list(new_to_thin_bases(knowledge))
    weights = fitted(turns, new, THIN_NEW_WEIGHT)
    follow_from = _follow_from([*turns, *new], weights, THIN_PRICE)
    _tell("thin bases, fitted to", turns, weights, follow_from)
    _tell("thin bases, new subjects", new, weights, follow_from)
    _tell("thin bases, aside", others, weights, follow_from)
    return Fit(weights, follow_from, _offer_from(turns, weights))


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


def fitted(talks: Sequence[Tried], new: Sequence[Tried], weight: float, without: str = "") -> NDArray[np.float64]:
    """No sign in `FOR` may speak against an answer. `weight`: what each of `new` counts; `without`: a sign that gets no
    weight."""
    kept = np.array([name != without for name in NAMES])
    choices = [Choice(one.evidence[:, kept], one.right) for one in talks]
    choices += [Choice(one.evidence[:, kept], one.right, weight) for one in new]
    weights = np.zeros(len(NAMES) + 1)
    weights[np.append(kept, True)] = fit_logit(choices, np.array([name in FOR for name in NAMES])[kept], RIDGE)
    return weights


def _follow_from(tried: Sequence[Tried], weights: NDArray[np.float64], price: float) -> float:
    """The one from which on most is right beyond what is wrong. `price`: how many right answers a wrong one costs."""
    best = [_best(one, weights) for one in tried]

    def gain(threshold: float) -> float:
        pairs = zip(tried, best, strict=True)
        given = [bool(one.right[by.place]) for one, by in pairs if by.probability >= threshold]
        return sum(given) - price * (len(given) - sum(given))

    gains = {one: gain(one) for one in FOLLOW_FROM}
    print("right less wrong:", ", ".join(f"{gained:.0f} from {one}" for one, gained in gains.items()))
    return max(gains, key=gains.__getitem__)


def _offer_from(tried: Sequence[Tried], weights: NDArray[np.float64]) -> float:
    """The lowest from which on the right answer is often among the three likeliest."""
    for low in OFFER_FROM:
        band = [one for one in tried if low <= _best(one, weights).probability < low + BAND]
        if band and np.mean([_is_among(one, weights) for one in band]) >= OFTEN:
            return low
    return OFFER_FROM[-1]


def _is_among(one: Tried, weights: NDArray[np.float64]) -> bool:
    scores = one.evidence @ weights[:-1]
    return bool(one.right[np.argsort(-scores)[:3]].any())


def _best(one: Tried, weights: NDArray[np.float64]) -> Best:
    chances = probabilities(one.evidence, weights)
    place = int(chances.argmax())
    return Best(place, float(chances[place]))


def shares(tried: Sequence[Tried], weights: NDArray[np.float64], threshold: float) -> Shares:
    """Small talk tells nothing wrong."""
    right = wrong = 0
    asking = [one for one in tried if one.kind != REACTION]
    for one in asking:
        best = _best(one, weights)
        is_right, is_answered = bool(one.right[best.place]), best.probability >= threshold
        right += is_right and is_answered if one.held else not is_answered
        wrong += is_answered and not is_right and not one.small[best.place]
    return Shares(len(asking), right / len(asking), wrong / len(asking))


def _tell(name: str, tried: Sequence[Tried], weights: NDArray[np.float64], threshold: float) -> None:
    found = shares(tried, weights, threshold)
    print(f"{name}: {found.turns} turns behind the first, {found.right:.1%} right, {found.wrong:.1%} wrong")


if __name__ == "__main__":
    main()
