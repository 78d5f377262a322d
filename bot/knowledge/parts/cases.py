"""Reads `cases:`, the test questions."""

from bot.knowledge.findings import Code, Report
from bot.knowledge.parts.fields import Fields, texts_of
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence, describe, is_nothing
from bot.model import Case, Operation

CASE_KEYS = ("text", "expect", "operation", "result")


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
        bare = isinstance(value, Scalar) and value.plain and not is_nothing(value)
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
