"""Joins rival queries that ask for the same or come to the same, and keeps one of each."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.conversation.queries.binding import BoundQuery
from bot.conversation.queries.held.pools import Pools
from bot.conversation.queries.uptake import Uptake
from bot.conversation.queries.words.asked import TWO
from bot.figures import FigureAnswer, Operation, Refusal
from bot.matching import Matcher
from bot.replies.figure_queries.figured import Chosen, number_of
from bot.replies.figure_queries.table import models_of

_OF_TWO = TWO | {Operation.PER_UNIT}  # They make one result of two figures of a table.


class _AskedOfTable(NamedTuple):
    """What a query asks a table on a model for. Two tables, of 2024 and of 2026, may tell the same of one model."""

    operation: Operation
    columns: tuple[str, ...]
    models: frozenset[tuple[str, str]]  # As `Table.about`.
    uptake: Uptake | None
    """Of what two figures make: one table may know both names, the other only one. None: a single figure, which is the
    same however many names of the question its row has."""


def of_newest(queries: Iterable[Chosen], matcher: Matcher, pools: Pools) -> list[Chosen]:
    """Of queries that ask several tables for the same, that of the newest, with what speaks for all: nothing says which
    table is meant."""
    by_date = sorted(queries, key=lambda one: one.entry.as_of or "")
    return [_supported(same[-1], same) for same in _alike(by_date, lambda one: _asked_of_table(one, matcher, pools))]


def likeliest(queries: Iterable[Chosen]) -> Chosen:
    """The first query of the likeliest result, with what speaks for all that come to it."""
    together = (_supported(same[0], same) for same in _alike(queries, lambda one: _result(one.bound)))
    return max(together, key=lambda one: one.confidence)


def _asked_of_table(one: Chosen, matcher: Matcher, pools: Pools) -> _AskedOfTable | None:
    """None where it is more than one figure or what two of them make, or the table is about no model."""
    query = one.bound.query
    measures = [pools.measures[group.measure] for group in query.groups]
    are_cells = all(len(group.cells) == 1 for group in query.groups)
    if not are_cells or any(not of.column or pools.rows_of_own(of).timed for of in measures):
        return None
    is_of_two = query.operation in _OF_TWO and len(measures) > 1 and isinstance(one.bound.answer, FigureAnswer)
    models = models_of(matcher.entry_of_id[one.entry.id], matcher)
    if not models or (one.cell is None and not is_of_two):
        return None
    uptake = one.bound.uptake if one.cell is None else None
    return _AskedOfTable(query.operation, tuple(of.column for of in measures), models, uptake)


def _result(bound: BoundQuery) -> Hashable:
    """Equal where two queries come to the same; None of a refusal."""
    answer = bound.answer
    if isinstance(answer, Refusal):
        return None
    # A number is the same however it is made: so much per month, or a monthly average.
    operation = answer.query.operation if number_of(bound) is None else None
    return operation, answer.result, answer.unit


def _alike(queries: Iterable[Chosen], key: Callable[[Chosen], Hashable]) -> Iterable[Sequence[Chosen]]:
    """The queries by their key; one without a key is like no other."""
    found: dict[Hashable, list[Chosen]] = {}
    for place, one in enumerate(queries):
        own = key(one)
        found.setdefault(place if own is None else own, []).append(one)
    return found.values()


def _supported(one: Chosen, same: Iterable[Chosen]) -> Chosen:
    """A query with what speaks for all that are the same."""
    return replace(one, confidence=sum(other.confidence for other in same))
