"""The linear model: the margin and the likelihood of each entry for a question.

Likelihood, better with few phrasings: truncated SVD projects a question's vector onto a few hundred directions, so that
words used in the same phrasings lie together; a softmax regression on these gives the probability.
Margin, better with many phrasings: a linear separator for each group, over all n-grams.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.arrays import Bytes, Doubles, Floats, Shorts, SparseRows, quantised
from bot.matching.language.features import Sparse, TextVector, WordVector

_WORD_BY_WORD = 60
"""Words up to which a question is summed from cached words; the words of a longer one may all be new."""
_REMEMBERED = 4_000_000  # Numbers that the cache of words holds, two bytes each.


@dataclass(frozen=True, slots=True)
class LinearModel:
    projection: Bytes  # Features by directions, quantised: it is by far the largest array.
    projection_scales: Floats
    weights: Floats  # Directions by groups.
    bias: Floats
    places: NDArray[np.int32]  # The row in `full` of each feature that many separators use; -1 for the others.
    full: Shorts  # Separators' weights of those features, by groups; quantised.
    full_scales: Floats
    separators: SparseRows  # The weights of the other features, by groups; quantised with one scale.
    separators_scale: Floats
    offsets: Floats

    _of_words: dict[str, tuple[Shorts, np.float32]] = field(default_factory=dict, repr=False, compare=False)

    def read(self, text: TextVector) -> tuple[Floats, Floats]:
        """Return the projected question, and two rows: margins (about -1 to 1) and log-probabilities of the groups."""
        if len(text.words) > _WORD_BY_WORD:
            both = self._of(text.sparse)
        else:
            both = self._of(text.without_grams)
            if text.words:
                rows, scales = zip(*[self._of_word(word) for word in text.words], strict=True)
                both += (text.shares * scales) @ np.stack(rows).astype(np.float32)
        projected, margins = np.split(both, [self.projection.shape[1]])
        return projected, np.stack([margins + self.offsets, log_softmax(projected @ self.weights + self.bias)])

    def _of_word(self, word: WordVector) -> tuple[Shorts, np.float32]:
        """What the n-grams of a word add, and its scale; most words are cached."""
        found = self._of_words.get(word.word)
        if found is None:
            rows, scales = quantised(self._of((word.gram_ids, word.gram_values))[None], np.int16)
            if (1 + len(self._of_words)) * rows.size > _REMEMBERED:
                self._of_words.pop(next(iter(self._of_words), ""), None)
            found = self._of_words[word.word] = rows[0], scales[0]
        return found

    def _of(self, vector: Sparse) -> Floats:
        """Return the projection of a vector, followed by its margins without their offsets."""
        ids, values = vector
        directions = self.projection.take(ids, axis=0).astype(np.float32)
        projected = (values * self.projection_scales.take(ids)) @ directions
        return np.concatenate([projected, self._margins(ids, values)], dtype=np.float32)

    def _margins(self, ids: NDArray[np.int32], values: Floats) -> Doubles:
        places = self.places[ids]
        dense = places >= 0
        places = places[dense]
        full = self.full.take(places, axis=0).astype(np.float32)
        margins = (values[dense] * self.full_scales.take(places)) @ full
        ids, values = ids[~dense], values[~dense]
        return margins + self.separators.dot(ids, values * self.separators_scale, len(margins))


def softmax(scores: Floats) -> Floats:
    """The share of each in the scores of its row."""
    powers: Floats = scores - scores.max(-1, keepdims=True)
    np.exp(powers, out=powers)
    powers /= powers.sum(-1, keepdims=True)
    return powers


def log_softmax(scores: Floats) -> Floats:
    scores = scores - scores.max(-1, keepdims=True)
    logs: Floats = scores - np.log(np.exp(scores).sum(-1, keepdims=True))
    return logs
