"""Reads the keys of a mapping as typed values."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from bot.knowledge.dates import parse_date
from bot.knowledge.findings import Code, Report, did_you_mean, shown
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence, describe, is_nothing
from bot.knowledge.texts import can_be_shown, one_line
from bot.model import Place

_Choice = TypeVar("_Choice", bound=StrEnum)
_Value = TypeVar("_Value")
_Node = TypeVar("_Node", Sequence, Mapping)
Placed = tuple[tuple[_Value, Place], ...]  # Of what has no `place` of its own: each with the place where it stands.


class Fields:
    """An absent, empty or null key reads as None; a value of a wrong type, too, and is reported."""

    def __init__(self, node: Mapping, known: tuple[str, ...], report: Report) -> None:
        self.line = node.line
        self.report = report
        self._nodes = {key.text: value for key, value in node.pairs if not is_nothing(value)}
        for key, _ in node.pairs:
            if key.text not in known:
                remedy = did_you_mean(key.text, known, f"use one of: {', '.join(known)}", '"{}"')
                report.add(Code.UNKNOWN_KEY, key.line, f"the key {shown(key.text)} is unknown", remedy)

    @property
    def place(self) -> Place:
        return self.report.place(self.line)

    def node(self, key: str) -> Node | None:
        return self._nodes.get(key)

    def line_of(self, key: str) -> int:
        return self._nodes[key].line if key in self._nodes else self.line

    def text(self, key: str) -> str | None:
        """Other scalars count as the texts that stand there: an id may be `on`, a label 2025."""
        node = self._nodes.get(key)
        return None if node is None else text_of(node, key, self.report)

    def one_line(self, key: str) -> str:
        """Empty where there is none."""
        return one_line(self.text(key) or "")

    def texts(self, key: str) -> tuple[str, ...]:
        return texts_of(self._nodes.get(key), key, self.report)

    def lines(self, key: str) -> tuple[str, ...]:
        return lines_of(self._nodes.get(key), key, self.report)

    def one_of(self, key: str, choices: tuple[_Choice, ...], code: Code) -> _Choice | None:
        text = self.text(key)
        if text is not None and text not in choices:
            remedy = did_you_mean(text, tuple(choices), f"write one of: {', '.join(choices)}")
            self.fault(key, code, f"`{key}` is {shown(text)}, which is unknown", remedy)
        return next((one for one in choices if one == text), None)

    def date(self, key: str) -> str | None:
        text = self.text(key)
        if text is not None and parse_date(text) is None:
            remedy = "write a day (2025-12-31), a month (2025-12) or a year (2025) that exists"
            self.fault(key, Code.BAD_DATE, f"`{key}` is no date: {shown(text)}", remedy)
            return None
        return text

    def truth(self, key: str) -> bool:
        """False where it is left out."""
        return self._scalar(key, Scalar.truth, "true or false") or False

    def number(self, key: str) -> int | float | None:
        return self._scalar(key, Scalar.number, "a number without separators or units")

    def items(self, key: str) -> tuple[Node, ...]:
        node = self._typed(key, Sequence, "a list")
        return node.items if node else ()

    def mappings(self, key: str) -> tuple[Mapping, ...]:
        found = []
        for item in self.items(key):
            if isinstance(item, Mapping):
                found.append(item)
            else:
                message = f"`{key}` holds {describe(item)} where a mapping belongs"
                self.report.add(Code.WRONG_TYPE, item.line, message, "write its keys, each with a colon")
        return tuple(found)

    def mapping(self, key: str) -> Mapping | None:
        return self._typed(key, Mapping, "a mapping")

    def pairs(self, key: str) -> tuple[tuple[Scalar, Node], ...]:
        node = self.mapping(key)
        return node.pairs if node else ()

    def named(self, key: str, what: str, example: str, verb: str = "is") -> Iterator[tuple[Scalar, Mapping]]:
        """The pairs whose values are mappings; `what` names a pair in findings, as "the unit"."""
        for name, node in self.pairs(key):
            if isinstance(node, Mapping):
                yield name, node
            else:
                message = f"{what} {shown(name.text)} {verb} {describe(node)}"
                self.report.add(Code.WRONG_TYPE, node.line, message, f"write a mapping: {example}")

    def fault(self, key: str, code: Code, message: str, remedy: str) -> None:
        self.report.add(code, self.line_of(key), message, remedy)

    def _scalar(self, key: str, read: Callable[[Scalar], _Value | None], wanted: str) -> _Value | None:
        node = self._nodes.get(key)
        value = read(node) if isinstance(node, Scalar) else None
        if value is None:
            self._wrong(key, wanted)
        return value

    def _typed(self, key: str, kind: type[_Node], wanted: str) -> _Node | None:
        node = self._nodes.get(key)
        if isinstance(node, kind):
            return node
        self._wrong(key, wanted)
        return None

    def _wrong(self, key: str, wanted: str) -> None:
        """Report a value of another type; an absent one is no mistake."""
        node = self._nodes.get(key)
        if node is not None:
            self.report.add(Code.WRONG_TYPE, node.line, f"`{key}` is {describe(node)}", f"write {wanted}")


def text_of(node: Node, key: str, report: Report) -> str | None:
    """Return the text without blanks around it, "" for null; None, with a finding, if it cannot be shown."""
    if is_nothing(node):
        return ""
    if not isinstance(node, Scalar):
        report.add(Code.WRONG_TYPE, node.line, f"`{key}` is {describe(node)}", "write a text")
        return None
    strange = None if node.text.isprintable() else next((c for c in node.text if not can_be_shown(c)), None)
    if strange is not None:
        message = f"`{key}` holds the character U+{ord(strange):04X}, which cannot be shown"
        report.add(Code.UNPRINTABLE, node.line, message, "remove it")
        return None
    return node.text.strip()


def texts_of(node: Node | None, key: str, report: Report) -> tuple[str, ...]:
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        report.add(Code.WRONG_TYPE, node.line, f"`{key}` is {describe(node)}", f"write a list: {key}: [..., ...]")
        return ()
    found = []
    for item in node.items:
        text = text_of(item, key, report)
        if text:
            found.append(text)
        elif text is not None:
            report.add(Code.EMPTY_TEXT, item.line, f"`{key}` holds an empty text", "write it, or remove the item")
    return tuple(found)


def lines_of(node: Node | None, key: str, report: Report) -> tuple[str, ...]:
    """Texts, each on one line."""
    return tuple(map(one_line, texts_of(node, key, report)))


def finite(number: float | None, what: str, line: int, report: Report) -> float | None:
    if number is None or isfinite(number):
        return number
    report.add(Code.NOT_A_NUMBER, line, f"{what} is not a finite number", "write the number, or null for a gap")
    return None
