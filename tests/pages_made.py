"""Pages made at random, for the converters: any text in any part, buttons and sources."""

from __future__ import annotations

from random import Random

from bot.desk import Action, Button, to_identifier
from bot.model import Source
from bot.pages import File, Link, Option, Page, PageButton, PageMenu, Picture, Style

NASTY = (
    "",
    "   ",
    "\n" * 1_000,
    "@everyone",
    "<@900000000000000001>",
    "[free](https://evil.example)",
    "```",
    "||spoiler||",
    "*" * 300,
    "🥖" * 200,
    "\u202eright to left",
    "b̷̢̛r̸̨̛e̶̡̕a̴̧͝d̵̢͠",
    "A sentence of bread. " * 400,
    "word " * 900,
    "x" * 5_000,
    "A | B\n--|--\n" * 300,
)


def a_page(chance: Random) -> Page:
    return Page(
        title=_text(chance),
        lead=_text(chance),
        text=_markdown(chance),
        code=tuple(_text(chance) for _ in range(chance.randint(0, 6))),
        notes=tuple(_text(chance) for _ in range(chance.randint(0, 3))),
        sources=tuple(_source(chance) for _ in range(chance.randint(0, 8))),
        sources_title="Sources",
        link=Link(_text(chance), _url(chance)) if chance.random() < 0.2 else None,
        rows=tuple(tuple(_button(chance) for _ in range(chance.randint(1, 7))) for _ in range(chance.randint(0, 7))),
        menus=tuple(_menu(chance) for _ in range(chance.randint(0, 6))),
        picture=Picture(b"png", "loaves.png", _text(chance)) if chance.random() < 0.3 else None,
        file=File("privacy.json", b"{}") if chance.random() < 0.1 else None,
    )


def _text(chance: Random) -> str:
    if chance.random() < 0.3:
        return "".join(chr(chance.choice((chance.randint(32, 126), chance.randint(160, 0xD7FF)))) for _ in range(20))
    return "".join(chance.choice(NASTY) for _ in range(chance.randint(0, 3)))


def _markdown(chance: Random) -> str:
    text = _text(chance)
    return text if chance.random() < 0.7 else f"Before.\n\n```\n{text.replace('`', '')}\n```\n\nAfter."


def _source(chance: Random) -> Source:
    url = _url(chance) if chance.random() < 0.7 else None
    return Source(_text(chance), chance.choice((None, _text(chance))), url, chance.choice((None, "2025-12", "2025")))


def _url(chance: Random) -> str:
    return chance.choice(("https://bakery.example/a_(b)", f"https://x.example/{_text(chance).strip()[:2000]}"))


def _button(chance: Random) -> PageButton:
    return PageButton(_text(chance), _identifier(chance), chance.choice(tuple(Style)))


def _menu(chance: Random) -> PageMenu:
    if chance.random() < 0.2:
        chosen = tuple(str(chance.randint(1, 2**62)) for _ in range(chance.randint(0, 30)))
        return PageMenu(_text(chance), _identifier(chance), channels=True, chosen=chosen)
    options = tuple(Option(_text(chance), _identifier(chance), _text(chance)) for _ in range(chance.randint(0, 30)))
    return PageMenu(_text(chance), _identifier(chance), options)


def _identifier(chance: Random) -> str:
    """Sometimes one that was there before."""
    entry = "e" * chance.randint(0, 64) + str(chance.randint(0, 20))
    return to_identifier(Button(chance.choice(tuple(Action)), "0123456789abcdef", entry))
