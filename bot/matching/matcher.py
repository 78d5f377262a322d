"""Ranks the entries for a question, with their confidence, best first."""

from collections.abc import Collection, Container, Sequence
from functools import cached_property, lru_cache, partial

import numpy as np

from bot.knowledge import words_of
from bot.matching.index.arrays import Floats
from bot.matching.index.compiled import Index
from bot.matching.index.known_follow_ups import entry_numbers
from bot.matching.index.similarity import similar_to
from bot.matching.index.tokens import tokens_of
from bot.matching.language.coverage import KnownForms
from bot.matching.language.naming import Lexicon
from bot.matching.language.phrases import besides
from bot.matching.language.reading import Reader, speller_of
from bot.matching.ranking.following import FollowUpRanker
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.ranker import Ranker
from bot.matching.ranking.result import Ranking, Scored
from bot.matching.ranking.situation import Situations
from bot.matching.ranking.suggesting import Suggester
from bot.matching.ranking.telling import WordsTold
from bot.model import SMALL_TALK, Choice, Match

_LEAST_SUGGESTED = 0.05  # Confidence from which on an entry is suggested while its question is typed.
_SUGGESTED_BY_RANK = 8  # Entries that are tried for that.
_ENTRIES_CACHED = 8  # Entries whose similarities to all others are cached: those of one turn.


class Matcher:
    """Other groups use its parts, too: `words` (the bot's own sentences), `kinds` (of facets), `ranker` (for a question
    that stands alone), `words_told` (how much of it an entry tells), `followups` and `situations` (for one in a
    conversation)."""

    def __init__(self, index: Index) -> None:
        self.index = index
        knowledge = index.texts.knowledge
        self.entries = knowledge.entries
        self.words = words_of(knowledge)
        language, is_thin = knowledge.manifest.language, index.confidence.is_thin
        self.lexicon = Lexicon(knowledge.vocabulary, language, index.texts.stems, is_thin, index.texts.spelt)
        self.kinds = self.lexicon.kinds
        self.guard = Guard(index.texts.facets, frozenset(index.texts.pervasive), self.kinds)
        self._speller = speller_of(
            index.texts.word_counts,
            index.texts.word_pairs,
            self.lexicon,
            index.common,
            index.said.holds,
            dict.fromkeys(label for entry in self.entries for label in entry.labels),
        )
        self.reader = Reader(self.lexicon, self._speller, index.features())
        self.ranker = Ranker(index, self.lexicon, self.guard, _known_words(index, self.lexicon, self._speller.known))
        kin = lru_cache(_ENTRIES_CACHED)(partial(similar_to, vectors=index.entry_vectors))
        self.words_told = WordsTold(len(self.entries), self.lexicon, index.common, index.said)
        self.situations = Situations(self.entries, self.lexicon, kin, index.follow_ups, self.words_told)
        self.followups = FollowUpRanker(self.guard, self.situations, self.reader, self.ranker)
        self.entry_of_id = entry_numbers(knowledge)

    def rank(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return at most `limit` matches, one an entry, best first."""
        return tuple(self.match(scored) for scored in self.ranking_of(text).candidates[:limit])

    def match(self, scored: Scored) -> Match:
        entry = self.entries[scored.entry]
        return Match(entry.id, entry.question, scored.confidence, scored.score)

    def repaired(self, text: str) -> tuple[str, ...]:
        """The words of a text with their spelling repaired."""
        return self.reader.repaired(text).words

    def meaning(self, text: str) -> Floats:
        """The projection of a text without its names, of length 1 or 0."""
        words = self.repaired(text)
        plain = besides(words, self.lexicon.names(words)) or words
        projected, _ = self.index.linear.read(self.reader.vector_of(plain))
        return projected / np.float32(max(1e-9, float(np.linalg.norm(projected))))

    def with_times_repaired(self, text: str) -> str:
        """The text with misspelt months and the like repaired."""
        return self._speller.repair_in(text, self.lexicon.native.words["times"])

    def ranking_of(self, text: str) -> Ranking:
        """Rank, and return all that was found on the way."""
        heard = self.reader.read(text)
        return self.ranker.rank(heard, exact=self.exact(heard.words))

    @property
    def threshold(self) -> float:
        """Confidence from which on an answer is given."""
        return self.index.confidence.answer_from

    def suggest(self, prefix: str, limit: int) -> tuple[Choice, ...]:
        """Return questions that fit the typed text, best first."""
        ranked = [match.id for match in self.rank(prefix, _SUGGESTED_BY_RANK) if match.confidence > _LEAST_SUGGESTED]
        return self._suggester.suggest(prefix, limit, ranked)

    @cached_property
    def _suggester(self) -> Suggester:
        return Suggester([Choice(one.id, one.question) for one in self.entries if one.topic != SMALL_TALK])

    def phrasing_of(self, row: int) -> str:
        """The text of a row of the index; empty if there is none."""
        owners = self.index.layout.entry_of_row
        if row < 0 or owners[row] == self.index.layout.nothing:
            return ""
        entry = int(owners[row])
        return self.entries[entry].ways[row - int(np.searchsorted(owners, entry))]

    def exact(self, words: Sequence[str]) -> tuple[int, ...]:
        """Return the entries with a phrasing of exactly these words; curated ones alone, if there are any."""
        found = self.index.exact.find(words)
        return tuple(entry for entry in found if self.entries[entry].series is None) or found


def _known_words(index: Index, lexicon: Lexicon, spelt: Collection[str]) -> Container[str]:
    """The words as they are `spelt`, with which a full base is fitted; in a thin base their forms too."""
    if not index.confidence.is_thin:
        return spelt
    return KnownForms(spelt, lexicon, lambda word: index.word_model.tells(tokens_of((word,), lexicon)))
