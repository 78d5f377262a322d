"""Joins the lines of a paragraph that was wrapped in its file."""

import re

_FENCED = re.compile(r"\s*(```|~~~)")
_BEGINS = re.compile(r"\s*([-*+]\s|\d{1,3}[.)]\s|>|#{1,6}\s|\|)")
"""What begins a line of its own: an item, a quote, a heading, the row of a table."""


def flowing(text: str) -> str:
    """Two spaces at the end of a line break it, as everywhere in Markdown."""
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
