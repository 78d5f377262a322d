"""Writes fitted values as the text of a TOML file."""

import re
from collections.abc import Mapping


def heading(what: str, command: str) -> str:
    return f"# {what}; written by `python -m benchmarks.{command}`."


def toml_table(values: Mapping[str, float], name: str) -> str:
    """To three digits."""
    return "\n".join([f"[{name}]", *(f"{_key(key)} = {value:.3f}" for key, value in values.items())])


def _key(name: str) -> str:
    return name if re.fullmatch(r"\w+", name) else f'"{name}"'
