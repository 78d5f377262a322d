"""Whatever a page holds, what is sent of it is valid, and nothing of it pings, links or hides by itself."""

from __future__ import annotations

import asyncio
import json
from random import Random
from typing import Any

import discord
import pytest
from discord.http import handle_message_parameters

from adapters.discord_bot import limits
from adapters.discord_bot.drawing import to_drawn
from adapters.discord_bot.markup import escape, link
from bot.knowledge import words_in
from bot.pages import Page, Picture
from fake_discord.validating import problems_of
from pages_made import a_page


def payload_of(page: Page, *, embeds: bool = True, files: bool = True) -> dict[str, Any]:
    """As the library itself would send it."""

    async def made() -> Any:
        drawn = to_drawn(page, embeds=embeds, files=files)
        options = {"embed": drawn.embed} if drawn.embed else {}
        options |= {"view": drawn.view} if drawn.view else {}  # type: ignore[dict-item]
        with handle_message_parameters(
            content=drawn.content,
            files=list(drawn.files) or discord.utils.MISSING,
            allowed_mentions=discord.AllowedMentions.none(),
            **options,  # type: ignore[arg-type]
        ) as made:
            return made.payload or json.loads(
                next(one["value"] for one in made.multipart if one["name"] == "payload_json")
            )

    return dict(asyncio.run(made()))


def is_something(page: Page) -> bool:
    parts = (page.title, page.lead, page.text, *page.code, *page.notes)
    return any(part.strip() for part in parts) or bool(page.picture or page.file)


def check(page: Page) -> None:
    files = [one.name for one in (page.picture, page.file) if one]
    if is_something(page):
        assert problems_of(payload_of(page), files) == []
        assert problems_of(payload_of(page, embeds=False, files=False)) == [] or not page.title.strip()


@pytest.mark.parametrize("count", [100, pytest.param(10_000, marks=pytest.mark.soak)])
def test_every_page_makes_a_valid_message(count: int) -> None:
    for seed in range(count):
        check(a_page(Random(seed)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("[free](https://evil.example)", r"\[free](https\://evil.example)", id="link"),
        pytest.param("see http://evil.example", r"see http\://evil.example", id="address"),
        pytest.param("**loud** _soft_", r"\*\*loud\*\* \_soft\_", id="emphasis"),
        pytest.param("||hidden||", r"\|\|hidden\|\|", id="spoiler"),
        pytest.param("<@123> <#4> <:a:5> <t:6>", r"\<@123> \<#4> \<:a:5> \<t:6>", id="tags"),
        pytest.param("@everyone", "@\u200beveryone", id="everyone"),
        pytest.param("# big\n> quote\n- item", "\\# big\n\\> quote\n\\- item", id="beginnings of lines"),
        pytest.param("a - b (c) [d] 3 < 4", "a - b (c) [d] 3 < 4", id="plain"),
        pytest.param("C:\\new", r"C:\\new", id="backslash"),
    ],
)
def test_what_somebody_typed_is_shown_as_it_stands(text: str, shown: str) -> None:
    assert escape(text) == shown


def test_a_link_keeps_its_address_whole() -> None:
    assert link("Prices [2025]", "https://x.example/a (b)") == "[Prices (2025)](https://x.example/a%20%28b%29)"


TABLE = "```\n| Loaf | Price\n| Rye  |   4.2\n```"
PICTURED = Page(
    "Loaves?",
    text=TABLE,
    caption="- Rye: 4.2",
    notes=("As of 2025",),
    picture=Picture(b"png", "loaves.png", "Table.", missing=words_in().no_picture),
)


def test_beside_its_picture_a_table_is_told_in_short() -> None:
    (embed,) = payload_of(PICTURED)["embeds"]

    assert embed["description"] == "- Rye: 4.2"
    assert embed["footer"]["text"] == "As of 2025"


def test_where_no_picture_can_be_attached_the_table_stays_and_that_is_said() -> None:
    (embed,) = payload_of(PICTURED, files=False)["embeds"]

    assert embed["description"] == TABLE
    assert embed["footer"]["text"] == "As of 2025 · There is a picture of this, but I may not attach files here."
    assert "image" not in embed


def test_where_neither_embeds_nor_files_are_allowed_both_are_said_in_plain_text() -> None:
    content = payload_of(PICTURED, embeds=False, files=False)["content"]

    assert TABLE in content
    assert "I may not attach files here." in content


@pytest.mark.parametrize("most", [0, 1, 2, 3, 9, 10, 19, 40, 2_000])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("six loaves of rye bread. " * 200, id="sentences"),
        pytest.param("🥖" * 2_000, id="signs-of-size-two"),
        pytest.param("```\nrye  6\n```\n" * 200, id="code"),
    ],
)
def test_a_text_is_cut_to_any_size(text: str, most: int) -> None:
    cut = limits.beginning(text, most)

    assert limits.size(cut) <= most
    assert cut or most < 2
