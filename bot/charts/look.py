"""Sizes and colours of pictures, fit for a phone and legible in light and dark clients."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 675
MARGIN = 40
INNER = WIDTH - 2 * MARGIN

TITLE = (38, 34, 30, 26, 22)  # Sizes, the first at which a title fits.
LABEL = 24
FOOT = 21
LEAST = 20  # Below it nothing can be read at a third of the size.
LINE = 1.3  # From one line of text to the next, in sizes.

# The ground is opaque, so that a dark client changes nothing; all inks have a contrast of at least 4.5 on it.
GROUND = "#fbfaf8"
INK = "#1c1e21"
QUIET = "#5b6168"
RULE = "#dcdad6"
ACCENT = "#c8450c"
TINT = "#fbe7dc"
REST = "#a4a9af"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; `top` counts from the upper edge of the picture down."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height
