"""Reads JSON as a tree of nodes. The json module gives no line numbers, so it reads only the scalars."""

import re
from bisect import bisect_right
from collections.abc import Callable
from json import JSONDecodeError, JSONDecoder
from typing import TypeVar

from bot.knowledge.findings import Code, Report
from bot.knowledge.reading.nodes import Node, Scalar, Sequence, to_mapping
from bot.knowledge.reading.yaml_text import DEPTH_LIMIT, TOO_DEEP, Problem

_SPACE = re.compile(r"[ \t\n\r]*")
_Part = TypeVar("_Part")


def read_json(text: str, report: Report) -> Node | None:
    """Return the only value; None, with a finding, where the text is no JSON."""
    if not text.strip():
        return None
    reader = _Reader(text, report)
    try:
        node, end = reader.value(reader.skip(0), 0)
        if reader.skip(end) < len(text):
            raise JSONDecodeError("Extra data", text, reader.skip(end))
    except JSONDecodeError as error:
        message = f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]} (column {error.colno})"
        report.add(Code.NOT_YAML, error.lineno, message, "mend the syntax, or rename the file to .yaml if it is YAML")
        return None
    except Problem as problem:
        report.add(*problem.args)
        return None
    return node


class _Reader:
    """`at` is the place in the text where a node begins; the place behind it is returned with it."""

    def __init__(self, text: str, report: Report) -> None:
        self._text = text
        self._report = report
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._scalars = JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)

    def line(self, at: int) -> int:
        return bisect_right(self._breaks, at - 1) + 1

    def skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        opening = self._text[at : at + 1]
        if opening not in ("{", "["):
            value, end = self._scalars.raw_decode(self._text, at)
            if opening == '"':
                return Scalar(self.line(at), str(value)), end
            return Scalar(self.line(at), self._text[at:end], plain=True), end
        if depth >= DEPTH_LIMIT:
            raise Problem(Code.TOO_DEEP, self.line(at), TOO_DEEP, "compare the file with the format")
        if opening == "[":
            items, end = self._between(at, "]", lambda at: self.value(at, depth + 1))
            return Sequence(self.line(at), tuple(items)), end
        pairs, end = self._between(at, "}", lambda at: self._pair(at, depth + 1))
        return to_mapping(self.line(at), pairs, self._report), end

    def _between(self, opening: int, closing: str, read: Callable[[int], tuple[_Part, int]]) -> tuple[list[_Part], int]:
        """The parts between two brackets, each with a comma before the next, and the place behind them."""
        parts: list[_Part] = []
        at = self.skip(opening + 1)
        while self._text[at : at + 1] != closing:
            part, end = read(self._expect(",", at) if parts else at)
            parts.append(part)
            at = self.skip(end)
        return parts, at + 1

    def _pair(self, at: int, depth: int) -> tuple[tuple[Node, Node], int]:
        if self._text[at : at + 1] != '"':
            raise JSONDecodeError("Expecting a key in double quotes", self._text, at)
        key, end = self.value(at, depth)
        value, end = self.value(self._expect(":", self.skip(end)), depth)
        return (key, value), end

    def _expect(self, mark: str, at: int) -> int:
        if self._text[at : at + 1] != mark:
            raise JSONDecodeError(f"Expecting '{mark}'", self._text, at)
        return self.skip(at + 1)
