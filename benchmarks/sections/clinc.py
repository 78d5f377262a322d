"""Measures the right classes and the refusals on CLINC150, with the same lines out of scope for all contestants."""

from benchmarks.contestants import LEXICAL, Contestant, Learn, ThisMatcher
from benchmarks.contestants.matcher import NAME
from benchmarks.measures import Ranked, auroc, first, first_three, in_scope_and_refused, threshold
from benchmarks.outside import best_weight, counted
from benchmarks.progress import bar
from benchmarks.published import CLINC, LARSON
from benchmarks.setting import Setting
from benchmarks.splits import Split, final, ranked_by_others, trial, weights_of_others
from benchmarks.tables import bold, percent, table
from bot.matching.learning.words_read import everyday_lines

TITLE = "In scope and out of scope"
TEXT = """\
[CLINC150](https://github.com/clinc/oos-eval): 150 intents, {asked:,} test questions, {outside:,} of them out of scope.
Each contestant is given the phrasings of train and validation ({phrasings:,}) and the same {lines} lines out of scope
of both. This matcher takes them as its `out_of_scope.yaml`; to the others they are one more class, which is never
the answer, and confidence is the best score less `weight` times the score of that class. The weight with the best
AUROC on validation is taken, after learning from train alone; 0 where the lines did not help. This matcher
alone also has the {everyday} everyday sentences that come with its code. AUROC: how often a question in scope gets
more confidence than one out of scope.

{table}
Phrasings ({fewer_phrasings:,}) and lines out of scope ({fewer_lines}) of train only, used as above; the threshold from
which to answer is tuned on validation, once for the share of all questions, once so that both kinds weigh the same.
Answered rightly in scope / refused out of scope, in per cent.

{tuned}
Published, of the same train, validation and test, in per cent: {larson},
the rows whose threshold was tuned on validation. These learned from no line out of scope, so they were given less
than the contestants above, and those that bring something learned from other text were given more.

{published}"""


def measure(setting: Setting) -> str:
    learned, tried = final(setting), trial(setting)
    return TEXT.format(
        asked=len(learned.asked),
        outside=sum(one.label is None for one in learned.asked),
        phrasings=learned.examples.count,
        lines=len(learned.outside),
        everyday=len(everyday_lines("en")),
        table=_table(setting, learned),
        fewer_phrasings=tried.examples.count,
        fewer_lines=len(tried.outside),
        tuned=_tuned(tried, learned),
        larson=LARSON,
        published=table(
            ["", "right in scope", "refused out of scope"],
            [[f"{row.name} ({row.given})", row.figures["in scope"], row.figures["out of scope"]] for row in CLINC],
        ),
    )


def _table(setting: Setting, split: Split) -> str:
    found, weights = ranked_by_others(setting), weights_of_others(setting)
    found = found | ThisMatcher(split.examples, split.outside).rank(split.texts)
    rows: list[list[str | None]] = []
    for name, ranked in found.items():
        shares = [percent(first(ranked, split.truth)), percent(first_three(ranked, split.truth))]
        cells = [name, *shares, f"{auroc(ranked.confidence, split.truth):.3f}"]
        weight = f"{weights[name]:.1f}" if name in weights else None
        rows.append([*(bold(cell) if name == NAME else cell for cell in cells), weight])
    return table(["", "first", "first three", "AUROC", "weight"], rows)


def _tuned(tried: Split, asked: Split) -> str:
    """`tried` is learned from and tuned on; only the questions of `asked` are used."""
    contestants: tuple[Learn, ...] = (*LEXICAL, ThisMatcher)
    rows = []
    for learn in bar(contestants, "tuned on validation"):
        contestant: Contestant = learn(tried.examples, tried.outside)
        before, after = contestant.rank(tried.texts), contestant.rank(asked.texts)
        for name in before:
            weight = best_weight(before[name], tried.truth)
            cells = [name, *_cells(counted(before[name], weight), counted(after[name], weight), tried, asked)]
            rows.append([bold(cell) for cell in cells] if name == NAME else cells)
    return table(["", "tuned for all", "tuned for both kinds"], rows)


def _cells(before: Ranked, after: Ranked, tried: Split, asked: Split) -> list[str]:
    cells = []
    for balanced in (False, True):
        answer_from = threshold(before, tried.truth, balanced=balanced)
        inside, outside = in_scope_and_refused(after, asked.truth, answer_from)
        cells.append(f"{percent(inside)} / {percent(outside)}")
    return cells
