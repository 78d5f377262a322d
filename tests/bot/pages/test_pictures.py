"""What stands in the place of a table that a picture shows; without the picture the table stays."""

from __future__ import annotations

import pytest

from bot.pages import Page, Picture
from bot.pages.pictures import pictured

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
