"""Compiles a knowledge base into an `Index`.

All is learned from the knowledge base alone: phrasings are left out and asked (see `CrossValidation`), which gives the
weights, the confidence and the thresholds. A thin base takes what it cannot teach from other bases (see `Prior`).

One worker works `aside` and does one thing after the other, in the order in which the steps submit them: reading words,
`learn_lexical`, `load_solver`, the folds, the separators. So what is needed first is submitted first, and a step waits
for a result only when it has no other work.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from itertools import islice
from typing import Literal, NamedTuple, get_args

import numpy as np
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from bot.matching.index.arrays import Floats
from bot.matching.index.compiled import Index, Layout, Texts
from bot.matching.index.known_follow_ups import learn_follow_ups
from bot.matching.index.linear import LinearModel
from bot.matching.index.profiles import Profiles, entry_vectors, learn_profiles
from bot.matching.index.retrieval import InvertedIndex, PhrasingVectors
from bot.matching.index.said_words import learn_said
from bot.matching.language.features import Features
from bot.matching.learning import thresholds, weights
from bot.matching.learning.counting import learn_features
from bot.matching.learning.cross_validation import CrossValidation, Sample
from bot.matching.learning.folds import Folds, Vectors, begin_folds
from bot.matching.learning.lexical import Lexical, Words, WordsRead, learn_lexical, read_words
from bot.matching.learning.linear import FEW_ROWS, learn_projection, learn_regression, linear_of, scores_of_rows
from bot.matching.learning.lots import lots_of
from bot.matching.learning.prior import Prior, crowding_of, learned_prior
from bot.matching.learning.separating import Regression, Separators, find_rivals, learn_separators, load_solver
from bot.matching.learning.vectors import inverted_index, read_vectors
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.matters import pervasive_values
from bot.model import SMALL_TALK, Entry, Knowledge
from bot.worker import Worker, worker

Progress = Callable[[str, int, int], None]
"""Called with the step that begins, the number of steps done, and the number of all."""
_Step = Literal["reading words", "counting n-grams", "projecting", "learning", "leaving out", "separating", "weighing"]
_Begin = Callable[[_Step], None]
MOST_APART = 200_000  # Phrasings up to which a second process helps; beyond, two processes need too much memory.


class _Counted(NamedTuple):
    """The phrasings in words and as vectors."""

    entries: tuple[Entry, ...]
    read: WordsRead
    layout: Layout
    phrasings: Sequence[Sequence[Words]]
    lexical: Future[Lexical]
    features: Features
    matrix: csr_matrix
    vectors: PhrasingVectors  # The same as `matrix`, by words.
    inverted: InvertedIndex


class _Learned(NamedTuple):
    """What is learned from all phrasings, and by `folds` without some of them."""

    lexical: Lexical
    guard: Guard
    vectors: Vectors
    projection: Floats
    profiles: Profiles
    folds: Folds
    regression: Regression
    separators: Future[Separators]


def compile_index(knowledge: Knowledge, progress: Progress | None = None, prior: Prior | None = None) -> Index:
    """`prior`: another one than the one that was learned."""
    steps, tell = get_args(_Step), progress or (lambda step, done, count: None)

    def begin(step: _Step) -> None:
        tell(step, steps.index(step), len(steps))

    many = FEW_ROWS < sum(len(entry.ways) for entry in knowledge.entries) <= MOST_APART
    # One core each; and sums do not depend on the number of cores.
    with worker(apart=many) as aside, threadpool_limits(1):
        index = _compiled(knowledge, begin, aside, prior or learned_prior())
    tell("done", len(steps), len(steps))
    return index


def _compiled(knowledge: Knowledge, begin: _Begin, aside: Worker, prior: Prior) -> Index:
    # Small talk has many phrasings, and teaches nothing about the rest.
    asked_of = [len(entry.ways) for entry in knowledge.entries if entry.topic != SMALL_TALK]
    counted = _count(knowledge, prior.share(asked_of) > 0, begin, aside)
    learned = _learn(counted, begin, aside)
    samples, linear = _leave_out(counted, learned, begin)
    begin("weighing")
    precision = knowledge.manifest.precision
    expected = prior.of(asked_of, precision, crowding_of(learned.profiles))
    part_weights = expected.mixed(expected.weights, weights.fit_weights(samples)).astype(np.float32)
    confidence, left_out = thresholds.fit_confidence(samples, part_weights, precision, learned.guard, expected)
    entries, lexicon, layout, features = counted.entries, counted.read.lexicon, counted.layout, counted.features
    # Both look up more stems, which the texts of the index are to hold.
    follow_ups, said = learn_follow_ups(knowledge, lexicon), learn_said(entries, counted.phrasings, lexicon)
    return Index(
        texts=Texts(
            knowledge=replace(knowledge, entries=entries),
            facets=learned.lexical.facets,
            pervasive=tuple(sorted(learned.guard.pervasive)),
            word_counts=dict(sorted(features.words.items())),
            word_pairs=learned.lexical.pairs,
            stems=lexicon.stems(),
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


def _count(knowledge: Knowledge, is_thin: bool, begin: _Begin, aside: Worker) -> _Counted:
    begin("reading words")
    # Follow-ups are learned separately, and no answer needs them.
    entries = tuple(replace(entry, follow_ups=()) for entry in knowledge.entries)
    read = read_words(knowledge, is_thin, aside)
    sizes = [len(entry.ways) for entry in entries]
    rows_of_entry = np.array([*sizes, len(read.outside)], np.int32)
    layout = Layout(np.repeat(np.arange(len(rows_of_entry), dtype=np.int32), rows_of_entry), rows_of_entry)
    begin("counting n-grams")
    words_of_rows = iter(row.words for row in read.rows)
    phrasings = [list(islice(words_of_rows, size)) for size in sizes]
    outside = [line.words for line in read.outside]
    answers = [read.lexicon.words(entry.answer) for entry in entries] if is_thin else []
    own = len(knowledge.out_of_scope)
    lexical = aside.submit(learn_lexical, entries, phrasings, outside, own, answers, read.lexicon.copy())
    aside.submit(load_solver)
    features = learn_features(read.rows, read.outside, read.common.result())
    matrix, vectors = read_vectors(features, read.lines)
    inverted = inverted_index(matrix)
    # Sums of a row depend on the order of its features.
    matrix.sort_indices()
    return _Counted(entries, read, layout, phrasings, lexical, features, matrix, vectors, inverted)


def _learn(counted: _Counted, begin: _Begin, aside: Worker) -> _Learned:
    begin("projecting")
    layout, matrix = counted.layout, counted.matrix
    group, count = layout.entry_of_row.astype(np.int64), layout.nothing + 1
    lots = lots_of(counted.read.lines)
    projection = learn_projection(matrix, lots, counted.features.keys)
    vectors = Vectors.of_rows(matrix, projection)
    profiles = learn_profiles(vectors.projected, layout.entry_of_row, layout.nothing)
    folds = begin_folds(vectors, group, count, lots, aside, counted.read.added)
    begin("learning")
    regression = learn_regression(vectors.projected, group, count)
    rivals = find_rivals(vectors.projected, regression, group)
    separators = aside.submit(learn_separators, matrix, rivals, group, count, lots)
    lexical, kinds = counted.lexical.result(), counted.read.lexicon.kinds
    guard = Guard(lexical.facets, pervasive_values(lexical.facets, kinds), kinds)
    return _Learned(lexical, guard, vectors, projection, profiles, folds, regression, separators)


def _leave_out(counted: _Counted, learned: _Learned, begin: _Begin) -> tuple[list[Sample], LinearModel]:
    """Return the left-out phrasings and everyday sentences as they are ranked, and the model that saw all phrasings."""
    begin("leaving out")
    read, folds, lexicon = counted.read, learned.folds, counted.read.lexicon
    trial = CrossValidation(
        layout=counted.layout,
        guard=learned.guard,
        features=counted.features,
        inverted=counted.inverted,
        phrasing_vectors=counted.vectors,
        lexicon=lexicon,
        profiles=learned.profiles,
        words=learned.lexical.words,
        spellings=lexicon.spelling_words(),
        weights=weights.FIRST_WEIGHTS,
    )
    strange = Vectors.of_rows(read_vectors(counted.features, read.everyday)[0], learned.projection)
    searched = trial.search_left_out(read.lines, learned.vectors, folds.left_out.tolist())
    everyday = trial.search_everyday(read.everyday, strange)
    begin("separating")
    samples = trial.rank(searched, folds.scores())
    linear = linear_of(learned.projection, learned.regression, learned.separators.result())
    # Where each group has a single phrasing, there are no folds.
    unseeing = folds.last.result() if folds.last else linear
    samples += trial.rank(everyday, scores_of_rows(unseeing, strange.rows, strange.projected))
    return samples, linear
