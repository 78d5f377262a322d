"""Compiles a knowledge base into an `Index`.

All learning happens here, from the knowledge base alone. Phrasings are left out (in a few folds for the linear model,
one by one for the search) and asked. The results give the weights, the confidence and the thresholds. A thin base takes
what it cannot teach from other bases (see `Prior`).
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from bot.matching.index.compiled import Index, Layout, Texts
from bot.matching.index.entry_facets import pervasive_values
from bot.matching.index.entry_similarity import learn_similarity
from bot.matching.index.known_follow_ups import learn_follow_ups
from bot.matching.index.profiles import learn_profiles
from bot.matching.index.retrieval import inverted_index
from bot.matching.index.said_words import learn_said
from bot.matching.language.features import Worded
from bot.matching.language.frequency import CommonWords, common_words
from bot.matching.language.naming import Lexicon
from bot.matching.learning import thresholds, weights
from bot.matching.learning.counting import learn_features
from bot.matching.learning.cross_validation import CrossValidation
from bot.matching.learning.folds import Vectors, begin_folds
from bot.matching.learning.lexical import LexicalTask, learn_lexical
from bot.matching.learning.linear import (
    FEW_ROWS,
    learn_projection,
    learn_weights,
    linear_of,
    scores_of_rows,
)
from bot.matching.learning.lots import lots_of
from bot.matching.learning.prior import Prior, crowding_of, learned_prior
from bot.matching.learning.separating import find_rivals, learn_separators, load_solver
from bot.matching.learning.vectors import read_vectors
from bot.matching.learning.worded import begin_to_read, everyday_lines, worded
from bot.matching.ranking.guard import Guard
from bot.model import SMALL_TALK, Knowledge
from bot.worker import Worker, worker

Progress = Callable[[str, int, int], None]
"""Called with the step that begins, the number of steps done, and the number of all."""

FEW_OUT_OF_SCOPE = 40
"""With fewer lines out of scope, everyday sentences are added."""
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


class _Read(NamedTuple):
    """A knowledge base in words."""

    lexicon: Lexicon
    rows: list[Worded]
    """The phrasings of all entries, end to end."""
    outside: list[Worded]
    everyday: list[Worded]
    common: Future[CommonWords]

    @property
    def lines(self) -> list[Worded]:
        """Those of the rows of the index."""
        return [*self.rows, *self.outside]


def _compiled(knowledge: Knowledge, progress: Progress, aside: Worker, prior: Prior) -> Index:
    progress("reading words", 0, STEPS)
    # Follow-ups are learned separately, and no answer needs them.
    entries = tuple(replace(entry, follow_ups=()) for entry in knowledge.entries)
    sizes = [1 + len(entry.phrasings) for entry in entries]
    # Small talk has many phrasings, and teaches nothing about the rest.
    asked_of = [size for size, entry in zip(sizes, entries, strict=True) if entry.topic != SMALL_TALK]
    is_thin = prior.share(asked_of) > 0
    read = _read(knowledge, is_thin, aside)
    lexicon, lines = read.lexicon, read.lines

    progress("counting n-grams", 1, STEPS)
    layout = _layout(sizes, len(read.outside))
    words = iter(words for words, _ in read.rows)
    task = LexicalTask(
        entries,
        [list(islice(words, size)) for size in sizes],
        [words for words, _ in read.outside],
        [lexicon.words(entry.answer) for entry in entries] if is_thin else [],
        layout.entry_of_row,
        knowledge.vocabulary,
        knowledge.manifest.language,
        lexicon.stems(),
    )
    learning_lexical = aside.submit(learn_lexical, task)
    aside.submit(load_solver)
    common = read.common.result()
    group = layout.entry_of_row.astype(np.int64)
    features = learn_features(read.rows, read.outside, common)
    matrix, phrasing_vectors = read_vectors(features, lines)
    inverted = inverted_index(matrix)

    progress("folding", 2, STEPS)
    matrix.sort_indices()
    lots = lots_of(lines)
    projection = learn_projection(matrix, lots, features.keys)
    projected = np.asarray(matrix @ projection, np.float32)
    vectors = Vectors(matrix, projected)
    profiles = learn_profiles(projected, layout.entry_of_row, layout.nothing)
    count = layout.nothing + 1

    folds = begin_folds(vectors, group, count, lots, aside)
    progress("learning", 3, STEPS)
    likelihood = learn_weights(projected, group, count)
    rivals = find_rivals(projected, *likelihood, group)
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
    others, _ = read_vectors(features, read.everyday)
    strange = Vectors(others, np.asarray(others @ projection, np.float32))
    searched = trial.search_left_out(lines, vectors, folds.left_out.tolist())
    everyday = trial.search_everyday(read.everyday, strange)
    progress("separating", 5, STEPS)
    samples = trial.rank(searched, folds.scores())
    ranking = folds.last.result() if folds.last else linear_of(projection, *likelihood, separators.result())
    samples += trial.rank(everyday, scores_of_rows(ranking, others, strange.projected))
    linear = linear_of(projection, *likelihood, separators.result())

    progress("weighing", 6, STEPS)
    precision = knowledge.manifest.precision
    expected = prior.of(asked_of, precision, crowding_of(profiles))
    own = weights.fit_weights(samples)
    part_weights = expected.mixed(expected.weights, own).astype(np.float32)
    confidence, left_out = thresholds.fit_confidence(samples, part_weights, precision, guard, expected)
    follow_ups = learn_follow_ups(knowledge, lexicon)
    said = learn_said(entries, task.phrasings, lexicon)
    progress("done", STEPS, STEPS)

    texts = Texts(
        knowledge=replace(knowledge, entries=entries),
        facets=lexical.facets,
        pervasive=tuple(sorted(pervasive)),
        words=dict(sorted(features.words.items())),
        pairs=lexical.pairs,
        stems=lexicon.stems(),
        count=features.count,
    )
    return Index(
        texts=texts,
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
        similarity=learn_similarity(projected, layout.entry_of_row, layout.nothing),
        follow_ups=follow_ups,
        profiles=profiles,
        words=lexical.words,
        said=said,
    )


def _read(knowledge: Knowledge, thin: bool, aside: Worker) -> _Read:
    language = knowledge.manifest.language
    written = [text for entry in knowledge.entries for text in (entry.question, *entry.phrasings)]
    read_rows = begin_to_read(written, knowledge.vocabulary, language, aside)
    common = aside.submit(common_words, language)
    lexicon = Lexicon(knowledge.vocabulary, language, thin=thin)
    rows = read_rows(lexicon)
    outside = [worded(text, lexicon) for text in knowledge.out_of_scope]
    everyday = [worded(text, lexicon) for text in everyday_lines(language)]
    if len(outside) < FEW_OUT_OF_SCOPE:
        inside = {word for words, _ in rows for word in words}
        outside += [line for line in everyday[::2] if _strange(line, inside)]
    return _Read(lexicon, rows, outside, everyday, common)


def _strange(line: Worded, inside: set[str]) -> bool:
    """Whether a third of the words of an everyday sentence are unknown to the knowledge base."""
    return sum(word not in inside for word in line[0]) * 3 >= len(line[0])


def _layout(sizes: Sequence[int], outside: int) -> Layout:
    return Layout(
        entry_of_row=np.repeat(np.arange(len(sizes) + 1, dtype=np.int32), [*sizes, outside]),
        rows_of_entry=np.array([*sizes, outside], np.int32),
    )
