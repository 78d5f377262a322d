"""Ranks the entries for a text that was read: finds candidates, weighs them, and gives them their confidence."""

from collections.abc import Container, Sequence
from functools import lru_cache, partial

import numpy as np

from bot.matching.index.arrays import Ints
from bot.matching.index.compiled import Index
from bot.matching.index.tokens import weighed_tokens
from bot.matching.language.coverage import Coverage, coverage_of
from bot.matching.language.forms import asks_for_picture
from bot.matching.language.naming import Lexicon
from bot.matching.language.reading import HeardText
from bot.matching.ranking.candidates import SITUATION, Candidates, MeaningOf, weigh
from bot.matching.ranking.confidence import confidences_of
from bot.matching.ranking.finding import NO_ENTRIES, Likeness, find_candidates
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.judging import judge, judge_exact
from bot.matching.ranking.result import Ranking, to_ranking

ECHO = 0.6  # Weight of the question before when it is added to a follow-up.
PICTURED = 1.5  # Bonus for an entry with a picture if one is asked for.
_TEXTS_CACHED = 8  # Texts whose likeness is cached: those of one turn.


class Ranker:
    """`earlier`, in all methods: the words of the question before. The vector of `heard` holds them already, at the
    weight `ECHO`."""

    def __init__(self, index: Index, lexicon: Lexicon, guard: Guard, known: Container[str]) -> None:
        """`known`: the words that the knowledge base knows."""
        self._index, self._lexicon, self._guard, self._known = index, lexicon, guard, known
        self._entries = index.texts.knowledge.entries
        self._has_picture = np.array([*(bool(entry.chart or entry.series) for entry in self._entries), False])
        # Not a method: a cache that refers to its owner keeps it alive.
        self._likeness = lru_cache(_TEXTS_CACHED)(partial(_likeness, index, lexicon))

    def rank(self, heard: HeardText, earlier: Sequence[str] = (), exact: tuple[int, ...] = ()) -> Ranking:
        """`exact`: entries asked for word for word."""
        if heard.vector.is_empty:
            return Ranking(heard.words, heard.repairs, (), heard.facets, Coverage(0.0, 1.0))
        ranked, coverage = self.weigh(heard, earlier)
        chances = partial(confidences_of, self._index.confidence, coverage=coverage)
        if exact:
            judged = judge_exact(ranked, heard.facets, self._guard, chances, exact)
        else:
            # A picture is wanted of its own entry.
            merges = not self._asks_for_picture(heard, earlier)
            judged = judge(ranked, heard.facets, self._guard, self._entries, chances, merges)
        return to_ranking(heard, coverage, ranked, judged, self._index.part_weights, exact)

    def weigh(self, heard: HeardText, earlier: Sequence[str] = ()) -> tuple[Candidates, Coverage]:
        """Return all candidates, best first and before the guard, and the coverage of the text."""
        found = self.find(heard, earlier)
        if self._asks_for_picture(heard, earlier):
            found.parts[self._has_picture[found.entries], SITUATION] += PICTURED
        coverage = coverage_of((*heard.words, *earlier), self._known, self._index.common, heard.repairs)
        ranked = weigh(found, self._index.part_weights, self._guard, heard.facets, self.meaning_of(heard))
        return ranked, coverage

    def find(self, heard: HeardText, earlier: Sequence[str] = (), wanted: Ints = NO_ENTRIES) -> Candidates:
        """Return the candidates, the `wanted` entries among them, unsorted and not weighed."""
        like = self._likeness(heard)
        if earlier:
            echo = self._index.word_model.ratios([self._lexicon.stem(word) for word in earlier])
            like = like._replace(words=like.words._replace(ratios=like.words.ratios + ECHO * echo))
        return find_candidates(self._index.layout, like, wanted)

    def meaning_of(self, heard: HeardText) -> MeaningOf:
        return partial(self._index.profiles.meaning, self._likeness(heard).projected)

    def _asks_for_picture(self, heard: HeardText, earlier: Sequence[str]) -> bool:
        return asks_for_picture((*heard.words, *earlier), self._lexicon.language)


def _likeness(index: Index, lexicon: Lexicon, heard: HeardText) -> Likeness:
    projected, scores = index.linear.read(heard.vector)
    words = index.word_model.read(*weighed_tokens(heard.words, lexicon, index.common))
    return Likeness(projected, scores, words, *index.inverted.similar(heard.vector.sparse, index.phrasing_vectors))
