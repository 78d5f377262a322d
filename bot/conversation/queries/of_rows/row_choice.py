"""Finds the rows that an operation chooses from or counts: those that are named one by one, else all that fit."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.conversation.followup import content
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.of_rows.mentions import Mention
from bot.conversation.queries.of_rows.row_request import RowRequest, operands_of
from bot.conversation.queries.words.asked import Asked
from bot.figures import Group, Operation, counts_things, whole_of
from bot.matching import places_of

_COUNTED = range(3, 13)  # Numbers of things that a question may name one by one.


class Counted(NamedTuple):
    number: int
    place: int


def rows_to_choose_from(request: RowRequest, least: int) -> tuple[Group, ...]:
    """The rows named one by one, each a group, else all that fit as one; empty of fewer than `least`."""
    counted = counted_by_number(request.asked, request.pools)
    listed = operands_of(_closest(_named_one_by_one(request, counted), request.asked.cues.best))
    several = tuple(one for one in listed if one.measure == request.measure.id)
    if counted is not None and 1 < len(several) < counted.number == len(request.measure.cells):
        return (whole_of(request.measure),)  # "All five, from the Lark to the Owl."
    if len(several) > 1 and all(len(mention.rows) == 1 for mention in request.mentions) and not request.names_families:
        return several
    measure, fit = request.measure, request.fitting
    if len(fit) == 1 and not request.leaves_out and (request.operation is Operation.EXTREME or _says_title(request)):
        return (whole_of(measure),)  # "Which place has the Lark": among all.
    if request.operation is Operation.EXTREME and _reaches_beyond_names(request):
        return (whole_of(measure),) if _says_title(request) else ()
    return (Group(measure.id, tuple(row.cell.id for row in fit), measure.title),) if len(fit) >= least else ()


def counted_by_number(asked: Asked, pools: Pools) -> Counted | None:
    """How many things the question says that it names, as in "the five bikes A, B, C, D and E"."""
    of, no_counts = asked.language, asked.timed_places | places_of(asked.named)
    for at, word in enumerate(asked.words[:-1]):
        number, behind = of.number(word), asked.words[at + 1]
        if number not in _COUNTED or at in no_counts or behind in of.lengths or of.number(behind) is not None:
            continue
        if all(map(counts_things, pools.units.ids_at(asked.words, at + 1))):
            return Counted(int(number or 0), at)
    return None


def _named_one_by_one(request: RowRequest, counted: Counted | None) -> Sequence[Mention]:
    """The mentions but for the word for what is counted, where the others are as many: "the 3 sedans A, B and C"."""
    if counted is None:
        return request.mentions
    others = [one for one in request.mentions if one.start != counted.place + 1]
    return others if len(others) == counted.number else request.mentions


def _closest(mentions: Sequence[Mention], count: int) -> Sequence[Mention]:
    """As many as are counted, those that stand closest: "the 2 best beside the Lark (Finch, Owl)"."""
    if not 1 < count < len(mentions):
        return mentions
    starts = range(len(mentions) - count, -1, -1)
    first = min(starts, key=lambda at: mentions[at + count - 1].start - mentions[at].start)
    return mentions[first : first + count]


def _says_title(request: RowRequest) -> bool:
    """Whether all names of the question only say what the measure is called: "the electric sedans", by title."""
    asked, title = request.asked, request.pools.titles_of((whole_of(request.measure),))
    names = [asked.words[at] for at in asked.row_places]
    return bool(names) and title.issuperset(map(asked.lexicon.stem, names))


def _reaches_beyond_names(request: RowRequest) -> bool:
    """Whether something without a name is joined behind "among" with what is named, before it or, where the table is
    one of both, behind it: "among race bikes and the Larks"."""
    asked, measure, named = request.asked, request.measure, request.fitting
    leads, words = asked.places("among"), asked.words
    places = sorted(at for at in asked.row_places if leads and at > leads[0])
    if not places or len(named) == len(measure.cells):
        return False
    joints = [at for at in asked.places("and") if at >= leads[0]]
    before = [at for at in joints if at < places[0] and not _content(asked, at + 1, places[0])]
    if before and _content(asked, leads[0] + 1, before[-1]):
        return True
    of_named = frozenset(word for row in named for word in row.words)
    behind = (_content(asked, at + 1, len(words))[:1] for at in joints if at > places[0])
    stems = {asked.lexicon.stem(word) for one in behind for word in one}
    return not stems.isdisjoint(request.pools.own_stems(measure) - of_named)


def _content(asked: Asked, start: int, stop: int) -> tuple[str, ...]:
    """The words from a place to another that say something of their own."""
    return tuple(content(asked.words[start:stop], asked.lexicon.language))
