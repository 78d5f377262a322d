"""Ranks entries for a question: a text in, matches with their confidence out, best first."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.matching.confidence import FOLLOWING_FROM
from bot.matching.coverage import Coverage, coverage_of
from bot.matching.default import default_taken
from bot.matching.facets import Facets, read_facets
from bot.matching.features import Features, Spoken, blended
from bot.matching.following import ECHO, Before, FollowUps
from bot.matching.frequency import CommonWords
from bot.matching.guard import Guard
from bot.matching.index import Index
from bot.matching.naming import Lexicon
from bot.matching.ranking import Ranking, Scored
from bot.matching.scoring import (
    NO_ENTRIES,
    SITUATION,
    Candidates,
    Floats,
    find_candidates,
    guarded,
    scored_anew,
    weigh,
)
from bot.matching.spelling import Speller
from bot.matching.suggesting import Suggester
from bot.matching.text import normalise
from bot.matching.word_model import tokens_of
from bot.model import SMALL_TALK, Choice, Match

EXACT_CONFIDENCE = 0.999
SHOWN = 12
"""Candidates that a ranking holds."""


class Matcher:
    def __init__(self, index: Index) -> None:
        self.index = index
        knowledge = index.texts.knowledge
        self.entries = knowledge.entries
        self.lexicon = Lexicon(knowledge.vocabulary, knowledge.manifest.language, index.texts.stems)
        self.guard = Guard(index.texts.facets, frozenset(index.texts.pervasive))
        self.followups = FollowUps(self.entries, self.lexicon, self.guard, index.common, index.kinship)
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

    def look_after(self, text: str, question: str, carried: Sequence[tuple[str, str]], before: Before) -> Ranking:
        """Rank a follow-up: what it says, more faintly the `question` before, and what is near the entry before; names
        that it does not replace stay. `carried`: facets of the question before."""
        words, repaired = self._speller.repair(normalise(text))
        earlier = normalise(question)
        asked, heads, spoken = self._read(words)
        asked = self.followups.carried(asked, carried, before.entry)
        meant = meanings_of(self.lexicon.names(earlier), self.lexicon.synonyms(earlier))
        spoken = blended(spoken, self._features.spoken(earlier, meant), ECHO)
        return self._rank(words, repaired, heads, asked, spoken, earlier, (), before)

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
        before: Before | None = None,
    ) -> Ranking:
        index = self.index
        said = (*words, *earlier)
        nothing = index.layout.nothing
        if not len(spoken.vector[0]):
            return Ranking(words, repaired, (), asked, Coverage(0.0, 1.0), (), (), (), 0.0)
        named = self.guard.named(said)
        wanted = NO_ENTRIES
        if before is not None:
            named, wanted = self.followups.meant(before, named)
        folded, scores = index.linear.read(spoken)
        ratios = index.words.ratios(tokens_of(words, self.lexicon))
        if earlier:
            ratios += ECHO * index.words.ratios([self.lexicon.stem(word) for word in earlier])
        near = index.phrasings.similar(spoken.vector, index.wordings)
        found = find_candidates(index.layout, scores, ratios, *near, named, wanted)
        if before is not None:
            self.followups.favour(found, before)
        pictured = not PICTURE_WORDS.isdisjoint(said)
        if pictured:
            found.parts[self._pictured[found.entries], SITUATION] += PICTURED

        def look(entries: NDArray[np.int64]) -> Floats:
            return index.profiles.meaning(folded, entries)

        ranked = weigh(found, index.weights, self.guard, asked, nothing, look)
        if before is not None:
            self.followups.heard(ranked, before)
            ranked = scored_anew(ranked, index.weights, nothing)
        kept, refused = guarded(ranked, self.guard, asked, nothing)
        # What was asked before counts too: a follow-up of one word is not a question of one word.
        coverage = coverage_of(said, self._speller.known, index.common, repaired)

        def judged(candidates: Candidates) -> tuple[Floats, float]:
            if before is None:
                return index.confidence.judge(candidates, coverage, nothing)
            told = self.followups.told(before.asks, candidates.entries.tolist())
            return index.confidence.judge_following(candidates, told, nothing)

        if exact:
            kept = _lead(kept, exact)
        confidences, among = judged(kept)
        joined = kept if exact or pictured else default_taken(kept, asked, self.guard, self.entries, nothing)
        if joined is not kept:
            confidences, among = _together(kept, confidences, joined, *judged(joined), nothing)
            kept = joined
        _agree(confidences, kept, self.guard)
        if exact:
            confidences[: len(exact)] = EXACT_CONFIDENCE
            among = EXACT_CONFIDENCE
        first = range(min(len(kept.entries), SHOWN))
        scored = tuple(one for one in self._scored(kept, first, confidences.tolist()) if one.entry != nothing)
        places = [at for at, _ in refused]
        away = self._scored(ranked, places, [0.0] * len(places))
        turned_away = tuple((one, kind) for one, (_, kind) in zip(away, refused, strict=True))
        following = before is not None
        unmeant = float(ranked.scores[ranked.entries == nothing].max(initial=index.weights[-1]))
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

    def _scored(self, candidates: Candidates, places: Sequence[int], confidences: Sequence[float]) -> list[Scored]:
        at = np.asarray(places, np.int64)
        parts = candidates.parts[at] * self.index.weights[:-1]
        scores, entries, rows = parts.sum(1, dtype=np.float64), candidates.entries[at], candidates.rows[at]
        found = zip(
            entries.tolist(), scores.tolist(), confidences, map(tuple, parts.tolist()), rows.tolist(), strict=False
        )
        return [Scored(*one) for one in found]

    def _exact(self, words: Sequence[str]) -> tuple[int, ...]:
        keys, entries = self.index.exact_keys, self.index.exact_entries
        key = exact_key(words)
        first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        found = sorted({int(entry) for entry in entries[first:last]})
        curated = [entry for entry in found if self.entries[entry].series is None]
        return tuple(curated or found)


PICTURE_WORDS = frozenset(
    "chart charts graph graphs plot plots diagram table visualise visualize visualisation visualization".split()
)
PICTURED = 1.5
"""What the score of an entry that has a picture gains where one is asked for."""


def _together(
    apart: Candidates, before: Floats, joined: Candidates, after: Floats, among: float, nothing: int
) -> tuple[Floats, float]:
    """Give the entry that stands for others at least the confidence that it and they had one by one."""
    stood_for = ~np.isin(apart.entries, joined.entries)
    first = int(np.flatnonzero(joined.entries != nothing)[0])
    own = float(before[apart.entries == joined.entries[first]].sum() + before[stood_for].sum())
    after[first] = min(0.99, max(float(after[first]), own))
    return after, max(among, float(after[first]))


def _agree(confidences: Floats, candidates: Candidates, guard: Guard) -> None:
    """Let the first candidate have the confidence of those behind it that give the same figure."""
    if len(confidences) and confidences[0] > 0:
        first = int(candidates.entries[0])
        same = [at for at in range(1, min(5, len(confidences))) if guard.agree(first, int(candidates.entries[at]))]
        confidences[0] = min(0.99, confidences[0] + sum(float(confidences[at]) for at in same))


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
