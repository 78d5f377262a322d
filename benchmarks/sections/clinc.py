"""CLINC150: the right class in scope, and what is out of scope told apart, beside others and published platforms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from benchmarks.contestants import LEXICAL, OTHERS, Contestant, Learn, Linear, ThisMatcher
from benchmarks.contestants.matcher import NAME
from benchmarks.data import Asked, Examples
from benchmarks.measures import (
    Ranked,
    auroc,
    first,
    first_three,
    in_scope_and_refused,
    threshold,
    truth_of,
)
from benchmarks.progress import bar
from benchmarks.published import CLINC, LARSON
from benchmarks.sampling import thinned
from benchmarks.setting import Setting
from benchmarks.tables import bold, percent, table

TEXT = """\
[CLINC150](https://github.com/clinc/oos-eval): 150 intents, {asked:,} test questions, those out of scope included.
Train and validation are the phrasings ({phrasings:,}). AUROC: how often a question in scope gets more confidence
than one out of scope. Others take their best score as confidence. This matcher is given the lines out of scope of
train and validation, as a curator would; so is the linear model where they are "a class".

{table}
As {larson} measure it: phrasings and lines out of scope from train only, a threshold tuned on validation, once for
the share of all questions, once so that both kinds weigh the same. Answered rightly in scope / refused out of
scope, in per cent.

{published}"""


def measure(setting: Setting) -> str:
    return TEXT.format(
        asked=len(questions_of(setting)),
        phrasings=phrasings_of(setting).count,
        larson=LARSON,
        table=_table(setting),
        published=_beside_published(setting),
    )


def phrasings_of(setting: Setting) -> Examples:
    return fewer(setting.clinc.phrasings, setting.quick)


def questions_of(setting: Setting) -> tuple[Asked, ...]:
    """Of both kinds."""
    return thinned(setting.clinc.test, 1_100 if setting.quick else None)


def fewer(examples: Examples, quick: bool) -> Examples:
    """Every fifth phrasing, where it is to be quick."""
    return Examples(examples.labels, tuple(texts[::5] for texts in examples.texts)) if quick else examples


@cache
def ranked_by_others(setting: Setting) -> dict[str, Ranked]:
    """Kept, because two sections show it and the slowest takes minutes."""
    examples, texts = phrasings_of(setting), [one.text for one in questions_of(setting)]
    return {name: ranked for learn in bar(OTHERS, "CLINC150") for name, ranked in learn(examples).rank(texts).items()}


def _table(setting: Setting) -> str:
    examples, questions, clinc = phrasings_of(setting), questions_of(setting), setting.clinc
    outside = clinc.outside_train + clinc.outside_validation
    texts = [one.text for one in questions]
    truth = truth_of(questions, examples.labels)
    found = ranked_by_others(setting)
    found = found | Linear(examples, outside).rank(texts) | ThisMatcher(examples, outside).rank(texts)
    rows = []
    for name, ranked in found.items():
        row = [name, percent(first(ranked, truth)), percent(first_three(ranked, truth))]
        cells = [*row, f"{auroc(ranked.confidence, truth):.3f}"]
        rows.append([bold(cell) for cell in cells] if name == NAME else cells)
    return table(["", "first", "first three", "AUROC"], rows)


def _beside_published(setting: Setting) -> str:
    clinc = setting.clinc
    examples = fewer(clinc.train, setting.quick)
    tuned = thinned(_asked(clinc.validation, clinc.outside_validation), 1_100 if setting.quick else None)
    rows = []
    contestants: list[Learn] = [*LEXICAL, partial(ThisMatcher, outside=clinc.outside_train)]
    for learn in bar(contestants, "beside published"):
        contestant: Contestant = learn(examples)
        before = contestant.rank([one.text for one in tuned])
        after = contestant.rank([one.text for one in questions_of(setting)])
        for name in before:
            cells = [name, *_tuned(before[name], after[name], examples.labels, tuned, questions_of(setting))]
            rows.append([bold(cell) for cell in cells] if name == NAME else cells)
    published = [[f"*{row.name}*", f"{row.figures['in scope']} / {row.figures['out of scope']}", None] for row in CLINC]
    return table(["", "tuned for all", "tuned for both kinds"], [*rows, *published])


def _tuned(
    before: Ranked, after: Ranked, labels: Sequence[str], tuned: tuple[Asked, ...], questions: tuple[Asked, ...]
) -> list[str]:
    cells = []
    for balanced in (False, True):
        answer_from = threshold(before, truth_of(tuned, labels), balanced=balanced)
        inside, outside = in_scope_and_refused(after, truth_of(questions, labels), answer_from)
        cells.append(f"{percent(inside)} / {percent(outside)}")
    return cells


def _asked(examples: Examples, outside: Sequence[str]) -> tuple[Asked, ...]:
    inside = [
        Asked(text, label) for label, texts in zip(examples.labels, examples.texts, strict=True) for text in texts
    ]
    return (*inside, *(Asked(text, None) for text in outside))
