"""Ranks a part of a message: as about what the rest of the message names, or without an answer."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.followup import LONG, points_back
from bot.conversation.language_files import talk_of
from bot.conversation.subject import speaks_of_a_person, with_subject
from bot.matching import Facets, Matcher, Ranking
from bot.model import SMALL_TALK

_Names = tuple[tuple[str, str], ...]  # Kinds and values.


def rank_part(part: str, whole: Ranking, matcher: Matcher) -> Ranking:
    """Rank a part of a message as about the model named elsewhere in the `whole` or, where it points back, about all
    that is named there.

    The ranking has no candidates where its answer cannot be meant: about a person, where nobody is named who "he" could
    be; small talk that comes near by chance; or about something else than what is named elsewhere.
    """
    ranking = matcher.ranking_of(part)
    if not ranking.candidates or (ranking.exact and not _points_back(ranking, matcher)):
        return ranking
    if _speaks_of_nobody_named(ranking, whole.facets, matcher):
        return _answerless(ranking)
    elsewhere = _named_elsewhere(ranking, whole.facets, matcher)
    if is_small_talk(ranking, matcher) and not _may_be_small_talk(ranking, whole, elsewhere, matcher):
        return _answerless(ranking)
    return _as_about(elsewhere, part, ranking, matcher) if elsewhere else ranking


def _answerless(ranking: Ranking) -> Ranking:
    return replace(ranking, candidates=())


def _points_back(part: Ranking, matcher: Matcher) -> bool:
    return points_back(part.words, matcher.lexicon.language)


def _speaks_of_nobody_named(part: Ranking, whole: Facets, matcher: Matcher) -> bool:
    """Whether a part speaks of a person ("what did he say?"), and the whole message names none."""
    return speaks_of_a_person(part.words, matcher) and not any(map(whole.of, matcher.kinds.persons))


def _named_elsewhere(part: Ranking, whole: Facets, matcher: Matcher) -> _Names:
    """The names by which a part may be completed: those of kinds that only the whole message names."""
    kinds = {*matcher.kinds.exact, *(matcher.kinds.named if _points_back(part, matcher) else ())}
    if speaks_of_a_person(part.words, matcher):
        kinds &= {*matcher.kinds.persons}  # What else is named tells of the person: "he was at Finch before".
    missing = kinds.difference(part.facets.kinds())
    return tuple((kind, value) for kind, value in whole.values if kind in missing)


def _may_be_small_talk(part: Ranking, whole: Ranking, elsewhere: _Names, matcher: Matcher) -> bool:
    """Not where a part is about what stands beside it, as "is that true?" behind a story; and only in a message that is
    small talk as a whole, which "my tea is bitter, what do I do wrong?" is not."""
    is_about_told = _points_back(part, matcher) and len(whole.words) - len(part.words) >= LONG
    return not elsewhere and not is_about_told and is_small_talk(whole, matcher)


def _as_about(elsewhere: _Names, part: str, ranking: Ranking, matcher: Matcher) -> Ranking:
    """The ranking of a part, with the name put into it where that is better; without an answer if it then still is
    about something else than what is named elsewhere."""
    if not _contradicts(elsewhere, ranking, matcher) and not _points_back(ranking, matcher):
        return ranking
    best = _surer_with_name(part, ranking, elsewhere, matcher)
    return _answerless(best) if _contradicts(elsewhere, best, matcher) else best


def _surer_with_name(part: str, ranking: Ranking, elsewhere: _Names, matcher: Matcher) -> Ranking:
    """The ranking of the part with the name put into it, if that is surer, or if it is sure enough and only its first
    entry is about what is named. Otherwise the ranking as it was."""
    completed = with_subject(_named_by(ranking.words, elsewhere, matcher), part, matcher)
    if completed is None:
        return ranking
    with_name = matcher.ranking_of(completed)
    if with_name.confidence > ranking.confidence:
        return with_name
    # "The Lark with panniers, how far does it go by CLTC": what that is was not asked.
    is_on_thing = with_name.confidence >= matcher.threshold and _is_about_any(elsewhere, with_name, matcher)
    return with_name if is_on_thing and not _is_about_any(elsewhere, ranking, matcher) else ranking


def _is_about_any(named: _Names, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the first entry is about any thing that is named."""
    core, entry = matcher.guard.core, ranking.candidates[0].entry
    return any(value in core(entry, kind) for kind, value in named if kind in matcher.kinds.leading)


def _contradicts(named: _Names, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the first entry is about something else than what is named elsewhere, and not asked word for word."""
    if not ranking.candidates or ranking.exact:
        return False
    return matcher.guard.leaves(named, ranking.candidates[0].entry)


def _named_by(words: Sequence[str], named: _Names, matcher: Matcher) -> Sequence[str]:
    """The name of the only person or model that is pointed at, or those of two ("the difference between them")."""
    meant = matcher.kinds.persons if speaks_of_a_person(words, matcher) else matcher.kinds.leading
    names = [value.split("-") for kind, value in named if kind in meant]
    if len(names) == 2 and not talk_of(matcher.lexicon.language).words["pointing_many"].isdisjoint(words):
        return [*names[0], *names[1]]
    versions = [value.split("-") for kind, value in named if kind in matcher.kinds.belonging]
    version = versions[0] if len(versions) == 1 else ()
    return [*names[0], *version] if len(names) == 1 else ()


def is_small_talk(ranking: Ranking, matcher: Matcher) -> bool:
    return bool(ranking.candidates) and matcher.entries[ranking.candidates[0].entry].topic == SMALL_TALK
