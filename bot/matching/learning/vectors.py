"""Turns many phrasings into vectors at once, in a tenth of the time that `Features.vector_of` takes.

Used only to compile an index.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from bot.matching.index.quantisation import Floats, narrow_places
from bot.matching.index.retrieval import PhrasingVectors
from bot.matching.index.sparse import SparseRows
from bot.matching.language.features import MEANING_SHARE, Features, Worded, WordVector
from bot.matching.language.ngrams import hashes_of
from bot.matching.learning.counting import Ints, Numbered, blocks_of, numbered, pairs_of

_NO_GRAM = np.zeros(1, np.int32), np.zeros(1, np.float32)
_Block = tuple[Ints, NDArray[Any], Floats]
"""Rows end to end: the size of each, ids and values."""


def read_vectors(features: Features, phrasings: Sequence[Worded]) -> tuple[csr_matrix, PhrasingVectors]:
    """Return the phrasings' vectors as the rows of a matrix, and the same by their words."""
    vocabulary = dict.fromkeys(chain.from_iterable(words for words, _ in phrasings))
    numbers = {word: number for number, word in enumerate(vocabulary)}
    nothing = (np.zeros(0, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    rows, by_token = [nothing], [nothing]
    for block in blocks_of(phrasings):
        text = numbered(block)
        known = [features.word(word) for word in text.vocabulary]
        whole, by_gram = _by_word(text, known, features), _by_gram(text, known, features)
        scales = _scale(whole, by_gram)
        words = np.array([numbers[word] for word in text.vocabulary], np.int64)[text.words]
        sizes = np.bincount(text.owners, minlength=text.count)
        sizes_whole, ids, values = _block(whole)
        rows.append(_joined((sizes_whole, ids, values), _block(by_gram)))
        by_token.append(_joined((sizes, words, np.repeat(scales, sizes)), (sizes_whole, len(numbers) + ids, values)))
    size = max(1, len(features.keys))
    starts, ids, values = _end_to_end(rows)
    token_starts, tokens, counts = _end_to_end(by_token)
    gram_starts, gram_ids, gram_values = _gram_table([_with_gram(features.word(word)) for word in vocabulary])
    return csr_matrix((values, ids, starts), shape=(len(phrasings), size)), PhrasingVectors(
        SparseRows(token_starts, narrow_places(tokens, len(numbers) + size), counts),
        SparseRows(gram_starts, narrow_places(gram_ids, size), gram_values),
        np.array(size),
    )


def _with_gram(word: WordVector) -> WordVector:
    """Give a word without n-grams one that says nothing."""
    return word if len(word.gram_ids) else replace(word, gram_ids=_NO_GRAM[0], gram_values=_NO_GRAM[1])


def _block(rows: csr_matrix) -> _Block:
    return np.diff(rows.indptr).astype(np.int64), rows.indices, rows.data


def _end_to_end(blocks: Sequence[_Block]) -> _Block:
    """Join blocks; the sizes of the rows become offsets."""
    sizes, ids, values = (np.concatenate(one) for one in zip(*blocks, strict=True))
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)]), ids, values


def _scale(whole: csr_matrix, by_gram: csr_matrix) -> Floats:
    """Scale both halves of each row to the same length, and together to length 1; return the factors of the second."""
    halves = (whole, by_gram)
    both = np.sqrt(np.maximum(1, np.sum([np.diff(half.indptr) > 0 for half in halves], axis=0)))
    for half in halves:
        scales: Floats = (1 / (_lengths(half) * both)).astype(np.float32)
        half.data *= np.repeat(scales, np.diff(half.indptr))
    return scales


def _joined(*halves: _Block) -> _Block:
    """Put the halves of each row side by side."""
    both = halves[0][0] + halves[1][0]
    starts = np.cumsum(both) - both
    ids, values = np.zeros(both.sum(), np.int32), np.zeros(both.sum(), np.float32)
    for (sizes, half_ids, half_values), first in zip(halves, (starts, starts + halves[0][0]), strict=True):
        places = np.arange(len(half_ids)) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)
        ids[places] = half_ids
        values[places] = half_values
    return both, ids, values


def _by_word(text: Numbered, known: Sequence[WordVector], features: Features) -> csr_matrix:
    """Return phrasings by features: what their words, meanings and pairs weigh."""
    weights = np.array([one.weight for one in known])
    meant = np.array([MEANING_SHARE * features.weight(meaning) for meaning in text.meant])
    hashes, pairs = pairs_of(text)
    owners = np.concatenate([text.owners, text.meaning_owners, pairs.owners])
    places = np.concatenate(
        [
            np.array([one.place for one in known], np.int64)[text.words],
            features.places(hashes_of(text.meant))[text.meanings],
            features.places(hashes)[pairs.numbers],
        ]
    )
    values = np.concatenate(
        [weights[text.words], meant[text.meanings], np.sqrt(weights[pairs.firsts] * weights[pairs.seconds])]
    )
    found = places >= 0
    shape = (text.count, len(features.keys))
    return csr_matrix((values[found].astype(np.float32), (owners[found], places[found])), shape=shape)


def _by_gram(text: Numbered, known: Sequence[WordVector], features: Features) -> csr_matrix:
    starts, ids, values = _gram_table(known)
    table = csr_matrix((values, ids, starts), shape=(len(known), len(features.keys)))
    ones = np.ones(len(text.words), np.float32)
    words = csr_matrix((ones, (text.owners, text.words)), shape=(text.count, len(known)))
    product = words @ table
    product.sort_indices()
    return product


def _gram_table(known: Sequence[WordVector]) -> tuple[Ints, NDArray[np.int32], Floats]:
    """Return the n-grams of words, end to end, and where those of each begin."""
    ids = np.concatenate([np.zeros(0, np.int32), *(one.gram_ids for one in known)])
    values = np.concatenate([np.zeros(0, np.float32), *(one.gram_values for one in known)])
    return np.cumsum([0, *(len(one.gram_ids) for one in known)]), ids, values


def _lengths(rows: csr_matrix) -> Floats:
    """Return the length of each row; 1 for those that are empty."""
    squares = np.bincount(np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr)), rows.data**2, rows.shape[0])
    return np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
