"""Draws every series as a phone shows it, on pages to look at, and the pictures of docs/charts (`make charts`)."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image

from bot.charts import draw
from bot.knowledge import load_knowledge

SHOWN = (400, 225)
GAP = 12
ACROSS, DOWN = 3, 5
DARK = "#313338"  # As in a client with dark colours.
FOR_README = ("monthly-deliveries", "top10-market-cap-2025", "su7-2026-trims")
COLOURS = 64


def main(target: Path) -> None:
    knowledge = load_knowledge()
    pictures: list[Image.Image] = []
    for series in knowledge.series:
        png = draw(series, knowledge.manifest, knowledge.vocabulary.names)
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        pictures.append(picture.resize(SHOWN, Image.Resampling.LANCZOS))
        if series.id in FOR_README:
            _save_small(picture, Path(__file__).with_name("charts") / f"{series.id}.png")
    target.mkdir(parents=True, exist_ok=True)
    for number, first in enumerate(range(0, len(pictures), ACROSS * DOWN), 1):
        path = target / f"charts-{number}.png"
        _page(pictures[first : first + ACROSS * DOWN]).save(path)
        print(path)


def _save_small(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    print(path)


def _page(pictures: list[Image.Image]) -> Image.Image:
    rows = -(-len(pictures) // ACROSS)
    page = Image.new("RGB", (GAP + ACROSS * (SHOWN[0] + GAP), GAP + rows * (SHOWN[1] + GAP)), DARK)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, ACROSS)
        page.paste(picture, (GAP + column * (SHOWN[0] + GAP), GAP + row * (SHOWN[1] + GAP)))
    return page


if __name__ == "__main__":
    main(Path(sys.argv[1]))
