"""Ranks entries for a question: a text in, matches with their confidence out, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.matching.confidence import FOLLOWING_FROM
from bot.matching.coverage import Coverage, coverage_of
from bot.matching.facets import Facets, read_facets
from bot.matching.features import Features, Spoken, blended
from bot.matching.following import ECHO, PARTS_WEIGHTS, FollowUps
from bot.matching.frequency import CommonWords
from bot.matching.guard import Guard
from bot.matching.index import Index
from bot.matching.judging import Judged, judge_all
from bot.matching.naming import Lexicon
from bot.matching.ranking import Ranking, Scored
from bot.matching.scoring import (
    NO_ENTRIES,
    SITUATION,
    Candidates,
    Floats,
    find_candidates,
    weigh,
)
from bot.matching.situation import Before, Situations
from bot.matching.spelling import Speller
from bot.matching.suggesting import Suggester
from bot.matching.text import normalise
from bot.matching.word_model import tokens_of
from bot.model import SMALL_TALK, Choice, Match

SHOWN = 12
"""Candidates that a ranking holds."""


class Matcher:
    def __init__(self, index: Index) -> None:
        self.index = index
        knowledge = index.texts.knowledge
        self.entries = knowledge.entries
        self.lexicon = Lexicon(knowledge.vocabulary, knowledge.manifest.language, index.texts.stems)
        self.guard = Guard(index.texts.facets, frozenset(index.texts.pervasive))
        groups = index.layout.group_of_entry
        situations = Situations(self.entries, self.lexicon, index.common, index.kinship, groups)
        self.followups = FollowUps(self.guard, situations)
        self._features: Features = index.features()
        self._speller = speller_of(index.texts.words, index.texts.pairs, self.lexicon, index.common)
        self._suggester: Suggester | None = None
        self._pictured = np.array([*(bool(entry.chart or entry.series) for entry in self.entries), False])
        self.entry_of_id = {entry.id: number for number, entry in enumerate(self.entries)}

    def rank(self, text: str, limit: int = 5) -> tuple[Match, ...]:
        """Return at most `limit` matches, one an entry, best first."""
        ranking = self.look(text)
        return tuple(self.match(scored) for scored in ranking.candidates[:limit])

    def match(self, scored: Scored) -> Match:
        entry = self.entries[scored.entry]
        return Match(entry.id, entry.question, scored.confidence, scored.score)

    def repaired(self, text: str) -> tuple[str, ...]:
        """The words of a text with their spelling repaired."""
        return self._speller.repair(normalise(text))[0]

    def family(self, entry: int) -> tuple[int, ...]:
        """Entries that the same template made, `entry` among them."""
        groups = self.index.layout.group_of_entry
        return tuple(np.flatnonzero(groups[:-1] == groups[entry]).tolist())

    def label(self, entry: int) -> tuple[str, ...]:
        """Words that tell a generated entry from its family; none for a curated one."""
        return self.index.texts.facets[entry].label

    def look(self, text: str) -> Ranking:
        """Rank, and return everything that was found out on the way."""
        words, repaired = self._speller.repair(normalise(text))
        asked, heads, spoken = self._read(words)
        return self._rank(words, repaired, heads, asked, spoken, (), self._exact(words))

    def look_after(self, text: str, clear: Ranking, before: Before) -> Ranking:
        """Rank a follow-up: what it says, more faintly the question before, and what is near the entry before; names
        that it does not replace stay. `clear`: the same text ranked by itself."""
        words, repaired = self._speller.repair(normalise(text))
        earlier = normalise(before.question)
        own, heads, spoken = self._read(words)
        asked = self.followups.carried(own, before.facets, before.entry)
        meant = meanings_of(self.lexicon.names(earlier), self.lexicon.synonyms(earlier))
        both = blended(spoken, self._features.spoken(earlier, meant), ECHO)
        faint = self._rank(words, repaired, heads, asked, both, earlier, ())
        if not len(spoken.vector[0]):
            spoken = both
        wanted = self.followups.wanted(before, clear, faint)
        found, look = self._found(spoken, words, (), (*words, *earlier), wanted)
        ranked = self.followups.rank(found, asked, before, clear, faint, look)
        nothing = self.index.layout.nothing

        def judge(candidates: Candidates) -> tuple[Floats, float]:
            told = self.followups.situations.told(before.asks, candidates.entries.tolist())
            return self.index.confidence.judge_following(candidates, told, nothing)

        judged = judge_all(ranked, asked, self.guard, self.entries, judge)
        coverage, weights = faint.coverage, PARTS_WEIGHTS
        return self._ranking(words, repaired, heads, asked, coverage, ranked, judged, weights, following=True)

    def _read(self, words: Sequence[str]) -> tuple[Facets, tuple[tuple[str, str], ...], Spoken]:
        """Return the facets of words, their synonyms with what each stands for, and their vector."""
        names, synonyms = self.lexicon.names(words), self.lexicon.synonyms(words)
        heads = tuple((" ".join(words[one.start : one.end]), self.lexicon.head(one)) for one in synonyms)
        spoken = self._features.spoken(words, meanings_of(names, synonyms))
        return read_facets(words, self.lexicon, names), heads, spoken

    def threshold(self, ranking: Ranking) -> float:
        """Confidence from which on the first candidate is given."""
        least = self.index.confidence.answer_from
        return max(least, FOLLOWING_FROM) if ranking.following else least

    def _rank(
        self,
        words: tuple[str, ...],
        repaired: tuple[tuple[str, str], ...],
        heads: tuple[tuple[str, str], ...],
        asked: Facets,
        spoken: Spoken,
        earlier: Sequence[str],
        exact: tuple[int, ...],
    ) -> Ranking:
        said = (*words, *earlier)
        if not len(spoken.vector[0]):
            return Ranking(words, repaired, (), asked, Coverage(0.0, 1.0), (), (), (), 0.0)
        nothing = self.index.layout.nothing
        found, look = self._found(spoken, words, earlier, said)
        pictured = not PICTURE_WORDS.isdisjoint(said)
        if pictured:
            found.parts[self._pictured[found.entries], SITUATION] += PICTURED
        ranked = weigh(found, self.index.weights, self.guard, asked, nothing, look)
        # What was asked before counts too: a follow-up of one word is not a question of one word.
        coverage = coverage_of(said, self._speller.known, self.index.common, repaired)

        def judge(candidates: Candidates) -> tuple[Floats, float]:
            return self.index.confidence.judge(candidates, coverage, nothing)

        judged = judge_all(ranked, asked, self.guard, self.entries, judge, exact, pictured)
        return self._ranking(words, repaired, heads, asked, coverage, ranked, judged, self.index.weights, exact)

    def _found(
        self,
        spoken: Spoken,
        words: Sequence[str],
        earlier: Sequence[str],
        said: Sequence[str],
        wanted: NDArray[np.int64] = NO_ENTRIES,
    ) -> tuple[Candidates, Callable[[NDArray[np.int64]], Floats]]:
        """Return candidates, and what tells how near in meaning entries are; `earlier` counts more faintly."""
        index = self.index
        folded, scores = index.linear.read(spoken)
        ratios = index.words.ratios(tokens_of(words, self.lexicon))
        if earlier:
            ratios += ECHO * index.words.ratios([self.lexicon.stem(word) for word in earlier])
        near = index.phrasings.similar(spoken.vector, index.wordings)
        found = find_candidates(index.layout, scores, ratios, *near, self.guard.named(said), wanted)
        return found, lambda entries: index.profiles.meaning(folded, entries)

    def _ranking(
        self,
        words: tuple[str, ...],
        repaired: tuple[tuple[str, str], ...],
        heads: tuple[tuple[str, str], ...],
        asked: Facets,
        coverage: Coverage,
        ranked: Candidates,
        judged: Judged,
        weights: Floats,
        exact: tuple[int, ...] = (),
        following: bool = False,
    ) -> Ranking:
        nothing = self.index.layout.nothing
        first = range(min(len(judged.kept.entries), SHOWN))
        shown = _scored(judged.kept, first, judged.confidences.tolist(), weights)
        scored = tuple(one for one in shown if one.entry != nothing)
        places = [at for at, _ in judged.refused]
        away = _scored(ranked, places, [0.0] * len(places), weights)
        turned_away = tuple((one, kind) for one, (_, kind) in zip(away, judged.refused, strict=True))
        unmeant = float(ranked.scores[ranked.entries == nothing].max(initial=weights[-1]))
        among = judged.among
        return Ranking(words, repaired, heads, asked, coverage, scored, turned_away, exact, among, unmeant, following)

    def suggest(self, prefix: str, limit: int) -> tuple[Choice, ...]:
        """Return questions that fit what was typed so far, best first; none where nothing does."""
        if self._suggester is None:
            asked = (entry for entry in self.entries if entry.topic != SMALL_TALK)
            self._suggester = Suggester([Choice(entry.id, entry.question) for entry in asked])
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

    def _exact(self, words: Sequence[str]) -> tuple[int, ...]:
        keys, entries = self.index.exact_keys, self.index.exact_entries
        key = exact_key(words)
        first = last = int(keys.searchsorted(key))
        while last < len(keys) and keys[last] == key:
            last += 1
        found = sorted(set(entries[first:last].tolist()))
        curated = [entry for entry in found if self.entries[entry].series is None]
        return tuple(curated or found)


def _scored(
    candidates: Candidates, places: Sequence[int], confidences: Sequence[float], weights: Floats
) -> list[Scored]:
    at = np.asarray(places, np.int64)
    parts = candidates.parts[at] * weights[:-1]
    scores, entries, rows = parts.sum(1, dtype=np.float64), candidates.entries[at], candidates.rows[at]
    found = zip(entries.tolist(), scores.tolist(), confidences, map(tuple, parts.tolist()), rows.tolist(), strict=False)
    return [Scored(*one) for one in found]


PICTURE_WORDS = frozenset(
    "chart charts graph graphs plot plots diagram table visualise visualize visualisation visualization".split()
)
PICTURED = 1.5
"""What the score of an entry that has a picture gains where one is asked for."""


def meanings_of(names: Sequence[object], synonyms: Sequence[object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"§{one.kind}:{one.value}" for one in (*names, *synonyms)))  # type: ignore[attr-defined]


def exact_key(words: Sequence[str]) -> np.uint64:
    text = " ".join(words).encode("utf-8", "surrogatepass")
    return np.uint64(int.from_bytes(blake2b(text, digest_size=8).digest(), "little"))


def speller_of(words: dict[str, int], pairs: Sequence[str], lexicon: Lexicon, common: CommonWords) -> Speller:
    known = dict(words)
    for word in lexicon.spelling_words():
        known.setdefault(word, 1)
    return Speller(known, frozenset((first, second) for first, _, second in (p.partition(" ") for p in pairs)), common)
