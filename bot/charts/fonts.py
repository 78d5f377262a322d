"""Chooses a font that can write a text; text that no font can write becomes Latin letters or is left out."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.model import Name

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

_OURS = "DejaVu Sans"  # Comes with matplotlib, so that it is there and everywhere the same.
_REGULAR, _BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
# For the scripts that ours has not; the first that is installed is taken.
_WIDER = (
    "Noto Sans CJK SC|Noto Sans CJK JP|Noto Sans SC|Source Han Sans SC|WenQuanYi Zen Hei|WenQuanYi Micro Hei"
    "|PingFang SC|Hiragino Sans GB|Microsoft YaHei|SimHei|Droid Sans Fallback|Arial Unicode MS".split("|")
)


class Fonts:
    def __init__(self, names: tuple[Name, ...] = ()) -> None:
        spelled = [(spelling, _latin(name)) for name in names for spelling in name.spellings if not spelling.isascii()]
        self._latin = sorted(spelled, key=lambda pair: (-len(pair[0]), pair))

    def readable(self, text: str) -> str:
        """Return the text on one line, without what no font here can write and without what that leaves empty.

        Names that cannot be written stand as the vocabulary has them: "Grain Mill" for 磨坊 and grain-mill.
        """
        if text.isascii() and text.isprintable():
            return text
        composed = unicodedata.normalize("NFC", " ".join(text.split()))
        if self._known(composed) == composed:
            return composed
        for spelling, latin in self._latin:
            composed = composed.replace(spelling, f" {latin} ")
        known = self._known(composed)
        for empty in ("()", "( )", "[]", "“”", '""'):
            known = known.replace(empty, "")
        return " ".join(known.split()).replace("( ", "(").replace(" )", ")")

    def properties(self, text: str, size: float, bold: bool) -> FontProperties:
        """`size` in points; the text is `readable`."""
        from matplotlib.font_manager import FontProperties

        if text.isascii() or all(ord(c) in self._charmap for c in text):
            return FontProperties(fname=_file(_BOLD if bold else _REGULAR), size=size)
        families = [_OURS, self._wider] if self._wider else [_OURS]
        return FontProperties(family=families, size=size, weight="bold" if bold else "normal")

    def _known(self, text: str) -> str:
        return "".join(c for c in text if ord(c) in self._charmap or ord(c) in self._wider_charmap)

    @cached_property
    def _charmap(self) -> dict[int, int]:
        """What both weights can write, by the numbers of the characters."""
        from matplotlib.ft2font import FT2Font

        regular, bold = (FT2Font(str(_file(name))).get_charmap() for name in (_REGULAR, _BOLD))
        return {code: glyph for code, glyph in regular.items() if code in bold and chr(code).isprintable()}

    @cached_property
    def _wider(self) -> str | None:
        from matplotlib.font_manager import fontManager

        installed = {font.name for font in fontManager.ttflist}
        return next((name for name in _WIDER if name in installed), None)

    @cached_property
    def _wider_charmap(self) -> dict[int, int]:
        if self._wider is None:
            return {}
        from matplotlib.font_manager import FontProperties, findfont, get_font

        files = (findfont(FontProperties(family=[self._wider], weight=weight)) for weight in ("normal", "bold"))
        regular, bold = (get_font(file).get_charmap() for file in files)
        return {code: glyph for code, glyph in regular.items() if code in bold and code > 0xFF}


def _file(name: str) -> Path:
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf", name)


def _latin(name: Name) -> str:
    return " ".join(word.upper() if _is_short_form(word) else word.capitalize() for word in name.value.split("-"))


def _is_short_form(word: str) -> bool:
    """Whether it is rather "DHL" or "X5" than "Old"."""
    return len(word) <= 3 and (set("aeiou").isdisjoint(word) or any(c.isdigit() for c in word))
