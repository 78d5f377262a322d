"""Reads the labels of a measure as rows that a question may name, and finds what tells them apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.said import Pairs, Part, labelling
from bot.figures import Cell, Measure
from bot.matching import Lexicon, read_facets
from bot.model import Kinds


@dataclass(frozen=True, slots=True)
class Row:
    """One cell, and what its label says.

    In a table about the company Kite the row "Lark Pro" has the `facets` {model lark-pro}, and is `met_by` {model
    lark-pro, model lark}. `about` is that by "model", {company kite} by "company".
    """

    cell: Cell
    measure: Measure
    words: frozenset[str]  # Stems of the label.
    facets: Pairs
    title: frozenset[str]
    """Stems that name no row: those of the column's or series' title, and of the heading of the rows ("Bike")."""
    met_by: Pairs  # What a question may name so that the row is meant.
    exact: tuple[Pairs, ...]  # For each exact facet, what of `met_by` means it.
    about: Mapping[str, Pairs]  # By kind, what a question may name to mean a facet of the row or of the measure.
    without_maker: tuple[str, ...]  # The words of its model, without the maker that begins its name; empty of others.

    def is_contradicted(self, named: Pairs, kinds: Kinds) -> bool:
        """Whether another value of a kind is named than the row's, or any of a kind that the row would have to tell."""

        def is_another(kind: str) -> bool:
            if kind in self.about:
                return self.about[kind].isdisjoint(named)
            return kind in kinds.exact and not kinds.of(kind).may_be_missing

        return any(is_another(kind) for kind, _ in named)


@dataclass(frozen=True, slots=True)
class Rows:
    all: tuple[Row, ...]
    telling: tuple[Mapping[str, float], ...]
    """For each row the stems that tell it from the others, the rarer the heavier."""
    stems: frozenset[str]  # All stems that tell any row from the others.
    kinds: frozenset[str]  # Of the facets of all rows.
    met_by: Pairs  # What a question may name so that any row is meant.
    timed: bool  # Most have a time, which tells them apart.

    def is_excluded(self, row: Row, asked: Asked) -> bool:
        """Whether a question denies the row: of "not the old Lark" it has a name of each kind, and says "old"."""
        if not asked.facets.excluded and not asked.denied:
            return False
        excluded = frozenset(pair for pair in asked.facets.excluded if pair[0] in self.kinds)
        telling = asked.denied & self.stems
        kinds, met = ({kind for kind, _ in pairs} for pairs in (excluded, excluded & row.facets))
        return bool(excluded or telling) and telling <= row.words and met == kinds


def rows_of(measure: Measure, lexicon: Lexicon) -> tuple[Row, ...]:
    title = frozenset(map(lexicon.stem, lexicon.words(f"{measure.column or measure.title} {measure.things}")))
    # A column may be named after a model or a maker, as in a table of two of them side by side.
    named = any(name.kind in lexicon.kinds.labelling for name in lexicon.names(lexicon.words(measure.column)))
    column = measure.column if named else ""
    return tuple(_row(cell, measure, lexicon.words(f"{cell.label} {column}"), title, lexicon) for cell in measure.cells)


def _row(cell: Cell, measure: Measure, words: Sequence[str], title: frozenset[str], lexicon: Lexicon) -> Row:
    facets = labelling(read_facets(words, lexicon), lexicon)
    about: dict[str, Pairs] = {}
    for pair in (*facets, *measure.about):
        about[pair[0]] = about.get(pair[0], frozenset()) | meeting(pair)
    met_by = meeting_any(facets)
    exact = tuple(meeting(pair) for pair in facets if pair[0] in lexicon.kinds.exact)
    stems, bare = frozenset(map(lexicon.stem, words)), _without_maker(facets, lexicon.kinds)
    return Row(cell, measure, stems, facets, title, met_by, exact, about, bare)


def meeting(told: tuple[str, str]) -> Pairs:
    """What a question may name to mean this: itself, and that of which it is a special case."""
    kind, value = told
    general = ((kind, value[:at]) for at, sign in enumerate(value) if sign == "-")
    return frozenset({told, *general})


def meeting_any(told: Iterable[tuple[str, str]]) -> Pairs:
    return frozenset(general for pair in told for general in meeting(pair))


def names_meant_by(texts: Iterable[str], lexicon: Lexicon) -> Pairs:
    """What a question may name to mean one of the texts."""
    facets = (read_facets(lexicon.words(text), lexicon) for text in texts)
    return meeting_any(pair for one in facets for pair in labelling(one, lexicon))


def distinguish(rows: Iterable[Row]) -> Rows:
    rows = tuple(rows)
    shared = frozenset.intersection(*(row.words for row in rows)) if len(rows) > 1 else frozenset()
    counts = Counter(word for row in rows for word in row.words - shared)
    telling = tuple({word: 1 / counts[word] for word in row.words - shared} for row in rows)
    spans = [row.cell.span for row in rows]
    most_have_a_time = 2 * spans.count(None) < len(rows)
    as_many_times_as_labels = len(set(spans)) == len({row.cell.label for row in rows})
    kinds = frozenset(kind for row in rows for kind, _ in row.facets)
    met_by = frozenset(pair for row in rows for pair in row.met_by)
    return Rows(rows, telling, frozenset(counts), kinds, met_by, most_have_a_time and as_many_times_as_labels)


def named_without_maker(part: Part, rows: Rows) -> list[tuple[Row, range]]:
    """The rows whose model a part says without the maker that begins its name, and where: the "Kite Lark L" of "Lark L,
    Owl", so that the L is none of the Owl. Empty where one place names several."""
    found: list[tuple[Row, range]] = []
    for row in rows.all:
        name = row.without_maker
        places = [at for at in range(len(part.words)) if part.words[at : at + len(name)] == name] if name else ()
        if places and row.exact and all(one.isdisjoint(part.facets) for one in row.exact):
            found.append((row, range(places[0], places[0] + len(name))))
    return [] if len({places.start for _, places in found}) < len(found) else found


def _without_maker(facets: Pairs, kinds: Kinds) -> tuple[str, ...]:
    """The words of a model without its maker; empty where no maker that the facets name begins it."""
    makers = {value for kind, value in facets if kind not in kinds.leading}
    models = (value.partition("-") for kind, value in facets if kind in kinds.leading)
    return next((tuple(rest.split("-")) for maker, _, rest in models if rest and maker in makers), ())
