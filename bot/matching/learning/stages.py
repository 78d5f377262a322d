"""The first stages of compiling: phrasings in words and as vectors (`Counted`), then what they teach (`Learned`).

What is submitted `aside` is done in that order: see compiling.py.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from itertools import islice
from typing import Literal, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import Floats
from bot.matching.index.compiled import Layout
from bot.matching.index.profiles import Profiles, learn_profiles
from bot.matching.index.retrieval import InvertedIndex, PhrasingVectors
from bot.matching.language.features import Features
from bot.matching.learning.counting import learn_features
from bot.matching.learning.folds import Folds, Vectors, begin_folds
from bot.matching.learning.lexical import Lexical, Words, learn_lexical
from bot.matching.learning.lots import lots_of
from bot.matching.learning.projection import learn_projection
from bot.matching.learning.regression import learn_regression
from bot.matching.learning.separating import Regression, Separators, find_rivals, learn_separators, load_solver
from bot.matching.learning.vectors import inverted_index, read_vectors
from bot.matching.learning.words_read import WordsRead, read_words
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.matters import pervasive_values
from bot.model import Entry, Knowledge
from bot.worker import Worker

Step = Literal["reading words", "counting n-grams", "projecting", "learning", "leaving out", "separating", "weighing"]
Begin = Callable[[Step], None]


class Counted(NamedTuple):
    """The phrasings in words and as vectors."""

    entries: tuple[Entry, ...]
    read: WordsRead
    layout: Layout
    phrasings: Sequence[Sequence[Words]]
    lexical: Future[Lexical]  # Still being learned.
    features: Features
    matrix: csr_matrix
    vectors: PhrasingVectors  # The same as `matrix`, by words.
    inverted: InvertedIndex


class Learned(NamedTuple):
    """What is learned from all phrasings, and by `folds` without some of them."""

    lexical: Lexical
    guard: Guard
    vectors: Vectors
    projection: Floats
    profiles: Profiles
    folds: Folds
    regression: Regression
    separators: Future[Separators]


def count_phrasings(knowledge: Knowledge, is_thin: bool, begin: Begin, aside: Worker) -> Counted:
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
    outside, own = [line.words for line in read.outside], len(knowledge.out_of_scope)
    answers = [read.lexicon.words(entry.answer) for entry in entries] if is_thin else []
    texts = entries, phrasings, outside[:own], outside[own:], answers
    lexical = aside.submit(learn_lexical, *texts, read.lexicon.copy())
    aside.submit(load_solver)
    features = learn_features(read.rows, read.outside, read.common.result())
    matrix, vectors = read_vectors(features, read.lines)
    inverted = inverted_index(matrix)
    # Sums of a row depend on the order of its features; the inverted index does not.
    matrix.sort_indices()
    return Counted(entries, read, layout, phrasings, lexical, features, matrix, vectors, inverted)


def learn_from(counted: Counted, begin: Begin, aside: Worker) -> Learned:
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
    return Learned(lexical, guard, vectors, projection, profiles, folds, regression, separators)
