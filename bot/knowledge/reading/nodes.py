"""The nodes of a file: scalars as written, sequences and mappings, each with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.knowledge.findings import Code, Report, shown

_NUMBER = re.compile(r"[-+]?(\d[\d_]*(\.\d*)?|\.\d+)([eE][-+]?\d+)?")
_NOT_FINITE = re.compile(r"[-+]?\.?(nan|inf|infinity)", re.IGNORECASE)
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


@dataclass(frozen=True, slots=True)
class Scalar:
    line: int
    text: str
    plain: bool = False
    """Written without quotes, so that it may stand for a number, a truth value or nothing."""

    def truth(self) -> bool | None:
        return _TRUTHS.get(self.text.lower()) if self.plain else None

    def number(self) -> int | float | None:
        """Return the number; None where it is none, and NaN for .nan and .inf, which callers refuse."""
        if not self.plain:
            return None
        if _NOT_FINITE.fullmatch(self.text):
            return float("nan")
        if not _NUMBER.fullmatch(self.text):
            return None
        digits = self.text.replace("_", "")
        whole = digits.lstrip("+-").isdigit() and len(digits) < 16
        return int(digits) if whole else float(digits)


@dataclass(frozen=True, slots=True)
class Sequence:
    line: int
    items: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    line: int
    pairs: tuple[tuple[Scalar, Node], ...] = ()


Node = Scalar | Sequence | Mapping


def to_mapping(line: int, pairs: list[tuple[Node, Node]], report: Report) -> Mapping:
    """Keep the first pair of each key, and report further ones and what is no key."""
    kept: dict[str, tuple[Scalar, Node]] = {}
    doubles = []
    for key, value in pairs:
        if not isinstance(key, Scalar):
            report.add(Code.WRONG_TYPE, key.line, "a key is a list or a mapping", "write a text before the colon")
        elif key.text in kept:
            doubles.append(key)
        else:
            kept[key.text] = key, value
    owner = kept["id"][1] if "id" in kept else None
    for key in doubles:
        message = f"the key {shown(key.text)} stands twice (first in line {kept[key.text][0].line})"
        of_owner = report.of_entry(owner.text if isinstance(owner, Scalar) else None)
        of_owner.add(Code.DUPLICATE_KEY, key.line, message, "keep one of them")
    return Mapping(line, tuple(kept.values()))


def is_nothing(node: Node | None) -> bool:
    """Whether it is a null, or nothing after a colon or dash."""
    return isinstance(node, Scalar) and node.plain and node.text.lower() in ("", "~", "null")


def describe(node: Node) -> str:
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    return "nothing" if is_nothing(node) else shown(node.text)
