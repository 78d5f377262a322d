"""Collects the settings from the environment and a .env file; finds the user's folders and the installed package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path, user_state_path

from bot.model import SettingsError

if TYPE_CHECKING:
    from importlib.metadata import Distribution

_OURS = re.compile(r"(EVBOT|DISCORD|SLACK)_\w+")

# Container platforms inject such names for every service called "evbot" or "evbot-...", unasked.
_INJECTED = re.compile(
    r"EVBOT_(\w+_)?SERVICE_(HOST|PORT)(_\w+)?|EVBOT_PORT(_\w+)?|EVBOT_\w+_PORT_\d+_(TCP|UDP|SCTP)(_\w+)?"
)
_INJECTED_ADDRESS = re.compile(r"(tcp|udp|sctp)://")


@dataclass(frozen=True, slots=True)
class Given:
    """One setting as it was written."""

    value: str
    place: str  # Where it stands, as ".env:3" or "environment".


def gather_settings(environ: Mapping[str, str], dotenv: Path | None = None) -> dict[str, Given]:
    """Return the settings that are not blank, by name; the environment overrides the file. Raises SettingsError."""
    found = _read_dotenv(dotenv) if dotenv is not None and dotenv.is_file() else {}
    found |= {name: Given(value, "environment") for name, value in environ.items()}
    return {
        name: given
        for name, given in found.items()
        if given.value.strip() and _OURS.fullmatch(name) and not _is_injected(name, given.value)
    }


def _read_dotenv(path: Path) -> dict[str, Given]:
    from dotenv.parser import parse_stream

    try:
        with path.open(encoding="utf-8-sig") as stream:
            lines = tuple(parse_stream(stream))
    except (OSError, UnicodeError) as error:
        reason = error.strerror or "unreadable" if isinstance(error, OSError) else "not UTF-8"
        raise SettingsError(f"{path}: cannot be read ({reason}); make it UTF-8 text, or remove it") from error
    for line in lines:
        if line.error:
            raise SettingsError(f"{path}:{line.original.line}: is no setting; write NAME=value, or # before a comment")
    return {
        line.key: Given(line.value, f"{path}:{line.original.line}")
        for line in lines
        if line.key is not None and line.value is not None
    }


def _is_injected(name: str, value: str) -> bool:
    return bool(_INJECTED.fullmatch(name) or (name.endswith("_PORT") and _INJECTED_ADDRESS.match(value)))


_NAME = "evbot"


def cache_folder() -> Path | None:
    """None where the user has no home, so that nothing is written into the current folder instead."""
    return _absolute(user_cache_path(_NAME, appauthor=False))


def state_folder() -> Path | None:
    return _absolute(user_state_path(_NAME, appauthor=False))


def _absolute(path: Path) -> Path | None:
    return path if path.is_absolute() else None


def installed_package() -> Distribution | None:
    """None where the code runs without being installed."""
    from importlib.metadata import entry_points  # Here, since it takes longer to load than an answer takes.

    scripts = entry_points(group="console_scripts", name="evbot")
    return next((script.dist for script in scripts if script.dist), None)
