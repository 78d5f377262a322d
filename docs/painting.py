"""Paints chat messages as a client shows them, with texts, marks, buttons and pictures."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from lettering import ICONS, SCALE, font_of, runs_of, width_of, wrapped
from PIL import Image, ImageChops, ImageDraw, ImageFont

WIDE, NARROW = 560, 360
"""As on a desk and on a phone."""
PAD = 14 * SCALE
GAP = 8 * SCALE


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
    line: str
    """Around buttons."""


DARK = Colours(
    *("#313338", "#2b2d31", "#1e1f22", "#dbdee1", "#949ba4", "#00a8fc"),
    *("#4e5058", "#5865f2", "#da373c", "#1e1f22", "#4e5058"),
)
LIGHT = Colours(
    *("#ffffff", "#f2f3f5", "#e3e5e8", "#313338", "#5c5e66", "#006ce7"),
    *("#e3e5e8", "#5865f2", "#da373c", "#e9eaed", "#e3e5e8"),
)


class Sheet:
    """Grows downwards; what is added last stands lowest."""

    def __init__(self, colours: Colours, width: int = WIDE) -> None:
        self.colours = colours
        self._width = width * SCALE
        self._image = Image.new("RGB", (self._width, 4_000 * SCALE), colours.back)
        self._draw = ImageDraw.Draw(self._image)
        self._top = PAD
        self._left = PAD
        self._right = self._width - PAD

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
        self._left, self._right = PAD, self._width - PAD
        box = (PAD, top - PAD, self._width - PAD, self._top + PAD // 2)
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
        left, height, font = self._left, 32 * SCALE, font_of("", 13)
        fills = {"main": self.colours.main, "danger": self.colours.danger, "menu": self.colours.code}
        for label, style in row:
            lines = wrapped(label, font, self._right - self._left - 28 * SCALE)
            width = max(int(width_of(line, font)) for line in lines) + 28 * SCALE
            width = min(400 * SCALE, self._right - self._left) if style == "menu" else width
            if left > self._left and left + width > self._right:
                left, self._top = self._left, self._top + height + GAP
            height = (14 + 18 * len(lines)) * SCALE
            box = (left, self._top, left + width, self._top + height)
            self._draw.rounded_rectangle(box, 5 * SCALE, fills.get(style, self.colours.button), self.colours.line)
            ink = "#ffffff" if style in ("main", "danger") else self.colours.text
            for number, line in enumerate(lines):
                self._write(line, (left + 14 * SCALE, self._top + (8 + 18 * number) * SCALE), font, ink)
            if style == "menu":
                self._write("⌄", (left + width - 24 * SCALE, self._top + 6 * SCALE), font, ink)
            left += width + GAP
        self._top += height + GAP

    def options(self, shown: list[tuple[str, str]], left_out: int) -> None:
        """Label and description of each, in the list that a menu opens."""
        top, width = self._top - GAP, min(400 * SCALE, self._right - self._left)
        bottom = top + (44 * len(shown) + 26 * bool(left_out)) * SCALE + GAP
        self._draw.rounded_rectangle((self._left, top, self._left + width, bottom), 5 * SCALE, self.colours.card)
        self._draw.rounded_rectangle((self._left, top, self._left + width, bottom), 5 * SCALE, None, self.colours.line)
        for number, (label, description) in enumerate(shown):
            at = (self._left + 14 * SCALE, top + (6 + 44 * number) * SCALE)
            self._write(label, at, font_of("", 13), self.colours.text)
            self._write(description, (at[0], at[1] + 18 * SCALE), font_of("", 11), self.colours.faint)
        if left_out:
            at = (self._left + 14 * SCALE, bottom - 24 * SCALE)
            self._write(f"↓ {left_out} more", at, font_of("", 11), self.colours.faint)
        self._top = bottom + GAP

    def field(self, placeholder: str) -> None:
        """What is typed into."""
        box = (self._left, self._top, self._right, self._top + 64 * SCALE)
        self._draw.rounded_rectangle(box, 5 * SCALE, self.colours.back, self.colours.line, SCALE)
        at = (self._left + 12 * SCALE, self._top + 10 * SCALE)
        self._write(placeholder, at, font_of("", 13), self.colours.faint)
        self._top = box[3] + GAP

    def choice(self, label: str) -> None:
        """One of several that exclude each other."""
        box = (self._left, self._top + 2 * SCALE, self._left + 14 * SCALE, self._top + 16 * SCALE)
        self._draw.ellipse(box, None, self.colours.faint, SCALE)
        self._left += 24 * SCALE
        self.text(label, 13)
        self._left -= 24 * SCALE

    def rule(self) -> None:
        self._top += GAP
        self._draw.line((self._left, self._top, self._right, self._top), self.colours.line, SCALE)
        self._top += GAP * 2

    def gap(self) -> None:
        self._top += GAP

    def save(self, path: Path) -> None:
        picture = self._image.crop((0, 0, self._width, self._top + PAD))
        picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)

    def _line(self, line: str, size: int, colour: str | None) -> None:
        left, height = self._left, int(size * 1.5 * SCALE)
        hanging = self._left + (int(width_of("• ", font_of("", size))) if line.startswith("• ") else 0)
        for kind, words in runs_of(line):
            font = font_of("" if kind == "a" else kind, size)
            ink = self.colours.link if kind == "a" else colour or self.colours.text
            for word in re.findall(r"\S+\s*|\s+", words):
                width = int(width_of(word.rstrip(), font))
                if left > hanging and left + width > self._right:
                    left, self._top = hanging, self._top + height
                self._write(word, (left, self._top), font, ink)
                left += int(width_of(word, font))
        self._top += height

    def _block(self, lines: list[str]) -> None:
        font, height = font_of("c", 11), 16 * SCALE
        fits = int((self._right - self._left - 2 * GAP) / width_of("m", font))
        lines = [part for line in lines for part in (wrap(line, fits, drop_whitespace=False) or [""])]
        box = (self._left, self._top, self._right, self._top + height * len(lines) + GAP * 2)
        self._draw.rounded_rectangle(box, 4 * SCALE, self.colours.code)
        for number, line in enumerate(lines):
            self._write(line, (self._left + GAP, self._top + GAP + height * number), font, self.colours.text)
        self._top = box[3] + GAP

    def _write(self, text: str, at: tuple[int, int], font: ImageFont.FreeTypeFont, ink: str) -> None:
        left, top = at
        for part in re.split("(👍|👎|🗑️)", text):
            if part in ICONS:
                self._icon(part, left, top, ink)
            else:
                self._draw.text((left, top), part, ink, font)
            left += int(width_of(part, font))

    def _icon(self, sign: str, left: int, top: int, ink: str) -> None:
        points = [(left + x * SCALE, top + y * SCALE) for x, y in ICONS[sign]]
        self._draw.polygon(points, "#f5c33b" if sign != "🗑️" else ink)


def _on(drawn: Image.Image, old: str, new: str) -> Image.Image:
    """The same on another ground, whose colour is near enough for the edges of letters to fit."""
    apart = ImageChops.difference(drawn, Image.new("RGB", drawn.size, old)).convert("L")
    drawn.paste(Image.new("RGB", drawn.size, new), (0, 0), apart.point([255] + [0] * 255))
    return drawn
