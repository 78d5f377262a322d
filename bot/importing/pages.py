"""Reads FAQ pages in HTML or Markdown: headings, summaries and terms, each with the text below it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PageElement
from markdown_it import MarkdownIt

from bot.importing.brought import Found, Left, Pair, brief, nested
from bot.importing.documents import Document
from bot.importing.labels import part_labelled
from bot.importing.markup import Markdown, html_to_markdown
from bot.importing.sections import Section, begins_section, sections
from bot.importing.tags import LINE, flatten, line_of

_AROUND = ("nav", "footer", "aside", "form", "noscript", "template")
_DATA = "application/ld+json"
_FRONT = re.compile(r"\A---\n.*?^(?:---|\.\.\.)\n", re.DOTALL | re.MULTILINE)
_ANCHOR = re.compile(r"^(#{1,6} .*?)\s*\{[#.:][^}\n]*\}\s*$", re.MULTILINE)
_TAG = re.compile(r"<(summary|dt|h[1-6]|p|li|script|noscript|template)\b")


def is_html(document: Document) -> bool:
    return document.suffix in (".html", ".htm", ".xhtml")


def is_markdown(document: Document) -> bool:
    return document.suffix in (".md", ".markdown", ".mdown", ".mkd")


def read_html(document: Document) -> tuple[Found, ...]:
    return _read(document, document.text())


def read_markdown(document: Document) -> tuple[Found, ...]:
    """As the HTML that it renders to, in which each tag has the number of its line."""
    text = _FRONT.sub(lambda front: "\n" * front[0].count("\n"), document.text())
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.parse(_ANCHOR.sub(r"\1", text))
    for token in tokens:
        if token.map and token.type == "html_block":
            token.content = _numbered(token.content, token.map[0] + 1)
        elif token.map:
            token.attrSet(LINE, str(token.map[0] + 1))
    return _read(document, str(parser.renderer.render(tokens, parser.options, {})))


def _numbered(html: str, first: int) -> str:
    def numbered(tag: re.Match[str]) -> str:
        return f'{tag[0]} {LINE}="{first + html.count(chr(10), 0, tag.start())}"'

    return _TAG.sub(numbered, html)


def _read(document: Document, html: str) -> tuple[Found, ...]:
    """`document` is what the places name."""
    try:
        return tuple(_found(document, html))
    except RecursionError as error:
        raise nested(document.place()) from error


def _found(document: Document, html: str) -> Iterator[Found]:
    """The order counts: linked data stands in scripts, which are taken out with all that surrounds the questions, and
    sections are cut of what is left."""
    soup = BeautifulSoup(html, "html.parser")
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    declared = tuple(_declared(document, soup))
    canonical = soup.find("link", rel="canonical")
    base = str(canonical.get("href") or "") if canonical else ""
    yield from _scripts(document, soup)
    for tag in _surroundings(soup):
        yield Left(f"<{tag.name}>: {brief(flatten(tag))}", document.place(line_of(tag)))
    part_labelled(soup)
    found = tuple(_asked(document, soup, base))
    yield from (one for one in found if isinstance(one, Left))
    pairs = [one for one in found if isinstance(one, Pair)]
    if declared and not any(pair.answer for pair in pairs):
        # A page without headings may still say what it answers.
        pairs = [replace(pair, url=base) for pair in declared]
    yield from pairs


def _declared(document: Document, soup: BeautifulSoup) -> Iterator[Pair]:
    """What the page itself declares, as https://schema.org/FAQPage: questions, each with a `name` and an
    `acceptedAnswer`. What cannot be read is passed over: a page may hold much that is none of ours."""
    for script in soup.find_all("script", type=_DATA):
        try:
            data = json.loads(script.get_text())
        except ValueError:
            continue
        for question in _questions(data):
            answer = question.get("acceptedAnswer")
            text = answer.get("text") if isinstance(answer, dict) else ""
            place = document.place(script.sourceline or 1)
            yield Pair(str(question.get("name") or ""), str(text or ""), place)


def _questions(data: object) -> Iterator[dict[str, object]]:
    """At any depth: a page may hold several things, one of which is the FAQ."""
    if isinstance(data, dict):
        if data.get("@type") == "Question":
            yield data
        for value in data.values():
            yield from _questions(value)
    elif isinstance(data, list):
        for value in data:
            yield from _questions(value)


def _scripts(document: Document, soup: BeautifulSoup) -> Iterator[Left]:
    """What scripts there were, taken out."""
    for script in soup.find_all("script"):
        if script.get("type") != _DATA:
            yield Left("<script>, which no chat runs", document.place(line_of(script)))
        script.extract()


def _surroundings(soup: BeautifulSoup) -> Iterator[Tag]:
    """What stands around the questions, taken out."""
    for tag in soup.find_all("style"):
        tag.decompose()
    for tag in soup.find_all(_AROUND):
        # A form may stand around the whole page.
        if tag.decomposed or (tag.name == "form" and tag.find(begins_section)):
            continue
        tag.extract()
        if flatten(tag):
            yield tag
    main = soup.find("main")
    if main and soup.body:
        main.extract()
        if flatten(soup.body):
            yield soup.body
        soup.body.clear()
        soup.body.append(main)


def _asked(document: Document, soup: BeautifulSoup, base: str) -> Iterator[Found]:
    """The questions by sections. Groups hold the headings above a section, outermost first."""
    groups: list[Section] = []
    for section in sections(soup.body or soup):
        groups = [group for group in groups if group.level < section.level]
        place = document.place(section.line)
        answer, lost = _answer(section.content, base)
        above = f"in the answer to {section.heading}" if section.heading else "before the first heading"
        yield from (Left(f"{above}: {one}", place) for one in lost)
        if not section.is_group:
            topic = groups[-1].heading if groups else ""
            yield Pair(section.heading, answer, place, topic=topic, url=base, ready=True)
            continue
        groups.append(section)
        if answer:
            below = f"below the heading {section.heading}" if section.heading else "before the first heading"
            yield Left(f"the text {below}, which is no question: {brief(answer)}", place)


def _answer(content: list[PageElement], base: str) -> Markdown:
    whole = BeautifulSoup()
    for element in content:
        whole.append(element.extract())
    return html_to_markdown(whole, base)
