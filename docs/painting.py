"""Paints chat messages: texts with marks, buttons and pictures in, one image out, as a client shows them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import matplotlib
from PIL import Image, ImageDraw, ImageFont

SCALE = 2
WIDTH = 560 * SCALE
PAD = 14 * SCALE
GAP = 8 * SCALE
_FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
_FILES = {"": "DejaVuSans", "b": "DejaVuSans-Bold", "i": "DejaVuSans-Oblique", "c": "DejaVuSansMono"}
_MARKS = re.compile(r"\*\*(?P<b>.+?)\*\*|\*(?P<i>[^*]+?)\*|`(?P<c>[^`]+)`|\[(?P<a>[^\]]+)\]\((?P<url>[^)]+)\)")
_ESCAPED = re.compile(r"\\([^\w\s])")


@dataclass(frozen=True, slots=True)
class Colours:
    back: str
    card: str
    bar: str
    text: str
    faint: str
    link: str
    button: str
    main: str
    danger: str
    code: str


DARK = Colours(
    "#313338", "#2b2d31", "#1e1f22", "#dbdee1", "#949ba4", "#00a8fc", "#4e5058", "#5865f2", "#da373c", "#1e1f22"
)
LIGHT = Colours(
    "#ffffff", "#f2f3f5", "#e3e5e8", "#313338", "#5c5e66", "#006ce7", "#e3e5e8", "#5865f2", "#da373c", "#e9eaed"
)


class Sheet:
    """Grows downwards; what is added last stands lowest."""

    def __init__(self, colours: Colours) -> None:
        self.colours = colours
        self._image = Image.new("RGB", (WIDTH, 4_000 * SCALE), colours.back)
        self._draw = ImageDraw.Draw(self._image)
        self._top = PAD
        self._left = PAD
        self._right = WIDTH - PAD

    def heading(self, text: str) -> None:
        self.text(f"**{text}**", 14)
        self._top += GAP // 2

    def text(self, text: str, size: int = 14, colour: str | None = None) -> None:
        in_code = False
        code: list[str] = []
        for line in text.split("\n"):
            if line.strip().startswith("```"):
                if in_code:
                    self._block(code)
                    code = []
                in_code = not in_code
            elif in_code:
                code.append(line)
            else:
                self._line(line.replace("- ", "• ", 1) if line.startswith("- ") else line, size, colour)

    def open_card(self) -> int:
        self._top += PAD
        self._left, self._right = self._left + PAD + 4 * SCALE, self._right - PAD
        return self._top

    def close_card(self, top: int) -> None:
        """Put the card behind what was drawn since it was opened."""
        self._left, self._right = PAD, WIDTH - PAD
        box = (PAD, top - PAD, WIDTH - PAD, self._top + PAD // 2)
        drawn = self._image.crop((self._left, top, self._right, self._top))
        mask = Image.new("L", drawn.size, 255)
        self._draw.rounded_rectangle(box, 6 * SCALE, self.colours.card)
        self._draw.rectangle((PAD, top - PAD + 6, PAD + 4 * SCALE, self._top + PAD // 2 - 6), self.colours.bar)
        self._image.paste(_on(drawn, self.colours.back, self.colours.card), (self._left, top), mask)
        self._draw.rectangle((PAD, top - PAD + 6, PAD + 4 * SCALE, self._top + PAD // 2 - 6), self.colours.bar)
        self._top += PAD

    def picture(self, png: bytes) -> None:
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        width = self._right - self._left
        picture = picture.resize((width, picture.height * width // picture.width), Image.Resampling.LANCZOS)
        self._image.paste(picture, (self._left, self._top))
        self._top += picture.height + GAP

    def buttons(self, row: list[tuple[str, str]]) -> None:
        """Label and style ("plain", "main", "danger", "menu") of each; those that do not fit go to the next line."""
        left, height = self._left, 32 * SCALE
        for label, style in row:
            font = _font("", 13)
            width = int(_width(label, font)) + 28 * SCALE if style != "menu" else min(400 * SCALE, self._right - left)
            if left > self._left and left + width > self._right:
                left, self._top = self._left, self._top + height + GAP
            fill = {"main": self.colours.main, "danger": self.colours.danger, "menu": self.colours.code}
            box = (left, self._top, left + width, self._top + height)
            self._draw.rounded_rectangle(box, 5 * SCALE, fill.get(style, self.colours.button))
            ink = "#ffffff" if style in ("main", "danger") else self.colours.text
            self._write(label, (left + 14 * SCALE, self._top + 8 * SCALE), font, ink)
            if style == "menu":
                self._write("⌄", (left + width - 24 * SCALE, self._top + 6 * SCALE), font, ink)
            left += width + GAP
        self._top += height + GAP

    def save(self, path: Path) -> None:
        picture = self._image.crop((0, 0, WIDTH, self._top + PAD))
        picture.quantize(128, dither=Image.Dither.NONE).save(path, optimize=True)

    def _line(self, line: str, size: int, colour: str | None) -> None:
        left, height = self._left, int(size * 1.5 * SCALE)
        for kind, words in _runs(line):
            font = _font("" if kind == "a" else kind, size)
            ink = self.colours.link if kind == "a" else colour or self.colours.text
            for word in re.findall(r"\S+\s*|\s+", words):
                width = int(_width(word.rstrip(), font))
                if left > self._left and left + width > self._right:
                    left, self._top = self._left, self._top + height
                self._write(word, (left, self._top), font, ink)
                left += int(_width(word, font))
        self._top += height

    def _block(self, lines: list[str]) -> None:
        font, height = _font("c", 11), 16 * SCALE
        box = (self._left, self._top, self._right, self._top + height * len(lines) + GAP * 2)
        self._draw.rounded_rectangle(box, 4 * SCALE, self.colours.code)
        for number, line in enumerate(lines):
            fits = int((self._right - self._left - 2 * GAP) / _width("m", font))
            self._write(line[:fits], (self._left + GAP, self._top + GAP + height * number), font, self.colours.text)
        self._top = box[3] + GAP

    def _write(self, text: str, at: tuple[int, int], font: ImageFont.FreeTypeFont, ink: str) -> None:
        left, top = at
        for part in re.split("(👍|👎|🗑️)", text):
            if part in _ICONS:
                self._icon(part, left, top, ink)
            else:
                self._draw.text((left, top), part, ink, font)
            left += int(_width(part, font))

    def _icon(self, sign: str, left: int, top: int, ink: str) -> None:
        points = [(left + x * SCALE, top + y * SCALE) for x, y in _ICONS[sign]]
        self._draw.polygon(points, "#f5c33b" if sign != "🗑️" else ink)


_THUMB = ((1, 7), (4, 7), (7, 1), (9, 2), (8, 6), (14, 6), (14, 14), (4, 14), (4, 15), (1, 15))
_ICONS = {
    "👍": _THUMB,
    "👎": tuple((x, 16 - y) for x, y in _THUMB),
    "🗑️": ((1, 3), (5, 3), (5, 1), (9, 1), (9, 3), (13, 3), (13, 5), (12, 5), (11, 16), (3, 16), (2, 5), (1, 5)),
}


def _runs(line: str) -> list[tuple[str, str]]:
    """The parts of a line, each with the kind of its marks."""
    runs, at = [], 0
    for found in _MARKS.finditer(line):
        kind = next(name for name in ("b", "i", "c", "a") if found[name])
        runs += [("", line[at : found.start()]), (kind, found[kind])]
        at = found.end()
    return [(kind, _ESCAPED.sub(r"\1", words)) for kind, words in [*runs, ("", line[at:])] if words]


def _font(kind: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FONTS / f"{_FILES[kind]}.ttf"), size * SCALE)


def _width(text: str, font: ImageFont.FreeTypeFont) -> float:
    if text in _ICONS:
        return 16 * SCALE
    return sum(16 * SCALE if part in _ICONS else font.getlength(part) for part in re.split("(👍|👎|🗑️)", text))


def _on(drawn: Image.Image, old: str, new: str) -> Image.Image:
    """The same on another ground, whose colour is near enough for the edges of letters to fit."""
    ground, other = Image.new("RGB", (1, 1), old).getpixel((0, 0)), Image.new("RGB", (1, 1), new).getpixel((0, 0))
    pixels = drawn.load()
    for x in range(drawn.width):
        for y in range(drawn.height):
            if pixels[x, y] == ground:  # type: ignore[index]
                pixels[x, y] = other  # type: ignore[index]
    return drawn
