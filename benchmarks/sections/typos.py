"""Measures what typing errors cost in the questions of BANKING77, with ten phrasings a class."""

from collections import defaultdict

from benchmarks.contestants import ALL, Contestant
from benchmarks.contestants.matcher import NAME
from benchmarks.measures import first, first_three, truth_of
from benchmarks.progress import bar
from benchmarks.sampling import sample, thinned
from benchmarks.sections.few_shot import Pair, average
from benchmarks.setting import Setting
from benchmarks.tables import bold, both, percent, table
from benchmarks.typos import mistype

SHARES = (0.0, 0.2, 0.5)
A_CLASS = 10

TEXT = """\
BANKING77 with ten phrasings a class, {asked:,} questions. Of the words of more than three letters a share has one
edit each: a letter dropped, doubled, swapped with the next, or replaced by its neighbour on the keyboard. Right
first, in per cent, and in brackets among the first three; seeds {seeds}. Lost: points of the first figure.

{table}"""


def measure(setting: Setting) -> str:
    questions = thinned(setting.banking.test, setting.asked)
    samples = [(seed, sample(setting.banking.train, A_CLASS, seed)) for seed in setting.seeds]
    found: dict[str, dict[float, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for learn in bar(ALL, "typos"):
        for seed, examples in bar(samples, "samples"):
            truth = truth_of(questions, examples.labels)
            contestant: Contestant = learn(examples)
            for share in SHARES:
                texts = [mistype(one.text, share, seed, number) for number, one in enumerate(questions)]
                for name, ranked in contestant.rank(texts).items():
                    found[name][share].append((first(ranked, truth), first_three(ranked, truth)))
    return TEXT.format(
        asked=len(questions),
        seeds=", ".join(map(str, setting.seeds)),
        table=table(["", "clean", "20 %", "lost", "50 %", "lost"], [_row(name, found[name]) for name in found]),
    )


def _row(name: str, found: dict[float, list[Pair]]) -> list[str]:
    clean, some, many = (average(found[share]) for share in SHARES)
    lost = [percent(clean[0] - typed[0]) for typed in (some, many)]
    cells = [name, both(clean), both(some), lost[0], both(many), lost[1]]
    return [bold(cell) for cell in cells] if name == NAME else cells
