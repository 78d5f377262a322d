"""Compares wished with realised precision on CLINC150, and draws how reliable a confidence is."""

import numpy as np

from benchmarks.contestants import ThisMatcher
from benchmarks.contestants.matcher import NAME
from benchmarks.measures import (
    NOBODY,
    OUTSIDE,
    Bin,
    Numbers,
    Ranked,
    calibration_error,
    precision_and_coverage,
    precision_curve,
    reliability,
)
from benchmarks.pictures import draw_precision, draw_reliability
from benchmarks.progress import bar
from benchmarks.sections import clinc
from benchmarks.setting import Setting
from benchmarks.splits import final, ranked_by_others
from benchmarks.tables import Row, percent, table
from bot.model import Outcome

VALIDATION, BOTH = "validation", "train and validation"

TEXT = """\
`precision` of the manifest is the one knob. The bot is compiled with some values of it and asked the {asked:,}
test questions of CLINC150, in scope and out of scope together. Realised: the share of right answers among those
given. Coverage: the share of the questions in scope that got an answer. Thresholds come from what the phrasings get
when they are left out and from the lines out of scope that are given: those of validation, or those of train too.
Nothing of the test is used.

{precision}
Confidence said against answers right, over the same questions (a question out of scope has no right answer), with
the lines of validation. Mean distance between the two: {error} points.

{reliability}
![Reliability]({folder}/reliability.png)

In the next picture all have the same lines out of scope, those of train and validation, used as [above](#{above});
of the two ways of reading similarities, the mean of three is shown.

![Precision against coverage]({folder}/precision.png)
"""


def measure(setting: Setting) -> str:
    split = final(setting)
    given = {VALIDATION: setting.clinc.outside_validation, BOTH: split.outside}
    rows, points = [], []
    ranked: dict[str, Ranked] = {}
    for lines, outside in bar(given.items(), "precision", len(given)):
        for wished in bar(setting.wished, lines):
            contestant = ThisMatcher(split.examples, outside, wished)
            ranked[lines] = ranked.get(lines) or contestant.rank(split.texts)[NAME]
            row, point = _realised(contestant.reply(split.texts), split.truth)
            rows.append([f"{wished:.0%}, {lines}", *map(percent, row)])
            points += [(f"{wished:.0%}", *point)] if lines == BOTH else []
    bins = reliability(ranked[VALIDATION], split.truth)
    setting.pictures.mkdir(parents=True, exist_ok=True)
    draw_reliability(bins, setting.pictures / "reliability.png")
    _draw_precision(setting, split.truth, ranked[BOTH], points)
    heads = ["wished; lines out of scope", "realised", "coverage", "asked in scope", "answered out of scope"]
    return TEXT.format(
        asked=len(split.asked),
        precision=table(heads, rows),
        error=percent(calibration_error(bins)),
        reliability=_reliability_table(bins),
        folder=setting.pictures.name,
        above=clinc.TITLE.lower().replace(" ", "-"),
    )


def _realised(replies: list[tuple[Outcome, int]], truth: Numbers) -> tuple[list[float], tuple[float, float]]:
    """Return the row of the table, and the point (coverage, precision) of the picture."""
    answered = np.array([outcome is Outcome.ANSWER for outcome, _ in replies])
    asked = np.array([outcome is Outcome.CLARIFY for outcome, _ in replies])
    given = np.array([number if outcome is Outcome.ANSWER else NOBODY for outcome, number in replies])
    precision, coverage = precision_and_coverage(answered, given, truth)
    inside = truth != OUTSIDE
    row = [precision, coverage, float(asked[inside].mean()), float(answered[~inside].mean())]
    return row, (coverage, precision)


def _reliability_table(bins: tuple[Bin, ...]) -> str:
    heads = ["confidence", "questions", "said, mean", "right"]
    rows: list[Row] = [
        [f"{one.low:.1f} to {one.high:.1f}", one.count, percent(one.confidence), percent(one.right)] for one in bins
    ]
    return table(heads, rows)


def _draw_precision(setting: Setting, truth: Numbers, ranked: Ranked, points: list[tuple[str, float, float]]) -> None:
    curves = {NAME: precision_curve(ranked, truth)}
    # Of the two ways of reading similarities the mean of three is the better one nearly everywhere.
    shown = {name: other for name, other in ranked_by_others(setting).items() if "best phrase" not in name}
    curves |= {name: precision_curve(other, truth) for name, other in shown.items()}
    draw_precision(curves, points, setting.pictures / "precision.png")
