"""Makes a question whole: a `Question` and a `Context` in, the reading of it that ranks best out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache, partial

from bot.conversation.choosing import NONE, pick
from bot.conversation.dates import resolve_dates
from bot.conversation.followup import (
    asks_for_detail,
    content,
    exchanged,
    has_cue,
    leans,
    points_back,
    sibling,
    spoken_out,
)
from bot.conversation.message import asking_parts, without_lead_in, without_quotes
from bot.conversation.spoken import resolve_bare, resolve_steps, starts_of
from bot.matching import Before, Matcher, Ranking
from bot.matching.entry_facets import EXACT_KINDS
from bot.matching.facets import TIME_KINDS, Facets, read_facets
from bot.matching.following import HE_OR_SHE
from bot.matching.forms import forms_of
from bot.matching.judging import EXACT_CONFIDENCE
from bot.matching.text import LENGTH_LIMIT, normalise
from bot.model import SMALL_TALK, Context, Question

MEMORY = timedelta(minutes=15)
"""After this a conversation is over, and a question stands for itself."""
REPEAT_TAG = "repeat"
"""Tag of small talk about the last answer ("source?", "sure?"), which is answered with that answer again."""
UNIT = "currency"
"""Kind of the names of units."""
_QUESTION_WORDS = frozenset("when where who which what how many much long old far".split())
_NAMES = frozenset((*EXACT_KINDS, "company", "place", "person"))
_OF_A_MODEL = frozenset((*EXACT_KINDS, "company"))
_BETTER = 0.05
"""Confidence by which a part of a message must be ahead of the whole."""
_CLEAR = 0.9
"""Worth of a whole message from which on its parts are read for themselves only where two of them ask."""
SURE_EXCHANGED = 0.6
"""Confidence from which on the question before, with what the follow-up replaces in it, is what is asked."""
_KNOWN = 0.25
"""Share of a follow-up that must be known, each word by its rarity; else it is about something else."""
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
    undated: bool = False
    """It counts from a day that is not known ("last year"), so that no figure can be the right one."""


def complete(question: Question, context: Context, matcher: Matcher, sure: float) -> Completed:
    """`sure` is the confidence from which on a reading is believed without looking for another."""
    context = _alive(context, question.asked_at)
    text = without_lead_in(without_quotes(question.text[:LENGTH_LIMIT]))
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
        following = _following(text, alone, context, matcher, sure)
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
    """Rank a part of a message. What points back ("what did he say?") is about what the message names elsewhere, and an
    answer on anything else is worth nothing."""
    ranking = matcher.look(part)
    if not ranking.candidates or ranking.exact or not points_back(ranking.words):
        return ranking
    kinds = {*ranking.facets.kinds(), *TIME_KINDS}
    elsewhere = tuple((kind, value) for kind, value in named.values if kind in _NAMES and kind not in kinds)
    contrary = matcher.guard.contradiction(Facets((), (), elsewhere), _first(ranking)) is not None
    return replace(ranking, candidates=()) if contrary else ranking


def _worth(ranking: Ranking, matcher: Matcher) -> float:
    """Confidence; small talk around a question ("thanks!", "hi all") counts for little beside it."""
    if not ranking.candidates:
        return 0.0
    small = matcher.entries[ranking.candidates[0].entry].topic == SMALL_TALK
    return ranking.confidence * (0.5 if small else 1.0)


def _following(text: str, alone: Ranking, context: Context, matcher: Matcher, sure: float) -> Completed | None:
    """Read the text as a follow-up; None where it stands for itself."""
    assert context.entry is not None
    last = matcher.entry_of_id[context.entry]
    words = normalise(text)
    if words == normalise(context.question):
        return None  # Who asks the same again has not been given it, and means no more by it than before.
    pointing = points_back(words)
    first = matcher.entries[alone.candidates[0].entry] if alone.candidates else None
    believed = alone.confidence >= sure or bool(alone.exact)
    courteous = False
    if first is not None and first.topic == SMALL_TALK and believed:
        if REPEAT_TAG in first.tags:
            return Completed(text, alone, context, picked=context.entry)
        if MORE_TAG in first.tags:
            return Completed(text, alone, context, more=True)
        if alone.exact or not (pointing or has_cue(text)):
            return None
        courteous = alone.confidence >= _SURE_ALONE and not alone.facets.values
    elif (
        believed
        and alone.coverage.has_subject
        and not (has_cue(text) or pointing or _bare(words) or _of_another(alone, last, context, matcher))
    ):
        return None
    strange = alone.coverage.unknown > 2 and alone.coverage.share < _KNOWN
    only_named = alone.exact and not _says_more_than_names(words, matcher)
    if not leans(words, text) or (alone.exact and not only_named) or strange:
        return None
    named = sibling(last, text, matcher)
    if named is not None:
        return Completed(matcher.entries[named].question, alone, context, picked=matcher.entries[named].id)
    before, exchanging = followed(text, context, matcher)
    sure_of = _exchange(text, before, exchanging, context, matcher)
    if sure_of is not None:
        return sure_of
    if alone.exact:
        return None
    following = matcher.look_after(text, alone, before)
    first_after = _first(following)
    if courteous and not (
        following.confidence >= matcher.threshold(following) and _tells(first_after, before, matcher)
    ):
        return None
    if following.confidence >= matcher.threshold(following):
        if before.given and first_after == last:
            return Completed(text, following, context, picked=context.entry)
        text = next((whole for whole, ranking in exchanging if _first(ranking) == first_after), text)
        return Completed(text, following, context)
    named_again = None if exchanging else spoken_out(text, _subject(text, context, matcher), matcher)
    if named_again is not None:
        ranking = matcher.look(named_again)
        if ranking.confidence >= SURE_EXCHANGED and _first(ranking) in _firsts(following):
            return Completed(named_again, ranking, context)
    if before.given and pointing and not before.asks and "when" in forms_of(words, matcher.lexicon.language):
        # "When was that?" is of what was answered; its date stands with it.
        return Completed(text, following, context, picked=context.entry)
    return Completed(text, following, context)


def _of_another(alone: Ranking, last: int, context: Context, matcher: Matcher) -> bool:
    """Whether a question that names no model is answered with another than the one that is spoken of."""
    if not _OF_A_MODEL.isdisjoint(alone.facets.kinds()):
        return False
    carried = matcher.followups.carried(alone.facets, context.facets, last).carried
    models = tuple((kind, value) for kind, value in carried if kind in EXACT_KINDS)
    return matcher.guard.contradiction(Facets((), (), models), _first(alone)) is not None


def _exchange(
    text: str, before: Before, exchanging: Sequence[tuple[str, Ranking]], context: Context, matcher: Matcher
) -> Completed | None:
    """The question before with what the follow-up replaces in it, where that is clear by itself."""
    words = matcher.repaired(text)
    for whole, ranking in exchanging:
        if ranking.confidence < SURE_EXCHANGED and not ranking.exact:
            continue
        carried = matcher.followups.carried(ranking.facets, context.facets, before.entry, words).carried
        spoken_of = Facets((), (), carried)
        if before.given and _first(ranking) == before.entry:
            if _asks_for_unit(text, before.entry, matcher):
                return Completed(text, ranking, context, picked=context.entry)
        elif matcher.guard.contradiction(spoken_of, _first(ranking)) is None:
            return Completed(whole, ranking, context)
    return None


def counted_from(context: Context, text: str, matcher: Matcher) -> str:
    """Write out what counts from the time that was asked about before, or else from that of what was answered."""
    last = matcher.entry_of_id[context.entry or ""]
    of_entry = ((kind, matcher.guard.core(last, kind)) for kind in TIME_KINDS)
    told = [(kind, next(iter(values))) for kind, values in of_entry if len(values) == 1]
    year = ("year", (matcher.entries[last].as_of or "")[:4])
    text = resolve_steps(text, starts_of((year, *told, *context.facets)))
    dated = resolve_bare(text, starts_of(context.facets))
    return dated if dated != text and leans(normalise(text), text) else text


def followed(text: str, context: Context, matcher: Matcher) -> tuple[Before, list[tuple[str, Ranking]]]:
    """Return what the text follows, and the whole questions that it makes of the one before, each with its ranking."""
    last = matcher.entry_of_id[context.entry or ""]
    exchanging: list[tuple[str, Ranking]] = []
    questions = tuple(dict.fromkeys((context.question, matcher.entries[last].question)))
    person = spoken_out(text, _person(text, last, matcher), matcher)
    for whole in (*(exchanged(question, text, matcher) for question in questions), person):
        if whole is not None:
            exchanging.append((whole, matcher.look(whole)))
    words = matcher.repaired(text)
    asks = tuple(word for word in content(words) if word not in _QUESTION_WORDS)
    detail = asks_for_detail(words, forms_of(words, matcher.lexicon.language))
    # After a choice was offered, the first one may still be what is talked of.
    given = not context.offered
    rankings = tuple(ranking for _, ranking in exchanging)
    return Before(last, given, context.question, context.facets, asks, detail, rankings), exchanging


def _person(text: str, last: int, matcher: Matcher) -> Sequence[str]:
    """The name of who "he" is in the text: the one whom the last answer is about."""
    persons = matcher.guard.core(last, "person")
    return next(iter(persons)).split("-") if len(persons) == 1 and not HE_OR_SHE.isdisjoint(normalise(text)) else ()


def _subject(text: str, context: Context, matcher: Matcher) -> Sequence[str]:
    """The words that name what was spoken of: a model with its trim and generation, or the company that "they" are."""
    last = matcher.entry_of_id[context.entry or ""]
    carried = matcher.followups.carried(Facets(), context.facets, last).carried
    models = [value for kind, value in carried if kind == "model"]
    for question in (context.question, matcher.entries[last].question):
        words = normalise(question)
        named = [name for name in matcher.lexicon.names(words) if name.kind in EXACT_KINDS]
        places = sorted({at for name in named for at in range(name.start, name.end)})
        if places:
            without = models if all(name.kind != "model" for name in named) else ()
            return [*normalise(" ".join(without[:1])), *(words[at] for at in places)]
    companies = [value for kind, value in carried if kind == "company"]
    return companies[0].split("-") if len(companies) == 1 and points_back(normalise(text)) else ()


def _first(ranking: Ranking) -> int:
    return ranking.candidates[0].entry if ranking.candidates else -1


def _tells(entry: int, before: Before, matcher: Matcher) -> bool:
    """Whether an entry speaks of all that a follow-up says of its own."""
    return bool(before.asks) and float(matcher.followups.situations.told(before.asks, (entry,))[0]) == 1


def _firsts(ranking: Ranking) -> set[int]:
    return {one.entry for one in ranking.candidates[:3]}


def _says_more_than_names(words: Sequence[str], matcher: Matcher) -> bool:
    """Whether a question does more than name something, as "the Lark?" does, which may stand for itself or not."""
    covered = {at for name in matcher.lexicon.names(words) for at in range(name.start, name.end)}
    rest = (word for at, word in enumerate(words) if at not in covered)
    return not covered or bool(content(tuple(rest)))


def _bare(words: Sequence[str]) -> bool:
    """Whether the question is so short that it hardly stands for itself."""
    return len(content(words)) <= 2


def _asks_for_unit(text: str, last: int, matcher: Matcher) -> bool:
    """Whether nothing but another unit is asked for ("in dollars?"), and the last answer tells it."""
    asked = read_facets(normalise(text), matcher.lexicon)
    return asked.kinds() == (UNIT,) and all(matcher.guard.mentions(last, UNIT, one) for one in asked.of(UNIT))
