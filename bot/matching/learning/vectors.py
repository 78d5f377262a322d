"""Does what `Features.vector_of` does, for many phrasings at once and in a tenth of the time; tests compare the two.

A row has two halves, brought to the same length. The first of "rye bread" has the features of both words, of their pair
and of their concepts; the second has their n-grams. The matrix by tokens (see `PhrasingVectors`) stores the n-grams of
each word once, and in the rows only the factor of each word.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack

from bot.matching.index.arrays import WHOLE, Doubles, Floats, SparseRows, narrow_places
from bot.matching.index.retrieval import InvertedIndex, PhrasingVectors
from bot.matching.language.features import CONCEPT_SHARE, Features, Worded, WordVector
from bot.matching.language.ngrams import hashes_of, places_in
from bot.matching.learning.counting import Occurrences, blocks_of, occurrences_in, pairs_of


def read_vectors(features: Features, phrasings: Sequence[Worded]) -> tuple[csr_matrix, PhrasingVectors]:
    """Return the phrasings' vectors as the rows of a matrix, the features of each unsorted, and the same by words."""
    vocabulary = dict.fromkeys(chain.from_iterable(line.words for line in phrasings))
    number_in_all = {word: number for number, word in enumerate(vocabulary)}
    width = max(1, len(features.keys))
    blocks = [_read_block(features, block, number_in_all, width) for block in blocks_of(phrasings)]
    matrix = _end_to_end([by_feature for by_feature, _ in blocks], width)
    tokens = _end_to_end([by_token for _, by_token in blocks], len(number_in_all) + width)
    grams = _grams_of([_with_gram(features.word(word)) for word in vocabulary], width)
    return matrix, PhrasingVectors(packed(tokens), packed(grams), np.array(width))


def inverted_index(matrix: csr_matrix) -> InvertedIndex:
    """`matrix`: that of `read_vectors`."""
    postings = packed(matrix.tocsc().T)
    shares = np.rint(postings.values * np.float32(WHOLE)).astype(np.uint16)
    return InvertedIndex(np.array(matrix.shape[0]), replace(postings, values=shares))


def _read_block(
    features: Features, block: Sequence[Worded], number_in_all: Mapping[str, int], width: int
) -> tuple[csr_matrix, csr_matrix]:
    """Return phrasings by features, and by the tokens of `PhrasingVectors`: the words of all blocks, then features.
    `words.numbers` count within the block, `number_in_all` over all blocks. `width`: how many features there are."""
    words, concepts = occurrences_in(block)
    known = [features.word(word) for word in words.distinct]
    plain, grams = _plain(words, concepts, known, features, width), _grams(words, known, width)
    gram_scales = _balance(plain, grams)  # Which changes both.
    word_counts = np.bincount(words.owners, minlength=words.lines)
    number_of_distinct = np.array([number_in_all[word] for word in words.distinct], np.int64)
    spelt = csr_matrix(
        (np.repeat(gram_scales, word_counts), number_of_distinct[words.numbers], np.cumsum([0, *word_counts])),
        shape=(words.lines, len(number_in_all)),
    )
    return _overlaid(plain, grams), hstack([spelt, plain], format="csr")


def _overlaid(plain: csr_matrix, grams: csr_matrix) -> csr_matrix:
    """Return each row of one matrix followed by that of the other; both number features alike."""
    both = hstack([plain, grams], format="csr")
    # Side by side, the n-grams are moved by the width.
    return csr_matrix((both.data, both.indices % plain.shape[1], both.indptr), shape=plain.shape)


def _plain(
    words: Occurrences, concepts: Occurrences, known: Sequence[WordVector], features: Features, width: int
) -> csr_matrix:
    """Return phrasings by features: what their words, concepts and pairs of words weigh."""
    weights = np.array([one.weight for one in known])
    pairs = pairs_of(words)
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
    return csr_matrix((values[found].astype(np.float32), (owners[found], places[found])), shape=(words.lines, width))


def _grams(words: Occurrences, known: Sequence[WordVector], width: int) -> csr_matrix:
    """Return phrasings by features: what the n-grams of their words weigh, those of each word added up."""
    ones = np.ones(len(words.numbers), np.float32)
    counts = csr_matrix((ones, (words.owners, words.numbers)), shape=(words.lines, len(known)))
    product = counts @ _grams_of(known, width)
    product.sort_indices()
    return product


def _grams_of(known: Sequence[WordVector], width: int) -> csr_matrix:
    """Return words by features: what the n-grams of each weigh."""
    starts = np.cumsum([0, *(len(one.gram_ids) for one in known)])
    ids = np.concatenate([np.zeros(0, np.int32), *(one.gram_ids for one in known)])
    values = np.concatenate([np.zeros(0, np.float32), *(one.gram_values for one in known)])
    return csr_matrix((values, ids, starts), shape=(len(known), width))


def _balance(plain: csr_matrix, grams: csr_matrix) -> Floats:
    """Scale both halves of each row, in place, to the same length, and together to length 1. Return the factors of the
    n-grams."""
    has_features = [np.diff(half.indptr) > 0 for half in (plain, grams)]
    # Two halves of length 1 / sqrt(2) are of length 1 together; where one is empty, the other has it alone.
    divisors = np.sqrt(np.maximum(1, np.sum(has_features, axis=0)))
    _scale(plain, divisors)
    return _scale(grams, divisors)


def _scale(half: csr_matrix, divisors: Doubles) -> Floats:
    """Scale each row, in place, to the length 1 / `divisors`; return the factors."""
    size = np.diff(half.indptr)
    squares = np.bincount(np.repeat(np.arange(len(size)), size), half.data**2, len(size))
    lengths = np.sqrt(np.where(squares > 0, squares, 1)).astype(np.float32)
    scales: Floats = (1 / (lengths * divisors)).astype(np.float32)
    half.data *= np.repeat(scales, size)
    return scales


def _with_gram(word: WordVector) -> WordVector:
    """Give a word without n-grams one that says nothing."""
    if len(word.gram_ids):
        return word
    return replace(word, gram_ids=np.zeros(1, np.int32), gram_values=np.zeros(1, np.float32))


def _end_to_end(blocks: Sequence[csr_matrix], width: int) -> csr_matrix:
    return vstack([csr_matrix((0, width), dtype=np.float32), *blocks], format="csr")


def packed(rows: csr_matrix) -> SparseRows:
    return SparseRows(rows.indptr.astype(np.int64), narrow_places(rows.indices, rows.shape[1]), rows.data)
