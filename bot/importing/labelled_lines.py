"""Cuts a block of HTML into lines, and tells which of them begin with a label such as "Q:" or "A:"."""

import re
from collections.abc import Iterable
from enum import Enum

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from bot.importing.tags import BOLD

Line = list[PageElement]


def _label(letter: str, words: str) -> re.Pattern[str]:
    """Behind the letter alone a full stop or a bracket may stand, too: "Q1." or "A)"."""
    number = r"\s*(?:\d+\s*)?"
    return re.compile(rf"\s*(?:{letter}{number}[:：.)]|(?:{words}){number}[:：])\s*", re.IGNORECASE)


class Label(Enum):
    """Each has as its value the pattern of what is written, with the spaces around it."""

    QUESTION = _label("Q", "Question|Frage|Pregunta|问题?")
    ANSWER = _label("A", "R|Answer|Antwort|Réponse|Respuesta|回?答")


# Before a newline, and between a question and the label of its answer: "Is it new? A: Yes."
_LINE_END = re.compile(rf"(?=\n)|(?<=[?？])[^\S\n](?={Label.ANSWER.value.pattern})", re.IGNORECASE)


def label_of(text: str) -> Label | None:
    return next((label for label in Label if label.value.match(text)), None)


def lines_of(block: Tag) -> list[Line]:
    """Cut at line ends; the newline or `<br>` stays at the start of the line behind it. A line also begins behind a
    bold question, and before a tag that holds only the label of an answer."""
    lines: list[Line] = [[]]
    for child in list(block.children):
        if type(child) is NavigableString:
            begun, *others = _LINE_END.split(child)
            lines[-1].append(NavigableString(begun))
            lines += [[NavigableString(other)] for other in others]
            continue
        text = child.get_text()
        if isinstance(child, Tag) and (child.name == "br" or Label.ANSWER.value.fullmatch(text)):
            lines.append([])
        lines[-1].append(child)
        if label_of(text) is Label.QUESTION and is_bold_question(lines[-1]):
            lines.append([])
    return lines


def is_bold_question(line: Line) -> bool:
    """As `<b>Q: Is it new</b>`, with nothing else; the label alone, `<b>Q:</b>`, is no question."""
    shown = [node for node in line if node.get_text().strip()]
    if len(shown) != 1 or not isinstance(shown[0], Tag) or shown[0].name not in BOLD:
        return False
    text = shown[0].get_text()
    return label_of(text) is Label.QUESTION and not Label.QUESTION.value.fullmatch(text)


def text_of(lines: Iterable[Line]) -> str:
    return "".join(node.get_text() for line in lines for node in line)
