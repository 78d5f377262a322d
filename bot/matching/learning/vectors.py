"""Does what `Features.vector_of` does, for many phrasings at once and in a tenth of the time; tests compare the two."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.index.arrays import Floats, Ints, SparseRows, narrow_places
from bot.matching.index.retrieval import PhrasingVectors
from bot.matching.language.features import CONCEPT_SHARE, Features, Worded, WordVector
from bot.matching.language.ngrams import hashes_of, places_in
from bot.matching.learning.counting import Numbered, blocks_of, numbered, pairs_of


class _Rows(NamedTuple):
    """Rows of a sparse matrix, end to end: the size of each, ids and values."""

    sizes: Ints
    ids: NDArray[Any]
    values: Floats

    @property
    def starts(self) -> Ints:
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(self.sizes)])


_NO_ROWS = _Rows(np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))


def read_vectors(features: Features, phrasings: Sequence[Worded]) -> tuple[csr_matrix, PhrasingVectors]:
    """Return the phrasings' vectors as the rows of a matrix, and the same by their words."""
    vocabulary = dict.fromkeys(chain.from_iterable(line.words for line in phrasings))
    numbers = {word: number for number, word in enumerate(vocabulary)}
    blocks = [_read_block(features, block, numbers) for block in blocks_of(phrasings)]
    size = max(1, len(features.keys))
    rows = _end_to_end([_NO_ROWS, *(block.by_feature for block in blocks)])
    tokens = _end_to_end([_NO_ROWS, *(block.by_token for block in blocks)])
    grams = _grams_of([_with_gram(features.word(word)) for word in vocabulary])
    matrix = csr_matrix((rows.values, rows.ids, rows.starts), shape=(len(phrasings), size))
    return matrix, PhrasingVectors(
        SparseRows(tokens.starts, narrow_places(tokens.ids, len(numbers) + size), tokens.values),
        SparseRows(grams.starts, narrow_places(grams.ids, size), grams.values),
        np.array(size),
    )


class _Block(NamedTuple):
    by_feature: _Rows
    by_token: _Rows
    """See `PhrasingVectors`."""


def _read_block(features: Features, block: Sequence[Worded], numbers: Mapping[str, int]) -> _Block:
    """`numbers`: those of all words."""
    text = numbered(block)
    known = [features.word(word) for word in text.words.distinct]
    without_grams, grams = _without_grams(text, known, features), _grams(text, known, features)
    gram_scales = _balance(without_grams, grams)
    words_of_line = np.bincount(text.words.owners, minlength=text.size)
    number_of_distinct = np.array([numbers[word] for word in text.words.distinct], np.int64)
    words = _Rows(words_of_line, number_of_distinct[text.words.numbers], np.repeat(gram_scales, words_of_line))
    own = _rows_of(without_grams)
    own_tokens = own._replace(ids=len(numbers) + own.ids)  # Features are numbered on from the words.
    return _Block(_side_by_side(own, _rows_of(grams)), _side_by_side(words, own_tokens))


def _with_gram(word: WordVector) -> WordVector:
    """Give a word without n-grams one that says nothing."""
    if len(word.gram_ids):
        return word
    return replace(word, gram_ids=np.zeros(1, np.int32), gram_values=np.zeros(1, np.float32))


def _rows_of(matrix: csr_matrix) -> _Rows:
    return _Rows(np.diff(matrix.indptr).astype(np.int64), matrix.indices, matrix.data)


def _end_to_end(blocks: Sequence[_Rows]) -> _Rows:
    return _Rows(*(np.concatenate(one) for one in zip(*blocks, strict=True)))


def _balance(without_grams: csr_matrix, grams: csr_matrix) -> Floats:
    """Scale in place both halves of each row to the same length, and together to length 1; return the factors of the
    n-grams."""
    sizes = [np.diff(half.indptr) for half in (without_grams, grams)]
    halves = np.sqrt(np.maximum(1, np.sum([size > 0 for size in sizes], axis=0)))
    for half, size in zip((without_grams, grams), sizes, strict=True):
        scales: Floats = (1 / (_lengths(half) * halves)).astype(np.float32)
        half.data *= np.repeat(scales, size)
    return scales


def _side_by_side(first: _Rows, second: _Rows) -> _Rows:
    """Put each row of the second behind that of the first."""
    sizes = first.sizes + second.sizes
    starts = np.cumsum(sizes) - sizes
    ids, values = np.zeros(sizes.sum(), np.int32), np.zeros(sizes.sum(), np.float32)
    for half, begins in ((first, starts), (second, starts + first.sizes)):
        places = np.arange(len(half.ids)) + np.repeat(begins - half.starts[:-1], half.sizes)
        ids[places] = half.ids
        values[places] = half.values
    return _Rows(sizes, ids, values)


def _without_grams(text: Numbered, known: Sequence[WordVector], features: Features) -> csr_matrix:
    """Return phrasings by features: what their words, concepts and pairs weigh."""
    weights = np.array([one.weight for one in known])
    words, concepts, pairs = text.words, text.concepts, pairs_of(text.words)
    meant = np.array([CONCEPT_SHARE * features.weight(concept) for concept in concepts.distinct])
    owners = np.concatenate([words.owners, concepts.owners, pairs.owners])
    places = np.concatenate(
        [
            np.array([one.place for one in known], np.int64)[words.numbers],
            places_in(features.keys, hashes_of(concepts.distinct))[concepts.numbers],
            places_in(features.keys, pairs.hashes),
        ]
    )
    values = np.concatenate(
        [weights[words.numbers], meant[concepts.numbers], np.sqrt(weights[pairs.firsts] * weights[pairs.seconds])]
    )
    found = places >= 0
    shape = (text.size, len(features.keys))
    return csr_matrix((values[found].astype(np.float32), (owners[found], places[found])), shape=shape)


def _grams(text: Numbered, known: Sequence[WordVector], features: Features) -> csr_matrix:
    grams = _grams_of(known)
    table = csr_matrix((grams.values, grams.ids, grams.starts), shape=(len(known), len(features.keys)))
    ones = np.ones(len(text.words.numbers), np.float32)
    words = csr_matrix((ones, (text.words.owners, text.words.numbers)), shape=(text.size, len(known)))
    product = words @ table
    product.sort_indices()
    return product


def _grams_of(known: Sequence[WordVector]) -> _Rows:
    """Return the n-grams of each word as a row."""
    words = [_Rows(np.array([len(one.gram_ids)]), one.gram_ids, one.gram_values) for one in known]
    return _end_to_end([_NO_ROWS, *words])


def _lengths(rows: csr_matrix) -> Floats:
    """Return the length of each row; 1 for those that are empty."""
    squares = np.bincount(np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), rows.data**2, rows.shape[0])
    return np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
