"""Ranks the entries for a question, with their confidence, best first."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from bot.knowledge import words_of
from bot.matching.index.compiled import Index
from bot.matching.index.known_follow_ups import entry_numbers
from bot.matching.index.quantisation import Floats
from bot.matching.index.word_model import tokens_of, weighed_tokens
from bot.matching.language.coverage import Coverage, KnownForms, coverage_of
from bot.matching.language.facets import Facets
from bot.matching.language.features import blended
from bot.matching.language.naming import Lexicon, besides
from bot.matching.language.native import asks_for_picture
from bot.matching.language.reading import Reader, Reading, speller_of
from bot.matching.ranking.candidates import SITUATION, Candidates
from bot.matching.ranking.confidence import confidences_following, confidences_of
from bot.matching.ranking.finding import NO_ENTRIES, Likeness, find_candidates
from bot.matching.ranking.following import ECHO, PARTS_WEIGHTS, FollowUps
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.judging import judge
from bot.matching.ranking.result import Ranking, Scored, no_ranking, to_ranking
from bot.matching.ranking.scoring import MeaningOf, weigh
from bot.matching.ranking.situation import Before, Situations
from bot.matching.ranking.suggesting import Suggester
from bot.model import SMALL_TALK, Choice, Match

PICTURED = 1.5
"""Bonus for an entry with a picture if one is asked for."""
_LEAST_SUGGESTED = 0.05
"""Confidence from which on an entry is suggested while its question is typed."""
_SUGGESTED_BY_RANK = 8
"""Entries that are tried for that."""
_AT_A_TIME = 8
"""Texts whose likeness is cached, and entries whose similarities are: those of one turn."""


class Matcher:
    def __init__(self, index: Index) -> None:
        self.index = index
        knowledge = index.texts.knowledge
        self.entries = knowledge.entries
        self.words = words_of(knowledge)
        thin = index.confidence.thin > 0
        self.lexicon = Lexicon(knowledge.vocabulary, knowledge.manifest.language, index.texts.stems, thin)
        self.kinds = self.lexicon.kinds
        self.guard = Guard(index.texts.facets, frozenset(index.texts.pervasive), self.kinds)
        kin = lru_cache(_AT_A_TIME)(index.similarity.of)
        situations = Situations(self.entries, self.lexicon, index.common, kin, index.follow_ups, index.said)
        self.followups = FollowUps(self.guard, situations)
        self._speller = speller_of(
            index.texts.word_counts, index.texts.word_pairs, self.lexicon, index.common, index.said.holds
        )
        known = self._speller.known
        is_told = partial(_is_told, index, self.lexicon)
        # A full base is fitted with words as they stand.
        self._known = KnownForms(known, self.lexicon.stem, self.lexicon.language, is_told) if thin else known
        self._reader = Reader(self.lexicon, self._speller, index.features())
        # Not a method: a cache that refers to its matcher would keep it alive after it is replaced.
        self._like = lru_cache(_AT_A_TIME)(partial(_likeness, index, self.lexicon))
        self._suggester: Suggester | None = None
        self._pictured = np.array([*(bool(entry.chart or entry.series) for entry in self.entries), False])
        self.entry_of_id = entry_numbers(knowledge)

    def rank(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return at most `limit` matches, one an entry, best first."""
        ranking = self.ranking_of(text)
        return tuple(self.match(scored) for scored in ranking.candidates[:limit])

    def candidates(self, text: str) -> tuple[Candidates, Facets, Coverage]:
        """Return all candidates, best first and before the guard, with the facets and coverage of the text."""
        heard = self._reader.read(text)
        ranked, coverage = self._weigh(heard, (), asks_for_picture(heard.words, self.lexicon.language))
        return ranked, heard.facets, coverage

    def match(self, scored: Scored) -> Match:
        entry = self.entries[scored.entry]
        return Match(entry.id, entry.question, scored.confidence, scored.score)

    def repaired(self, text: str) -> tuple[str, ...]:
        """The words of a text with their spelling repaired."""
        return self._reader.repaired(text)[0]

    def repairs(self, text: str) -> tuple[tuple[str, str], ...]:
        """Each repair of spelling, as (typed, repaired)."""
        return self._reader.repaired(text)[1]

    def meaning(self, text: str) -> Floats:
        """The projection of a text without its names, of length 1 or 0."""
        words = self.repaired(text)
        plain = besides(words, self.lexicon.names(words)) or words
        projected, _ = self.index.linear.read(self._reader.vector_of(plain))
        return projected / np.float32(max(1e-9, float(np.linalg.norm(projected))))

    def with_times_repaired(self, text: str) -> str:
        """The text with misspelt months and the like repaired."""
        return self._speller.repair_in(text, self.lexicon.native.words["times"])

    def ranking_of(self, text: str) -> Ranking:
        """Rank, and return all that was found on the way."""
        heard = self._reader.read(text)
        return self._ranking(heard, exact=self.exact(heard.words))

    def ranking_after(self, text: str, clear: Ranking, before: Before) -> Ranking:
        """Rank a follow-up, with the question before at a lower weight, and with evidence from the conversation. Names
        that it does not replace stay. `clear`: the follow-up ranked alone."""
        heard = self._reader.read(text)
        earlier = self.repaired(before.question)
        asked = self.followups.carried(heard.facets, before.facets, before.entry, heard.words)
        both = blended(heard.vector, self._reader.vector_of(earlier), ECHO)
        faintly = replace(heard, facets=asked, vector=both)
        faint = self._ranking(faintly, earlier)
        wanted = self.followups.wanted(before, clear, faint)
        ranked_as = heard if len(heard.vector.sparse[0]) else faintly
        found = self._find(ranked_as, wanted=wanted)
        ranked = self.followups.rank(found, asked, before, clear, faint, self._meaning_of(ranked_as))

        def chances(candidates: Candidates) -> tuple[Floats, float]:
            told = self.followups.situations.told(before.asks, candidates.entries.tolist())
            return confidences_following(candidates, told)

        judged = judge(ranked, asked, self.guard, self.entries, chances)
        return to_ranking(faintly, faint.coverage, ranked, judged, PARTS_WEIGHTS, following=True)

    @property
    def threshold(self) -> float:
        """Confidence from which on an answer is given."""
        return self.index.confidence.answer_from

    def suggest(self, prefix: str, limit: int) -> tuple[Choice, ...]:
        """Return questions that fit the typed text, best first."""
        if self._suggester is None:
            asked = (entry for entry in self.entries if entry.topic != SMALL_TALK)
            self._suggester = Suggester([Choice(entry.id, entry.question) for entry in asked])
        ranked = [match.id for match in self.rank(prefix, _SUGGESTED_BY_RANK) if match.confidence > _LEAST_SUGGESTED]
        return self._suggester.suggest(prefix, limit, ranked)

    def phrasing_of(self, row: int) -> str:
        """The text of a row of the index; empty if there is none."""
        if row < 0:
            return ""
        entry = int(self.index.layout.entry_of_row[row])
        first = int(np.searchsorted(self.index.layout.entry_of_row, entry))
        if entry >= len(self.entries):
            return ""
        return (self.entries[entry].question, *self.entries[entry].phrasings)[row - first]

    def exact(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the entries with a phrasing of exactly these words; curated ones alone, if there are any."""
        found = self.index.exact.find(words)
        return tuple(entry for entry in found if self.entries[entry].series is None) or found

    def _ranking(self, heard: Reading, earlier: Sequence[str] = (), exact: tuple[int, ...] = ()) -> Ranking:
        """`earlier`: the words of the question before, which `heard` holds at a lower weight."""
        if not len(heard.vector.sparse[0]):
            return no_ranking(heard)
        said = (*heard.words, *earlier)
        pictured = asks_for_picture(said, self.lexicon.language)
        ranked, coverage = self._weigh(heard, earlier, pictured)

        def chances(candidates: Candidates) -> tuple[Floats, float]:
            return confidences_of(self.index.confidence, candidates, coverage)

        judged = judge(ranked, heard.facets, self.guard, self.entries, chances, exact, pictured)
        return to_ranking(heard, coverage, ranked, judged, self.index.part_weights, exact)

    def _weigh(self, heard: Reading, earlier: Sequence[str], pictured: bool) -> tuple[Candidates, Coverage]:
        found = self._find(heard, earlier)
        if pictured:
            found.parts[self._pictured[found.entries], SITUATION] += PICTURED
        # The words of the question before count too.
        coverage = coverage_of((*heard.words, *earlier), self._known, self.index.common, heard.repaired)
        ranked = weigh(found, self.index.part_weights, self.guard, heard.facets, self._meaning_of(heard))
        return ranked, coverage

    def _find(self, heard: Reading, earlier: Sequence[str] = (), wanted: NDArray[np.int64] = NO_ENTRIES) -> Candidates:
        """`earlier`: words that count with a lower weight."""
        like = self._like(heard)
        if earlier:
            faint = self.index.word_model.ratios([self.lexicon.stem(word) for word in earlier])
            like = like._replace(words=like.words._replace(ratios=like.words.ratios + ECHO * faint))
        return find_candidates(self.index.layout, like, wanted)

    def _meaning_of(self, heard: Reading) -> MeaningOf:
        return partial(self.index.profiles.meaning, self._like(heard).projected)


def _is_told(index: Index, lexicon: Lexicon, word: str) -> bool:
    return index.word_model.tells(tokens_of((word,), lexicon))


def _likeness(index: Index, lexicon: Lexicon, heard: Reading) -> Likeness:
    projected, scores = index.linear.read(heard.vector)
    words = index.word_model.read(*weighed_tokens(heard.words, lexicon, index.common))
    return Likeness(projected, scores, words, *index.inverted.similar(heard.vector.sparse, index.phrasing_vectors))
