"""Reads a recorded question again, in its conversation, as today's bot understands it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bot.conversation import points_back, reader_of, resolve_dates, says_hardly_anything, says_that_it_leans
from bot.matching import Matcher, normalise
from bot.memory import NotedGap
from bot.model import SMALL_TALK, TIME_KINDS, Context, Question
from bot.replies import Catalogue, Understander

_NEAREST = 3
_NEAR = 0.01
"""Confidence of what is near at least."""
_HELD = 2.0
"""How much more must speak for an entry than for "nothing", so that what is asked counts as held."""
REDACTED = re.compile(r"\[[a-z]+\]")

Near = tuple[str, float]
"""Id of an entry and its confidence."""


@dataclass(frozen=True, slots=True)
class Heard:
    question: str = ""
    """Whole: with what it leans on. Empty where no text is kept."""
    words: tuple[str, ...] = ()
    """Spelling repaired, without what was redacted."""
    typed: tuple[str, ...] = ()
    """The same as they were typed."""
    repaired: tuple[tuple[str, str], ...] = ()
    """What was typed, and what it was taken for."""
    facets: frozenset[tuple[str, str]] = frozenset()
    nearest: tuple[Near, ...] = ()
    wording: str = ""
    """What may become a way of asking; empty where it leans on what was said before, or something was redacted."""
    outside: float = 0.0
    """How much more speaks for a question that nothing may answer than for any entry."""
    held: bool = False
    """Whether much speaks for an entry, if only it were of another name or date."""

    @property
    def key(self) -> tuple[str, ...]:
        """The same for the same words; without text, for the same nearest entry."""
        if self.question:
            return ("text", *(self.words or (self.question,)))
        return ("entry", *(id for id, _ in self.nearest[:1]))

    def is_apart_from(self, other: Heard) -> bool:
        """Whether it asks the same about another name or date, which is a gap of its own."""
        if not (self.held or other.held):
            return False
        kinds = {kind for kind, _ in self.facets} & {kind for kind, _ in other.facets}
        shared = {kind for kind, _ in self.facets & other.facets}
        return not kinds <= shared


class Hearing:
    """Remembers its results, since the same is asked often."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        reader = reader_of(matcher)
        self._understander = Understander(matcher, reader, Catalogue(matcher.index.texts.knowledge))
        self._heard: dict[tuple[object, ...], Heard] = {}

    def hear(self, gap: NotedGap) -> Heard:
        if not gap.text or not gap.text.strip():
            nearest = gap.entry or next(iter(gap.offered), None)
            return Heard(nearest=((nearest, gap.confidence),) if nearest else ())
        at, before = datetime.fromtimestamp(gap.asked_at or 0.0, UTC), gap.asked_in or Context()
        key = (gap.text, at.date(), before if before.entry else (before.question, before.facets))
        if key not in self._heard:
            self._heard[key] = self._listen(Question(gap.text, asked_at=at), before)
        return self._heard[key]

    def _listen(self, question: Question, before: Context) -> Heard:
        matcher, language = self._matcher, self._matcher.lexicon.language
        # What was offered is left out: who took none of it has asked nothing by that.
        context = Context(before.entry, before.question, before.facets, at=before.at)
        whole = self._understander.understand(question, context)
        typed = matcher.lexicon.native.plain(question.text)
        is_undated = resolve_dates(typed, date.min, language) == typed
        by_itself = not context.entry and not context.question and is_undated
        as_typed = normalise(whole.text) == normalise(typed)
        words = normalise(whole.text)
        # That it could be told from what was said before is not enough: most that is not held could.
        hints = says_that_it_leans(words, whole.text, language) or points_back(words, language)
        hints = hints or (whole.ranking.following and says_hardly_anything(words))
        leans = hints and as_typed and whole.ranking.following and bool(whole.context.question)
        text = f"{whole.context.question} / {whole.text}" if leans else whole.text
        text = " ".join(text.split())
        # What was read of it may be a fragment: "to print in 3d" of "i want to print in 3d".
        is_part = not whole.ranking.following and f" {' '.join(words)} " in f" {' '.join(normalise(typed))} "
        by_itself = by_itself or (is_part and is_undated and not hints)
        wording = " ".join(question.text.split()) if by_itself else "" if hints else text
        # Of a message that also tells something the part that asks may not say what about: "where do I get one?"
        said = REDACTED.sub(" ", wording or text)
        best = max((one.score for one in whole.ranking.candidates), default=0.0)
        matches = [matcher.match(one) for one in whole.ranking.candidates if one.confidence >= _NEAR]
        # By these, questions in the same words are different ones.
        apart = (*matcher.kinds.named, *TIME_KINDS)
        small = {entry.id for entry in matcher.entries if entry.topic == SMALL_TALK}
        return Heard(
            wording or text,
            matcher.repaired(said),
            matcher.lexicon.words(said),
            matcher.repairs(said),
            frozenset(facet for facet in whole.ranking.facets.values if facet[0] in apart),
            tuple((match.id, match.confidence) for match in matches if match.id not in small)[:_NEAREST],
            "" if REDACTED.search(wording) else wording,
            whole.ranking.nothing - best,
            max((best, *(one.score for one, _ in whole.ranking.refused))) > whole.ranking.nothing + _HELD,
        )
