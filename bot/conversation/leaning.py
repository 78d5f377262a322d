"""Reads a text that leans on what was said before: it and the context in, the question that is meant out."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.completed import Completed
from bot.conversation.exchanging import MODEL_OR_COMPANY, Exchanged, exchanged, spoken_out
from bot.conversation.followup import (
    asks_for_detail,
    content,
    has_cue,
    leans,
    points_back,
)
from bot.conversation.queries.following import changed
from bot.conversation.queries.reader import FigureReader
from bot.conversation.spoken import resolve_bare, resolve_same, resolve_steps, starts_of
from bot.conversation.subject import person_of, subject_of
from bot.matching import Before, Matcher, Ranking
from bot.matching.entry_facets import EXACT_KINDS, NAMED_KINDS
from bot.matching.facets import TIME_KINDS, Facets, read_facets
from bot.matching.forms import forms_of
from bot.matching.naming import besides
from bot.matching.text import normalise
from bot.model import SMALL_TALK, Context

REPEAT_TAG = "repeat"
"""Tag of small talk about the last answer ("source?", "sure?"), which is answered with that answer again."""
MORE_TAG = "more"
"""Tag of small talk that asks for more on the same ("tell me more"), which is answered with what is related."""
UNIT = "currency"
"""Kind of the names of units."""
_QUESTION_WORDS = frozenset("when where who which what how many much long old far".split())
_DATES = frozenset("date day month year time".split())
SURE_EXCHANGED = 0.6
"""Confidence from which on the question before, with what the follow-up replaces in it, is what is asked."""
_NEAR = 5
"""Places among which what a follow-up says by itself must have an entry, where it adds to the question before."""
_SURE_STANDING = 0.5
"""Confidence from which on a question stands for itself although something was spoken of before."""
_HEARD_OF = 0.05
"""Confidence below which nothing that is held answers a question."""
_KNOWN = 0.25
"""Share of a follow-up that must be known, each word by its rarity; else it is about something else."""
_SURE_ALONE = 0.8
"""Confidence from which on a question that begins with "and" may still stand for itself."""


def lean(
    text: str, alone: Ranking, context: Context, matcher: Matcher, sure: float, reader: FigureReader
) -> Completed | None:
    """Read a text as a follow-up of what was answered before; None where it stands for itself.

    `alone` ranks it by itself; `sure` is the confidence from which on that is believed.
    """
    assert context.entry is not None
    last = matcher.entry_of_id[context.entry]
    words = normalise(text)
    if words == normalise(context.question):
        return None  # Who asks the same again has not been given it, and means no more by it than before.
    written = None if alone.exact else matcher.followups.situations.asked_just_so(alone.words, last)
    if written is not None:
        return _asking_for(written, context, matcher)
    pointing = points_back(words)
    first = matcher.entries[alone.candidates[0].entry] if alone.candidates else None
    believed = alone.confidence >= sure or bool(alone.exact)
    stands = alone.confidence >= max(sure, _SURE_STANDING) or bool(alone.exact)
    courteous = False
    more_than_names = _says_more_than_names(words, matcher)
    if first is not None and first.topic == SMALL_TALK and believed:
        if REPEAT_TAG in first.tags:
            return Completed(text, alone, context, picked=context.entry)
        if MORE_TAG in first.tags:
            return Completed(text, alone, context, more=True)
        sure_alone = alone.confidence >= _SURE_ALONE
        whole = more_than_names and not (pointing or has_cue(text))
        if (more_than_names and alone.exact) or (whole and sure_alone):
            return None
        courteous = (whole or sure_alone) and not alone.facets.values
    elif (
        stands
        and alone.coverage.has_subject
        and not (has_cue(text) or pointing or _bare(words) or _of_another(alone, last, context, matcher))
    ):
        return None
    if not leans(words, text) or (alone.exact and more_than_names):
        return None
    further = _further(text, context, matcher, reader)
    if further is not None:
        return further
    if _is_strange(alone, words, last, matcher):
        return None
    before, exchanging = followed(text, context, matcher)
    sure_of = _exchange(text, alone, before, exchanging, context, matcher)
    if sure_of is not None:
        return sure_of
    if alone.exact:
        return None
    following = matcher.look_after(text, alone, before)
    first_after = _first(following)
    unheard_of = _unheard_of(alone.facets, exchanging, _counts_more(first_after, last, matcher))
    if unheard_of is not None and first_after != last:
        return Completed(unheard_of[0].text, unheard_of[1], context)
    sure_after = following.confidence >= matcher.threshold(following)
    if courteous and not (sure_after and _tells(first_after, before.asks, matcher)):
        return None
    if sure_after:
        if before.given and first_after == last:
            return Completed(text, following, context, picked=context.entry)
        # A few words that lean on something make no question that the next one could lean on.
        meant = matcher.entries[first_after].question if pointing or _bare(words) else text
        text = next((whole.text for whole, ranking in exchanging if _first(ranking) == first_after), meant)
        return Completed(text, following, context)
    named_again = None if exchanging else spoken_out(text, subject_of(text, context, matcher), matcher)
    if named_again is not None:
        ranking = matcher.look(named_again)
        # Two readings that agree are worth more than either.
        if ranking.confidence >= SURE_EXCHANGED and _first(ranking) in (one.entry for one in following.candidates[:3]):
            return Completed(named_again, ranking, context)
    when = "when" in forms_of(words, matcher.lexicon.language)
    if before.given and pointing and when and _DATES.issuperset(before.asks):
        # "When was that?" is of what was answered; its date stands with it.
        return Completed(text, following, context, picked=context.entry)
    return Completed(text, following, context)


def _further(text: str, context: Context, matcher: Matcher, reader: FigureReader) -> Completed | None:
    """The question before about figures, with what the follow-up changes in it ("and in August?")."""
    measure = reader.measure_of(context.entry or "")
    if measure is None:
        return None
    words = changed(matcher.repaired(text), matcher.repaired(context.question), measure, reader)
    if words is None:
        return None
    whole = " ".join(words)
    return Completed(whole, matcher.look(whole), context, measure=measure.id)


def _asking_for(place: int, context: Context, matcher: Matcher) -> Completed:
    """A follow-up that asks for this and nothing else; `place`: among the entries and, behind them, the cells."""
    knowledge = matcher.index.texts.knowledge
    known = knowledge.entries if place < len(knowledge.entries) else (*knowledge.entries, *knowledge.cells)
    entry = known[place]
    return Completed(entry.question, matcher.look(entry.question), context, picked=entry.id)


def _of_another(alone: Ranking, last: int, context: Context, matcher: Matcher) -> bool:
    """Whether a question that names no model is answered with another than the one that is spoken of."""
    if not MODEL_OR_COMPANY.isdisjoint(alone.facets.kinds()):
        return False
    carried = matcher.followups.carried(alone.facets, context.facets, last).carried
    models = tuple((kind, value) for kind, value in carried if kind in EXACT_KINDS)
    return matcher.guard.leaves(models, _first(alone))


def _exchange(
    text: str,
    alone: Ranking,
    before: Before,
    exchanging: Sequence[tuple[Exchanged, Ranking]],
    context: Context,
    matcher: Matcher,
) -> Completed | None:
    """The question before with what the follow-up replaces in it, where that is clear by itself."""
    for whole, ranking in exchanging:
        if ranking.confidence < SURE_EXCHANGED and not ranking.exact:
            continue
        if whole.adds and _first(ranking) not in (one.entry for one in alone.candidates[:_NEAR]):
            continue
        spoken = [facet for facet in context.facets if whole.dated or facet[0] not in TIME_KINDS]
        carried = matcher.followups.carried(ranking.facets, spoken, before.entry, alone.words).carried
        if before.given and _first(ranking) == before.entry:
            if _asks_for_unit(text, before.entry, matcher):
                return Completed(text, ranking, context, picked=context.entry)
        elif not matcher.guard.leaves(carried, _first(ranking)):
            return Completed(whole.text, ranking, context)
    return None


def counted_from(context: Context, text: str, matcher: Matcher) -> str:
    """Write out what counts from the time that was asked about before, or else from that of what was answered."""
    last = matcher.entry_of_id[context.entry or ""]
    of_entry = ((kind, matcher.guard.core(last, kind)) for kind in TIME_KINDS)
    told = [(kind, next(iter(values))) for kind, values in of_entry if len(values) == 1]
    year = ("year", (matcher.entries[last].as_of or "")[:4])
    text = resolve_steps(text, starts_of((year, *told, *context.facets)))
    text = resolve_same(text, starts_of((*told, *context.facets)))
    dated = resolve_bare(text, starts_of(context.facets))
    return dated if dated != text and leans(normalise(text), text) else text


def followed(text: str, context: Context, matcher: Matcher) -> tuple[Before, list[tuple[Exchanged, Ranking]]]:
    """Return what the text follows, and the whole questions that it makes of the one before, each with its ranking."""
    last = matcher.entry_of_id[context.entry or ""]
    # Where a choice was offered, its first one may be what is talked of, though it was not given.
    given = not context.offered or context.offered[0].id != context.entry
    of_it = given or not matcher.guard.leaves(context.facets, last)
    questions = tuple(dict.fromkeys((context.question, *([matcher.entries[last].question] if of_it else []))))
    person = spoken_out(text, person_of(text, context, matcher), matcher)
    wholes = dict.fromkeys(whole for question in questions for whole in exchanged(question, text, matcher))
    if person is not None:
        wholes[Exchanged(person, dated=False)] = None
    exchanging = [(whole, matcher.look(whole.text)) for whole in wholes]
    words = matcher.repaired(text)
    asks = tuple(word for word in content(words) if word not in _QUESTION_WORDS)
    detail = asks_for_detail(words, forms_of(words, matcher.lexicon.language))
    rankings = tuple(ranking for _, ranking in exchanging)
    asked_so = matcher.followups.situations.asked_so(words)
    return Before(last, given, context.question, context.facets, asks, detail, rankings, asked_so), exchanging


def _first(ranking: Ranking) -> int:
    return ranking.candidates[0].entry if ranking.candidates else -1


def _tells(entry: int, asks: Sequence[str], matcher: Matcher) -> bool:
    """Whether an entry speaks of all that a follow-up says of its own."""
    return bool(asks) and float(matcher.followups.situations.told(asks, (entry,))[0]) == 1


def _unheard_of(
    named: Facets, exchanging: Sequence[tuple[Exchanged, Ranking]], counts_more: bool
) -> tuple[Exchanged, Ranking] | None:
    """The question before at another time, where the follow-up names no more than that and nothing answers it: what is
    near by its situation is about something else then ("the whole year?" after the repairs of a quarter).

    `counts_more`: what is near is the figure of all, where that of one model was spoken of.
    """
    at_another_time = bool(named.kinds()) and set(named.kinds()) <= set(TIME_KINDS)
    adds = any(one.adds for one, _ in exchanging)
    known = any(ranking.confidence >= _HEARD_OF for _, ranking in exchanging) and not counts_more
    return exchanging[0] if exchanging and at_another_time and not (adds or known) else None


def _counts_more(entry: int, last: int, matcher: Matcher) -> bool:
    """Whether an entry tells for all models what the last answer told for one."""
    models = tuple(matcher.guard.core(last, "model"))
    return bool(models) and matcher.guard.tells_of_all(entry, "model", models, matcher.guard.core(last, "quantity"))


def _is_strange(alone: Ranking, words: Sequence[str], last: int, matcher: Matcher) -> bool:
    """Whether a follow-up is about something else: most of it unknown to the questions, the last answer, and those who
    typed before."""
    if alone.coverage.unknown <= 2 or alone.coverage.share >= _KNOWN:
        return False
    return not (_tells(last, content(words), matcher) or matcher.followups.is_known(alone.words))


def _says_more_than_names(words: Sequence[str], matcher: Matcher) -> bool:
    """Whether a question does more than name something, as "the Lark?" does, which may stand for itself or not."""
    names = [name for name in matcher.lexicon.names(words) if name.kind in NAMED_KINDS]
    return not names or bool(content(besides(words, names)))


def _bare(words: Sequence[str]) -> bool:
    """Whether the question is so short that it hardly stands for itself."""
    return len(content(words)) <= 2


def _asks_for_unit(text: str, last: int, matcher: Matcher) -> bool:
    """Whether nothing but another unit is asked for ("in dollars?"), and the last answer tells it."""
    asked = read_facets(normalise(text), matcher.lexicon)
    return asked.kinds() == (UNIT,) and all(matcher.guard.mentions(last, UNIT, one) for one in asked.of(UNIT))
