"""The tables for the statements; `migrating` makes them in a database."""

from typing import Any

from sqlalchemy import Column, Double, Integer, MetaData, String, Table

metadata = MetaData()

_NUMBERS: dict[str, Any] = {
    **dict.fromkeys(("at", "free_at", "due", "confidence", "elapsed_ms"), Double),
    **dict.fromkeys(("closed", "number"), Integer),
}
"""Columns that hold no text."""


def _table(name: str, key: str, others: str) -> Table:
    """With the columns of its primary key, and the others."""
    columns = {column: _NUMBERS.get(column, String) for column in f"{key} {others}".split()}
    made = (Column(column, kind, primary_key=column in key.split()) for column, kind in columns.items())
    return Table(name, metadata, *made)


turns = _table("turns", "id", "at asker home place platform text outcome entry confidence offered asked_in elapsed_ms")
contexts = _table("contexts", "place asker", "home context at")
events = _table("events", "key", "owner free_at closed at")
votes = _table("votes", "turn asker", "vote at")
gaps = _table("gaps", "turn asker kind", "meant at")
notes = _table("notes", "key", "value")
decisions = _table("decisions", "number", "at curator verdict suggestion what")
passed = _table("passed", "turn", "asker home at")
digests = _table("digests", "home", "platform address channel due")
place_settings = _table("place_settings", "place", "home settings")
