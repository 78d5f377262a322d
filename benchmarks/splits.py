"""Splits CLINC150 for trials and for the test, and ranks the test by the contestants beside this matcher."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.contestants import OTHERS, Contestant
from benchmarks.data import Asked, Examples
from benchmarks.measures import Numbers, Ranked, truth_of
from benchmarks.outside import best_weight, counted
from benchmarks.progress import bar
from benchmarks.sampling import thinned
from benchmarks.setting import Setting

ASKED_QUICKLY = 1_100


@dataclass(frozen=True, slots=True)
class Split:
    """What is learned from, and what is asked then."""

    examples: Examples
    outside: tuple[str, ...]
    asked: tuple[Asked, ...]

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.asked]

    @property
    def truth(self) -> Numbers:
        return truth_of(self.asked, self.examples.labels)


def trial(setting: Setting) -> Split:
    """Learned from train, asked validation: here weights and thresholds are chosen."""
    clinc = setting.clinc
    asked = in_and_out(clinc.validation, clinc.outside_validation)
    return Split(fewer(clinc.train, setting.quick), clinc.outside_train, _thinned(asked, setting))


def final(setting: Setting) -> Split:
    """Learned from train and validation, asked the test."""
    clinc = setting.clinc
    outside = clinc.outside_train + clinc.outside_validation
    return Split(fewer(clinc.phrasings, setting.quick), outside, _thinned(clinc.test, setting))


@cache
def weights_of_others(setting: Setting) -> dict[str, float]:
    """What the lines out of scope weigh, chosen on validation, by the name of the contestant."""
    split = trial(setting)
    found: dict[str, float] = {}
    for learn in bar(OTHERS, "CLINC150, validation"):
        contestant: Contestant = learn(split.examples, split.outside)
        found |= {name: best_weight(one, split.truth) for name, one in contestant.rank(split.texts).items()}
    return found


@cache
def ranked_by_others(setting: Setting) -> dict[str, Ranked]:
    """On the test. Kept, because two sections show it and the slowest takes minutes."""
    split, weights = final(setting), weights_of_others(setting)
    found: dict[str, Ranked] = {}
    for learn in bar(OTHERS, "CLINC150, test"):
        contestant: Contestant = learn(split.examples, split.outside)
        found |= {name: counted(one, weights[name]) for name, one in contestant.rank(split.texts).items()}
    return found


def in_and_out(examples: Examples, outside: Sequence[str]) -> tuple[Asked, ...]:
    """All as questions, those out of scope behind the others."""
    inside = [
        Asked(text, label) for label, texts in zip(examples.labels, examples.texts, strict=True) for text in texts
    ]
    return (*inside, *(Asked(text, None) for text in outside))


def fewer(examples: Examples, quick: bool) -> Examples:
    """Every fifth phrasing, where it is to be quick."""
    return Examples(examples.labels, tuple(texts[::5] for texts in examples.texts)) if quick else examples


def _thinned(asked: tuple[Asked, ...], setting: Setting) -> tuple[Asked, ...]:
    return thinned(asked, ASKED_QUICKLY if setting.quick else None)
