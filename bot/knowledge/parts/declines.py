"""Reads the questions without an answer: `questions:` out of scope, and `declines:`, which get a line instead."""

import re

from bot.knowledge.findings import Code, shown
from bot.knowledge.parts.entries import read_id
from bot.knowledge.parts.fields import Fields, Placed, text_of
from bot.knowledge.parts.templates import IN_BRACES
from bot.knowledge.texts import one_line
from bot.model import Decline, Place

DECLINE_KEYS = ("id", "line", "says", "unless", "needs")
_DISCLAIMER = "disclaimer"  # What may stand in braces in a line.
_WORD = r"(?![-_'’])[^\s*/|()\[\]{}?!.,;:]+"
_CHOICE = f"{_WORD}(?:/{_WORD})*"
SAYING = re.compile(rf"{_CHOICE}(?: (?:\* )?{_CHOICE})*")
"""Words with a space between them, "/" between alternatives, and "*" for a gap inside."""


def read_out_of_scope(fields: Fields) -> Placed[str]:
    found = []
    for node in fields.items("questions"):
        text = text_of(node, "questions", fields.report)
        if text:
            found.append((one_line(text), fields.report.place(node.line)))
        elif text is not None:
            message = "a question out of scope is empty"
            fields.report.add(Code.EMPTY_TEXT, node.line, message, "write it, or remove the item")
    return tuple(found)


def read_declines(fields: Fields) -> Placed[Decline]:
    """Faulty ones are left out."""
    found = (_decline(Fields(node, DECLINE_KEYS, fields.report)) for node in fields.mappings("declines"))
    return tuple(one for one in found if one is not None)


def _decline(fields: Fields) -> tuple[Decline, Place] | None:
    before = len(fields.report.found)
    id = read_id(fields, "decline")
    line = fields.one_line("line")
    says, unless = _sayings(fields, "says"), _sayings(fields, "unless")
    needs = fields.text("needs")
    for name in IN_BRACES.findall(line):
        if name != _DISCLAIMER:
            remedy = f"use {{{_DISCLAIMER}}}, which is that of the manifest, or remove it"
            fields.fault("line", Code.UNKNOWN_PLACEHOLDER, f"`line` holds the unknown placeholder {{{name}}}", remedy)
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
