"""Writes and reads the ids of figures, beside those of the knowledge base.

A base has "sales", "sales:2025-10" (a point of it, or a column) and "sales:max" (its highest figure). "sales#2" is the
third figure that an entry states, "sales:2025-10#" a measure of that figure alone. A result has an id of its own.
"""

from bot.figures.answers import FigureAnswer


def stated_id(entry: str, number: int) -> str:
    """`number` counts from 0."""
    return f"{entry}#{number}"


def alone_id(cell: str) -> str:
    return f"{cell}#"


def is_stated(id: str) -> bool:
    return "#" in id


def entry_of(id: str) -> str:
    """Of a stated figure its entry; any other id as it is."""
    return id.partition("#")[0]


def extreme_id(measure: str, *, lowest: bool) -> str:
    return f"{measure}:{'min' if lowest else 'max'}"


def extreme_of(id: str) -> str:
    """ "max", "min", or nothing for what is no extreme."""
    return last_part(id) if id.endswith((":max", ":min")) else ""


def last_part(id: str) -> str:
    """What the point or the column is called within its series."""
    return id.rpartition(":")[2]


def result_id(answer: FigureAnswer) -> str:
    """The same for the same result, whatever it comes from."""
    return f"{answer.query.operation} of {answer.result}"
