"""Reads a recorded question again, in its conversation, as today's bot understands it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.conversation import reader_of
from bot.curating.whole_wording import own_wording, with_question_before
from bot.matching import Matcher, Ranking
from bot.memory import NotedGap
from bot.model import SMALL_TALK, TIME_KINDS, Context, Question
from bot.replies import Catalogue, Understander

NEAREST = 3
_NEAR = 0.01  # Confidence of what is near at least.
_HELD = 2.0  # Score that an entry must have above "no entry" to count as held; scores are log odds.
REDACTED = re.compile(r"\[[a-z]+\]")

Near = tuple[str, float]  # Id of an entry and its confidence.


@dataclass(frozen=True, slots=True)
class GapReading:
    question: str = ""  # Whole: with what it leans on. Empty where no text is kept.
    words: tuple[str, ...] = ()  # Spelling repaired, without what was redacted.
    typed: tuple[str, ...] = ()  # The same as they were typed.
    repaired: tuple[tuple[str, str], ...] = ()  # What was typed, and what it was taken for.
    facets: frozenset[tuple[str, str]] = frozenset()
    nearest: tuple[Near, ...] = ()
    wording: str = ""  # What may become a way of asking; empty where it leans on more, or was redacted.
    outside: float = 0.0  # Score of "no entry" minus that of the best entry; positive: out of scope is likelier.
    held: bool = False  # An entry, refused ones included, would answer it for another name or date.

    @property
    def key(self) -> tuple[str, ...]:
        """Readings of one key are grouped as one: of the same words; without text, of the same nearest entry."""
        if self.question:
            return ("text", *(self.words or (self.question,)))
        return ("entry", *(id for id, _ in self.nearest[:1]))

    def is_apart_from(self, other: GapReading) -> bool:
        """Whether it asks the same about another name or date, which is a gap of its own."""
        if not (self.held or other.held):
            return False
        kinds = {kind for kind, _ in self.facets} & {kind for kind, _ in other.facets}
        shared = {kind for kind, _ in self.facets & other.facets}
        return not kinds <= shared


class GapReader:
    """Remembers its results, since the same is asked often."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._understander = Understander(matcher, reader_of(matcher), Catalogue(matcher.index.texts.knowledge))
        self._readings: dict[tuple[object, ...], GapReading] = {}

    def read(self, gap: NotedGap) -> GapReading:
        text = gap.kept_text
        if not text:
            return GapReading(nearest=((gap.stands_for, gap.confidence),) if gap.stands_for else ())
        at, before = datetime.fromtimestamp(gap.asked_at or 0.0, UTC), gap.asked_in or Context()
        # What was offered is left out: who took none of it has asked nothing by that.
        context = Context(before.entry, before.question, before.facets, at=before.at)
        # When an entry was told counts for a follow-up; without one, only what was asked before is read.
        key = (text, at.date(), context if context.entry else (context.question, context.facets))
        if key not in self._readings:
            self._readings[key] = self._read(Question(text, asked_at=at), context)
        return self._readings[key]

    def _read(self, question: Question, context: Context) -> GapReading:
        matcher = self._matcher
        whole = self._understander.understand(question, context)
        ranking, wording = whole.ranking, own_wording(question.text, context, whole, matcher.lexicon)
        asked = wording or with_question_before(question.text, whole, matcher.lexicon)
        # The words of all that is asked: the part that was read may leave out what it is about ("where do I get one?").
        said = REDACTED.sub(" ", asked)
        words, repairs = matcher.reader.repaired(said)
        # Scores are log odds against "no entry", so without a candidate 0 is as likely as none.
        best = max((one.score for one in ranking.candidates), default=0.0)
        # By these, questions in the same words are different ones.
        apart = (*matcher.kinds.named, *TIME_KINDS)
        return GapReading(
            question=asked,
            words=words,
            typed=matcher.lexicon.words(said),
            repaired=repairs,
            facets=frozenset(facet for facet in ranking.facets.values if facet[0] in apart),
            nearest=self._nearest(ranking),
            wording="" if REDACTED.search(wording) else wording,
            outside=ranking.nothing - best,
            held=max((best, *(one.score for one, _ in ranking.refused))) > ranking.nothing + _HELD,
        )

    def _nearest(self, ranking: Ranking) -> tuple[Near, ...]:
        matches = (self._matcher.match(one) for one in ranking.candidates if one.confidence >= _NEAR)
        small_talk = {entry.id for entry in self._matcher.entries if entry.topic == SMALL_TALK}
        return tuple((match.id, match.confidence) for match in matches if match.id not in small_talk)[:NEAREST]
