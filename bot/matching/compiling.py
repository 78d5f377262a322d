"""Compiles a knowledge base into an `Index`.

The index learns from the knowledge base alone: `CrossValidation` leaves phrasings out and asks them, which gives the
weights, the confidence and the thresholds. What a thin base cannot teach comes from other bases (see `Prior`).

One worker works `aside` and does one thing after the other, in the order of submission: reading words,
`learn_lexical`, `load_solver`, the folds, the separators. So what is needed first is submitted first, and a step waits
for a result only when it has no other work.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import numpy as np
from threadpoolctl import threadpool_limits

from bot.matching.index.arrays import Floats
from bot.matching.index.compiled import Calibration, Index, LeftOut, Texts
from bot.matching.index.known_follow_ups import learn_follow_ups
from bot.matching.index.linear import LinearModel
from bot.matching.index.said_words import learn_said
from bot.matching.index.similarity import entry_vectors
from bot.matching.language.naming import Lexicon
from bot.matching.learning import thresholds, weights
from bot.matching.learning.cross_validation import CrossValidation, Sample
from bot.matching.learning.folds import Vectors
from bot.matching.learning.linear import linear_of, scores_of_rows
from bot.matching.learning.prior import Prior, crowding_of, learned_prior
from bot.matching.learning.projection import FEW_ROWS
from bot.matching.learning.stages import Begin, Counted, Learned, Step, count_phrasings, learn_from
from bot.matching.learning.vectors import read_vectors
from bot.model import SMALL_TALK, Knowledge
from bot.worker import Worker, worker

Progress = Callable[[str, int, int], None]
"""Called with the step that begins, the number of steps done, and the number of all."""
MOST_APART = 200_000  # Phrasings up to which a second process helps; beyond, two processes need too much memory.


def compile_index(knowledge: Knowledge, progress: Progress | None = None, prior: Prior | None = None) -> Index:
    """`prior`: used in place of `learned_prior`."""
    steps, tell = get_args(Step), progress or (lambda step, done, count: None)

    def begin(step: Step) -> None:
        tell(step, steps.index(step), len(steps))

    many = FEW_ROWS < sum(len(entry.ways) for entry in knowledge.entries) <= MOST_APART
    # One core each, so that the two do not compete, and the same base gives the same index on every machine.
    with worker(apart=many) as aside, threadpool_limits(1):
        index = _compiled(knowledge, begin, aside, prior or learned_prior())
    tell("done", len(steps), len(steps))
    return index


def _compiled(knowledge: Knowledge, begin: Begin, aside: Worker, prior: Prior) -> Index:
    # Small talk has many phrasings, and teaches nothing about the rest.
    asked_of = [len(entry.ways) for entry in knowledge.entries if entry.topic != SMALL_TALK]
    counted = count_phrasings(knowledge, prior.share(asked_of) > 0, begin, aside)
    learned = learn_from(counted, begin, aside)
    samples, linear = _leave_out(counted, learned, begin)
    begin("weighing")
    precision = knowledge.manifest.precision
    expected = prior.of(asked_of, precision, crowding_of(learned.profiles))
    part_weights = expected.mixed(expected.weights, weights.fit_weights(samples)).astype(np.float32)
    for one in samples:
        one.weigh(part_weights)
    confidence, left_out = thresholds.fit_confidence(samples, precision, learned.guard, expected)
    return _index(knowledge, counted, learned, linear, part_weights, confidence, left_out)


def _index(
    knowledge: Knowledge,
    counted: Counted,
    learned: Learned,
    linear: LinearModel,
    part_weights: Floats,
    confidence: Calibration,
    left_out: LeftOut,
) -> Index:
    entries, lexicon, layout, features = counted.entries, counted.read.lexicon, counted.layout, counted.features
    # All look up more stems, which the texts of the index are to hold.
    follow_ups, said = learn_follow_ups(knowledge, lexicon), learn_said(entries, counted.phrasings, lexicon)
    _stem_units(knowledge, lexicon)
    return Index(
        texts=Texts(
            knowledge=replace(knowledge, entries=entries),
            facets=learned.lexical.facets,
            pervasive=tuple(sorted(learned.guard.pervasive)),
            word_counts=dict(sorted(features.words.items())),
            word_pairs=learned.lexical.pairs,
            stems=lexicon.stems(),
            spelt=lexicon.spelt(label for entry in entries for label in entry.labels),
            phrasing_count=features.count,
        ),
        common=features.common,
        feature_keys=features.keys,
        feature_idf=features.idf,
        inverted=counted.inverted,
        phrasing_vectors=counted.vectors,
        linear=linear,
        layout=layout,
        part_weights=part_weights,
        confidence=confidence,
        exact=learned.lexical.exact,
        left_out=left_out,
        entry_vectors=entry_vectors(learned.vectors.projected, layout.entry_of_row, layout.nothing),
        follow_ups=follow_ups,
        profiles=learned.profiles,
        word_model=learned.lexical.words,
        said=said,
    )


def _stem_units(knowledge: Knowledge, lexicon: Lexicon) -> None:
    """Look up the stems of all words for units, which each start needs to read units."""
    for unit in knowledge.vocabulary.units:
        for text in (unit.id, unit.one, unit.many, *unit.words):
            for word in lexicon.words(text):
                lexicon.stem(word)


def _leave_out(counted: Counted, learned: Learned, begin: Begin) -> tuple[list[Sample], LinearModel]:
    """Return the left-out phrasings and everyday sentences as they are ranked, and the model that saw all phrasings."""
    begin("leaving out")
    trial = CrossValidation(counted, learned, weights.FIRST_WEIGHTS)
    strange = Vectors.of_rows(read_vectors(counted.features, counted.read.everyday)[0], learned.projection)
    searched, everyday = trial.search_left_out(), trial.search_everyday(strange)
    begin("separating")
    folds = learned.folds
    samples = trial.rank(searched, folds.scores())
    linear = linear_of(learned.projection, learned.regression, learned.separators.result())
    # Where each group has a single phrasing, there are no folds.
    unseeing = folds.last.result() if folds.last else linear
    samples += trial.rank(everyday, scores_of_rows(unseeing, strange.rows, strange.projected))
    return samples, linear
