"""Reads the values of options: files and folders, days, and times to count from."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import click

_SPAN = re.compile(r"([0-9]{1,6})([hdw])", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HOURS = {"h": 1, "d": 24, "w": 168}

_ADDRESS = re.compile(r"\A[a-z][a-z0-9+.-]*+://", re.IGNORECASE)

Since = timedelta | date


class Named(click.Path):
    """A file or folder. An empty one, such as an unset variable leaves, would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("the path is empty; name a file or folder (. for this one)", param, ctx)
        if _ADDRESS.match(str(value)):
            self.fail(f"{value} is an address; save what stands there as a file, and name that", param, ctx)
        return super().convert(value, param, ctx)


PATH = Named(path_type=Path)
PATH_OR_WORD = Named(path_type=str)  # A word may stand for something else, as - does for standard input.


def named_as(what: str, *suffixes: str) -> Callable[[click.Context, click.Parameter, Path | None], Path | None]:
    """The file is written as `what` whatever its name is, so a name that promises another format is refused."""

    def check(ctx: click.Context, param: click.Parameter, path: Path | None) -> Path | None:
        if path is not None and path.suffix.lower() not in suffixes:
            better = path / f"{ctx.info_name}{suffixes[0]}" if path.is_dir() else path.with_suffix(suffixes[0])
            raise click.BadParameter(f"{path} would be no {what}; name it {better}", ctx, param)
        return path

    return check


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
