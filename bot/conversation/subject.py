"""Finds the words for the subject to which a follow-up points back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.conversation.followup import points_back
from bot.matching import Facets, Matcher, normalise, places_of
from bot.model import Context


def spoken_of(context: Context, matcher: Matcher) -> int:
    """The candidate that was answered last, or else the one that was offered first; -1: none."""
    return next(_last_entries(context, matcher), -1)


def _last_entries(context: Context, matcher: Matcher) -> Iterator[int]:
    ids = (context.entry, *(choice.id for choice in context.offered[:1]))
    return (matcher.entry_of_id[id] for id in ids if id in matcher.entry_of_id)


def person_of(text: str, context: Context, matcher: Matcher) -> Sequence[str]:
    """The name of who "he" is in the text: the one whom the last answer is about, or what was offered first."""
    if matcher.lexicon.native.words["persons"].isdisjoint(normalise(text)):
        return ()
    for entry in _last_entries(context, matcher):
        persons = [value for kind in matcher.kinds.persons for value in matcher.guard.core(entry, kind)]
        if len(persons) == 1:
            return persons[0].split("-")
    return ()


def subject_of(text: str, context: Context, matcher: Matcher) -> Sequence[str]:
    """The words that name what was spoken of: a model and what says which of it, or the company that "they" are."""
    kinds, last = matcher.kinds, matcher.entry_of_id.get(context.entry or "", -1)
    carried = matcher.followups.carried(Facets(), context.facets, last).carried
    models = [value for kind, value in carried if kind in kinds.leading]
    for question in (context.question, *((matcher.entries[last].question,) if last >= 0 else ())):
        words = matcher.lexicon.words(question)
        named = [name for name in matcher.lexicon.names(words) if name.kind in kinds.exact]
        places = sorted(places_of(named))
        if places:
            without = models if all(name.kind not in kinds.leading for name in named) else ()
            return [*normalise(" ".join(without[:1])), *(words[at] for at in places)]
    companies = [value for kind, value in carried if kind in kinds.groups]
    means_one = len(companies) == 1 and points_back(normalise(text), matcher.lexicon.language)
    return companies[0].split("-") if means_one else ()
