"""Finds the part of a message that asks, by ranking each part."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.conversation.asking import ends_with_question_mark, is_question
from bot.conversation.followup import points_back
from bot.conversation.language_files import talk_of
from bot.conversation.message import LONG, parts_that_may_ask
from bot.conversation.subject import speaks_of_a_person, with_subject
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.matching import EXACT_CONFIDENCE, LEAST_KNOWN, Facets, Matcher, Ranking
from bot.model import QUANTITY, SMALL_TALK

Names = tuple[tuple[str, str], ...]  # Kinds and values.
_SMALL_TALK_WORTH = 0.5
"""What the confidence in small talk counts for beside a question. In full, "which site is right lol" asks for "lol"."""


class Ranked(NamedTuple):
    text: str
    ranking: Ranking


def best_part(turn: Turn, matcher: Matcher) -> Ranked:
    """The whole message, or the part of it that asks, where that is understood better."""
    whole, language = Ranked(turn.text, turn.alone), matcher.lexicon.language
    parts = parts_that_may_ask(turn.text, language)
    if not parts or _needs_no_parts(whole.ranking, parts, matcher):
        return whole
    asked = [part for part in parts if is_question(part, language)]
    plain = [part for part in parts if any(one in part for one in asked)]
    # Beside a plain question the other parts tell something ("mine is from 2024").
    ranked = [Ranked(part, rank_part(part, turn.alone, matcher)) for part in plain or parts]
    if len(plain) == 1 and _stands_for_itself(ranked[0].ranking, whole.ranking, matcher):
        return ranked[0]
    fit = (one for one in ranked if not _names_less_of_table(one.ranking, whole.ranking, matcher))
    return max((whole, *fit), key=lambda one: _worth(one.ranking, matcher))


def _names_less_of_table(part: Ranking, whole: Ranking, matcher: Matcher) -> bool:
    """Whether the whole message names an amount that the part lacks, and by that amount means another column of the
    same table: "legs and battery together, how far does it go"."""
    if not part.candidates or not whole.candidates or _worth(whole, matcher) < matcher.threshold:
        return False
    own, other = part.candidates[0].entry, whole.candidates[0].entry
    left_out = set(whole.facets.of(QUANTITY)).difference(part.facets.of(QUANTITY))
    series = matcher.entries[own].series
    mentions, is_of_same = matcher.guard.mentions, series is not None and series == matcher.entries[other].series
    return is_of_same and any(mentions(other, QUANTITY, one) and not mentions(own, QUANTITY, one) for one in left_out)


def _needs_no_parts(whole: Ranking, parts: Sequence[str], matcher: Matcher) -> bool:
    """Whether the whole message is as sure as can be or, where it asks but once, nearly so."""
    worth, asks_twice = _worth(whole, matcher), sum(map(ends_with_question_mark, parts)) > 1
    is_sure = bool(whole.exact) or worth >= EXACT_CONFIDENCE
    return is_sure or (not asks_twice and worth >= thresholds().telling.whole_from)


def _stands_for_itself(part: Ranking, whole: Ranking, matcher: Matcher) -> bool:
    """Whether the only question of a message needs nothing that is told around it ("We live near Munich; when ...?").
    What points back does, and figures may: "month by month, how did it go?"."""
    if points_back(part.words, matcher.lexicon.language) or not whole.candidates:
        return False
    figures = matcher.entries[whole.candidates[0].entry].labels
    return not figures and _worth(part, matcher) >= matcher.threshold


def rank_part(part: str, whole: Ranking, matcher: Matcher) -> Ranking:
    """Rank a part of a message as about the model named elsewhere in the `whole` or, where it points back ("what did he
    say?"), about all that is named there. An answer about anything else is none."""
    ranking = matcher.ranking_of(part)
    is_pointing = points_back(ranking.words, matcher.lexicon.language)
    if not ranking.candidates or (ranking.exact and not is_pointing):
        return ranking
    elsewhere = _named_elsewhere(ranking, whole.facets, is_pointing, matcher)
    if elsewhere is None:
        return _answerless(ranking)
    # "Is that true?" asks about what is told before it, not about the bot.
    is_told_before = bool(elsewhere) or (is_pointing and len(whole.words) - len(ranking.words) >= LONG)
    # "My tea is bitter, what do I do wrong?" comes near small talk by chance.
    if _is_small_talk(ranking, matcher) and (is_told_before or not _is_small_talk(whole, matcher)):
        return _answerless(ranking)
    if not elsewhere:
        return ranking
    if is_pointing or _contradicts(elsewhere, ranking, matcher):
        ranking = _surer_with_name(part, ranking, elsewhere, matcher)
    return _answerless(ranking) if _contradicts(elsewhere, ranking, matcher) else ranking


def _answerless(ranking: Ranking) -> Ranking:
    return replace(ranking, candidates=())


def _named_elsewhere(part: Ranking, whole: Facets, is_pointing: bool, matcher: Matcher) -> Names | None:
    """What a part is about, and only the whole message names; None where nobody is named who "he" could be."""
    kinds = {*matcher.kinds.exact, *(matcher.kinds.named if is_pointing else ())}.difference(part.facets.kinds())
    if speaks_of_a_person(part.words, matcher):
        if not any(map(whole.of, matcher.kinds.persons)):
            return None
        kinds &= {*matcher.kinds.persons}  # What else is named tells of the person: "he was at Finch before".
    return tuple((kind, value) for kind, value in whole.values if kind in kinds)


def _surer_with_name(part: str, ranking: Ranking, elsewhere: Names, matcher: Matcher) -> Ranking:
    """The ranking of the part with the name put into it, if that is surer, or if it is sure enough and only its first
    entry is about what is named. Otherwise the ranking as it was."""
    completed = with_subject(_named_by(ranking.words, elsewhere, matcher), part, matcher)
    if completed is None:
        return ranking
    with_name = matcher.ranking_of(completed)
    is_surer = with_name.confidence > ranking.confidence
    # "The Lark with panniers, how far does it go by CLTC": what that is was not asked.
    is_on_thing = with_name.confidence >= matcher.threshold and _is_about_any(elsewhere, with_name, matcher)
    return with_name if is_surer or (is_on_thing and not _is_about_any(elsewhere, ranking, matcher)) else ranking


def _is_about_any(named: Names, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the first entry is about any thing that is named."""
    core, entry = matcher.guard.core, ranking.candidates[0].entry
    return any(value in core(entry, kind) for kind, value in named if kind in matcher.kinds.leading)


def _contradicts(named: Names, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the first entry is about something else than what is named elsewhere, and not asked word for word."""
    if not ranking.candidates or ranking.exact:
        return False
    return matcher.guard.leaves(named, ranking.candidates[0].entry)


def _named_by(words: Sequence[str], named: Names, matcher: Matcher) -> Sequence[str]:
    """The name of the only person or model that is pointed at, or those of two ("the difference between them")."""
    meant = matcher.kinds.persons if speaks_of_a_person(words, matcher) else matcher.kinds.leading
    language = matcher.lexicon.language
    names = [value.split("-") for kind, value in named if kind in meant]
    if len(names) == 2 and not talk_of(language).words["pointing_many"].isdisjoint(words):
        return [*names[0], *names[1]]
    versions = [value.split("-") for kind, value in named if kind in matcher.kinds.belonging]
    version = versions[0] if len(versions) == 1 else ()
    return [*names[0], *version] if len(names) == 1 else ()


def _worth(ranking: Ranking, matcher: Matcher) -> float:
    """Confidence, where enough is known; small talk ("thanks!", "hi all") counts for little beside a question."""
    if not ranking.candidates or (ranking.coverage.share < LEAST_KNOWN and not ranking.exact):
        return 0.0
    return ranking.confidence * (_SMALL_TALK_WORTH if _is_small_talk(ranking, matcher) else 1.0)


def _is_small_talk(ranking: Ranking, matcher: Matcher) -> bool:
    return bool(ranking.candidates) and matcher.entries[ranking.candidates[0].entry].topic == SMALL_TALK
