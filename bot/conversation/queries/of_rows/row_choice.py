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
    """The rows named one by one, each a group, else all rows or those that fit, as one group; nothing if fewer than
    `least` fit. The first case that fits decides; each has an example."""
    counted = counted_by_number(request.asked, request.pools)
    named, every = _named_one_by_one(request, counted), (whole_of(request.measure),)
    counts_all = counted is not None and counted.number == len(request.measure.cells)
    if counts_all and 1 < len(named) < len(request.measure.cells):
        return every  # "All five, from the Lark to the Owl."
    if len(named) > 1 and all(len(one.rows) == 1 for one in request.mentions) and not request.names_families:
        return named  # "The Lark and the Finch"; of "Larks and Finches" all that fit.
    if _asks_of_one_among_all(request):
        return every  # "Which place has the Lark?"
    if request.operation is Operation.EXTREME and _reaches_beyond_names(request):
        # "The fastest among race bikes and the Larks": of a table of race bikes all; any other does not hold them all.
        return every if _says_title(request) else ()
    # "The cheapest Lark": all Larks.
    fit = tuple(row.cell.id for row in request.fitting)
    return (Group(request.measure.id, fit, request.measure.title),) if len(fit) >= least else ()


def counted_by_number(asked: Asked, pools: Pools) -> Counted | None:
    """How many things the question says that it names, as in "the five bikes A, B, C, D and E"."""
    language, no_counts = asked.language, asked.timed_places | places_of(asked.named)
    for at, word in enumerate(asked.words[:-1]):
        number, behind = language.number(word), asked.words[at + 1]
        counts_other = behind in language.lengths or language.number(behind) is not None  # "Five days."
        if number not in _COUNTED or at in no_counts or counts_other:
            continue
        if all(map(counts_things, pools.units.ids_at(asked.words, at + 1))):
            return Counted(int(number or 0), at)
    return None


def _named_one_by_one(request: RowRequest, counted: Counted | None) -> tuple[Group, ...]:
    """Of the measure, without the word for what is counted, where the others are as many: "the 3 sedans A, B and C"."""
    mentions = request.mentions
    if counted is not None:
        others = [one for one in mentions if one.start != counted.place + 1]
        mentions = others if len(others) == counted.number else mentions
    listed = operands_of(_closest(mentions, request.asked.cues.best))
    return tuple(one for one in listed if one.measure == request.measure.id)


def _closest(mentions: Sequence[Mention], count: int) -> Sequence[Mention]:
    """As many as are counted, those that stand closest: "the 2 best beside the Lark (Finch, Owl)"."""
    if not 1 < count < len(mentions):
        return mentions
    starts = range(len(mentions) - count, -1, -1)
    first = min(starts, key=lambda at: mentions[at + count - 1].start - mentions[at].start)
    return mentions[first : first + count]


def _asks_of_one_among_all(request: RowRequest) -> bool:
    """As "which place has the Lark", or where the only name is that of the table: "which electric sedan"."""
    fits_one = len(request.fitting) == 1 and not request.leaves_out
    return fits_one and (request.operation is Operation.EXTREME or _says_title(request))


def _says_title(request: RowRequest) -> bool:
    """Whether all names of the question only say what the measure is called: "the electric sedans", by title."""
    asked, title = request.asked, request.pools.titles_of((whole_of(request.measure),))
    names = [asked.words[at] for at in asked.row_places]
    return bool(names) and title.issuperset(map(asked.lexicon.stem, names))


def _reaches_beyond_names(request: RowRequest) -> bool:
    """Whether the question chooses among named things and others together, which are joined by "and"."""
    asked, leads = request.asked, request.asked.places("among")
    names = [at for at in asked.row_places if leads and at > leads[0]]
    if not names or len(request.fitting) == len(request.measure.cells):
        return False
    return _names_others_before(asked, leads[0], min(names)) or _names_others_behind(request, min(names))


def _names_others_before(asked: Asked, lead: int, name: int) -> bool:
    """Whether others stand between "among" and the first name: "among race bikes and the Larks"."""
    joints = [at for at in asked.places("and") if lead <= at < name and not _content(asked, at + 1, name)]
    return bool(joints) and bool(_content(asked, lead + 1, joints[-1]))


def _names_others_behind(request: RowRequest, name: int) -> bool:
    """Whether a word of the table's title is joined to a name: "among the Larks and race bikes", of race bikes."""
    asked = request.asked
    joined = [_content(asked, at + 1, len(asked.words))[:1] for at in asked.places("and") if at > name]
    stems = {asked.lexicon.stem(word) for words in joined for word in words}
    of_named = {word for row in request.fitting for word in row.words}
    return not stems.isdisjoint(request.pools.own_stems(request.measure) - of_named)


def _content(asked: Asked, start: int, stop: int) -> tuple[str, ...]:
    """The words from a place to another that say something of their own."""
    return tuple(content(asked.words[start:stop], asked.lexicon.language))
