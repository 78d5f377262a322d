"""Finds the rows of a measure that a question names: its words in, cells in groups, one an operand, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from bot.conversation.queries.language import Language
from bot.figures import Cell, Measure
from bot.matching.facets import is_time, narrower, read_facets
from bot.matching.naming import Lexicon
from bot.matching.text import normalise
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
    facets: frozenset[tuple[str, str]]
    title: frozenset[str] = frozenset()
    """Stems of the title of the column or series, which say what is asked of a row and name none."""


@dataclass(frozen=True, slots=True)
class Mention:
    rows: tuple[Row, ...]
    start: int
    """Place of the first word that names one of them."""
    words: frozenset[str] = field(default=frozenset())


def rows_of(measure: Measure, lexicon: Lexicon) -> tuple[Row, ...]:
    title = frozenset(map(lexicon.stem, normalise(measure.column or measure.title)))
    return tuple(
        Row(cell, measure, frozenset(map(lexicon.stem, words)), _facets(words, lexicon), title)
        for cell in measure.cells
        for words in (normalise(f"{cell.label} {measure.column if _names(measure.column, lexicon) else ''}"),)
    )


def _names(column: str, lexicon: Lexicon) -> bool:
    """Whether the title of a column names a model or a maker, as in a table of two of them side by side."""
    return any(found.kind in lexicon.kinds.labelling for found in lexicon.names(normalise(column)))


def _facets(words: Sequence[str], lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    return frozenset(pair for pair in read_facets(words, lexicon).values if pair[0] in lexicon.kinds.labelling)


def mentioned(
    words: Sequence[str], rows: Sequence[Row], lexicon: Lexicon, of: Language, taken: Collection[int] = ()
) -> tuple[Mention, ...]:
    """Return what each part of the question names, in its order; parts that name no row are left out.

    `taken`: places of words that are times or numbers.
    """
    if not rows:
        return ()
    shared = frozenset.intersection(*(row.words for row in rows)) if len(rows) > 1 else frozenset()
    counts = Counter(word for row in rows for word in row.words - shared)
    found: list[Mention] = []
    for start, stop in _parts(words, of):
        part = [word if at not in taken else "" for at, word in enumerate(words)][start:stop]
        for _ in range(_A_PART):
            mention = _best(part, start, rows, shared, counts, lexicon, words)
            if mention is None or mention.rows in [one.rows for one in found]:
                break
            found.append(mention)
            part = _without(part, mention, lexicon)
    return tuple(sorted(found, key=lambda one: one.start))


def _without(part: Sequence[str], mention: Mention, lexicon: Lexicon) -> list[str]:
    """The part without the words that name what was found, so that others of it are found too."""
    named = {word for row in mention.rows for word in row.words}
    values = {pair for row in mention.rows for pair in row.facets}
    places = {
        at
        for name in lexicon.names(part)
        if any(name.kind == kind and (name.value == value or narrower(name.value, value)) for kind, value in values)
        for at in range(name.start, name.end)
    }
    return ["" if at in places or lexicon.stem(word) in named else word for at, word in enumerate(part)]


def _parts(words: Sequence[str], of: Language) -> list[tuple[int, int]]:
    cuts = [at for at, word in enumerate(words) if word in of.words["apart"]]
    starts = [0, *(at + 1 for at in cuts)]
    ends = [*cuts, len(words)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _best(
    part: Sequence[str],
    start: int,
    rows: Sequence[Row],
    shared: Collection[str],
    counts: Counter[str],
    lexicon: Lexicon,
    words: Sequence[str],
) -> Mention | None:
    said = frozenset(lexicon.stem(word) for word in part if word)
    own = _facets(part, lexicon) | _composed(part, words, lexicon)
    whole = frozenset(map(lexicon.stem, words))
    every = _facets(words, lexicon)
    exact = lexicon.kinds.exact
    ranked = []
    for row in rows:
        if _contradicts(own, row, lexicon.kinds):
            continue
        telling = {word: 1 / counts[word] for word in row.words - frozenset(shared)}
        met = [pair for pair in own if any(_meets(pair, one) for one in row.facets)]
        plain = [word for word in telling if word in said and not is_time(word)]
        if row.title.issuperset(plain) and not said.issuperset(telling):
            plain = []  # "Range" asks for one, and names no "Long Range".
        if not met and not plain:
            continue
        total = sum(telling.values()) or 1.0
        share = sum(telling[word] for word in plain) / total
        if not met and share < _LEAST:
            continue
        # What the whole question says decides between rows that the part leaves open.
        around = sum(any(_meets(pair, one) for one in row.facets) for pair in every) + 0.1 * len(row.words & whole)
        # Names that are not said count against: "Lark" is no "Lark Pro".
        unsaid = sum(not any(_meets(pair, one) for pair in own | every) for one in row.facets if one[0] in exact)
        unsaid_words = sum(word not in whole for word in telling)
        ranked.append(
            (len(met) + (share if share >= _LEAST else 0.0), around - 0.3 * unsaid - 0.01 * unsaid_words, row)
        )
    if not ranked:
        return None
    best = max(ranked, key=lambda one: (round(one[0], 6), one[1]))
    chosen = tuple(row for score, around, row in ranked if score >= best[0] - 1e-6 and around >= best[1] - 1e-6)
    place = _place(part, start, chosen, shared, lexicon)
    return Mention(chosen, place, said)


def _place(part: Sequence[str], start: int, chosen: Sequence[Row], shared: Collection[str], lexicon: Lexicon) -> int:
    """The place of the first word that tells the rows from others."""
    names = [name.start for name in lexicon.names(part) if any((name.kind, name.value) in row.facets for row in chosen)]
    words = [
        at
        for at, word in enumerate(part)
        if word and any(lexicon.stem(word) in row.words - frozenset(shared) for row in chosen)
    ]
    return start + min((*words, *names), default=0)


def fitting(words: Sequence[str], rows: Sequence[Row], lexicon: Lexicon) -> tuple[Row, ...]:
    """The rows that nothing in the question speaks against; those that it excludes are left out."""
    facets = read_facets(words, lexicon)
    own = frozenset(pair for pair in facets.values if pair[0] in lexicon.kinds.labelling) | _composed(
        words, words, lexicon
    )
    labelled = {kind for row in rows for kind, _ in row.facets}
    own = frozenset(pair for pair in own if pair[0] in labelled)
    return tuple(
        row
        for row in rows
        if not _contradicts(own, row, lexicon.kinds) and not any(pair in row.facets for pair in facets.excluded)
    )


def _composed(part: Sequence[str], words: Sequence[str], lexicon: Lexicon) -> frozenset[tuple[str, str]]:
    """What few words name together with the model of the question, as "old" does beside "lark"."""
    models = [name for name in lexicon.names(words) if name.kind in lexicon.kinds.leading]
    found: set[tuple[str, str]] = set()
    for model in {name.value: name for name in models}.values():
        own = tuple(words[model.start : model.end])
        for word in part:
            if not word or word in own:
                continue
            for whole in ((word, *own), (*own, word)):
                for name in lexicon.names(whole):
                    if name.end - name.start == len(whole) and name.kind in lexicon.kinds.exact:
                        found.add((name.kind, name.value))
    return frozenset(found)


def _contradicts(own: frozenset[tuple[str, str]], row: Row, kinds: Kinds) -> bool:
    """Whether the part names another value of a kind than the row's."""
    for kind in {kind for kind, _ in own}:
        told = [one for one in row.facets if one[0] == kind]
        about = [one for one in row.measure.about if one[0] == kind]
        asked = [pair for pair in own if pair[0] == kind]
        if told or about:
            if not any(_meets(pair, one) for pair in asked for one in (*told, *about)):
                return True
        elif kind in kinds.exact and not kinds.of(kind).may_be_missing:
            return True
    return False


def _meets(asked: tuple[str, str], told: tuple[str, str]) -> bool:
    return asked[0] == told[0] and (asked[1] == told[1] or narrower(asked[1], told[1]))
