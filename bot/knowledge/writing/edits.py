"""Replaces whole lines of a text; new lines end as the others do."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.writing.places import LINE_END

Lines = tuple[str, ...]  # Without their ends.


@dataclass(frozen=True, slots=True)
class Edit:
    """Puts `lines` in place of the text from `start` to `end`, which both begin a line."""

    start: int
    end: int
    lines: Lines

    def changes(self, text: str) -> bool:
        return self.start == self.end or lines_in(text[self.start : self.end]) != self.lines


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Edits do not overlap."""
    parts: list[str] = []
    first_end = LINE_END.search(text)
    at, newline = 0, first_end[0] if first_end else "\n"
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        before = text[at : edit.start]
        missing = newline if before and not LINE_END.match(before, len(before) - 1) else ""
        parts += [before, missing, *(f"{line}{newline}" for line in edit.lines)]
        at = edit.end
    return "".join((*parts, text[at:]))


def lines_in(text: str) -> Lines:
    lines = LINE_END.split(text)
    return tuple(lines if lines[-1] else lines[:-1])


def indented(lines: Iterable[str], indent: str) -> Lines:
    return tuple(f"{indent}{line}" if line else "" for line in lines)
