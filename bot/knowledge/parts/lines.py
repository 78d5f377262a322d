"""Reads `cases:`, `questions:` and `declines:`: test questions, out-of-scope lines, and what is declined."""

import re
from dataclasses import dataclass

from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.parts.entries import read_id
from bot.knowledge.parts.fields import Fields, text_of, texts_of
from bot.knowledge.parts.templates import PLACEHOLDER
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence, describe
from bot.knowledge.words import one_line
from bot.model import Case, Decline, Operation, Place

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
    cases = (_case(node, CASE_KEYS, fields.report) for node in fields.mappings("cases"))
    return tuple(case for case in cases if case.text)


def read_foreign_case(node: Node | None, report: Report, *, is_json: bool) -> Case | None:
    """Read a case of a test set, which may have keys of its own. In JSON a text stands in quotes."""
    if not isinstance(node, Mapping):
        what = describe(node) if node else "nothing"
        report.add(
            Code.BAD_CASE, node.line if node else 1, f"a case is {what}", "write {text: ..., expect: id or null}"
        )
        return None
    for key, value in node.pairs if is_json else ():
        bare = isinstance(value, Scalar) and value.plain and not value.is_nothing()
        if bare and key.text in ("text", "expect"):
            report.add(Code.WRONG_TYPE, value.line, f"`{key.text}` is {describe(value)}", "write a text, in quotes")
    return _case(node, tuple(key.text for key, _ in node.pairs), report)


def _case(node: Mapping, known: tuple[str, ...], report: Report) -> Case:
    case = Fields(node, known, report)
    text, expect = case.one_line("text"), case.text("expect")
    if not text:
        report.add(Code.BAD_CASE, node.line, "a case has no text", "add `text:`, or remove the case")
    if not any(key.text == "expect" for key, _ in node.pairs):
        message = "a case does not say what it expects"
        report.add(Code.BAD_CASE, node.line, message, "add `expect:` with the id of an entry, or null")
    figure = case.one_of("operation", tuple(Operation), Code.BAD_CASE), _result(case)
    if expect is None and any(one is not None for one in figure):
        message = "a case expects nothing, and a figure"
        report.add(Code.BAD_CASE, node.line, message, "name in `expect:` what the figure is of")
    return Case(text, expect, case.place, *figure)


def _result(case: Fields) -> float | str | tuple[str, ...] | None:
    node = case.node("result")
    if isinstance(node, Sequence):
        return texts_of(node, "result", case.report)
    number = node.number() if isinstance(node, Scalar) else None
    return float(number) if number is not None else case.text("result")


DECLINE_KEYS = ("id", "line", "says", "unless", "needs")
DISCLAIMER = "disclaimer"
"""What may stand in braces in a line."""
_WORD = r"(?![-_'’])[^\s*/|()\[\]{}?!.,;:]+"
_CHOICE = f"{_WORD}(?:/{_WORD})*"
SAYING = re.compile(rf"{_CHOICE}(?: (?:\* )?{_CHOICE})*")
"""Words with a space between them, "/" between alternatives, and "*" for a gap inside."""


def read_declines(fields: Fields) -> tuple[tuple[Decline, Place], ...]:
    """Those with anything wrong are left out."""
    found = (_decline(Fields(node, DECLINE_KEYS, fields.report)) for node in fields.mappings("declines"))
    return tuple(one for one in found if one is not None)


def _decline(fields: Fields) -> tuple[Decline, Place] | None:
    before = len(fields.report.found)
    id = read_id(fields, "decline")
    line = fields.one_line("line")
    says, unless = _sayings(fields, "says"), _sayings(fields, "unless")
    needs = fields.text("needs")
    _check_placeholders(line, fields)
    if id is None or len(fields.report.found) > before:
        return None
    if line and says:
        return Decline(id, line, says, unless, needs), fields.place
    missing, remedy = "says", "write ways of asking for it: says: [should i/we * buy]"
    if not line:
        missing, remedy = "line", "write what is said instead of an answer"
    fields.fault(missing, Code.BAD_DECLINE, f"what is declined as {id} has no `{missing}`", remedy)
    return None


def _sayings(fields: Fields, key: str) -> tuple[str, ...]:
    sayings = []
    for node in fields.items(key):
        saying = text_of(node, key, fields.report)
        if saying is None:
            continue
        sayings.append(one_line(saying))
        if not SAYING.fullmatch(sayings[-1]):
            message = f"`{key}` holds {shown(saying)}, which is no way of asking"
            remedy = "write words, with / between alternatives and * for a gap between words: should i/we * buy"
            fields.report.add(Code.BAD_SAYING, node.line, message, remedy)
    return tuple(sayings)


def _check_placeholders(line: str, fields: Fields) -> None:
    for name in PLACEHOLDER.findall(line):
        if name != DISCLAIMER:
            remedy = f"use {{{DISCLAIMER}}}, which is that of the manifest, or remove it"
            fields.fault("line", Code.UNKNOWN_PLACEHOLDER, f"`line` holds the unknown placeholder {{{name}}}", remedy)
