"""Pages as blocks: whatever stands in them, Slack takes them, and a text stands beside them."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack_app.drawing import to_home, to_message, to_modal, to_prompts, with_labels
from adapters.slack_app.serving import traits_of
from bot import open_bot
from bot.desk import Desk
from bot.model import Source
from bot.pages import Field, Form, Front, Link, Option, Page, PageButton, PageMenu, Picture, Style, Visit
from fake_slack.blocks import problems_of, view_problems

T = TypeVar("T")
words = st.text(max_size=200)

SCRAPS = (
    *("", " ", "\x1b", "\u200b", "\n\n", "word ", "a" * 90, "🗑️", "مرحبا"),
    *("Sentence & more. ", "<!channel> <@U1>", "*_`~[](", "[x](https://a.example/?b=1&c=|2)"),
    *("```\n", "| a | b |\n", "- item\n", "# head\n"),
)


def any_page(seed: int) -> Page:
    """Whatever may stand in a page, and some that should not; the same for the same seed."""
    chance = Random(seed)

    def words(most: int = 6) -> str:
        return "".join(chance.choices(SCRAPS, k=chance.randrange(most)))

    def some(make: Callable[[], T], most: int) -> tuple[T, ...]:
        return tuple(make() for _ in range(chance.randrange(most)))

    def identifier() -> str:
        return f"ev1:{chance.choice('acgbm')}:{'A' * chance.randrange(17)}:{'x' * chance.randrange(70)}"

    def button() -> PageButton:
        return PageButton(words(), identifier(), chance.choice(list(Style)))

    def menu() -> PageMenu:
        options = some(lambda: Option(words(), identifier(), words()), chance.choice((3, 3, 3, 150)))
        return PageMenu(words(), identifier(), options, channels=chance.random() < 0.2)

    address = "https://a.example/?b=1&c=|2" + "x" * chance.choice((0, 300))
    return Page(
        words(),
        lead=words(chance.choice((4, 4, 4, 4, 900))),
        text=words(chance.choice((4, 4, 4, 4, 900))),
        code=some(words, 6),
        notes=some(words, 5),
        sources=some(lambda: Source(words(), words() or None, address, "2025-12-31"), chance.choice((3, 3, 3, 60))),
        link=Link(words(), address) if chance.random() < 0.3 else None,
        rows=some(lambda: some(button, 8), chance.choice((4, 4, 4, 4, 70))),
        menus=some(menu, 4),
        picture=Picture(b"png", "a.png", "Chart: " + words(200)) if chance.random() < 0.3 else None,
    )


def check_pages(seeds: range) -> None:
    for seed in seeds:
        page = any_page(seed)
        drawn = to_message(page, "F1" if seed % 2 else None)
        assert problems_of(list(drawn.blocks)) == [], seed
        assert drawn.text.strip(), seed
        assert len(drawn.text) <= 4_000, seed
        assert not re.search("<[!@]", json.dumps(drawn.blocks)), seed
        assert view_problems(to_home([page, page])) == [], seed


def test_any_page_is_a_message_and_a_home_that_slack_takes() -> None:
    check_pages(range(300))


@pytest.mark.soak
def test_ten_thousand_pages_are_messages_that_slack_takes() -> None:
    check_pages(range(10_000))


@given(words, words, words, words, words, st.lists(st.builds(Option, words, st.just("ev1:a::x"), words), max_size=12))
def test_any_form_is_a_modal_that_slack_takes(
    title: str, label: str, placeholder: str, button: str, question: str, choices: list[Option]
) -> None:
    fields = (Field("text", label, placeholder), Field("more", label, placeholder, 9_000, required=False))
    form = Form(title, "ev1:f:A:", fields, button, question=question, choices=tuple(choices))

    assert view_problems(to_modal(form, "{}" * 5_000)) == []


@pytest.mark.parametrize("fence", ["```", "  ```", "~~~", "````"])
def test_what_somebody_wrote_ends_no_block_of_code(fence: str) -> None:
    (block,) = to_message(Page(code=(f"{fence} *loud*", "- a point", "*louder*"))).blocks

    text = block["text"]["text"]
    assert text.count("```") == 2
    assert text.startswith("```\n")
    assert text.endswith("\n- a point\n*louder*\n```")


def test_the_most_that_a_page_can_hold_is_taken() -> None:
    button = PageButton("word " * 40, "ev1:a:AAAAAAAAAAAAAAAA:" + "x" * 70)
    page = Page(
        "word " * 100,
        lead="<&>" * 2_000,
        text="A sentence & more of it. " * 800,
        notes=("note " * 400,) * 3,
        sources=(Source("publisher " * 10, "title " * 30, "https://a.example/" + "x" * 300),) * 60,
        rows=((button,),) * 60,
        menus=(PageMenu("pick", "ev1:q:0:", (Option("o" * 200, "ev1:a::x", "d" * 200),) * 150),) * 3,
    )

    assert problems_of(list(to_message(page, "F1").blocks)) == []


def test_a_page_is_read_from_top_to_bottom() -> None:
    page = Page("What?", lead="Well,", text="**so**", notes=("As of 2025",), rows=((PageButton("More", "ev1:l:1:x"),),))
    kinds = [block["type"] for block in to_message(page).blocks]

    assert kinds == ["section", "section", "section", "context", "actions"]
    assert to_message(page).text == "What?\nWell,\n*so*\nAs of 2025"


TABLE = "```\n| Loaf | Price\n| Rye  |   4.2\n```"


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        pytest.param({"file": "F1"}, "• Rye: 4.2", id="within"),
        pytest.param({"follows": True}, "• Rye: 4.2", id="below"),
        pytest.param({}, TABLE, id="nowhere"),
    ],
)
def test_a_table_is_told_in_short_beside_its_picture_only(options: dict[str, Any], shown: str) -> None:
    page = Page("Loaves?", text=TABLE, caption="- Rye: 4.2", picture=Picture(b"png", "loaves.png", "Table."))
    sections = [block["text"]["text"] for block in to_message(page, **options).blocks if block["type"] == "section"]

    assert sections == ["*Loaves?*", shown]


def test_new_labels_change_nothing_else() -> None:
    blocks = list(
        to_message(Page(lead="x", rows=((PageButton("👍", "ev1:g:A:"), PageButton("👎", "ev1:b:A:")),))).blocks
    )
    changed = with_labels(blocks, (PageButton("👍 1", "ev1:g:A:"),))

    assert [one["text"]["text"] for one in changed[-1]["elements"]] == ["👍 1", "👎"]
    assert changed[:-1] == blocks[:-1]


def test_at_most_four_prompts_are_suggested() -> None:
    assert len(to_prompts([f"question {number}?" for number in range(9)])) == 4


@pytest.fixture(scope="module")
def front(slack_bakery: Path, shared_folder: Path) -> Front:
    bot = open_bot(slack_bakery, shared_folder / "slack-cache" / "evbot")
    desk = Desk(bot)
    return Front(desk, traits_of(desk))


@pytest.mark.soak
async def test_ten_thousand_replies_of_the_shipped_knowledge_are_messages_that_slack_takes(shipped_cache: Path) -> None:
    bot = open_bot(None, shipped_cache / "evbot")
    desk = Desk(bot)
    front = Front(desk, traits_of(desk))
    asked = [words for entry in bot.knowledge.entries for words in (entry.id, entry.question, *entry.phrasings)]
    for number, words in enumerate(asked[:10_000]):
        visit = Visit(f"slack:T/U{number}", "slack:T/C", channel="C")
        page = await front.ask(words, visit, private=bool(number % 2))
        assert problems_of(list(to_message(page, "F1").blocks)) == [], words


@given(text=st.text(max_size=200))
def test_any_reply_is_a_message_that_slack_takes(front: Front, text: str) -> None:
    page = asyncio.run(front.ask(text, Visit("slack:T/U", "slack:T/C", channel="C"), private=True))

    assert problems_of(list(to_message(page).blocks)) == []


def test_a_single_block_that_is_too_large_is_left_to_the_text_beside_it() -> None:
    menu = PageMenu("pick", "ev1:q:0:", (Option("o" * 200, "ev1:a::x", "d" * 200),) * 150)

    assert len(to_message(Page(menus=(menu,))).blocks) == 1
