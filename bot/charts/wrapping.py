"""Breaks a text into lines, and cuts what is too long."""

from collections.abc import Callable

Measure = Callable[[str], float]
"""The width of a text in pixels."""


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Break between words, and within a word only where it alone is too wide. At least one line, if an empty one."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, width, measure)
        lines += whole
    return (*lines, line) if line or not lines else tuple(lines)


def cut(lines: tuple[str, ...], most: int, width: float, measure: Measure) -> tuple[str, ...]:
    """Return at most `most` lines; where that leaves some out, the last ends with an ellipsis."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and measure(f"{last}…") > width:
        last = last[:-1]
    return (*lines[: most - 1], f"{last.rstrip()}…")


def _pieces(word: str, width: float, measure: Measure) -> list[str]:
    pieces = [""]
    if measure(word) <= width:
        return [word]
    for character in word:
        if pieces[-1] and measure(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces
