"""Reads beyond what a question sets something, and what more it means than it names: the words of a question and rows
in; a limit, a count or a place out."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from bot.conversation.followup import content
from bot.conversation.queries.asked import Asked, things_in
from bot.conversation.queries.ends import is_lowest
from bot.conversation.queries.mentions import Mention
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.rows import Row
from bot.conversation.queries.spans import is_year
from bot.figures import Limit, Measure, Operation, Which, counts_things
from bot.matching import places_of

_COUNTED = range(3, 13)
"""Numbers of things that a question may name one by one."""
_NEAR = 3
"""Words behind "which" among which stands what is chosen from."""
_PAIR = 2
_NAMED_BEHIND = 2
"""Words behind "how many" among which the name begins of what is counted: "how many small Larks"."""
_SEVERAL = 3
"""Figures from which on they are counted: two are compared."""


class Counted(NamedTuple):
    number: int
    place: int
    """Of the number."""


def beyond_row(asked: Asked, measure: Measure, mentions: Sequence[Mention], pools: Pools) -> Limit | None:
    """Of "how many are dearer than the Lark" the price of the Lark; None where none is counted or chosen so."""
    cues, row = asked.cues, row_set_against(asked, mentions)
    number = row.cell.number if row is not None and row.measure.id == measure.id else None
    if number is None or not cues.direction or not _compares(asked):
        return None
    things = asked.counted_things if cues.which is Which.COUNT else _chosen_things(asked, mentions)
    says_much = frozenset(map(asked.lexicon.stem, content(asked.words, asked.lexicon.language))) | asked.heads
    if len(measure.cells) < _SEVERAL or things.isdisjoint(told_of(measure, pools) & says_much):
        return None  # "How many km further than the Lark" asks for a difference.
    return Limit(number, above=not is_lowest(cues.direction, asked, measure))


def _chosen_things(asked: Asked, mentions: Sequence[Mention]) -> frozenset[str]:
    """Stems of what is chosen from, as it is said: "rivals" of "which rivals are dearer than the Lark"; none where
    several things are named, or a time is chosen."""
    if len(mentions) != 1 or asked.asks_when or not asked.cues.has(Operation.COMPARE):
        return frozenset()
    chooses, named = asked.language.words["chooses"], places_of(asked.named)
    leads = [at for at, word in enumerate(asked.words) if word in chooses]
    behind = {at + step for at in leads for step in range(1, _NEAR + 1)} - named
    return things_in(asked.words, asked.lexicon, behind)


def _compares(asked: Asked) -> bool:
    """Whether what is counted is set against something: "how many are dearer than it", "how many of them are"."""
    cues = asked.cues
    return cues.has(Operation.COMPARE) or (cues.has(Operation.COUNT) and cues.has(Operation.DIFFERENCE))


def row_set_against(asked: Asked, mentions: Sequence[Mention]) -> Row | None:
    """The only row that is named, or the only one of several that is the subject's own: that of the Lark where it is
    asked how many of its rivals (Finch, Owl) are dearer."""
    rows = {row.cell.id: row for one in mentions for row in one.rows}
    own = [row for row in rows.values() if not row.facets.isdisjoint(asked.subject_names)]
    if len(rows) == 1:
        return next(iter(rows.values()))
    return own[0] if len(own) == 1 and len(rows) >= _SEVERAL else None


def row_counted(asked: Asked, measure: Measure, mentions: Sequence[Mention]) -> Row | None:
    """Of "how many Finches is the Lark worth" the Finch, in which the other row is told; None of a measure that counts
    things, of which so many are asked for."""
    rows = {row.cell.id: row for one in mentions for row in one.rows}
    units = {row.measure.unit for row in rows.values()}
    if len(rows) != _PAIR or len(mentions) != _PAIR or counts_things(measure.unit or "") or len(units) > 1:
        return None
    behind = {at + step for at in asked.first_counted_places for step in range(_NAMED_BEHIND)}
    counted = [one.rows[0] for one in mentions if one.start in behind]
    return counted[0] if len(counted) == 1 else None


def told_of(measure: Measure, pools: Pools) -> frozenset[str]:
    """Stems of the title, without those of the amount that is told."""
    return pools.stems(measure.title) - pools.stems(f"{measure.column} {measure.unit or ''}")


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


def behind_lead(places: Sequence[int], asked: Asked) -> int | None:
    """Which of the things, each at the place of a word that names it, stands first behind a word like "above"; None
    where none does, or several do."""
    led = {at for lead in _leads(asked) if (at := min((one for one in places if one > lead), default=None)) is not None}
    return places.index(led.pop()) if len(led) == 1 and len(set(places)) == len(places) else None


def _leads(asked: Asked) -> Collection[int]:
    """But for those of a number: "above 300,000"."""
    words, leads = (*asked.words, ""), asked.language.words["base_leads"]
    return [
        at
        for at, word in enumerate(asked.words)
        if word in leads and (asked.language.number(words[at + 1]) is None or is_year(words[at + 1]))
    ]


def places_named(rows: Sequence[Row], asked: Asked) -> tuple[int, ...]:
    """Of each row the place of the first word that is said of it and of none of the others; none where one has no such
    word."""
    found: list[int] = []
    for row in rows:
        own = row.words.difference(*(one.words for one in rows if one is not row))
        at = next((at for at, stem in enumerate(asked.whole.stems) if stem in own), None)
        if at is None:
            return ()
        found.append(at)
    return tuple(found)


def reaches_beyond(asked: Asked, measure: Measure, named: Sequence[Row], pools: Pools) -> bool:
    """Whether something without a name is joined behind "among" with what is named: "among race bikes and the Larks",
    "among the Larks and race bikes" where the table is one of both. `named`: the rows that fit what is named."""
    lists, words = asked.language.words, asked.words
    leads = [at for at, word in enumerate(words) if word in lists["among"]]
    places = sorted(at for at in asked.row_places if leads and at > leads[0])
    if not places or len(named) == len(pools.rows(measure)):
        return False
    joints = [at for at in range(leads[0], len(words)) if words[at] in lists["and"]]
    before = [at for at in joints if at < places[0] and not _content(asked, at + 1, places[0])]
    if before and _content(asked, leads[0] + 1, before[-1]):
        return True
    of_named = frozenset(word for row in named for word in row.words)
    behind = (_content(asked, at + 1, len(words))[:1] for at in joints if at > places[0])
    stems = {asked.lexicon.stem(word) for one in behind for word in one}
    return not stems.isdisjoint(pools.own_stems(measure) - of_named)


def _content(asked: Asked, start: int, stop: int) -> tuple[str, ...]:
    """The words from a place to another that say something of their own."""
    return tuple(content(asked.words[start:stop], asked.lexicon.language))
