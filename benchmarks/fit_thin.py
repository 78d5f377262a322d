"""Fits the weights, curves and thresholds that a thin knowledge base cannot teach, to many small bases.

Run `python -m benchmarks.fit_thin --data DIR`: it writes bot/matching/learning/prior.toml, the same each time as long
as code and knowledge are the same; what is shipped may be of earlier ones. DIR holds banking77/ and clinc150/
(docs/benchmarks.md), of which the training parts are read; without it the shipped knowledge and the thin FAQs alone are
fitted to, and that is said. Half of the classes are fitted to; a table tells what the others get.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.faqs import FITTED, faq_base
from benchmarks.progress import bar
from benchmarks.small_bases import PRECISION, WAYS, SmallBase, Source, sources_of
from benchmarks.thin_report import SEEDS, answers_of, bases_of, importance_of, told
from benchmarks.toml_text import heading, toml_table
from bot.knowledge import load_knowledge
from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.matching.learning.cross_validation import KEPT, Sample
from bot.matching.learning.curves import fit_curve, fixed_signs
from bot.matching.learning.prior import CONSTANT, CROWDING, Prior, crowding_of, prior_of, ways_of
from bot.matching.learning.prior import WAYS as WAYS_NAME
from bot.matching.learning.thresholds import LEAST_OVERRULED, threshold
from bot.matching.learning.weights import FIRST_WEIGHTS, fit_weights
from bot.matching.ranking.candidates import WEIGHED
from bot.matching.ranking.confidence import SIGNALS, signals_of
from bot.matching.ranking.judging import contrary_places, guarded
from bot.model import SMALL_TALK

PRIOR = Path(__file__).parents[1] / "bot" / "matching" / "learning" / "prior.toml"
OTHER_SEEDS = (1,)
"""Of the bases that say what the prior is worth."""
PRECISIONS = (0.7, 0.8, 0.85, 0.9, 0.925, 0.95, 0.965, 0.98, 0.99)
LINES = (125, 250, 500)
"""What a prior may be worth. With more than 500, bases of ten ways an entry answered a tenth fewer questions than they
do by themselves."""
ENOUGH_WAYS = (5, 8, 12)
"""Ways of asking of the bases that tell it."""
FAQ_SHARE = 0.5
"""What the FAQs count among all, for they alone are like what most people begin with."""
FAQ_TIMES = 50
"""How often each of their few questions is taken: weights are fitted to questions that all count the same. Curves are
fitted by importance, which is shared out among these."""
AGAINST = {"overruled": LEAST_OVERRULED, "unknown": 0.6}
"""What these signals count at least. In what is fitted to, people say much that is known nowhere and ask for what is
held all the same; in a FAQ a strange word mostly asks for something else ("how do I delete my Facebook account")."""
_CURVE = (*SIGNALS, WAYS_NAME, CROWDING, CONSTANT)
_FIRST = Prior(
    lines=1e9,
    weights=dict(zip(WEIGHED, FIRST_WEIGHTS.tolist(), strict=True)),
    right=dict.fromkeys(_CURVE, 0.0),
    among=dict.fromkeys(_CURVE, 0.0),
    answer_from=((PRECISION, 0.5),),
)
"""With which the bases that are fitted to are compiled: what comes out does not depend on what came out last."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A question that was asked of a small base."""

    sample: Sample
    ways: float
    """Ways of asking in its base, as a logarithm."""
    crowding: float
    """Of its base."""
    importance: float

    def is_among(self, count: int) -> bool:
        """Whether the truth is among the first of the candidates."""
        candidates = self.sample.candidates
        return self.sample.truth in candidates.entries[candidates.real][:count]


def main() -> None:
    sources = sources_of(load_knowledge(), _options().data)
    if len(sources) == 1:
        print("fit_thin: no --data, so fitted to what is shipped alone; prior.toml comes of the public sets, too")
    halves = [[one.half(number) for one in sources] for number in (0, 1)]
    tried = list(tried_of(halves[0]))
    prior = fitted([*tried, *_faqs_beside(tried)])
    prior = replace(prior, lines=_lines(prior, halves[0]))
    PRIOR.write_text(text_of(prior), encoding="utf-8")
    print(told(prior, halves[1]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit_thin", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder that holds banking77/ and clinc150/")
    return parser.parse_args()


def tried_of(sources: Sequence[Source], ways: Sequence[int] = WAYS) -> Iterator[Tried]:
    """Ask small bases of these sources."""
    for base in bar(bases_of(sources, SEEDS, ways), "small bases"):
        yield from _tried(base)


def _tried(base: SmallBase) -> Iterator[Tried]:
    matcher = Matcher(compile_index(base.knowledge, prior=_FIRST))
    sizes = [1 + len(entry.phrasings) for entry in base.knowledge.entries if entry.topic != SMALL_TALK]
    ways, crowding = ways_of(sizes), crowding_of(matcher.index.profiles)
    for one, importance in zip(base.asked, importance_of(base), strict=True):
        sample = _sample(matcher, one.text, matcher.entry_of_id[one.entry] if one.entry else None)
        yield Tried(sample, ways, crowding, importance)


def _faqs_beside(tried: Sequence[Tried]) -> list[Tried]:
    """The questions of the FAQs, so that they count as they should beside these."""
    own = [one for name in FITTED for one in _tried(faq_base(name))]
    whole, part = (sum(one.importance for one in some) for some in (tried, own))
    each = FAQ_SHARE / (1 - FAQ_SHARE) * whole / part / FAQ_TIMES
    return [replace(one, importance=one.importance * each) for one in own] * FAQ_TIMES


def _sample(matcher: Matcher, text: str, truth: int | None) -> Sample:
    """`truth`: None where the question is out of scope."""
    heard = matcher.reader.read(text)
    ranked, coverage = matcher.ranker.weigh(heard)
    passed, refused = guarded(ranked, matcher.guard, heard.facets)
    away = ranked.parts[contrary_places(ranked, refused, matcher.guard, heard.facets)]
    truth = passed.nothing if truth is None else truth
    return Sample(row=0, truth=truth, candidates=passed.best(KEPT), coverage=coverage, refused=away)


def fitted(tried: Sequence[Tried]) -> Prior:
    """Fit as one base is fitted, to the questions of all together; what the prior is worth is left open."""
    weights = fit_weights([one.sample for one in tried])
    if weights is None:
        sys.exit("fit_thin: no small base can be made; the shipped knowledge is too small")
    for one in tried:
        one.sample.weigh(weights)
    parts = _named(WEIGHED, weights)
    return prior_of(
        {"lines": LINES[0], "weights": parts} | _curves([one for one in tried if len(one.sample.candidates.real)])
    )


def _curves(tried: Sequence[Tried]) -> dict[str, dict[str, float]]:
    """The chance that the first candidate is right, that one of three is, and where answers are given for it."""
    signals = np.array(
        [(*signals_of(one.sample.candidates, one.sample.coverage), one.ways, one.crowding) for one in tried]
    )
    importance = np.array([one.importance for one in tried]) * len(tried) / sum(one.importance for one in tried)
    first, three = (np.array([one.is_among(count) for one in tried]) for count in (1, 3))
    # With signs as they should be: what is learned of some bases holds for others (measured: of 100 questions out of
    # scope, 3 fewer are answered).
    curves = [fit_curve(signals, truth, importance, fixed_signs(AGAINST)) for truth in (first, three)]
    right, among = (_named(_CURVE, curve) for curve in curves if curve is not None)
    chances = 1 / (1 + np.exp(-(signals @ list(right.values())[:-1] + right[CONSTANT])))
    steps = {str(one): round(threshold(chances, first, importance, one), 3) for one in PRECISIONS}
    return {"right": right, "among": among, "answer_from": steps}


def _named(names: Sequence[str], values: NDArray[Any]) -> dict[str, float]:
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}


def _lines(prior: Prior, sources: Sequence[Source]) -> float:
    """What the prior should be worth: with it, confidence is nearest to what is right as bases grow."""
    bases = bases_of(sources, OTHER_SEEDS, ENOUGH_WAYS)[::4]
    losses = {
        lines: np.mean([_loss(replace(prior, lines=lines), base) for base in bar(bases, f"{lines} lines")])
        for lines in LINES
    }
    print("loss by lines:", ", ".join(f"{lines}: {loss:.4f}" for lines, loss in losses.items()))
    return min(losses, key=lambda lines: losses[lines])


def _loss(prior: Prior, base: SmallBase) -> float:
    """Mean logarithmic loss of the confidence."""
    got = answers_of(prior, base)
    chances = np.clip(np.where(got.right, got.confidence, 1 - got.confidence), 1e-6, 1)
    return float(-(got.importance @ np.log(chances)) / got.importance.sum())


def text_of(prior: Prior) -> str:
    """As prior.toml holds it."""
    steps = {str(precision): confidence for precision, confidence in prior.answer_from}
    named = {"weights": prior.weights, "right": prior.right, "among": prior.among, "answer_from": steps}
    tables = [toml_table(values, name) for name, values in named.items()]
    head = heading("What a thin knowledge base cannot teach", "fit_thin --data DIR")
    return "\n\n".join([f"{head}\nlines = {prior.lines}", *tables]) + "\n"


if __name__ == "__main__":
    main()
