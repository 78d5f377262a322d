"""Reads the time that --since names: a span, or a day."""

import re
from datetime import UTC, date, datetime, time, timedelta

import click

_SPAN = re.compile(r"([0-9]{1,6})([hdw])", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HOURS = {"h": 1, "d": 24, "w": 168}

Since = timedelta | date


def to_since(ctx: click.Context, param: click.Parameter, value: str | None) -> Since | None:
    if value is None:
        return None
    span = _SPAN.fullmatch(value)
    if span and int(span[1]):
        return timedelta(hours=int(span[1]) * _HOURS[span[2]])
    try:
        return read_day(value)
    except ValueError as error:
        message = f"{value!r} is no time to count from; write 30d, 12h, 2w, or a day as 2026-11-25"
        raise click.BadParameter(message, ctx, param) from error


def moment(since: Since | None, now: datetime) -> float:
    """Seconds since 1970; 0 where nothing is left out. A day begins at midnight UTC."""
    if since is None:
        return 0.0
    if isinstance(since, timedelta):
        return max(0.0, now.timestamp() - since.total_seconds())
    return max(0.0, datetime.combine(since, time(), UTC).timestamp())


def read_day(value: str) -> date:
    """Raises ValueError."""
    if not _DAY.fullmatch(value):
        raise ValueError(value)
    return date.fromisoformat(value)
