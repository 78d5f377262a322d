"""Ranks entries for a question: a text in, matches with their confidence out, best first."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import numpy as np

from bot.matching.coverage import Coverage, coverage_of
from bot.matching.facets import TIME_KINDS, Facets, read_facets
from bot.matching.features import Features, Sparse, blended
from bot.matching.frequency import CommonWords
from bot.matching.guard import EXACT_KINDS, Guard
from bot.matching.index import Index
from bot.matching.naming import Lexicon
from bot.matching.ranking import Ranking, Scored
from bot.matching.scoring import MEAN, PARTS, Candidates, Floats, find_candidates, guarded, weigh
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

    def look_after(
        self, text: str, before: str, carried: Sequence[tuple[str, str]], left_out: int, near: Sequence[int]
    ) -> Ranking:
        """Rank a follow-up: what it says, and more faintly what was asked before; names that it does not replace stay.

        `carried`: facets of the question before. An entry `left_out` (-1: none) was just given; those `near` it get a
        small bonus.
        """
        words, repaired = self._speller.repair(normalise(text))
        earlier = normalise(before)
        names, synonyms = self.lexicon.names(words), self.lexicon.synonyms(words)
        asked = _with_carried(read_facets(words, self.lexicon, names), carried)
        vector = blended(
            self._features.vector(words, meanings_of(names, synonyms)),
            self._features.vector(earlier, meanings_of(self.lexicon.names(earlier), self.lexicon.synonyms(earlier))),
            ECHO,
        )
        heads = tuple((" ".join(words[one.start : one.end]), self.lexicon.head(one)) for one in synonyms)
        return self._rank(words, repaired, heads, asked, vector, (*words, *earlier), (), left_out, near)

    def _rank(
        self,
        words: tuple[str, ...],
        repaired: tuple[tuple[str, str], ...],
        heads: tuple[tuple[str, str], ...],
        asked: Facets,
        vector: Sparse,
        spoken: Sequence[str],
        exact: tuple[int, ...],
        left_out: int = -1,
        near: Sequence[int] = (),
    ) -> Ranking:
        index = self.index
        nothing = index.layout.nothing
        if not len(vector[0]):
            return Ranking(words, repaired, (), asked, Coverage(0.0, 1.0), (), (), (), 0.0)
        named = self.guard.named(spoken)
        if left_out >= 0:
            named[left_out] = False
        found = find_candidates(index.layout, index.linear.scores(vector), *index.phrasings.similar(vector), named)
        if left_out >= 0:
            found = found.only(found.entries != left_out)
        if len(near):
            found.parts[np.isin(found.entries, near), MEAN] += FAVOUR
        ranked = weigh(found, index.weights, self.guard, asked, nothing)
        kept, refused = guarded(ranked, self.guard, asked, nothing)
        if exact:
            kept = _lead(kept, exact)
        # What was asked before counts too: a follow-up of one word is not a question of one word.
        coverage = coverage_of(spoken, index.texts.words, index.common, repaired)
        confidences, among = index.confidence.judge(kept, coverage, nothing)
        _agree(confidences, kept, self.guard)
        if exact:
            confidences[: len(exact)] = EXACT_CONFIDENCE
            among = EXACT_CONFIDENCE
        first = range(min(len(kept.entries), SHOWN))
        scored = tuple(one for one in self._scored(kept, first, confidences.tolist()) if one.entry != nothing)
        places = [at for at, _ in refused]
        away = self._scored(ranked, places, [0.0] * len(places))
        turned_away = tuple((one, kind) for one, (_, kind) in zip(away, refused, strict=True))
        return Ranking(words, repaired, heads, asked, coverage, scored, turned_away, exact, among)

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


FAVOUR = 0.15
"""Similarity that is added to entries near the one that was answered last."""
ECHO = 0.5
"""How loud the question before still is in a follow-up."""


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
