"""Makes a question whole: a `Question` and a `Context` in, the reading of it that ranks best out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache, partial

from bot.conversation.choosing import NONE, pick
from bot.conversation.completed import Completed
from bot.conversation.dates import resolve_dates
from bot.conversation.exchanging import spoken_out
from bot.conversation.followup import points_back
from bot.conversation.leaning import SURE_EXCHANGED, counted_from, lean
from bot.conversation.message import asking_parts, plainly_asks, without_lead_in, without_quotes
from bot.conversation.queries.reader import FigureReader
from bot.conversation.spoken import names_the_same, resolve_same, starts_of
from bot.matching import Matcher, Ranking
from bot.matching.coverage import LEAST_KNOWN
from bot.matching.entry_facets import EXACT_KINDS, NAMED_KINDS
from bot.matching.facets import Facets, read_facets
from bot.matching.following import HE_OR_SHE
from bot.matching.judging import EXACT_CONFIDENCE
from bot.matching.text import normalise
from bot.model import SMALL_TALK, Context, Question

MEMORY = timedelta(minutes=15)
"""After this a conversation is over, and a question stands for itself."""
_BETTER = 0.05
"""Confidence by which a part of a message must be ahead of the whole."""
_TOLD = 300
"""Characters up to which a second question is told back; nobody asks a longer one."""
_CLEAR = 0.9
"""Worth of a whole message from which on its parts are read for themselves only where two of them ask."""


def complete(question: Question, context: Context, matcher: Matcher, sure: float, reader: FigureReader) -> Completed:
    """`question` has its white space folded; `sure` is the confidence from which on a reading is believed without
    looking for another."""
    context = _alive(context, question.asked_at)
    text = matcher.with_times_repaired(without_lead_in(without_quotes(question.text)))
    if names_the_same(text):
        text = resolve_same(text, starts_of(read_facets(normalise(text), matcher.lexicon).values))
    if context.entry in matcher.entry_of_id:
        text = counted_from(context, text, matcher)
    if question.asked_at is not None:
        text = resolve_dates(text, question.asked_at.date())
    picked = pick(text, context.offered)
    if picked is not None:
        alone = matcher.look(text)
        if picked == NONE:
            return Completed(text, alone, context, declined=True)
        return Completed(text, alone, context, picked=context.offered[picked].id)
    alone = matcher.look(text)
    if context.entry is not None and context.entry in matcher.entry_of_id:
        following = lean(text, alone, context, matcher, sure, reader)
        if following is not None:
            return following
    completed = _best_part(text, alone, context, matcher, sure)
    counts = question.asked_at is None and resolve_dates(text, date.min) != text
    return replace(completed, undated=True) if counts and not alone.exact else completed


def _alive(context: Context, now: datetime | None) -> Context:
    if context.at is not None and now is not None and not timedelta(0) <= now - context.at <= MEMORY:
        return Context()
    return context


def _best_part(text: str, whole: Ranking, context: Context, matcher: Matcher, sure: float) -> Completed:
    """The whole message, or the part of it that asks, where that is understood better."""
    parts = asking_parts(text)
    questions = sum(part.rstrip().endswith("?") for part in parts)
    if not parts or whole.exact or (questions < 2 and _worth(whole, matcher) >= _CLEAR):
        return Completed(text, whole, context)
    look = cache(partial(_look_at_part, whole.facets, matcher))
    best_text, best = text, whole
    # Beside a plain question the other parts tell something ("mine is from 2024").
    asking = [part for part in parts if plainly_asks(part)] or parts
    # Of a whole that is as sure as can be no part is understood better.
    if _worth(whole, matcher) + _BETTER < EXACT_CONFIDENCE:
        for part in asking:
            if _worth(look(part), matcher) > _worth(best, matcher) + _BETTER:
                best_text, best = part, look(part)
    second = ""
    firsts = {ranking.candidates[0].entry for ranking in (best,) if ranking.candidates}
    for part in parts:
        if not part.rstrip().endswith("?") or len(part) > _TOLD:
            continue
        ranking = look(part)
        if ranking.confidence >= sure and ranking.candidates[0].entry not in firsts:
            if best is whole:
                clear = [(one, look(one)) for one in parts if look(one).confidence >= sure]
                if len({one.candidates[0].entry for _, one in clear}) < 2:
                    continue  # The part that is clear says less than the whole.
                # Both are asked; the whole is a mixture of the two, so the first one counts.
                best_text, best = clear[0]
                if ranking.candidates[0].entry == best.candidates[0].entry:
                    continue
            second = part
            break
    return Completed(best_text, best, context, second=second)


def _look_at_part(named: Facets, matcher: Matcher, part: str) -> Ranking:
    """Rank a part of a message. It is about the model that the message names elsewhere and, where it points back ("what
    did he say?"), about whatever is named there; an answer on anything else is worth nothing."""
    ranking = matcher.look(part)
    pointing = points_back(ranking.words)
    if not ranking.candidates or (ranking.exact and not pointing):
        return ranking
    if not HE_OR_SHE.isdisjoint(ranking.words) and not any(kind == "person" for kind, _ in named.values):
        return replace(ranking, candidates=())  # Nobody is named who that could be.
    kinds = (NAMED_KINDS if pointing else frozenset(EXACT_KINDS)) - {*ranking.facets.kinds()}
    elsewhere = tuple((kind, value) for kind, value in named.values if kind in kinds)
    if not elsewhere:
        return ranking
    if pointing or _contradicts(elsewhere, ranking, matcher):
        named_out = spoken_out(part, _named_by(ranking.words, elsewhere), matcher)
        spoken = matcher.look(named_out) if named_out is not None else None
        if spoken is not None and (spoken.confidence > ranking.confidence or spoken.confidence >= SURE_EXCHANGED):
            ranking = spoken
    return replace(ranking, candidates=()) if _contradicts(elsewhere, ranking, matcher) else ranking


def _contradicts(named: tuple[tuple[str, str], ...], ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the first entry is about something else than what is named elsewhere; what is asked word for word is
    not."""
    if not ranking.candidates or ranking.exact:
        return False
    return matcher.guard.leaves(named, ranking.candidates[0].entry)


def _named_by(words: Sequence[str], named: Sequence[tuple[str, str]]) -> Sequence[str]:
    """The name of the person or the model that is pointed at, where only one is named."""
    kind = "model" if HE_OR_SHE.isdisjoint(words) else "person"
    names = [value for other, value in named if other == kind]
    return names[0].split("-") if len(names) == 1 else ()


def _worth(ranking: Ranking, matcher: Matcher) -> float:
    """Confidence, where so much is known that it counts; small talk around a question ("thanks!", "hi all") counts for
    little beside it."""
    if not ranking.candidates or (ranking.coverage.share < LEAST_KNOWN and not ranking.exact):
        return 0.0
    small = matcher.entries[ranking.candidates[0].entry].topic == SMALL_TALK
    return ranking.confidence * (0.5 if small else 1.0)
