"""Measures how often the right class comes first, with one to ten phrasings of BANKING77 a class and with all."""

from collections import defaultdict
from statistics import mean

from benchmarks.contestants import ALL, Learn
from benchmarks.contestants.matcher import NAME
from benchmarks.data import Asked, Examples
from benchmarks.measures import first, first_three, truth_of
from benchmarks.progress import bar
from benchmarks.published import BANKING
from benchmarks.sampling import sample, thinned
from benchmarks.setting import Setting
from benchmarks.tables import bold, both, table

Pair = tuple[float, float]
"""Shares: first, and among the first three."""

TEXT = """\
[BANKING77](https://github.com/PolyAI-LDN/task-specific-datasets): 77 intents of a bank's customers, {asked:,} test
questions. Right first, in per cent, and in brackets among the first three; means over samples drawn with the seeds
{seeds}. A class is an entry, its phrasings are the sample, and nothing else is told.

{table}
Published figures, of models pretrained on much other text (in brackets). Their samples of five and ten are others of
the same size. Right first, in per cent, as told at
{sources}.

{published}"""


def measure(setting: Setting) -> str:
    train = setting.banking.train
    questions = thinned(setting.banking.test, setting.asked)
    samples = [(str(size), sample(train, size, seed)) for size in setting.sizes for seed in setting.seeds]
    if not setting.quick:
        samples.append(("all", train))
    found: dict[str, dict[str, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for learn in bar(ALL, "BANKING77"):
        for size, examples in bar(samples, "samples"):
            for name, pair in shares(learn, examples, questions).items():
                found[name][size].append(pair)
    sizes = list(dict.fromkeys(size for size, _ in samples))
    rows = [[_bold(name), *(_bold(name, both(average(found[name][size]))) for size in sizes)] for name in found]
    known = [row for row in BANKING if not row.figures.keys().isdisjoint(sizes)]
    told = [size for size in sizes if any(size in row.figures for row in known)]
    published = [[f"{row.name} ({row.given})", *(row.figures.get(size) for size in told)] for row in known]
    return TEXT.format(
        asked=len(questions),
        seeds=", ".join(map(str, setting.seeds)),
        table=table(["phrasings a class", *sizes], rows),
        published=table(["phrasings a class", *told], published),
        sources=",\n".join(dict.fromkeys(row.source for row in known)),
    )


def shares(learn: Learn, examples: Examples, questions: tuple[Asked, ...]) -> dict[str, Pair]:
    truth = truth_of(questions, examples.labels)
    ranked = learn(examples).rank([one.text for one in questions])
    return {name: (first(one, truth), first_three(one, truth)) for name, one in ranked.items()}


def average(pairs: list[Pair]) -> Pair:
    return mean(one for one, _ in pairs), mean(three for _, three in pairs)


def _bold(name: str, text: str | None = None) -> str:
    shown = name if text is None else text
    return bold(shown) if name == NAME else shown
