"""Cuts long Markdown into parts that end at a line, a sentence or a word."""

from bot.knowledge import one_line

FENCE = "```"
ZERO_WIDTH = "\u200b"
"""Keeps a sign from what it would else be read with."""
_PARAGRAPH, _SENTENCE, _WORD = ("\n\n",), (". ", "! ", "? ", "… ", "\n"), (" ",)


def cut(text: str, longest: int) -> tuple[str, ...]:
    """None of the parts is longer; a block of code that is cut is closed, and opened again in the next part."""
    parts = []
    rest = text.strip()
    room = max(longest - 2 * len(FENCE) - 2, 1)
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
    """One line at most that long, cut at a word, with an ellipsis where something is missing."""
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
