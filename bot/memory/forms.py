"""Writes contexts as JSON and reads them; writes all that is kept of an asker as JSON for this person."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.model import Choice, Context, Subject, Told

_OF_ASKER = ("turns", "contexts", "votes", "gaps", "decisions", "passed")
ASKER_COLUMNS = dict.fromkeys(_OF_ASKER, "asker") | {"decisions": "curator"}
"""The tables that hold something of an asker, in the order of an export, each with the column that says of whom."""


def to_json(context: Context) -> str:
    return json.dumps(
        {
            "entry": context.entry,
            "question": context.question,
            "facets": context.facets,
            "offered": [(choice.id, choice.question) for choice in context.offered],
            "at": context.at.isoformat() if context.at else None,
            "earlier": [(one.entry, one.question, one.facets) for one in context.earlier],
            "told": [(one.ids, one.question) for one in context.told],
            "operation": context.operation,
        },
        separators=(",", ":"),
    )


def to_context(text: str) -> Context:
    """Return an empty context for an unreadable text."""
    try:
        form = json.loads(text)
        return Context(
            entry=form["entry"],
            question=form["question"],
            facets=tuple((kind, value) for kind, value in form["facets"]),
            offered=tuple(Choice(id, question) for id, question in form["offered"]),
            at=datetime.fromisoformat(form["at"]) if form["at"] else None,
            earlier=tuple(
                Subject(entry, question, tuple((kind, value) for kind, value in facets))
                for entry, question, facets in form.get("earlier", ())
            ),
            told=tuple(Told(tuple(ids), question) for ids, question in form.get("told", ())),
            operation=form.get("operation", ""),
        )
    except (ValueError, KeyError, TypeError):
        return Context()  # Of a newer or broken writer: the question then stands for itself.


def to_export(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Every table of ASKER_COLUMNS comes first, empty or not, then the other `tables`; times are in UTC."""
    return {name: [_readable(row) for row in tables.get(name, ())] for name in {**ASKER_COLUMNS, **tables}}


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _READERS[name](value) if name in _READERS else value for name, value in row.items()}


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "at": _time,
    "times": lambda times: [_time(at) for at in times],
    **dict.fromkeys(("offered", "asked_in", "context"), json.loads),
}
"""How the value of a column is made readable, by its name; those of other columns stay as they are stored."""
