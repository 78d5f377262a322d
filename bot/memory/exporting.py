"""Writes what is kept of an asker as readable JSON, for this person."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

_ASKED = dict.fromkeys(("turns", "contexts", "votes", "gaps"), "asker")
ASKER_COLUMNS = {**_ASKED, "decisions": "curator", "passed": "asker"}
"""The tables that hold something of an asker, each with the column that says of whom."""
_JSON_COLUMNS = ("offered", "asked_in", "context")


def to_export(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Every table stands in it, empty or not, and then what else is given; times are in UTC."""
    return {name: [_readable(row) for row in tables.get(name, ())] for name in {**ASKER_COLUMNS, **tables}}


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    readable = dict(row)
    for name in readable:
        if name == "at":
            readable[name] = _time(readable[name])
        elif name == "times":
            readable[name] = [_time(at) for at in readable[name]]
        elif name in _JSON_COLUMNS:
            readable[name] = json.loads(readable[name])
    return readable


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
