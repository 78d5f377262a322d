"""Measures the loss without each part of the score and each signal of the confidence, never on a test."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.contestants.matcher import ThisMatcher, without_part, without_signal
from benchmarks.data import Asked
from benchmarks.measures import Numbers, Ranked, auroc, first, first_three, truth_of
from benchmarks.progress import bar
from benchmarks.sampling import not_drawn, sample, thinned
from benchmarks.sections.few_shot import Pair, average
from benchmarks.setting import Setting
from benchmarks.splits import fewer, in_and_out
from benchmarks.tables import both, table
from bot.matching import Index
from bot.matching.ranking.candidates import PARTS
from bot.matching.ranking.confidence import SIGNALS

A_CLASS = 10
BANKING_ROWS = 2_000

TEXT = """\
A part's weight is set to zero and nothing is fitted anew, so a small loss may also mean that another part stands
in. BANKING77: ten phrasings a class (seeds {seeds}), asked {banking:,} rows of train that were not drawn. CLINC150:
phrasings and lines out of scope of train, asked {clinc:,} questions of validation. Right first, in per cent, and in
brackets among the first three. Facets are names, dates and amounts that a knowledge base lists; these two list
none, and situation is for follow-ups, which these two have none of: nothing here shows what these parts are worth.

{parts}
The same for the signals of the confidence, which do not change the order of entries but tell what is out of scope.

{signals}"""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A compiled contestant, and what it is asked."""

    contestant: ThisMatcher
    questions: tuple[Asked, ...]
    labels: tuple[str, ...]

    @property
    def truth(self) -> Numbers:
        return truth_of(self.questions, self.labels)

    def rank(self, change: Callable[[Index], Index]) -> Ranked:
        return self.contestant.rank_with(change(self.contestant.index), [one.text for one in self.questions])

    def shares(self, ranked: Ranked) -> Pair:
        return first(ranked, self.truth), first_three(ranked, self.truth)

    def auroc(self, ranked: Ranked) -> str:
        return f"{auroc(ranked.confidence, self.truth):.3f}"


def measure(setting: Setting) -> str:
    banking, clinc = _banking(setting), _clinc(setting)
    return TEXT.format(
        seeds=", ".join(map(str, setting.seeds)),
        banking=len(banking[0].questions),
        clinc=len(clinc.questions),
        parts=_parts_table(banking, clinc),
        signals=_signals_table(clinc),
    )


def _banking(setting: Setting) -> list[_Trial]:
    train = setting.banking.train
    count = 500 if setting.quick else BANKING_ROWS
    drawn = [sample(train, A_CLASS, seed) for seed in bar(setting.seeds, "compiling")]
    return [_Trial(ThisMatcher(one), thinned(not_drawn(train, one), count), train.labels) for one in drawn]


def _clinc(setting: Setting) -> _Trial:
    clinc = setting.clinc
    inside = thinned(in_and_out(clinc.validation, ()), 500 if setting.quick else None)
    questions = (*inside, *(Asked(text, None) for text in clinc.outside_validation))
    return _Trial(ThisMatcher(fewer(clinc.train, setting.quick), clinc.outside_train), questions, clinc.train.labels)


def _parts_table(banking: Sequence[_Trial], clinc: _Trial) -> str:
    rows = []
    for name, change in bar([("all parts", _unchanged), *_changes(PARTS, without_part)], "parts"):
        shares = average([trial.shares(trial.rank(change)) for trial in banking])
        ranked = clinc.rank(change)
        rows.append([name, both(shares), both(clinc.shares(ranked)), clinc.auroc(ranked)])
    return table(["", "BANKING77", "CLINC150", "AUROC"], rows)


def _signals_table(clinc: _Trial) -> str:
    changes = bar([("all signals", _unchanged), *_changes(SIGNALS, without_signal)], "signals")
    return table(["", "AUROC"], [[name, clinc.auroc(clinc.rank(change))] for name, change in changes])


def _unchanged(index: Index) -> Index:
    return index


def _changes(
    names: Sequence[str], without: Callable[[Index, int], Index]
) -> list[tuple[str, Callable[[Index], Index]]]:
    def change(number: int) -> Callable[[Index], Index]:
        return lambda index: without(index, number)

    return [(f"without {name}", change(number)) for number, name in enumerate(names)]
