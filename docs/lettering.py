"""Letters: the width and the lines of a text in a font, with its marked parts; icons as outlines."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib
from PIL import ImageFont

SCALE = 2
_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_FILES = {"": "DejaVuSans", "b": "DejaVuSans-Bold", "i": "DejaVuSans-Oblique", "c": "DejaVuSansMono"}
_MARKS = re.compile(r"\*\*(?P<b>.+?)\*\*|\*(?P<i>[^*]+?)\*|`(?P<c>[^`]+)`|\[(?P<a>[^\]]+)\]\((?P<url>[^)]+)\)")
_ESCAPED = re.compile(r"\\([^\w\s])")

_THUMB = ((1, 7), (4, 7), (7, 1), (9, 2), (8, 6), (14, 6), (14, 14), (4, 14), (4, 15), (1, 15))
ICONS = {
    "👍": _THUMB,
    "👎": tuple((x, 16 - y) for x, y in _THUMB),
    "🗑️": ((1, 3), (5, 3), (5, 1), (9, 1), (9, 3), (13, 3), (13, 5), (12, 5), (11, 16), (3, 16), (2, 5), (1, 5)),
}


def runs_of(line: str) -> list[tuple[str, str]]:
    """The parts of a line, each with the kind of its marks."""
    runs, at = [], 0
    for found in _MARKS.finditer(line):
        kind = next(name for name in ("b", "i", "c", "a") if found[name])
        runs += [("", line[at : found.start()]), (kind, found[kind])]
        at = found.end()
    return [(kind, _ESCAPED.sub(r"\1", words)) for kind, words in [*runs, ("", line[at:])] if words]


def font_of(kind: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"{_FILES[kind]}.ttf"), size * SCALE)


def width_of(text: str, font: ImageFont.FreeTypeFont) -> float:
    if text in ICONS:
        return 16 * SCALE
    return sum(16 * SCALE if part in ICONS else font.getlength(part) for part in re.split("(👍|👎|🗑️)", text))


def wrapped(label: str, font: ImageFont.FreeTypeFont, room: int) -> list[str]:
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, font) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
