"""What stands in the place of a table that a picture shows; without the picture the table stays."""

from __future__ import annotations

import pytest

from bot.knowledge import words_in
from bot.model import Knowledge, Point, Series
from bot.pages import Page, Picture
from bot.pages.pictures import Pictures, pictured

TABLE = "```\n| Loaf | Price\n|------|------\n| Rye  |   4.2\n```"
PICTURE = Picture(b"png", "loaves.png", "Table: Loaves.", "**Loaves**\n\n- Rye: 4.2")


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        pytest.param(f"**Loaves**\n\n{TABLE}", PICTURE.caption, id="title-and-table"),
        pytest.param(f"**Loaves**\n\n{TABLE}\nThe first 9 of 20 rows.", PICTURE.caption, id="with-rows-left-out"),
        pytest.param(f"For 2025: **Loaves**\n\n{TABLE}", f"For 2025: {PICTURE.caption}", id="qualified"),
        pytest.param(f"So:\n\n{TABLE}\n\nWheat is not.", f"So:\n\n{PICTURE.caption}\n\nWheat is not.", id="within"),
        pytest.param("Rye costs **4.2 euros**.", "Rye costs **4.2 euros**.", id="no-table"),
        pytest.param("- 2025: 4.2\n- 2024: 4.0", "- 2025: 4.2\n- 2024: 4.0", id="a-list"),
    ],
)  # fmt: skip
def test_the_caption_takes_the_place_of_the_table(text: str, beside: str) -> None:
    page = pictured(Page("Loaves?", text=text), PICTURE)

    assert page.text_beside(True) == beside
    assert page.text_beside(False) == text


def test_without_a_picture_the_table_stays() -> None:
    assert pictured(Page(text=TABLE), None).text_beside(True) == TABLE


async def test_a_picture_is_drawn_once_and_anew_once_its_figures_change() -> None:
    def loaves(*values: float) -> Series:
        points = tuple(Point(str(year), value) for year, value in enumerate(values, 2023))
        return Series("loaves", "Loaves", "bread", points=points)

    held = [loaves(1, 2)]
    pictures = Pictures(lambda: Knowledge(series=tuple(held)), words_in())
    first, again = await pictures.draw("loaves"), await pictures.draw("loaves")
    held[:] = [loaves(1, 3)]
    later, unknown = await pictures.draw("loaves"), await pictures.draw("rolls")
    pictures.close()

    assert first is again
    assert later is not None
    assert first != later
    assert unknown is None
