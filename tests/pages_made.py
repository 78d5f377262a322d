"""Pages made at random, for the converters: any text in any part, as many buttons and sources as come."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.desk import Action, Button, to_identifier
from bot.model import Source
from bot.pages import File, Link, Option, Page, PageButton, PageMenu, Picture, Style

NASTY = (
    "@everyone",
    "<@900000000000000001>",
    "[free](https://evil.example)",
    "```",
    "||spoiler||",
    "**",
    "🥖" * 50,
    "\u202eright to left",
    "b̷̢̛r̸̨̛e̶̡̕a̴̧͝d̵̢͠",
    "word " * 900,
    "x" * 5_000,
    "\n" * 1_000,
    "   ",
)

texts = st.one_of(
    st.text(max_size=40), st.sampled_from(NASTY), st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
)
markdown = st.one_of(texts, texts.map(lambda text: f"```\n{text.replace('`', '')}\n```"))
ids = st.from_regex(r"[a-z][a-z0-9-]{0,60}", fullmatch=True)
identifiers = st.builds(
    lambda action, entry: to_identifier(Button(action, "0123456789abcdef", entry)), st.sampled_from(Action), ids
)
buttons = st.builds(PageButton, texts, identifiers, st.sampled_from(Style))
options = st.builds(Option, texts, identifiers, texts)
menus = st.builds(PageMenu, texts, identifiers, st.lists(options, max_size=30).map(tuple))
channel_menus = st.builds(
    PageMenu,
    texts,
    identifiers,
    channels=st.just(True),
    chosen=st.lists(st.integers(1, 2**63).map(str), max_size=30, unique=True).map(tuple),
)
urls = st.one_of(
    st.just("https://bakery.example/a_(b)"), st.text(max_size=30).map(lambda end: f"https://x.example/{end}")
)
sources = st.builds(Source, texts, st.none() | texts, st.none() | urls, st.none() | st.just("2025-12"))
pages = st.builds(
    Page,
    title=texts,
    lead=texts,
    text=markdown,
    code=st.lists(texts, max_size=8).map(tuple),
    notes=st.lists(texts, max_size=4).map(tuple),
    sources=st.lists(sources, max_size=8).map(tuple),
    link=st.none() | st.builds(Link, texts, urls),
    rows=st.lists(st.lists(buttons, min_size=1, max_size=7).map(tuple), max_size=7).map(tuple),
    menus=st.lists(menus | channel_menus, max_size=6).map(tuple),
    picture=st.none() | st.builds(Picture, st.just(b"png"), st.just("loaves.png"), texts),
    file=st.none() | st.just(File("privacy.json", b"{}")),
)
