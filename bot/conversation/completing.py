"""Makes a question whole: a `Question` and a `Context` in, the reading of it that ranks best out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from bot.conversation.choosing import NONE, pick
from bot.conversation.dates import resolve_dates
from bot.conversation.followup import content, exchanged, has_cue, leans, points_back, relative_to, sibling
from bot.conversation.message import asking_parts, without_quotes
from bot.matching import Matcher, Ranking
from bot.matching.matcher import EXACT_CONFIDENCE
from bot.matching.text import normalise
from bot.model import Context, Question

MEMORY = timedelta(minutes=15)
"""After this a conversation is over, and a question stands for itself."""
REPEAT_TAG = "repeat"
"""Tag of small talk about the last answer ("source?", "sure?"), which is answered with that answer again."""
_BETTER = 0.05
"""Confidence by which a part of a message must be ahead of the whole."""
_SURE_ALONE = 0.8
"""Confidence from which on a question that begins with "and" may still stand for itself."""
MORE_TAG = "more"
"""Tag of small talk that asks for more on the same ("tell me more"), which is answered with what is related."""


@dataclass(frozen=True, slots=True)
class Completed:
    """A question as it was understood."""

    text: str
    ranking: Ranking
    context: Context
    """What is left of the context: empty where it is too old."""
    picked: str | None = None
    """Id of the entry that was picked among the choices, or that is asked about again."""
    declined: bool = False
    """None of the offered choices was meant."""
    more: bool = False
    """More is wanted on the last answer."""
    second: str = ""
    """A second question of the same message."""


def complete(question: Question, context: Context, matcher: Matcher, sure: float) -> Completed:
    """`sure` is the confidence from which on a reading is believed without looking for another."""
    context = _alive(context, question.asked_at)
    text = without_quotes(question.text)
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
        following = _following(text, alone, context, matcher, sure)
        if following is not None:
            return following
    return _best_part(text, alone, context, matcher, sure)


def _alive(context: Context, now: datetime | None) -> Context:
    if context.at is not None and now is not None and not timedelta(0) <= now - context.at <= MEMORY:
        return Context()
    return context


def _best_part(text: str, whole: Ranking, context: Context, matcher: Matcher, sure: float) -> Completed:
    """The whole message, or the part of it that asks, where that is understood better."""
    parts = asking_parts(text)
    if not parts or whole.exact:
        return Completed(text, whole, context)
    look = cache(matcher.look)
    best_text, best = text, whole
    # Of a whole that is as sure as can be no part is understood better.
    if _worth(whole, matcher) + _BETTER < EXACT_CONFIDENCE:
        for part in parts:
            if _worth(look(part), matcher) > _worth(best, matcher) + _BETTER:
                best_text, best = part, look(part)
    second = ""
    firsts = {ranking.candidates[0].entry for ranking in (best,) if ranking.candidates}
    for part in parts:
        if not part.rstrip().endswith("?"):
            continue
        ranking = look(part)
        if ranking.confidence >= sure and ranking.candidates[0].entry not in firsts:
            if best is whole:
                # Both are asked; the whole is a mixture of the two, so the first one counts.
                best_text, best = next((one, look(one)) for one in parts if look(one).confidence >= sure)
                if ranking.candidates[0].entry == best.candidates[0].entry:
                    continue
            second = part
            break
    return Completed(best_text, best, context, second=second)


def _worth(ranking: Ranking, matcher: Matcher) -> float:
    """Confidence; small talk around a question ("thanks!", "hi all") counts for little beside it."""
    if not ranking.candidates:
        return 0.0
    small = matcher.entries[ranking.candidates[0].entry].topic == "smalltalk"
    return ranking.confidence * (0.5 if small else 1.0)


def _following(text: str, alone: Ranking, context: Context, matcher: Matcher, sure: float) -> Completed | None:
    """Read the text as a follow-up; None where it stands for itself."""
    words = normalise(text)
    first = matcher.entries[alone.candidates[0].entry] if alone.candidates else None
    believed = alone.confidence >= sure or bool(alone.exact)
    if first is not None and first.topic == "smalltalk" and believed:
        if REPEAT_TAG in first.tags:
            return Completed(text, alone, context, picked=context.entry)
        if MORE_TAG in first.tags:
            return Completed(text, alone, context, more=True)
        return None
    pointing = points_back(words)
    if not leans(words, text) or alone.exact or (believed and not (has_cue(text) or pointing or _bare(words))):
        return None
    assert context.entry is not None
    last = matcher.entry_of_id[context.entry]
    text = relative_to(context.question, text)
    named = sibling(last, text, matcher)
    if named is not None:
        return Completed(matcher.entries[named].question, alone, context, picked=matcher.entries[named].id)
    # After a choice was offered, the first one may still be what is talked of.
    given = -1 if context.offered else last
    readings: list[tuple[str, Ranking]] = []
    for before in dict.fromkeys((context.question, matcher.entries[last].question)):
        swapped = exchanged(before, text, matcher)
        ranking = matcher.look(swapped) if swapped is not None else None
        if swapped is not None and ranking is not None and _first(ranking) != given:
            if ranking.confidence >= sure or ranking.exact:
                return Completed(swapped, ranking, context)
            readings.append((swapped, ranking))
    following = matcher.look_after(text, context.question, context.facets, given, _near(last, matcher))
    readings.append((text, following))
    if not pointing and alone.confidence >= (_SURE_ALONE if has_cue(text) else sure):
        readings.append((text, alone))
    best_text, best = max(readings, key=lambda reading: _worth(reading[1], matcher))
    if best.confidence < sure and _says_nothing_new(words, last, matcher):
        return Completed(text, best, context, picked=context.entry)
    return Completed(best_text, best, context)


def _first(ranking: Ranking) -> int:
    return ranking.candidates[0].entry if ranking.candidates else -1


def _bare(words: Sequence[str]) -> bool:
    """Whether the question is so short that it hardly stands for itself."""
    return len(content(words)) <= 2


def _says_nothing_new(words: Sequence[str], last: int, matcher: Matcher) -> bool:
    """Whether the last answer already speaks of all that is asked."""
    entry = matcher.entries[last]
    told = set(normalise(f"{entry.question} {entry.answer}"))
    asked = content(words)
    return bool(asked) and all(word in told for word in asked)


def _near(last: int, matcher: Matcher) -> Sequence[int]:
    """Entries that a follow-up is likely to mean: what is related, and the rest of the topic."""
    entry = matcher.entries[last]
    related = [matcher.entry_of_id[one] for one in entry.related if one in matcher.entry_of_id]
    same = [number for number, other in enumerate(matcher.entries) if other.topic == entry.topic and number != last]
    return tuple(dict.fromkeys([*related, *same]))
