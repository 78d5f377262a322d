"""Ranks entries for a question: a text in, matches with their confidence out, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from bot.matching.confidence import Coverage
from bot.matching.facets import Facets, read_facets
from bot.matching.features import Features
from bot.matching.frequency import CommonWords
from bot.matching.guard import Guard
from bot.matching.index import Index
from bot.matching.naming import Lexicon
from bot.matching.scoring import MEAN, PARTS, Candidates, find_candidates, weigh
from bot.matching.spelling import Speller
from bot.matching.suggesting import Suggester
from bot.matching.text import normalise
from bot.model import Choice, Match

EXACT_CONFIDENCE = 0.999
_EXAMINED = 48
"""Candidates that the guard looks at; what lies behind them has no chance."""
_ORDINARY = 6.3
"""Zipf frequency of words that say nothing of a subject, such as "this"."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate; its weighted `parts` add up to `score`."""

    entry: int
    score: float
    confidence: float
    parts: tuple[tuple[str, float], ...]
    row: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """All that is known of a question once it is ranked."""

    words: tuple[str, ...]
    repaired: tuple[tuple[str, str], ...]
    synonyms: tuple[tuple[str, str], ...]
    facets: Facets
    coverage: Coverage
    candidates: tuple[Scored, ...]
    """Best first, one an entry; entries that the guard refused are not among them."""
    refused: tuple[tuple[Scored, str], ...]
    """Entries that came near and were refused, with the kind of the facet."""
    exact: tuple[int, ...]
    """Entries of which the question is a phrasing, word for word; curated before generated."""
    among: float
    """Chance that the right entry is among the first three candidates."""

    @property
    def confidence(self) -> float:
        return self.candidates[0].confidence if self.candidates else 0.0


class Matcher:
    def __init__(self, index: Index) -> None:
        self.index = index
        knowledge = index.texts.knowledge
        self.entries = knowledge.entries
        self.lexicon = Lexicon(knowledge.vocabulary, knowledge.manifest.language)
        self.guard = Guard(index.texts.facets, frozenset(index.texts.pervasive))
        self._features: Features = index.features()
        self._speller = speller_of(index.texts.words, index.texts.pairs, self.lexicon, index.common)
        self._suggester: Suggester | None = None
        self.entry_of_id = {entry.id: number for number, entry in enumerate(self.entries)}

    def rank(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return at most `limit` matches, one an entry, best first."""
        ranking = self.look(text)
        return tuple(self.match(scored) for scored in ranking.candidates[:limit])

    def match(self, scored: Scored) -> Match:
        entry = self.entries[scored.entry]
        return Match(entry.id, entry.question, scored.confidence, scored.score)

    def look(self, text: str, favoured: Sequence[int] = ()) -> Ranking:
        """Rank, and return everything that was found out on the way. `favoured` entries get a small bonus."""
        words, repaired = self._speller.repair(normalise(text))
        names, synonyms = self.lexicon.names(words), self.lexicon.synonyms(words)
        meanings = meanings_of(names, synonyms)
        asked = read_facets(words, self.lexicon, names)
        vector = self._features.vector(words, meanings)
        index = self.index
        nothing = index.layout.nothing
        if not len(vector[0]):
            none = Coverage(0.0, 1.0)
            return Ranking(words, repaired, (), asked, none, (), (), (), 0.0)
        learned = index.linear.scores(vector)
        named = self.guard.named(words)
        found = find_candidates(index.layout, learned, *index.phrasings.similar(vector), named)
        if favoured:
            found.parts[np.isin(found.entries, favoured), MEAN] += FAVOUR
        ranked = weigh(found, index.weights, self.guard, asked, nothing)
        kept, refused = guarded(ranked, self.guard, asked, nothing)
        exact = self._exact(words)
        if exact:
            kept = _lead(kept, exact)
        coverage = coverage_of(words, index.texts.words, index.common, repaired)
        confidences, among = index.confidence.judge(kept, coverage, nothing)
        if exact:
            confidences[: len(exact)] = EXACT_CONFIDENCE
            among = EXACT_CONFIDENCE
        scored = tuple(
            self._scored(kept, at, float(confidences[at]))
            for at in range(min(len(kept.entries), 12))
            if kept.entries[at] != nothing
        )
        turned_away = tuple((self._scored(ranked, at, 0.0), kind) for at, kind in refused)
        heads = tuple((" ".join(words[one.start : one.end]), self.lexicon.head(one)) for one in synonyms)
        return Ranking(words, repaired, heads, asked, coverage, scored, turned_away, exact, among)

    def suggest(self, prefix: str, limit: int) -> tuple[Choice, ...]:
        """Return questions that fit what was typed so far, best first; none where nothing does."""
        if self._suggester is None:
            self._suggester = Suggester(self.entries)
        ranked = [match.id for match in self.rank(prefix, 8) if match.confidence > 0.05]
        return self._suggester.suggest(prefix, limit, ranked)

    def phrasing_of(self, row: int) -> str:
        """The text of a row of the index; empty where there is none."""
        if row < 0:
            return ""
        entry = int(self.index.layout.entry_of_row[row])
        first = int(np.searchsorted(self.index.layout.entry_of_row, entry))
        if entry >= len(self.entries):
            return ""
        return (self.entries[entry].question, *self.entries[entry].phrasings)[row - first]

    def _scored(self, candidates: Candidates, at: int, confidence: float) -> Scored:
        weighted = candidates.parts[at] * self.index.weights[:-1]
        parts = tuple((name, float(value)) for name, value in zip(PARTS, weighted, strict=True))
        return Scored(
            int(candidates.entries[at]), sum(value for _, value in parts), confidence, parts, int(candidates.rows[at])
        )

    def _exact(self, words: Sequence[str]) -> tuple[int, ...]:
        keys, entries = self.index.exact_keys, self.index.exact_entries
        key = exact_key(words)
        first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        found = sorted({int(entry) for entry in entries[first:last]})
        curated = [entry for entry in found if self.entries[entry].series is None]
        return tuple(curated or found)


FAVOUR = 0.15
"""Similarity that is added to entries which the conversation favours."""


def meanings_of(names: Sequence[object], synonyms: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"§{one.kind}:{one.value}" for one in (*names, *synonyms)))  # type: ignore[attr-defined]


def guarded(
    ranked: Candidates, guard: Guard, asked: Facets, nothing: int
) -> tuple[Candidates, list[tuple[int, str]]]:
    """Return the candidates that pass the guard, and places and facets of those that do not."""
    kept = np.zeros(len(ranked.entries), np.bool_)
    refused = []
    for at, entry in enumerate(ranked.entries[:_EXAMINED]):
        kind = None if entry == nothing else guard.contradiction(asked, int(entry))
        if kind is None:
            kept[at] = True
        else:
            refused.append((at, kind))
    return ranked.only(kept), refused


def coverage_of(
    words: Sequence[str], known: dict[str, int], common: CommonWords, repaired: Sequence[tuple[str, str]] = ()
) -> Coverage:
    """A word that had to be repaired counts as known by four fifths."""
    doubtful = {word for _, better in repaired for word in better.split()}
    told, untold = 0.0, 0.0
    for word in words:
        weight = max(0.05, _ORDINARY - common.zipf(word)) ** 1.5
        if word in known:
            share = 0.8 if word in doubtful else 1.0
            told += share * weight
            untold += (1 - share) * weight
        else:
            untold += weight
    return Coverage(told, untold)


def exact_key(words: Sequence[str]) -> np.uint64:
    text = " ".join(words).encode("utf-8", "surrogatepass")
    return np.uint64(int.from_bytes(blake2b(text, digest_size=8).digest(), "little"))


def speller_of(words: dict[str, int], pairs: Sequence[str], lexicon: Lexicon, common: CommonWords) -> Speller:
    known = dict(words)
    for word in lexicon.spelling_words():
        known.setdefault(word, 1)
    return Speller(known, frozenset((first, second) for first, _, second in (p.partition(" ") for p in pairs)), common)


def _lead(candidates: Candidates, exact: Sequence[int]) -> Candidates:
    """Bring entries that were asked for word for word to the front, in the given order."""
    missing = [entry for entry in exact if entry not in candidates.entries]
    width = candidates.parts.shape[1]
    whole = Candidates(
        np.concatenate([candidates.entries, np.array(missing, np.int64)]),
        np.concatenate([candidates.rows, np.full(len(missing), -1)]),
        np.concatenate([candidates.parts, np.zeros((len(missing), width), np.float32)]),
        np.concatenate([candidates.scores, np.zeros(len(missing), np.float32)]),
    )
    place = {entry: at for at, entry in enumerate(exact)}
    keys = np.array([place.get(int(entry), len(exact)) for entry in whole.entries])
    order = np.argsort(keys, kind="stable")
    return Candidates(whole.entries[order], whole.rows[order], whole.parts[order], whole.scores[order])
