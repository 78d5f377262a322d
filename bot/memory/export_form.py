"""Turns rows into readable JSON for the person whom they concern."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

TABLES = ("turns", "contexts", "votes", "gaps", "decisions", "passed")
_JSON = ("offered", "asked_in", "context")


def to_export(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Every table stands in it, empty or not; times are in UTC."""
    return {name: [_readable(row) for row in tables.get(name, ())] for name in (*TABLES, *(set(tables) - set(TABLES)))}


def _readable(row: Mapping[str, Any]) -> dict[str, Any]:
    readable = dict(row)
    for name in readable:
        if name == "at":
            readable[name] = _time(readable[name])
        elif name == "times":
            readable[name] = [_time(at) for at in readable[name]]
        elif name in _JSON:
            readable[name] = json.loads(readable[name])
    return readable


def _time(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds")
