"""Reads what is known of a language: its code in, the tables of its file out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def language_file(code: str) -> Mapping[str, Any] | None:
    """The tables of languages/CODE.toml, without a region in the code; None where there is no such file."""
    file = files("bot.conversation") / "languages" / f"{code.split('-')[0].casefold()}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
