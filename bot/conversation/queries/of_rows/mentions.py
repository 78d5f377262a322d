"""Finds the rows of a measure that each part of a question names.

"The Lark Pro or the Finch" has two parts. The first says most of the row "Lark Pro" and contradicts "Lark GT"; the best
candidate by `row_scores`, and those level with it, are the mention. Then the part is read without its words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.conversation.queries.held.rows import Row, Rows, meeting_any, named_without_maker
from bot.conversation.queries.of_rows.row_scores import Candidate, candidate_of
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.said import Pairs, Part
from bot.figures import Span
from bot.matching import form_places, places_of

_A_PART = 12  # Rows that a part without words between them may name. Fewer leave out of a list what it names.


@dataclass(frozen=True, slots=True)
class Mention:
    rows: tuple[Row, ...]
    start: int  # Place of the first word that names one of them.


def rows_by_cell(mentions: Iterable[Mention]) -> Mapping[str, Row]:
    return {row.cell.id: row for one in mentions for row in one.rows}


def mentioned(asked: Asked, rows: Rows) -> tuple[Mention, ...]:
    """Return what each part of the question names, in its order; parts that name no row are left out."""
    asking = form_places(asked.words, asked.lexicon.language)  # "How long" means no "Long Range".
    # "After 3 years" means no "Model 3".
    lengths = frozenset[int]() if _tells_lengths(rows, asked) else asked.lengths.places
    said = tuple("" if at in asking | lengths else word for at, word in enumerate(asked.words))
    found: list[Mention] = []
    for start, stop in _parts(asked, rows):
        found += _mentions_in(asked.part(said[start:stop]), start, rows, asked, found)
    return tuple(sorted(found, key=lambda one: one.start))


def _mentions_in(part: Part, start: int, rows: Rows, asked: Asked, before: Sequence[Mention]) -> list[Mention]:
    """What a part names: first the rows that are named without their maker, then, of the words that are left, the best
    again and again. A part that names what stands in `before` or here already names nothing new."""
    led = named_without_maker(part, rows)
    found = [Mention((row,), start + places.start) for row, places in led]
    taken = {at for _, places in led for at in places}
    left = asked.part(tuple("" if at in taken else word for at, word in enumerate(part.words)))
    for _ in range(_A_PART):
        mention = _best(left, start, rows, asked)
        if mention is None or mention.rows in [one.rows for one in (*before, *found)]:
            break
        found.append(mention)
        left = asked.part(_without(left, mention))
    return found


def _parts(asked: Asked, rows: Rows) -> list[tuple[int, int]]:
    """Where the parts between words like "and" begin and end, but for those in a label: "the Lark with a basket"."""
    words, lists = asked.words, asked.language.words
    of_time = () if asked.time_range is not None else tuple(one.start - 1 for one in asked.times.named)
    # "The lap from October 2024" is one part: what stands behind says of which time it is.
    joins = {at for at in of_time if at >= 0 and words[at] in lists["since"]}
    stems = asked.whole.stems
    apart = [at for at, word in enumerate(words) if word in lists["apart"] and at not in joins]
    inner = (at for at in apart if 0 < at < len(words) - 1)
    labelled = {at for at in inner if any(row.words.issuperset(stems[at - 1 : at + 2]) for row in rows.all)}
    cuts = [-1, *(at for at in apart if at not in labelled), len(words)]
    return [(before + 1, cut) for before, cut in pairwise(cuts) if cut > before + 1]


def _without(part: Part, mention: Mention) -> tuple[str, ...]:
    """The words but for those that name what was found: of "Lark, Lark L" without the Lark L, the Lark is left."""
    stems = {word for row in mention.rows for word in row.words}
    values = {pair for row in mention.rows for pair in row.facets}
    named = [one for one in part.named if (one.kind, one.value) in values]
    met_by = {pair for row in mention.rows for pair in row.met_by}
    named = named or [one for one in part.named if (one.kind, one.value) in met_by]
    places, others = places_of(named), places_of(one for one in part.named if one not in named)
    stemmed = enumerate(zip(part.words, part.stems, strict=True))
    return tuple("" if at in places or (stem in stems and at not in others) else word for at, (word, stem) in stemmed)


def _best(part: Part, start: int, rows: Rows, asked: Asked) -> Mention | None:
    names, said = part.row_names, part.said
    if said.isdisjoint(rows.stems) and names.isdisjoint(rows.met_by):
        return None
    elsewhere = _named_elsewhere(part, asked)
    fit = (
        candidate_of(row, telling, part, elsewhere, asked)
        for row, telling in zip(rows.all, rows.telling, strict=True)
        if not (said.isdisjoint(telling) and names.isdisjoint(row.met_by)) and not _is_unwanted(row, rows, asked)
    )
    candidates = _of_time([one for one in fit if one is not None], asked.joined_spans)
    if not candidates:
        return None
    best = max(candidates, key=lambda one: one.worth)
    # Two that are named by different names are not one mention that leaves open which is meant.
    chosen = [one for one in candidates if one.names == best.names and one.worth == best.worth]
    return Mention(tuple(one.row for one in chosen), start + _place(part, chosen))


def _of_time(candidates: Sequence[Candidate], spans: Sequence[Span]) -> Sequence[Candidate]:
    """Those of the times that are named, if any is: "the Lark in May" is no Lark of June, whatever else it says."""
    own = [one.row.cell.span for one in candidates]
    fits = [span is not None and any(map(span.meets, spans)) for span in own]
    return [one for one, span, fit in zip(candidates, own, fits, strict=True) if fit or span is None or not any(fits)]


def _named_elsewhere(part: Part, asked: Asked) -> Pairs:
    """What other parts name and holds here, too: "Max" beside "Lark GT" is one of the Lark, and none of the Finch."""
    leading = asked.lexicon.kinds.leading
    if any(kind in leading for kind, _ in part.row_names):
        return frozenset()
    return meeting_any(pair for pair in asked.whole.facets if pair[0] in leading)


def _is_unwanted(row: Row, rows: Rows, asked: Asked) -> bool:
    """Whether the row is excluded, or of another length of time than is said: "the first hour" is no "in 18 hours"."""
    if rows.is_excluded(row, asked):
        return True
    told = asked.lengths.named_in(asked.lexicon.words(row.cell.label)) if asked.lengths.named else ()
    return bool(told) and asked.lengths.named.isdisjoint(told)


def _tells_lengths(rows: Rows, asked: Asked) -> bool:
    """Whether a label tells a length of time as the question does: "within 5 years"."""
    labels = (row.cell.label for row in rows.all) if asked.lengths.places else ()
    return any(asked.lengths.places_in(asked.lexicon.words(label)) for label in labels)


def _place(part: Part, chosen: Sequence[Candidate]) -> int:
    """The place of the first word that tells the rows from others."""
    names = [name.start for name in part.named if any((name.kind, name.value) in one.row.facets for one in chosen)]
    words = [at for at, stem in enumerate(part.stems) if any(stem in one.telling for one in chosen)]
    return min((*words, *names), default=0)
