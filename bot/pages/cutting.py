"""Cuts long Markdown into parts that end at a line, a sentence or a word, and joins lines that were wrapped."""

import re

from bot.knowledge import one_line

FENCE = "```"
ZERO_WIDTH = "\u200b"  # Keeps a sign from what it would else be read with.
_PARAGRAPH, _SENTENCE, _WORD = ("\n\n",), (". ", "! ", "? ", "… ", "\n"), (" ",)
_FENCED = re.compile(r"\s*(```|~~~)")
_BEGINS = re.compile(r"\s*([-*+]\s|\d{1,3}[.)]\s|>|#{1,6}\s|\|)")
"""What begins a line of its own: an item, a quote, a heading, the row of a table."""


def cut(text: str, longest: int) -> tuple[str, ...]:
    """Return parts that are not longer; each closes a block of code that is cut, and the next opens it again."""
    parts = []
    rest = text.strip()
    room = max(longest - 2 * len(FENCE + "\n"), 1)  # A part may get a fence at both ends.
    while len(rest) > longest:
        at = _end(rest[:room])
        part, rest = rest[:at].rstrip(), rest[at:]
        if part.count(FENCE) % 2:
            part, rest = f"{part}\n{FENCE}", f"{FENCE}\n{rest.lstrip(chr(10))}"
        else:
            rest = rest.lstrip()
        parts.append(part)
    return (*parts, rest) if rest else tuple(parts)


def beginning(text: str, longest: int) -> str:
    """The first of the parts, empty where there is none."""
    return next(iter(cut(text, longest)), "")


def shortened(text: str, longest: int) -> str:
    """Return one line of at most this length, cut at a word, with an ellipsis if something is missing."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    at = line.rfind(" ", longest // 2, longest)
    return f"{line[: at if at > 0 else longest - 1].rstrip()}…"


def _end(text: str) -> int:
    """Where to cut: after the last paragraph, sentence or line of the later half, else after a word."""
    for ends in (_PARAGRAPH, _SENTENCE, _WORD):
        at = max(text.rfind(end) + len(end) for end in ends)
        if at > len(text) // 2:
            return at
    return len(text)


def flowing(text: str) -> str:
    """Join the lines of wrapped paragraphs; two spaces at a line's end keep a break, as in Markdown."""
    lines: list[str] = []
    in_code = False
    joins = False
    for line in text.split("\n"):
        fence = _FENCED.match(line) is not None
        if joins and not fence and line.strip() and not _BEGINS.match(line):
            lines[-1] = f"{lines[-1]} {line.strip()}"
        else:
            lines.append(line)
        in_code ^= fence
        joins = not in_code and not fence and bool(line.strip()) and not line.endswith("  ")
    return "\n".join(lines)
