"""Shares the width of a table among its columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.charts.canvas import Canvas
from bot.charts.look import LEAST

_WIDEST_WORD = 190  # At the smallest size of text; longer words are broken.
_WRAPPED_TITLE = 0.55  # Titles of columns would rather take two lines than the room of what stands below them.
_HALVINGS = 30  # Of the span in which the width of the widest columns lies.


@dataclass(frozen=True, slots=True)
class Need:
    """Three widths of a column, each the least for it, rising."""

    unbroken: float  # No word is broken.
    title_wrapped: float  # Only the title wraps.
    unwrapped: float  # Nothing wraps.


def need_of(canvas: Canvas, texts: Sequence[str], size: int, *, is_first: bool) -> Need:
    """`texts`: the title and the cells below it; titles and the first column are bold."""
    bold = [is_first or row == 0 for row, _ in enumerate(texts)]
    title, *cells = (canvas.width(text, size, one) + 1 for text, one in zip(texts, bold, strict=True))
    words = (canvas.width(word, size, one) + 1 for text, one in zip(texts, bold, strict=True) for word in text.split())
    word, cell = max(words, default=1.0), max(cells, default=0.0)
    wrapped = title if is_first else title * _WRAPPED_TITLE
    return Need(min(word, _WIDEST_WORD * size / LEAST), max(wrapped, word, cell), max(title, cell, 1.0))


def shared(free: float, needs: Sequence[Need]) -> tuple[float, ...] | None:
    """Give each column what it needs; where that is too much, titles wrap first, then the widest columns. None where
    words would break."""
    unwrapped, wrapped = sum(need.unwrapped for need in needs), sum(need.title_wrapped for need in needs)
    if unwrapped <= free:
        return tuple(need.unwrapped for need in needs)
    if wrapped <= free:
        share = (free - wrapped) / (unwrapped - wrapped)
        return tuple(need.title_wrapped + (need.unwrapped - need.title_wrapped) * share for need in needs)
    if sum(need.unbroken for need in needs) > free:
        return (free,) if len(needs) == 1 else None
    fits, too_wide = 0.0, max(need.title_wrapped for need in needs)
    for _ in range(_HALVINGS):
        middle = (fits + too_wide) / 2
        fits, too_wide = (middle, too_wide) if sum(_capped(needs, middle)) <= free else (fits, middle)
    return _capped(needs, fits)


def _capped(needs: Sequence[Need], widest: float) -> tuple[float, ...]:
    """No column is wider, unless a word of it is."""
    return tuple(max(need.unbroken, min(need.title_wrapped, widest)) for need in needs)
