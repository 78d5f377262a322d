"""Finds the words for the subject of a follow-up's "it" or "there", and puts them into the follow-up."""

from collections.abc import Iterator, Sequence

from bot.conversation.followup import content, points_back
from bot.conversation.language_files import talk_of
from bot.matching import Facets, Matcher, normalise, places_of, read_facets
from bot.model import QUANTITY, Context

_OF_FIGURES = frozenset({QUANTITY, "standard"})
"""Kinds whose values say which figure is asked for ("by CLTC"), and name no subject."""


def last_entry(context: Context, matcher: Matcher) -> int | None:
    """The one that was answered last, or else the one that was offered first."""
    return next(_last_entries(context, matcher), None)


def _last_entries(context: Context, matcher: Matcher) -> Iterator[int]:
    ids = (context.entry, *(choice.id for choice in context.offered[:1]))
    return (matcher.entry_of_id[id] for id in ids if id in matcher.entry_of_id)


def speaks_of_a_person(words: Sequence[str], matcher: Matcher) -> bool:
    """Whether a word stands for one ("he")."""
    return not matcher.lexicon.native.words["persons"].isdisjoint(words)


def person_of(text: str, context: Context, matcher: Matcher) -> Sequence[str]:
    """The name of who "he" is in the text: the one whom the last answer is about, or what was offered first."""
    if not speaks_of_a_person(normalise(text), matcher):
        return ()
    for entry in _last_entries(context, matcher):
        persons = [value for kind in matcher.kinds.persons for value in matcher.guard.core(entry, kind)]
        if len(persons) == 1:
            return persons[0].split("-")
    return ()


def subject_of(text: str, context: Context, matcher: Matcher) -> Sequence[str]:
    """The words that name what was spoken of: a model and what says which of it, or the company that "they" are."""
    last = matcher.entry_of_id.get(context.entry or "")
    # What a follow-up that names nothing itself takes over of what was spoken of.
    facets = matcher.followups.carried(Facets(), context.facets, last).carried
    models = [value for kind, value in facets if kind in matcher.kinds.leading]
    asked = (context.question,) if last is None else (context.question, matcher.entries[last].question)
    for question in asked:
        named = _named_in(question, models[:1], matcher)
        if named:
            return named
    companies = [value for kind, value in facets if kind in matcher.kinds.groups]
    means_one = len(companies) == 1 and points_back(normalise(text), matcher.lexicon.language)
    return companies[0].split("-") if means_one else ()


def _named_in(question: str, model: Sequence[str], matcher: Matcher) -> Sequence[str]:
    """The words for the exact names of a question, behind the model where no model is among them."""
    kinds, words = matcher.kinds, matcher.lexicon.words(question)
    named = [name for name in matcher.lexicon.names(words) if name.kind in kinds.exact]
    if not named:
        return ()
    lead = () if any(name.kind in kinds.leading for name in named) else model
    return [*normalise(" ".join(lead)), *(words[at] for at in sorted(places_of(named)))]


def with_subject(subject: Sequence[str], text: str, matcher: Matcher) -> str | None:
    """Put the subject in the place of what points back to it ("how fast is it"), or behind all ("top speed?"); None
    where there is none, where the text names a subject itself, or asks nothing."""
    words = matcher.repaired(text)
    if not subject or not content(words, matcher.lexicon.language):
        return None
    if not _OF_FIGURES.issuperset(read_facets(words, matcher.lexicon).kinds()):
        return None
    lists = talk_of(matcher.lexicon.language).words
    pointing = lists["pointing"] | lists["pointing_one"]
    at = next((at for at, word in enumerate(words) if word in pointing), None)
    if at is None:
        return " ".join([*words, *subject])
    is_led = at > 0 and words[at - 1] in lists["pointing_leads"]
    return " ".join([*words[: at - 1 if is_led else at], *subject, *words[at + 1 :]])


def set_against(subject: Sequence[str], text: str, matcher: Matcher) -> str | None:
    """Put the subject in the place of what points back to it before a name ("is it longer than the Finch")."""
    words, lists = matcher.repaired(text), talk_of(matcher.lexicon.language).words
    at = next((at for at, word in enumerate(words) if word in lists["pointing"]), None)
    names = [name for name in matcher.lexicon.names(words) if name.kind in matcher.kinds.leading]
    if not subject or at is None or not names or any(name.start < at for name in names):
        return None
    return " ".join([*words[:at], *subject, *words[at + 1 :]])
