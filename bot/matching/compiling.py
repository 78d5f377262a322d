"""Compiles a knowledge base into an `Index`.

All learning happens here, from the knowledge base alone. Phrasings are left out (in a few folds for the linear model,
one by one for the search) and asked. The results give the weights, the confidence and the thresholds. A thin base takes
what it cannot teach from other bases (see `Prior`).
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from threadpoolctl import threadpool_limits

from bot.matching.index.compiled import Index, Layout, Texts
from bot.matching.index.entry_facets import pervasive_values
from bot.matching.index.entry_similarity import learn_similarity
from bot.matching.index.known_follow_ups import learn_follow_ups
from bot.matching.index.profiles import learn_profiles
from bot.matching.index.retrieval import inverted_index
from bot.matching.index.said_words import learn_said
from bot.matching.learning import thresholds, weights
from bot.matching.learning.counting import learn_features
from bot.matching.learning.cross_validation import CrossValidation
from bot.matching.learning.folds import Vectors, begin_folds
from bot.matching.learning.lexical import LexicalTask, learn_lexical
from bot.matching.learning.linear import FEW_ROWS, learn_projection, learn_weights, linear_of, scores_of_rows
from bot.matching.learning.lots import lots_of
from bot.matching.learning.prior import Prior, crowding_of, learned_prior
from bot.matching.learning.separating import find_rivals, learn_separators, load_solver
from bot.matching.learning.vectors import read_vectors
from bot.matching.learning.worded import WordsRead, read_words
from bot.matching.ranking.guard import Guard
from bot.model import SMALL_TALK, Entry, Knowledge
from bot.worker import Worker, worker

Progress = Callable[[str, int, int], None]
"""Called with the step that begins, the number of steps done, and the number of all."""

STEPS = 7
MOST_APART = 200_000
"""Phrasings up to which a second process helps; beyond, two processes need too much memory."""


def compile_index(
    knowledge: Knowledge, progress: Progress = lambda what, done, steps: None, prior: Prior | None = None
) -> Index:
    """`prior`: another one than the one that was learned."""
    many = FEW_ROWS < sum(1 + len(entry.phrasings) for entry in knowledge.entries) <= MOST_APART
    # One core each; and sums do not depend on the number of cores.
    with worker(apart=many) as aside, threadpool_limits(1):
        return _compiled(knowledge, progress, aside, prior or learned_prior())


def _compiled(knowledge: Knowledge, progress: Progress, aside: Worker, prior: Prior) -> Index:
    progress("reading words", 0, STEPS)
    # Follow-ups are learned separately, and no answer needs them.
    entries = tuple(replace(entry, follow_ups=()) for entry in knowledge.entries)
    # Small talk has many phrasings, and teaches nothing about the rest.
    asked_of = [1 + len(entry.phrasings) for entry in entries if entry.topic != SMALL_TALK]
    read = read_words(knowledge, prior.share(asked_of) > 0, aside)
    lexicon, lines = read.lexicon, read.lines

    progress("counting n-grams", 1, STEPS)
    layout = _layout(entries, len(read.outside))
    group, count = layout.entry_of_row.astype(np.int64), layout.nothing + 1
    task = _lexical_task(entries, knowledge, read, layout)
    learning_lexical = aside.submit(learn_lexical, task)
    aside.submit(load_solver)
    common = read.common.result()
    features = learn_features(read.rows, read.outside, common)
    matrix, phrasing_vectors = read_vectors(features, lines)
    inverted = inverted_index(matrix)

    progress("folding", 2, STEPS)
    matrix.sort_indices()
    lots = lots_of(lines)
    projection = learn_projection(matrix, lots, features.keys)
    vectors = Vectors.of_rows(matrix, projection)
    profiles = learn_profiles(vectors.projected, layout.entry_of_row, layout.nothing)

    folds = begin_folds(vectors, group, count, lots, aside)
    progress("learning", 3, STEPS)
    likelihood = learn_weights(vectors.projected, group, count)
    rivals = find_rivals(vectors.projected, *likelihood, group)
    separators = aside.submit(learn_separators, matrix, rivals, group, count, lots)
    lexical = learning_lexical.result()
    pervasive = pervasive_values(lexical.facets, lexicon.kinds)
    guard = Guard(lexical.facets, pervasive, lexicon.kinds)
    progress("leaving out", 4, STEPS)
    trial = CrossValidation(
        layout=layout,
        guard=guard,
        features=features,
        inverted=inverted,
        phrasing_vectors=phrasing_vectors,
        lexicon=lexicon,
        common=common,
        profiles=profiles,
        words=lexical.words,
        spellings=frozenset(lexicon.spelling_words()),
    )
    strange = Vectors.of_rows(read_vectors(features, read.everyday)[0], projection)
    searched = trial.search_left_out(lines, vectors, folds.left_out.tolist())
    everyday = trial.search_everyday(read.everyday, strange)
    progress("separating", 5, STEPS)
    samples = trial.rank(searched, folds.scores())
    linear = linear_of(projection, *likelihood, separators.result())
    unseeing = folds.last.result() if folds.last else linear
    samples += trial.rank(everyday, scores_of_rows(unseeing, strange.rows, strange.projected))

    progress("weighing", 6, STEPS)
    precision = knowledge.manifest.precision
    expected = prior.of(asked_of, precision, crowding_of(profiles))
    part_weights = expected.mixed(expected.weights, weights.fit_weights(samples)).astype(np.float32)
    confidence, left_out = thresholds.fit_confidence(samples, part_weights, precision, guard, expected)
    follow_ups = learn_follow_ups(knowledge, lexicon)
    said = learn_said(entries, task.phrasings, lexicon)
    progress("done", STEPS, STEPS)

    return Index(
        texts=Texts(
            knowledge=replace(knowledge, entries=entries),
            facets=lexical.facets,
            pervasive=tuple(sorted(pervasive)),
            words=dict(sorted(features.words.items())),
            pairs=lexical.pairs,
            stems=lexicon.stems(),
            count=features.count,
        ),
        common=common,
        keys=features.keys,
        idf=features.idf,
        inverted=inverted,
        vectors=phrasing_vectors,
        linear=linear,
        layout=layout,
        weights=part_weights,
        confidence=confidence,
        exact=lexical.exact,
        left_out=left_out,
        similarity=learn_similarity(vectors.projected, layout.entry_of_row, layout.nothing),
        follow_ups=follow_ups,
        profiles=profiles,
        words=lexical.words,
        said=said,
    )


def _layout(entries: Sequence[Entry], outside: int) -> Layout:
    sizes = [*(1 + len(entry.phrasings) for entry in entries), outside]
    return Layout(
        entry_of_row=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        rows_of_entry=np.array(sizes, np.int32),
    )


def _lexical_task(entries: Sequence[Entry], knowledge: Knowledge, read: WordsRead, layout: Layout) -> LexicalTask:
    words = iter(words for words, _ in read.rows)
    return LexicalTask(
        entries,
        [list(islice(words, size)) for size in layout.rows_of_entry[:-1].tolist()],
        [words for words, _ in read.outside],
        [read.lexicon.words(entry.answer) for entry in entries] if read.is_thin else [],
        layout.entry_of_row,
        knowledge.vocabulary,
        knowledge.manifest.language,
        read.lexicon.stems(),
    )
