"""Finds the rows of a measure that a question names, as groups of cells, a group for each operand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.conversation.queries.asked import Asked, Pairs, Part, labelling
from bot.conversation.queries.language import Language
from bot.figures import Cell, Measure
from bot.matching import Lexicon, is_case, is_time, read_facets
from bot.model import Kinds

_A_PART = 6
"""Rows that a part without words between them may name."""
_LEAST = 0.5
"""Share of what tells a row from the others that must be said."""


@dataclass(frozen=True, slots=True)
class Row:
    """One cell, and what its label says."""

    cell: Cell
    measure: Measure
    words: frozenset[str]
    """Stems of the label."""
    facets: Pairs
    title: frozenset[str] = frozenset()
    """Stems of the title of the column or series, which say what is asked of a row and name none."""
    met_by: Pairs = frozenset()
    """What a question may name so that the row is meant: "lark" means the Lark Pro, too."""
    exact: tuple[Pairs, ...] = ()
    """The same of each of its facets that is exact."""
    about: Mapping[str, Pairs] = field(default_factory=dict)
    """The same of each kind, with what the measure is about."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows among which a question names some."""

    all: tuple[Row, ...]
    telling: tuple[Mapping[str, float], ...]
    """Of each the stems that tell it from others, the rarer the heavier."""
    stems: frozenset[str]
    """The same of all of them,"""
    met_by: Pairs
    """and what a question may name so that any of them is meant."""
    timed: bool
    """Most have a time, which tells them apart."""


@dataclass(frozen=True, slots=True)
class Mention:
    rows: tuple[Row, ...]
    start: int
    """Place of the first word that names one of them."""


def rows_of(measure: Measure, lexicon: Lexicon) -> tuple[Row, ...]:
    title = frozenset(map(lexicon.stem, lexicon.words(measure.column or measure.title)))
    column = measure.column if _names(measure.column, lexicon) else ""
    return tuple(_row(cell, measure, lexicon.words(f"{cell.label} {column}"), title, lexicon) for cell in measure.cells)


def _row(cell: Cell, measure: Measure, words: Sequence[str], title: frozenset[str], lexicon: Lexicon) -> Row:
    facets = labelling(read_facets(words, lexicon), lexicon)
    about: dict[str, Pairs] = {}
    for pair in (*facets, *measure.about):
        about[pair[0]] = about.get(pair[0], frozenset()) | _meeting(pair)
    met_by = frozenset(one for pair in facets for one in _meeting(pair))
    exact = tuple(_meeting(pair) for pair in facets if pair[0] in lexicon.kinds.exact)
    return Row(cell, measure, frozenset(map(lexicon.stem, words)), facets, title, met_by, exact, about)


def _names(column: str, lexicon: Lexicon) -> bool:
    """Whether the title of a column names a model or a maker, as in a table of two of them side by side."""
    return any(found.kind in lexicon.kinds.labelling for found in lexicon.names(lexicon.words(column)))


def _meeting(told: tuple[str, str]) -> Pairs:
    """What a question may name to mean this: itself, and that of which it is a special case."""
    kind, value = told
    return frozenset({told, *((kind, value[:at]) for at, sign in enumerate(value) if sign == "-")})


def told_apart(rows: Iterable[Row]) -> Rows:
    rows = tuple(rows)
    shared = frozenset.intersection(*(row.words for row in rows)) if len(rows) > 1 else frozenset()
    counts = Counter(word for row in rows for word in row.words - shared)
    telling = tuple({word: 1 / counts[word] for word in row.words - shared} for row in rows)
    spans = [row.cell.span for row in rows]
    timed = 2 * spans.count(None) < len(rows) and len({row.cell.label for row in rows}) == len(set(spans))
    return Rows(rows, telling, frozenset(counts), frozenset(pair for row in rows for pair in row.met_by), timed)


def mentioned(asked: Asked, rows: Rows) -> tuple[Mention, ...]:
    """Return what each part of the question names, in its order; parts that name no row are left out."""
    found: list[Mention] = []
    for start, stop in _parts(asked.words, asked.language):
        part = asked.part(asked.words[start:stop])
        for _ in range(_A_PART):
            mention = _best(part, start, rows, asked)
            if mention is None or mention.rows in [one.rows for one in found]:
                break
            found.append(mention)
            part = asked.part(_without(part, mention))
    return tuple(sorted(found, key=lambda one: one.start))


def _without(part: Part, mention: Mention) -> tuple[str, ...]:
    """The words but for those that name what was found, so that others of it are found too."""
    named = {word for row in mention.rows for word in row.words}
    values = {pair for row in mention.rows for pair in row.facets}
    places = {
        at
        for name in part.named
        if any(is_case(pair, of=(name.kind, name.value)) for pair in values)
        for at in range(name.start, name.end)
    }
    stemmed = enumerate(zip(part.words, part.stems, strict=True))
    return tuple("" if at in places or stem in named else word for at, (word, stem) in stemmed)


def _parts(words: Sequence[str], of: Language) -> list[tuple[int, int]]:
    cuts = [at for at, word in enumerate(words) if word in of.words["apart"]]
    starts = [0, *(at + 1 for at in cuts)]
    ends = [*cuts, len(words)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _best(part: Part, start: int, rows: Rows, asked: Asked) -> Mention | None:
    own, said = part.facets | part.composed, part.said
    if said.isdisjoint(rows.stems) and own.isdisjoint(rows.met_by):
        return None
    whole, every = asked.whole.said, asked.whole.facets
    kinds = asked.lexicon.kinds
    # What another part names holds for this one, too: "Max" beside "Lark GT" is one of the Lark, and none of the Finch.
    spoken = frozenset(one for pair in every if pair[0] in kinds.leading for one in _meeting(pair))
    silent = not any(kind in kinds.leading for kind, _ in own)
    ranked = []
    for row, telling in zip(rows.all, rows.telling, strict=True):
        if said.isdisjoint(telling) and own.isdisjoint(row.met_by):
            continue
        met = own & row.met_by
        plain = [word for word in telling if word in said and not is_time(word)]
        if row.title.issuperset(plain) and not said.issuperset(telling):
            plain = []  # "Range" asks for one, and names no "Long Range".
        if not (met or plain) or _contradicts(own, row, kinds):
            continue
        if silent and _contradicts(spoken, row, kinds) and not _is_named_in_words(row, whole, kinds):
            continue
        total = sum(weight for word, weight in telling.items() if not is_time(word)) or 1.0
        share = sum(telling[word] for word in plain) / total
        if not met and share < _LEAST:
            continue
        # What the whole question says decides between rows that the part leaves open.
        timely = row.cell.span is not None and any(map(row.cell.span.meets, asked.times.spans))
        around = len(every & row.met_by) + 0.1 * len(row.words & whole) + 0.5 * timely
        # Names that are not said count against: "Lark" is no "Lark Pro".
        unsaid = sum(meeting.isdisjoint(own) and meeting.isdisjoint(every) for meeting in row.exact)
        unsaid_words = sum(word not in whole for word in telling)
        worth = len(met) + (share if share >= _LEAST else 0.0)
        ranked.append((worth, around - 0.3 * unsaid - 0.01 * unsaid_words, met, row, telling))
    if not ranked:
        return None
    best = max(ranked, key=lambda one: (round(one[0], 6), one[1]))
    # Two that are named by different names are not one mention that leaves open which is meant.
    chosen = [one[3:] for one in ranked if one[0] >= best[0] - 1e-6 and one[1] >= best[1] - 1e-6 and one[2] == best[2]]
    return Mention(tuple(row for row, _ in chosen), start + _place(part, chosen))


def _is_named_in_words(row: Row, said: Collection[str], kinds: Kinds) -> bool:
    """Whether the question says a part of the name of a row's model."""
    return any(part in said for kind, value in row.facets if kind in kinds.leading for part in value.split("-"))


def _place(part: Part, chosen: Sequence[tuple[Row, Mapping[str, float]]]) -> int:
    """The place of the first word that tells the rows from others."""
    names = [name.start for name in part.named if any((name.kind, name.value) in row.facets for row, _ in chosen)]
    words = [at for at, stem in enumerate(part.stems) if any(stem in telling for _, telling in chosen)]
    return min((*words, *names), default=0)


def fitting(asked: Asked, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that nothing in the question speaks against; those that it excludes are left out."""
    labelled = {kind for row in rows for kind, _ in row.facets}
    # "The cheapest Lark" may be a name of one, but not beside the dearest.
    composed = frozenset() if asked.cues.opposed else asked.whole.composed
    own = frozenset(pair for pair in asked.whole.facets | composed if pair[0] in labelled)
    fit = tuple(
        row
        for row in rows
        if row.facets.isdisjoint(asked.facets.excluded) and not _contradicts(own, row, asked.lexicon.kinds)
    )
    # Of "the three Larks" a row that names no model is none, though it may well be about one.
    named = {kind for row in fit for kind, _ in row.met_by & (own - asked.own)}
    return tuple(row for row in fit if all({pair for pair in row.met_by if pair[0] == kind} & own for kind in named))


def _contradicts(own: Pairs, row: Row, kinds: Kinds) -> bool:
    """Whether the part names another value of a kind than the row's."""
    for kind in {kind for kind, _ in own}:
        about = row.about.get(kind)
        if about is not None:
            if about.isdisjoint(own):
                return True
        elif kind in kinds.exact and not kinds.of(kind).may_be_missing:
            return True
    return False
