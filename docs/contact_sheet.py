"""Draws every series at the size of a phone: a knowledge folder in, pages to look at out (`make charts`)."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from bot.charts import draw
from bot.knowledge import load_knowledge
from bot.model import Knowledge

SHOWN = (400, 225)
GAP = 12
ACROSS, DOWN = 3, 5
DARK = "#313338"  # As in a client with dark colours.


def main(target: Path, folder: Path | None = None) -> None:
    target.mkdir(parents=True, exist_ok=True)
    pictures = _pictures(load_knowledge(folder))
    for number, first in enumerate(range(0, len(pictures), ACROSS * DOWN), 1):
        path = target / f"charts-{number}.png"
        _page(pictures[first : first + ACROSS * DOWN]).save(path)
        print(path)


def _pictures(knowledge: Knowledge) -> list[Image.Image]:
    drawn = (draw(series, knowledge.manifest, knowledge.vocabulary.names) for series in knowledge.series)
    return [Image.open(io.BytesIO(png)).convert("RGB").resize(SHOWN, Image.Resampling.LANCZOS) for png in drawn]


def _page(pictures: list[Image.Image]) -> Image.Image:
    rows = -(-len(pictures) // ACROSS)
    page = Image.new("RGB", (GAP + ACROSS * (SHOWN[0] + GAP), GAP + rows * (SHOWN[1] + GAP)), DARK)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, ACROSS)
        page.paste(picture, (GAP + column * (SHOWN[0] + GAP), GAP + row * (SHOWN[1] + GAP)))
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
