"""Ranks a follow-up among the entries near the last answer.

Few words alone cannot rank it, so evidence from the conversation (see `Situations`) is added to the scores.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from bot.matching.index.arrays import Floats, Ints
from bot.matching.language.facets import Facets
from bot.matching.language.features import blended
from bot.matching.language.reading import Reader
from bot.matching.ranking.candidates import SITUATION, Candidates, MeaningOf, weigh, weights_of
from bot.matching.ranking.carrying import carried_facets
from bot.matching.ranking.clues import EVIDENCE
from bot.matching.ranking.confidence import confidences_following
from bot.matching.ranking.follow_up import FollowUp
from bot.matching.ranking.guard import Guard
from bot.matching.ranking.judging import judge
from bot.matching.ranking.ranker import ECHO, Ranker
from bot.matching.ranking.result import Ranking, to_ranking
from bot.matching.ranking.situation import Situations

_ALIKE = 0.5  # Likeness from which on a known follow-up makes its entry a candidate.


@dataclass(slots=True)
class FollowUpRanker:
    guard: Guard
    situations: Situations
    reader: Reader
    ranker: Ranker

    def ranking_of(self, follow_up: FollowUp) -> Ranking:
        """Rank with evidence from the conversation; names of the question before stay unless replaced.

        Three other rankings supply candidates and evidence: `clear` (the follow-up alone), `faint` (with the question
        before added, at a lower weight), `exchanged` (the question before, with the new facets).
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
            return confidences_following(
                candidates, self.situations.words_told.anywhere(follow_up.asks, candidates.entries.tolist())
            )

        judged = judge(ranked, facets, self.guard, self.situations.entries, chances)
        return to_ranking(echoed, faint.coverage, ranked, judged, _weights()[0], following=True)

    def _wanted(self, follow_up: FollowUp, faint: Ranking) -> Ints:
        """Entries that are always candidates of this follow-up, "nothing" included."""
        found = self.situations.around(follow_up.before.entry)
        for ranking in (follow_up.clear, faint, *follow_up.exchanged):
            found |= {one.entry for one in ranking.candidates}
        found |= {entry for entry, alike in follow_up.asked_nearly.items() if alike >= _ALIKE}
        return np.array([*sorted(self.situations.without_small_talk(found)), len(self.situations.entries)], np.int64)

    def weigh(
        self, found: Candidates, asked: Facets, follow_up: FollowUp, faint: Ranking, meaning_of: MeaningOf
    ) -> Candidates:
        """Return the candidates, sorted by their score with the evidence from the conversation."""
        of_parts, of_evidence = _weights()
        found.parts[:, SITUATION] = self.situations.evidence(follow_up, faint, found.entries.tolist()) @ of_evidence
        return weigh(found, of_parts, self.guard, asked, meaning_of)

    def carried(
        self, own: Facets, before: Sequence[tuple[str, str]], entry: int | None, words: Sequence[str] = ()
    ) -> Facets:
        return carried_facets(own, before, entry, words, self.guard, self.situations.lexicon)


@cache
def _weights() -> tuple[Floats, Floats]:
    """Those of the parts of a score, and those of `EVIDENCE`."""
    data = tomllib.loads((files("bot.matching.ranking") / "following.toml").read_text(encoding="utf-8"))
    return weights_of(data["parts"]), np.array([data["evidence"][name] for name in EVIDENCE], np.float32)
