"""Carries facets of the question before, and of its entry, over to a follow-up that leaves them out."""

from collections.abc import Iterator, Sequence

from bot.matching.language.facets import Facets
from bot.matching.language.forms import forms_of
from bot.matching.language.naming import Lexicon
from bot.matching.ranking.guard import Guard
from bot.model import TIME_KINDS

_Values = Sequence[tuple[str, str]]


def carried_facets(
    own: Facets, before: _Values, entry: int | None, words: Sequence[str], guard: Guard, lexicon: Lexicon
) -> Facets:
    """Add to the `own` facets of a follow-up those of the question `before` and of its entry, unless an own facet
    replaces them; an own time replaces all times. `words`: of the follow-up."""
    gone = guard.kinds.replaced_by(own.kinds())
    if not gone.isdisjoint(TIME_KINDS):
        gone.update(TIME_KINDS)
    carrying = {*guard.kinds.named, *TIME_KINDS} - gone
    of_entry = () if entry is None else _of_entry(entry, before, words, guard, lexicon)
    found = (*_of_question(before, words, lexicon), *of_entry)
    return Facets(own.values, own.excluded, tuple(dict.fromkeys(pair for pair in found if pair[0] in carrying)))


def _of_question(before: _Values, words: Sequence[str], lexicon: Lexicon) -> _Values:
    """All of its values; without times if the follow-up says "when" or "ever"."""
    if "when" in forms_of(words, lexicon.language) or not lexicon.native.words["ever"].isdisjoint(words):
        return [pair for pair in before if pair[0] not in TIME_KINDS]
    return before


def _of_entry(
    entry: int, before: _Values, words: Sequence[str], guard: Guard, lexicon: Lexicon
) -> Iterator[tuple[str, str]]:
    """The only value of each kind that the question before leaves out; a person only if a pronoun speaks of one."""
    # A question may name several companies, and its entry be about one, or a part of one.
    asked = {kind for kind, _ in before}.difference(guard.kinds.groups)
    speaks_of_a_person = not lexicon.native.words["persons"].isdisjoint(words)
    persons = guard.kinds.persons if speaks_of_a_person else ()
    for kind in (*(kind for kind in guard.kinds.impersonal if kind not in asked), *persons):
        values = guard.core(entry, kind)
        if len(values) == 1:
            yield kind, next(iter(values))
