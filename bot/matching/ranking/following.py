"""Ranks a follow-up among the entries near the last answer.

A follow-up of few words cannot be ranked by its words alone. Evidence from the conversation (see `Situations`) is added
to its score.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.language.facets import Facets
from bot.matching.language.native import forms_of
from bot.matching.ranking.candidates import SITUATION, Candidates, weights_of
from bot.matching.ranking.clues import EVIDENCE
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.result import Ranking
from bot.matching.ranking.scoring import MeaningOf, weigh
from bot.matching.ranking.situation import Before, Situations
from bot.model import TIME_KINDS, Kinds

ECHO = 0.6
"""Weight of the question before when it is added to the follow-up."""
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
class FollowUps:
    guard: Guard
    situations: Situations

    def wanted(self, before: Before, *rankings: Ranking) -> NDArray[np.int64]:
        """Entries that are always candidates of this follow-up, "nothing" included."""
        found = self.situations.around(before.entry)
        for ranking in (*rankings, *before.exchanged):
            found |= {one.entry for one in ranking.candidates}
        found |= {entry for entry, alike in before.asked_so.items() if alike >= _ALIKE}
        return np.array([*sorted(self.situations.without_small_talk(found)), len(self.situations.entries)], np.int64)

    def rank(
        self,
        found: Candidates,
        asked: Facets,
        before: Before,
        clear: Ranking,
        faint: Ranking,
        meaning_of: MeaningOf,
    ) -> Candidates:
        """Return the candidates, sorted. `clear` ranks the follow-up alone, `faint` with the question before."""
        evidence = self.situations.evidence(before, clear, faint, found.entries.tolist())
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
