"""Ranks a follow-up: what it says and what was answered before in, candidates sorted by their scores out.

A follow-up of few words says too little to be ranked by its words alone; what the conversation says (see `Situations`)
counts beside them, in one sum.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import TIME_KINDS, Facets, replaced_by
from bot.matching.guard import Guard
from bot.matching.ranking import Ranking
from bot.matching.scoring import SITUATION, Candidates, Floats, weigh
from bot.matching.situation import Before, Situations

ECHO = 0.6
"""How loud the question before is where it is heard too."""
PARTS_WEIGHTS = np.array([0.45, 0.02, 1.29, 0.16, 1.83, 0.36, 0.27, -0.01, -1.1, 1.0, 2.77], np.float32)
"""What the parts of a score count in a follow-up and, last, what "nothing" gets on top. A knowledge base holds no
conversations to learn from: these weights and the next were fitted by `python -m benchmarks.follow_ups`, which gives
nearly the same again as the shipped knowledge grows."""
EVIDENCE_WEIGHTS = np.array(
    [0.13, 0.21, 0.71, 1.54, 1.36, 1.96, 1.96, 0.66, 1.26, 2.3, 2.35, 0.82, 1.64, 3.3, -1.81, 2.14, 1.09, 1.38],
    np.float32,
)
"""What each kind of `EVIDENCE` counts."""

HE_OR_SHE = frozenset("he him his she her hers".split())


@dataclass(slots=True)
class FollowUps:
    guard: Guard
    situations: Situations

    def wanted(self, before: Before, *rankings: Ranking) -> NDArray[np.int64]:
        """Entries that are candidates of a follow-up however far off, "nothing" among them."""
        found = self.situations.around(before.entry)
        for ranking in (*rankings, *before.exchanged):
            found |= {one.entry for one in ranking.candidates}
        return np.array([*sorted(self.situations.asking(found)), len(self.situations.entries)], np.int64)

    def rank(
        self,
        found: Candidates,
        asked: Facets,
        before: Before,
        clear: Ranking,
        faint: Ranking,
        look: Callable[[NDArray[np.int64]], Floats],
    ) -> Candidates:
        """Return the candidates sorted; `clear` ranks the follow-up by itself, `faint` with the question before."""
        evidence = self.situations.evidence(before, clear, faint, found.entries.tolist())
        found.parts[:, SITUATION] = evidence @ EVIDENCE_WEIGHTS
        return weigh(found, PARTS_WEIGHTS, self.guard, asked, len(self.situations.entries), look)

    def carried(self, own: Facets, facets: Sequence[tuple[str, str]], entry: int, words: Sequence[str] = ()) -> Facets:
        """Carry over what the follow-up does not say itself: of the question before, and else of its entry.

        `words`: those of the follow-up; a person carries only where one of them stands for it.
        """
        kinds = {kind for kind, _ in facets}
        told = {kind: self.guard.core(entry, kind) for kind in (*EXACT_KINDS, "company", "place") if kind not in kinds}
        if not HE_OR_SHE.isdisjoint(words):
            told["person"] = self.guard.core(entry, "person")
        about = tuple((kind, next(iter(values))) for kind, values in told.items() if len(values) == 1)
        return _with_carried(own, (*facets, *about))


def _with_carried(own: Facets, before: Sequence[tuple[str, str]]) -> Facets:
    """Carry over what the follow-up does not say itself; ranks and quantities do not carry."""
    kinds = replaced_by(own.kinds())
    if kinds & set(TIME_KINDS):
        kinds |= set(TIME_KINDS)
    carrying = (*EXACT_KINDS, *TIME_KINDS, "place", "company", "person")
    carried = tuple((kind, value) for kind, value in before if kind in carrying and kind not in kinds)
    return Facets(own.values, own.excluded, carried)
