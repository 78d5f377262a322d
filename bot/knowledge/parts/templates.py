"""Reads `ask:` and `superlatives:` of a series, and checks their placeholders."""

import re
from dataclasses import replace

from bot.knowledge.findings import Code, did_you_mean, shown
from bot.knowledge.generating.cells import asked_columns
from bot.knowledge.generating.superlatives import WHICH
from bot.knowledge.generating.tables import is_numeric
from bot.knowledge.parts.data import check_columns
from bot.knowledge.parts.fields import Fields
from bot.model import Ask, Series, Superlative

ASK_KEYS = ("question", "phrasings", "answer", "columns")
SUPERLATIVE_KEYS = ("which", "column", "question", "phrasings", "answer")
IN_BRACES = re.compile(r"\{([^{}]*)\}")
_OF_POINTS = ("label", "value", "figure")
_OF_TABLES = ("row", "column", "value", "figure")


def read_templates(fields: Fields, series: Series) -> Series:
    """Return the series with its declared templates."""
    asked = [Fields(node, ASK_KEYS, fields.report) for node in fields.mappings("ask")]
    read = [(ask, Ask(*_texts(ask), columns=ask.texts("columns"))) for ask in asked]
    known = tuple(column.id for column in series.columns)
    series = replace(series, ask=tuple(ask for _, ask in read))
    _check_overlap(series, fields)
    for ask_fields, ask in read:
        check_columns(ask_fields, "columns", ask.columns, known)
        _check_known(ask_fields, ask, series)
        _check_needed(ask_fields, ask, series)
    wanted = [Fields(node, SUPERLATIVE_KEYS, fields.report) for node in fields.mappings("superlatives")]
    return replace(series, superlatives=tuple(_read_superlative(one, series) for one in wanted))


def _check_needed(fields: Fields, ask: Ask, series: Series) -> None:
    """Each generated question must name its point or cell, each answer the value."""
    for key, text in _all_texts(ask):
        found = IN_BRACES.findall(text)
        if key == "answer":
            missing = ["value"] if text and not {"value", "figure"} & set(found) else []
        else:
            missing = [name for name in _telling_apart(ask, series) if name not in found]
        for name in missing:
            remedy = f"write {{{name}}} where it belongs; otherwise all generated entries read the same"
            fields.fault(key, Code.NO_PLACEHOLDER, f"`{key}` of a template has no {{{name}}}: {shown(text)}", remedy)


def _telling_apart(ask: Ask, series: Series) -> tuple[str, ...]:
    """The placeholders without which two generated questions would be the same."""
    if not series.columns:
        return ("label",) if len(series.points) > 1 else ()
    row = ("row",) if len(series.rows) > 1 else ()
    return (*row, "column") if len(asked_columns(ask, series)) > 1 else row


def _read_superlative(fields: Fields, series: Series) -> Superlative:
    which, column = fields.text("which") or "", fields.text("column")
    if which not in WHICH:
        message = f"`which` of a superlative is {shown(which)}"
        fields.fault("which", Code.BAD_SUPERLATIVE, message, "write max or min")
    known = tuple(c.id for c in series.columns)
    if column:
        check_columns(fields, "column", (column,), known)
    elif known:
        message = "a superlative of a table names no column"
        fields.fault("column", Code.BAD_SUPERLATIVE, message, f"add `column:`, one of: {', '.join(known)}")
    if column in known and not is_numeric(series, column):
        message = f"a superlative is asked of the column {column}, which holds no numbers"
        fields.fault("column", Code.BAD_SUPERLATIVE, message, "name a column of numbers")
    question, answer, phrasings = _texts(fields)
    superlative = Superlative(which, question, answer, phrasings, column)
    _check_known(fields, superlative, series)
    return superlative


def _texts(fields: Fields) -> tuple[str, str, tuple[str, ...]]:
    question, answer = fields.one_line("question"), fields.text("answer") or ""
    if not question:
        fields.report.add(Code.NO_QUESTION, fields.line, "a template has no question", "add `question:`")
    if not answer:
        fields.report.add(Code.NO_ANSWER, fields.line, "a template has no answer", "add `answer:`")
    return question, answer, fields.lines("phrasings")


def _all_texts(template: Ask | Superlative) -> tuple[tuple[str, str], ...]:
    phrasings = (("phrasings", text) for text in template.phrasings)
    return (("question", template.question), *phrasings, ("answer", template.answer))


def _check_known(fields: Fields, template: Ask | Superlative, series: Series) -> None:
    known = _OF_TABLES if series.columns else _OF_POINTS
    for key, text in _all_texts(template):
        for name in IN_BRACES.findall(text):
            if name not in known:
                remedy = did_you_mean(name, known, f"use {', '.join(f'{{{k}}}' for k in known)}", "{{{}}}")
                fields.fault(key, Code.UNKNOWN_PLACEHOLDER, f"`{key}` holds the unknown placeholder {{{name}}}", remedy)
            if name == "figure" and series.points and not series.unit:
                message = f"`{key}` wants a {{figure}}, a value with its unit, but the series has no unit"
                fields.fault(key, Code.NO_UNIT, message, "add `unit:`, or write {value}")


def _check_overlap(series: Series, fields: Fields) -> None:
    if not series.columns and len(series.ask) > 1:
        message = "two templates ask for the same points"
        fields.fault("ask", Code.GENERATED_ID_TAKEN, message, "make one of them, with more phrasings")
    named = [name for ask in series.ask for name in ask.columns]
    general = [ask for ask in series.ask if not ask.columns] if series.columns else []
    if len(set(named)) < len(named) or len(general) > 1:
        message = "two templates ask for the same column"
        fields.fault("ask", Code.GENERATED_ID_TAKEN, message, "name each column once in `columns:`")
