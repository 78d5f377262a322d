"""Compares what entries and series are about, by their declared facets."""

from bot.model import QUANTITY, TIME_KINDS, Entry, Series


def same_matter(entry: Entry, series: Series) -> bool:
    """Whether both declare the same quantity, of the same things; dates aside."""
    return has_quantity(entry) and _undated(entry) == _undated(series)


def has_quantity(owner: Entry | Series) -> bool:
    return any(kind == QUANTITY for kind, _ in owner.about)


def _undated(owner: Entry | Series) -> frozenset[tuple[str, str]]:
    return frozenset((kind, value) for kind, value in owner.about if kind not in TIME_KINDS)
