"""Reads a message as a turn of a conversation, with its dates resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.conversation.choosing import Picked, pick
from bot.conversation.dates import resolve_dates
from bot.conversation.followup import (
    content,
    has_cue,
    leans,
    points_back,
    says_hardly_anything,
    says_that_it_leans,
)
from bot.conversation.language_files import talk_of
from bot.conversation.message import without_lead_in, without_quotes
from bot.conversation.naming import named_in_full
from bot.conversation.signs import corrected, without
from bot.conversation.spoken import (
    counts_from_spoken,
    names_the_same,
    resolve_bare,
    resolve_same,
    resolve_steps,
    resolve_years,
    starts_of,
)
from bot.matching import Matcher, Ranking, normalise, read_facets
from bot.model import RANK, TIME_KINDS, Context, Entry, Question

MEMORY = timedelta(minutes=15)
"""After this a conversation is over, and a question stands for itself."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A message as it is read once; everything that is understood of it starts from here."""

    text: str
    """Without quotes and lead-in; dates that count from today, or from what was spoken of, are written out."""
    words: tuple[str, ...]
    language: str
    alone: Ranking
    """The text ranked by itself."""
    context: Context
    """Empty where it is too old."""
    picked: Picked | None
    """The choices that it picks."""
    undated: bool
    """It counts from a day that is not known ("last year"), so that no figure can be the right one."""
    corrects: bool = False
    """It corrects the question before; the words that say so are not in `text`."""
    back: bool = False
    """It goes back to an earlier subject; the same holds."""

    @property
    def follows(self) -> bool:
        """Whether something was asked before that it may lean on."""
        return self.context.entry is not None or bool(self.context.question)

    @property
    def points_back(self) -> bool:
        return points_back(self.words, self.language)

    @property
    def has_cue(self) -> bool:
        return has_cue(self.text, self.language)

    @property
    def says_that_it_leans(self) -> bool:
        return says_that_it_leans(self.words, self.text, self.language)

    @property
    def is_part(self) -> bool:
        """Whether it corrects, goes back, says hardly anything, or holds a name or a date, which may stand in the place
        of those before."""
        facets = self.alone.facets
        hardly = says_hardly_anything(self.words) and not self.says_that_it_leans
        # "Who was the first emperor" names nothing that stands in another question.
        named = facets.excluded or [value for kind, value in facets.values if kind != RANK]
        return self.corrects or self.back or hardly or bool(named)

    @property
    def content(self) -> tuple[str, ...]:
        return content(self.words, self.language)


def read_turn(question: Question, context: Context, matcher: Matcher) -> Turn:
    """`question` has its white space folded."""
    context = _alive(context, question.asked_at, matcher)
    language = matcher.lexicon.language
    asking = without_lead_in(without_quotes(question.text), language)
    text = matcher.lexicon.native.plain(matcher.with_times_repaired(asking))
    left, gone_back = _signs(text, context, language)
    today = question.asked_at.date() if question.asked_at is not None else None
    text = _written_out(gone_back or left or text, context, today, matcher)
    text = named_in_full(text, context, matcher)
    alone = matcher.ranking_of(text)
    counts_from_today = today is None and resolve_dates(text, date.min, language) != text
    return Turn(
        text,
        normalise(text),
        language,
        alone,
        context,
        pick(question.text, context.offered, language),
        undated=counts_from_today and not alone.exact,
        corrects=left is not None,
        back=gone_back is not None,
    )


def _signs(text: str, context: Context, language: str) -> tuple[str | None, str | None]:
    """What is left of a correction, and of what goes back to an earlier subject; None where it is none."""
    if context.entry is None and not context.question:
        return None, None
    left = corrected(text, language)
    return left, without(talk_of(language).patterns["back"], left or text) if context.earlier else None


def _alive(context: Context, now: datetime | None, matcher: Matcher) -> Context:
    """What is left of a context: nothing where it is too old, or of another knowledge base."""
    if context.at is not None and now is not None and not timedelta(0) <= now - context.at <= MEMORY:
        return Context()
    if context.entry is not None and context.entry not in matcher.entry_of_id:
        return Context(question=context.question, facets=context.facets, offered=context.offered, at=context.at)
    return context


def _year_told(entry: Entry, matcher: Matcher) -> str:
    """The only year that the first sentence of an answer tells, or else that in which the answer holds."""
    first = entry.answer.partition(". ")[0]
    years = read_facets(matcher.lexicon.words(first), matcher.lexicon).of("year")
    return years[0] if len(years) == 1 else (entry.as_of or "")[:4]


def _times_of(context: Context, kinds: Sequence[str], matcher: Matcher) -> list[tuple[str, str]]:
    """The times of these kinds that the last answer is about, where it is about one of a kind."""
    last = matcher.entry_of_id.get(context.entry or "", -1)
    told = ((kind, matcher.guard.core(last, kind)) for kind in (kinds if last >= 0 else ()))
    return [(kind, next(iter(values))) for kind, values in told if len(values) == 1]


def _written_out(text: str, context: Context, today: date | None, matcher: Matcher) -> str:
    """Write out the times that count from others. "That month" is one which the text names itself before it is one that
    was spoken of; today comes last, since "the previous quarter" counts from the one that was spoken of, where one was.
    """
    if names_the_same(text):
        text = resolve_same(text, starts_of(read_facets(normalise(text), matcher.lexicon).values))
    text = _counted_from(context, text, today or date.max, matcher)
    return resolve_dates(text, today, matcher.lexicon.language) if today is not None else text


def _counted_from(context: Context, text: str, today: date, matcher: Matcher) -> str:
    """Write out what counts from the time that was asked about before, or else from that of what was answered. A year
    without its unit ("and 24?") and months without a year take that which was asked about, and no other."""
    text = resolve_years(text, starts_of(context.facets))
    told: list[tuple[str, str]] = []
    year = ("year", "")
    if context.entry is not None and counts_from_spoken(text):
        told = _times_of(context, TIME_KINDS, matcher)
        year = ("year", _year_told(matcher.entries[matcher.entry_of_id[context.entry]], matcher))
    text = resolve_steps(text, starts_of((year, *told, *context.facets)))
    text = resolve_same(text, starts_of((*told, *context.facets)))
    dated = resolve_bare(text, starts_of((*_times_of(context, ("year",), matcher), *context.facets)), today)
    return dated if dated != text and leans(normalise(text), text, matcher.lexicon.language) else text
