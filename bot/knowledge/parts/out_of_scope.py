"""Reads `questions:`, which must not be answered."""

from dataclasses import dataclass

from bot.knowledge.findings import Code
from bot.knowledge.parts.fields import Fields, text_of
from bot.knowledge.texts import one_line
from bot.model import Place


@dataclass(frozen=True, slots=True)
class OutOfScope:
    text: str
    place: Place


def read_out_of_scope(fields: Fields) -> tuple[OutOfScope, ...]:
    found = []
    for node in fields.items("questions"):
        text = text_of(node, "questions", fields.report)
        if text:
            found.append(OutOfScope(one_line(text), Place(fields.report.file, node.line)))
        elif text is not None:
            message = "a question out of scope is empty"
            fields.report.add(Code.EMPTY_TEXT, node.line, message, "write it, or remove the item")
    return tuple(found)
