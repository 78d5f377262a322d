"""The folders of this machine for the cache and the history."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_path, user_state_path

_NAME = "evbot"


def cache_folder() -> Path | None:
    """None where the user has no home, so that nothing is written into the current folder instead."""
    return _absolute(user_cache_path(_NAME, appauthor=False))


def state_folder() -> Path | None:
    return _absolute(user_state_path(_NAME, appauthor=False))


def _absolute(path: Path) -> Path | None:
    return path if path.is_absolute() else None
