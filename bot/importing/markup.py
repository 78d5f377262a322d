"""Converts HTML or Markdown to the Markdown that all platforms show, and lists the losses."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from markdown_it import MarkdownIt
from markdownify import MarkdownConverter

from bot.importing.brought import brief
from bot.knowledge import one_line

_HTML = re.compile(r"</?(p|br|div|span|ul|ol|li|a|b|strong|i|em|h[1-6]|img|table|code|pre)\b[^>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_UNSHOWN_MARKDOWN = re.compile(r"!\[[^\]]*\]\(|^ {0,3}#{1,6} |^\s*\|?\s*:?-{2,}:?\s*\|", re.MULTILINE)
"""A picture, a heading, a table."""
_LOST = (
    "img", "iframe", "video", "audio", "object", "embed", "svg", "form", "nav", "footer", "aside", "script", "noscript",
    "template",
)  # fmt: skip
_LOST_NAMES = {"img": "the picture", "video": "the film", "iframe": "the frame"}
_DROPPED = ("style", "hr", "input")
_WITHIN_WORD = re.compile(r"(?<=\w)\\_(?=\w)")  # An underscore that needs no escape.
_BREAK = re.compile(r"\s*\n\s*")
_HEADINGS = tuple(f"h{level}" for level in range(1, 7))


class Markdown(NamedTuple):
    text: str
    lost: tuple[str, ...]  # What of the original it does not show, in words.


def to_markdown(text: str, base: str) -> Markdown:
    """Convert an answer of whatever markup; plain text stays as it is.

    `base` is the address that links start from; empty where it is unknown.
    """
    if not _HTML.search(text) and not _UNSHOWN_MARKDOWN.search(text):
        return Markdown(_tidy(without_entities(text)), ())
    html = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable("table").render(text)
    return html_to_markdown(BeautifulSoup(html, "html.parser"), base)


def without_entities(text: str) -> str:
    """Signs for "&amp;" and its like, which pages leave in their tables."""
    return _ENTITY.sub(lambda entity: unescape(entity[0]), text)


def html_to_markdown(content: Tag, base: str) -> Markdown:
    """As `to_markdown`, for HTML that is parsed already; `content` is used up. Pictures and links come before tables,
    of whose cells only the words are kept."""
    lost = tuple(dict.fromkeys((*_drop_unshown(content), *_mend_links(content, base))))
    for table in content.find_all("table"):
        lost = (*lost, "a table; it is written as a list")
        table.replace_with(_to_list(table))
    for heading in content.find_all(_HEADINGS):
        for strong in heading.find_all(["strong", "b"]):
            strong.unwrap()
        heading.name = "strong"
        heading.wrap(BeautifulSoup().new_tag("p"))
    for term in content.find_all("dd"):
        term.name = "p"
    for words in content.find_all(string=_BREAK):
        if words.find_parent("pre") is None:
            words.replace_with(_BREAK.sub(" ", words))
    text = MarkdownConverter(bullets="-").convert_soup(content)
    return Markdown(_tidy(_WITHIN_WORD.sub("_", text)), lost)


def _drop_unshown(content: Tag) -> Iterator[str]:
    """Yield what is lost by it."""
    for tag in content.find_all(_DROPPED):
        tag.decompose()
    for tag in content.find_all(_LOST):
        if tag.decomposed:
            continue
        address = tag.get("src") or tag.get("data") or brief(tag.get_text())
        yield f"{_LOST_NAMES.get(tag.name, f'<{tag.name}>')} {address}".strip()
        tag.decompose()


def _mend_links(content: Tag, base: str) -> Iterator[str]:
    """Make addresses full, and put words in the place of other links; yield what is lost by it."""
    for link in content.find_all("a"):
        address = urljoin(base, str(link.get("href") or ""))
        if address.startswith(("https://", "http://")):
            link["href"] = address
            continue
        label, bare = link.get_text().strip(), address.removeprefix("mailto:").removeprefix("tel:")
        if bare != address:
            link.replace_with(label if bare == label.replace(" ", "") else f"{label} ({bare})")
            continue
        if address and label:
            yield f"the link of {label} to {address}, which is no full address"
        link.unwrap()


def _to_list(table: Tag) -> Tag:
    """Each row is an item: its first cell, then the others, each behind the header of its column."""
    rows = [[one_line(cell.get_text()) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]
    header = rows[0] if table.find("th") and len(rows) > 1 else []
    made = BeautifulSoup().new_tag("ul")
    for row in rows[1:] if header else rows:
        item = BeautifulSoup().new_tag("li")
        others = zip_longest(header[1:][: len(row[1:])], row[1:], fillvalue="")
        cells = ", ".join(f"{name} {cell}".strip() for name, cell in others)
        item.append(NavigableString(": ".join(part for part in (*row[:1], cells) if part)))
        made.append(item)
    return made


def _tidy(text: str) -> str:
    """No space at the ends of lines, at most one line left free."""
    lines = (line.rstrip() for line in text.replace("\xa0", " ").strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
