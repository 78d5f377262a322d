"""Ranks entries for a question: a text in, matches with their confidence out, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from bot.matching.confidence import FOLLOWING_FROM
from bot.matching.coverage import Coverage, coverage_of
from bot.matching.default import default_taken
from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import TIME_KINDS, Facets, read_facets
from bot.matching.features import Features, Sparse, blended
from bot.matching.frequency import CommonWords
from bot.matching.guard import Guard
from bot.matching.index import Index
from bot.matching.kinship import near
from bot.matching.naming import Lexicon
from bot.matching.ranking import Ranking, Scored
from bot.matching.scoring import NO_ENTRIES, PARTS, SITUATION, Candidates, Floats, find_candidates, guarded, weigh
from bot.matching.spelling import Speller
from bot.matching.suggesting import Suggester
from bot.matching.text import normalise
from bot.model import Choice, Match

SMALL_TALK = "smalltalk"
"""Topic that is not suggested."""
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
        self._features: Features = index.features()
        self._speller = speller_of(index.texts.words, index.texts.pairs, self.lexicon, index.common)
        self._suggester: Suggester | None = None
        self._small = np.array([*(entry.topic == SMALL_TALK for entry in self.entries), False])
        self._spoken = index.texts.words.keys() | frozenset(self.lexicon.spelling_words())
        self._pictured = np.array([*(bool(entry.chart or entry.series) for entry in self.entries), False])
        self._relatives: dict[int, list[int]] | None = None
        self._entry_words: dict[int, frozenset[str]] = {}
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
        names, synonyms = self.lexicon.names(words), self.lexicon.synonyms(words)
        asked = read_facets(words, self.lexicon, names)
        vector = self._features.vector(words, meanings_of(names, synonyms))
        heads = tuple((" ".join(words[one.start : one.end]), self.lexicon.head(one)) for one in synonyms)
        return self._rank(words, repaired, heads, asked, vector, words, self._exact(words))

    def look_after(self, text: str, question: str, carried: Sequence[tuple[str, str]], before: Before) -> Ranking:
        """Rank a follow-up: what it says, more faintly the `question` before, and what is near the entry before; names
        that it does not replace stay. `carried`: facets of the question before."""
        words, repaired = self._speller.repair(normalise(text))
        earlier = normalise(question)
        names, synonyms = self.lexicon.names(words), self.lexicon.synonyms(words)
        asked = _with_carried(read_facets(words, self.lexicon, names), (*carried, *self._about(before.entry, carried)))
        vector = blended(
            self._features.vector(words, meanings_of(names, synonyms)),
            self._features.vector(earlier, meanings_of(self.lexicon.names(earlier), self.lexicon.synonyms(earlier))),
            ECHO,
        )
        heads = tuple((" ".join(words[one.start : one.end]), self.lexicon.head(one)) for one in synonyms)
        return self._rank(words, repaired, heads, asked, vector, (*words, *earlier), (), before)

    def threshold(self, ranking: Ranking) -> float:
        """Confidence from which on the first candidate is given."""
        least = self.index.confidence.answer_from
        return max(least, FOLLOWING_FROM) if ranking.following else least

    def kinship(self, entry: int) -> Floats:
        """How near each entry is to this one, from -1 to 1; the last number is for "nothing"."""
        return self.index.kinship.of(entry)

    def _after(self, ranked: Candidates, before: Before) -> Candidates:
        """Let the texts of the best candidates count, and the entry before stand for itself where it was answered."""
        best = min(SHOWN, len(ranked.entries))
        ranked.parts[:best, SITUATION] += TOLD * self._told(before.asks, ranked.entries[:best].tolist())
        if before.given:
            (own,) = np.nonzero(ranked.entries == before.entry)
            ranked.parts[own, SITUATION] = AGAIN + before.points + TOLD * self._told(before.asks, [before.entry])
        ranked.scores = ranked.parts @ self.index.weights[:-1]
        ranked.scores[ranked.entries == self.index.layout.nothing] += self.index.weights[-1]
        return ranked.sorted()

    def _told(self, asks: Sequence[str], entries: Sequence[int]) -> Floats:
        """Return for each entry the share of the words that stand in its phrasings or its text, each by its rarity."""
        stems = {self.lexicon.stem(word): max(0.3, 6.3 - self.index.common.zipf(word)) for word in asks}
        whole = sum(stems.values())

        def share(entry: int) -> float:
            if not stems or entry >= len(self.entries):
                return HALF_TOLD
            spoken = self._words_of(entry)
            return sum(rarity for stem, rarity in stems.items() if stem in spoken) / whole

        return np.array([share(entry) for entry in entries], np.float32)

    def _words_of(self, entry: int) -> frozenset[str]:
        words = self._entry_words.get(entry)
        if words is None:
            one = self.entries[entry]
            text = normalise(" ".join((one.question, *one.phrasings, one.answer)))
            words = self._entry_words[entry] = frozenset(self.lexicon.stem(word) for word in text)
        return words

    def _about(self, entry: int, known: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """The one model, trim, generation, company or place that an entry is about, where `known` tells none."""
        kinds = {kind for kind, _ in known}
        told = {kind: self.guard.core(entry, kind) for kind in (*EXACT_KINDS, "company", "place") if kind not in kinds}
        return tuple((kind, next(iter(values))) for kind, values in told.items() if len(values) == 1)

    def _related(self, entry: int) -> tuple[int, ...]:
        """Entries that this one names as related, or that name it."""
        if self._relatives is None:
            self._relatives = {}
            for number, one in enumerate(self.entries):
                for other in (self.entry_of_id[id] for id in one.related if id in self.entry_of_id):
                    self._relatives.setdefault(number, []).append(other)
                    self._relatives.setdefault(other, []).append(number)
        return tuple(dict.fromkeys(self._relatives.get(entry, ())))

    def _rank(
        self,
        words: tuple[str, ...],
        repaired: tuple[tuple[str, str], ...],
        heads: tuple[tuple[str, str], ...],
        asked: Facets,
        vector: Sparse,
        spoken: Sequence[str],
        exact: tuple[int, ...],
        before: Before | None = None,
    ) -> Ranking:
        index = self.index
        nothing = index.layout.nothing
        if not len(vector[0]):
            return Ranking(words, repaired, (), asked, Coverage(0.0, 1.0), (), (), (), 0.0)
        named = self.guard.named(spoken)
        wanted = NO_ENTRIES
        if before is not None:
            kinship, related = self.kinship(before.entry), self._related(before.entry)
            named &= ~self._small
            wanted = np.flatnonzero(near(kinship, related) & named)
        scores = index.linear.scores(vector)
        found = find_candidates(index.layout, scores, *index.phrasings.similar(vector), named, wanted)
        if before is not None:
            found.parts[:, SITUATION] = NEARNESS * kinship[found.entries]
            found.parts[np.isin(found.entries, related), SITUATION] += RELATED
        if not PICTURE_WORDS.isdisjoint(spoken):
            found.parts[self._pictured[found.entries], SITUATION] += PICTURED
        folded = index.linear.folded(vector)

        def look(entries: NDArray[np.int64]) -> Floats:
            near_in_meaning = index.profiles.meaning(folded, entries)
            return np.stack([index.profiles.covered(vector, entries), near_in_meaning], axis=1)

        ranked = weigh(found, index.weights, self.guard, asked, nothing, look)
        if before is not None:
            ranked = self._after(ranked, before)
        kept, refused = guarded(ranked, self.guard, asked, nothing)
        kept = _lead(kept, exact) if exact else default_taken(kept, asked, self.guard, self.entries, nothing)
        # What was asked before counts too: a follow-up of one word is not a question of one word.
        coverage = coverage_of(spoken, self._spoken, index.common, repaired)
        if before is None:
            confidences, among = index.confidence.judge(kept, coverage, nothing)
        else:
            told = self._told(before.asks, kept.entries.tolist())
            confidences, among = index.confidence.judge_following(kept, told, nothing)
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
        return Ranking(words, repaired, heads, asked, coverage, scored, turned_away, exact, among, following)

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
        parts = (candidates.parts[at] * self.index.weights[:-1]).tolist()
        entries, rows = candidates.entries[at].tolist(), candidates.rows[at].tolist()
        return [
            Scored(entry, sum(weighted), confidence, tuple(zip(PARTS, weighted, strict=True)), row)
            for entry, weighted, confidence, row in zip(entries, parts, confidences, rows, strict=False)
        ]

    def _exact(self, words: Sequence[str]) -> tuple[int, ...]:
        keys, entries = self.index.exact_keys, self.index.exact_entries
        key = exact_key(words)
        first, last = np.searchsorted(keys, key, "left"), np.searchsorted(keys, key, "right")
        found = sorted({int(entry) for entry in entries[first:last]})
        curated = [entry for entry in found if self.entries[entry].series is None]
        return tuple(curated or found)


SMALL_TALK = "smalltalk"
"""Topic of what answers no question; no follow-up asks for it."""
NEARNESS = 8.0
"""What the score of an entry gains in a follow-up, times how near it is to the one before (measured: 6 to 10 do the
same; without it a third of what follow-ups ask for is found no more)."""
RELATED = 1.0
"""The same for an entry that is named as related."""
TOLD = 1.5
"""The same, times the share of the words asked that stand in an entry's phrasings or text."""
HALF_TOLD = 0.5
"""The share where no word says anything of its own ("and then?")."""
AGAIN = 4.0
"""The same for the entry before itself, which may hold what is asked too ("who said that?"); one more where a word
points back."""
PICTURE_WORDS = frozenset(
    "chart charts graph graphs plot plots diagram table visualise visualize visualisation visualization".split()
)
PICTURED = 1.5
"""What the score of an entry that has a picture gains where one is asked for."""
ECHO = 0.6
"""How loud the question before still is in a follow-up."""


@dataclass(frozen=True, slots=True)
class Before:
    """The entry that a follow-up follows."""

    entry: int
    given: bool
    """It was answered, and not only offered."""
    asks: tuple[str, ...] = ()
    """The words of the follow-up that say something of their own."""
    points: bool = False
    """A word of the follow-up points back ("it", "that")."""


def _with_carried(own: Facets, before: Sequence[tuple[str, str]]) -> Facets:
    """Carry over what the follow-up does not say itself; ranks and quantities do not carry."""
    kinds = set(own.kinds())
    if kinds & set(TIME_KINDS):
        kinds |= set(TIME_KINDS)
    if "model" in kinds:
        kinds |= {"trim", "generation"}
    carrying = (*EXACT_KINDS, *TIME_KINDS, "place", "company")
    carried = tuple((kind, value) for kind, value in before if kind in carrying and kind not in kinds)
    return Facets(own.values, own.excluded, carried)


def _agree(confidences: Floats, candidates: Candidates, guard: Guard) -> None:
    """Let the first candidate have the confidence of those behind it that give the same figure."""
    if len(confidences) and confidences[0] > 0:
        first = int(candidates.entries[0])
        same = [at for at in range(1, min(5, len(confidences))) if guard.agree(first, _real(candidates, at, guard))]
        confidences[0] = min(0.99, confidences[0] + sum(float(confidences[at]) for at in same))


def _real(candidates: Candidates, at: int, guard: Guard) -> int:
    entry = int(candidates.entries[at])
    return entry if entry < len(guard.entries) else -1


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
