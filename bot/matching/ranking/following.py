"""Ranks a follow-up among the entries near the last answer.

A follow-up of few words cannot be ranked by its words alone. Evidence from the conversation (see `Situations`) is added
to its score.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.matching.index.quantisation import Floats
from bot.matching.language.facets import Facets
from bot.matching.language.features import blended
from bot.matching.language.native import forms_of
from bot.matching.language.reading import Reader
from bot.matching.ranking.candidates import SITUATION, Candidates, weights_of
from bot.matching.ranking.clues import EVIDENCE
from bot.matching.ranking.confidence import confidences_following
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.judging import judge
from bot.matching.ranking.ranker import ECHO, Ranker
from bot.matching.ranking.result import Ranking, to_ranking
from bot.matching.ranking.scoring import MeaningOf, weigh
from bot.matching.ranking.situation import FollowUp, Situations
from bot.model import TIME_KINDS, Kinds

PARTS_WEIGHTS = weights_of(
    {
        "margin": 0.47,
        "likelihood": -0.02,
        "phrasings": 1.19,
        "words": 0.15,
        "meaning": 2.0,
        "names met": 0.2,
        "dates met": 0.49,
        "facets open": -0.12,
        "names unmentioned": -0.9,
        "situation": 1.0,
        "nothing": 1.97,
    }
)
"""Weights of the parts in a follow-up. Most knowledge bases hold too few conversations to learn from, so
`python -m benchmarks.follow_ups` fits these and the next on the shipped one; they hardly change as it grows."""
_EVIDENCE_WEIGHTS = {
    "faint": 0.09,
    "exchanged": 0.14,
    "clear": 1.28,
    "kinship": 3.33,
    "related": 1.91,
    "topic": 0.68,
    "family": 2.27,
    "told": 0.93,
    "told in answer": 0.58,
    "same": 3.45,
    "same told": 2.59,
    "same untold": -0.19,
    "same detail": 1.22,
    "vague same": 3.51,
    "vague clear": -2.39,
    "vague kinship": 1.98,
    "asked so": 3.07,
    "exchangeable": 0.65,
    "known": 1.31,
}
EVIDENCE_WEIGHTS = np.array([_EVIDENCE_WEIGHTS[name] for name in EVIDENCE], np.float32)
"""In the order of `EVIDENCE`."""

_ALIKE = 0.5
"""Likeness from which on a known follow-up makes its entry a candidate."""


@dataclass(slots=True)
class FollowUpRanker:
    guard: Guard
    situations: Situations
    reader: Reader
    ranker: Ranker

    def ranking_of(self, follow_up: FollowUp) -> Ranking:
        """Rank with evidence from the conversation; names of the question before that are not replaced stay.

        `echoed` is the follow-up with the question before at a lower weight, and `faint` its ranking, from which come
        candidates and evidence.
        """
        before, heard = follow_up.before, self.reader.read(follow_up.text)
        facets = self.carried(heard.facets, before.facets, before.entry, heard.words)
        earlier = self.reader.repaired(before.question).words
        vector = blended(heard.vector, self.reader.vector_of(earlier), ECHO)
        echoed = replace(heard, facets=facets, vector=vector)
        faint = self.ranker.rank(echoed, earlier)
        # A follow-up without known words is compared by the question before.
        compared = echoed if heard.vector.is_empty else heard
        found = self.ranker.find(compared, wanted=self._wanted(follow_up, faint))
        ranked = self.weigh(found, facets, follow_up, faint, self.ranker.meaning_of(compared))

        def chances(candidates: Candidates) -> tuple[Floats, float]:
            return confidences_following(candidates, self.situations.told(follow_up.asks, candidates.entries.tolist()))

        judged = judge(ranked, facets, self.guard, self.situations.entries, chances)
        return to_ranking(echoed, faint.coverage, ranked, judged, PARTS_WEIGHTS, following=True)

    def _wanted(self, follow_up: FollowUp, faint: Ranking) -> NDArray[np.int64]:
        """Entries that are always candidates of this follow-up, "nothing" included."""
        found = self.situations.around(follow_up.before.entry)
        for ranking in (follow_up.clear, faint, *follow_up.exchanged):
            found |= {one.entry for one in ranking.candidates}
        found |= {entry for entry, alike in follow_up.asked_so.items() if alike >= _ALIKE}
        return np.array([*sorted(self.situations.without_small_talk(found)), len(self.situations.entries)], np.int64)

    def weigh(
        self, found: Candidates, asked: Facets, follow_up: FollowUp, faint: Ranking, meaning_of: MeaningOf
    ) -> Candidates:
        """Return the candidates, sorted by their score with the evidence from the conversation."""
        evidence = self.situations.evidence(follow_up, faint, found.entries.tolist())
        found.parts[:, SITUATION] = evidence @ EVIDENCE_WEIGHTS
        return weigh(found, PARTS_WEIGHTS, self.guard, asked, meaning_of)

    def carried(self, own: Facets, facets: Sequence[tuple[str, str]], entry: int, words: Sequence[str] = ()) -> Facets:
        """Add facets that the follow-up leaves out: those of the question before, else of its entry (-1: none).

        `words`: those of the follow-up; a person needs a pronoun among them, and a time is not carried to "when".
        """
        kinds = self.guard.kinds
        # A question may name several companies, and its entry be about one, or a part of one.
        asked = {kind for kind, _ in facets}.difference(kinds.groups)
        about = [kind for kind in kinds.impersonal if kind not in asked]
        if "when" in forms_of(words, self.situations.lexicon.language):
            facets = [one for one in facets if one[0] not in TIME_KINDS]
        if not self.situations.lexicon.native.words["persons"].isdisjoint(words):
            about += kinds.persons
        told = ((kind, self.guard.core(entry, kind)) for kind in (about if entry >= 0 else ()))
        single = ((kind, next(iter(values))) for kind, values in told if len(values) == 1)
        return _with_carried(own, tuple(dict.fromkeys((*facets, *single))), kinds)


def _with_carried(own: Facets, before: Sequence[tuple[str, str]], kinds: Kinds) -> Facets:
    """Carry over names and times that the follow-up does not replace."""
    gone = kinds.replaced_by(own.kinds())
    if not gone.isdisjoint(TIME_KINDS):
        gone.update(TIME_KINDS)
    carrying = (*kinds.named, *TIME_KINDS)
    carried = tuple((kind, value) for kind, value in before if kind in carrying and kind not in gone)
    return Facets(own.values, own.excluded, carried)
