"""Measures the loss without each judge of the score, the weights of the others fitted anew; never on a test."""

from unittest.mock import patch

from benchmarks.contestants.matcher import ThisMatcher
from benchmarks.data import Asked, Examples
from benchmarks.measures import first, truth_of
from benchmarks.progress import bar
from benchmarks.sampling import not_drawn
from benchmarks.setting import Setting
from benchmarks.splits import trial
from benchmarks.tables import percent, table
from bot.matching.learning import weights
from bot.matching.ranking.candidates import PARTS

JUDGES = PARTS[:5]
KEPT_ASIDE = 5
"""Of so many phrasings one is asked and not learned."""

TEXT = """\
The weight of a judge is held at zero while the others are fitted, so that they may stand in for it. BANKING77: asked
every fifth row of train ({banking:,}) after learning from the others. CLINC150: phrasings and lines out of scope of
train, asked {clinc:,} questions of validation. Right first, in per cent.

{table}"""


def measure(setting: Setting) -> str:
    train = setting.banking.train
    banking = Examples(train.labels, tuple(map(_learned, train.texts)))
    rows = not_drawn(train, banking)
    clinc = trial(setting)
    questions = tuple(one for one in clinc.asked if one.label is not None)
    found = []
    for judge in bar(("", *(JUDGES[:1] if setting.quick else JUDGES)), "judges"):
        with patch.dict(weights._WEIGHTS, {judge: weights._WEIGHTS[judge]._replace(least=0, most=0)} if judge else {}):
            shares = (_first(banking, (), rows), _first(clinc.examples, clinc.outside, questions))
        found.append([f"without {judge}" if judge else "all judges", *map(percent, shares)])
    shown = table(["", "BANKING77", "CLINC150"], found)
    return TEXT.format(banking=len(rows), clinc=len(questions), table=shown)


def _learned(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(text for number, text in enumerate(texts, 1) if number % KEPT_ASIDE)


def _first(examples: Examples, outside: tuple[str, ...], asked: tuple[Asked, ...]) -> float:
    contestant = ThisMatcher(examples, outside)
    ranked = contestant.rank_with(contestant.index, [one.text for one in asked])
    return first(ranked, truth_of(asked, examples.labels))
