"""Reads `cases:` and `questions:`: test questions, and out-of-scope lines."""

from dataclasses import dataclass

from bot.knowledge.findings import Code
from bot.knowledge.parts.fields import Fields, text_of, texts_of
from bot.knowledge.reading.nodes import Scalar, Sequence
from bot.knowledge.words import one_line
from bot.model import Case, Operation, Place

CASE_KEYS = ("text", "expect", "operation", "result")


@dataclass(frozen=True, slots=True)
class Line:
    """A question out of scope, and where it stands."""

    text: str
    place: Place


def read_lines(fields: Fields) -> tuple[Line, ...]:
    lines = []
    for node in fields.items("questions"):
        text = text_of(node, "questions", fields.report)
        if text:
            lines.append(Line(one_line(text), Place(fields.report.file, node.line)))
        elif text is not None:
            message = "a question out of scope is empty"
            fields.report.add(Code.EMPTY_TEXT, node.line, message, "write it, or remove the item")
    return tuple(lines)


def read_cases(fields: Fields) -> tuple[Case, ...]:
    cases = []
    for node in fields.mappings("cases"):
        case = Fields(node, CASE_KEYS, fields.report)
        text = case.one_line("text")
        if not text:
            fields.report.add(Code.BAD_CASE, node.line, "a case has no text", "add `text:`, or remove the case")
        if not any(key.text == "expect" for key, _ in node.pairs):
            message = "a case does not say what it expects"
            fields.report.add(Code.BAD_CASE, node.line, message, "add `expect:` with the id of an entry, or null")
        figure = case.one_of("operation", tuple(Operation), Code.BAD_CASE), _result(case)
        if case.text("expect") is None and any(one is not None for one in figure):
            message = "a case expects nothing, and a figure"
            fields.report.add(Code.BAD_CASE, node.line, message, "name in `expect:` what the figure is of")
        cases.append(Case(text, case.text("expect"), case.place, *figure))
    return tuple(case for case in cases if case.text)


def _result(case: Fields) -> float | str | tuple[str, ...] | None:
    node = case.node("result")
    if isinstance(node, Sequence):
        return texts_of(node, "result", case.report)
    number = node.number() if isinstance(node, Scalar) else None
    return float(number) if number is not None else case.text("result")
