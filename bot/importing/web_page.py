"""FAQ pages in HTML: headings, summaries and terms, each with the text below it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from bot.importing.brought import Found, Left, Pair, brief, nested
from bot.importing.documents import Document
from bot.importing.linked_data import pairs_of
from bot.importing.markup import markdown_of

LINE = "data-line"
"""The attribute that says where a tag stood, where its place in the HTML does not tell."""
_LEVELS = {**{f"h{level}": level for level in range(1, 7)}, "summary": 8, "dt": 8}
_LED = 7
"""The level of a bold question at the start of a paragraph, which is a heading in all but name."""
_ASKS = re.compile(r"[?？]\W*$")
_ANCHOR = re.compile(r"^\W*$")
"""The mark beside a heading that links to itself."""
_AROUND = ("nav", "footer", "aside", "form")
_SILENT = ("script", "style", "noscript", "template")


@dataclass(slots=True)
class _Section:
    level: int
    heading: str
    line: int
    content: list[PageElement] = field(default_factory=list)
    is_group: bool = False
    """It only holds other questions together."""

    @property
    def asks(self) -> bool:
        return bool(_ASKS.search(self.heading))


def recognises(document: Document) -> bool:
    return document.suffix in (".html", ".htm", ".xhtml")


def read(document: Document) -> tuple[Found, ...]:
    return read_page(document, document.text())


def read_page(document: Document, html: str) -> tuple[Found, ...]:
    """`document` is what the places name; a tag's attribute LINE goes before its line in the HTML."""
    try:
        return tuple(_read_page(document, html))
    except RecursionError as error:
        raise nested(document.place()) from error


def _read_page(document: Document, html: str) -> Iterator[Found]:
    soup = BeautifulSoup(html, "html.parser")
    declared = tuple(pairs_of(document, soup))
    canonical = soup.find("link", rel="canonical")
    base = str(canonical.get("href") or "") if canonical else ""
    for tag in _surroundings(soup):
        yield Left(f"<{tag.name}>: {brief(_words(tag))}", document.place(_line(tag)))
    pairs: list[Pair] = []
    groups: list[_Section] = []
    for section in _folded(list(_sections(soup.body or soup))):
        groups = [group for group in groups if group.level < section.level]
        place = document.place(section.line)
        answer, lost = _answer(section.content, base)
        above = f"in the answer to {section.heading}" if section.heading else "before the first heading"
        yield from (Left(f"{above}: {one}", place) for one in lost)
        if not section.is_group:
            topic = groups[-1].heading if groups else ""
            pairs.append(Pair(section.heading, answer, place, topic=topic, url=base, ready=True))
            continue
        groups.append(section)
        if answer:
            below = f"below the heading {section.heading}" if section.heading else "before the first heading"
            yield Left(f"the text {below}, which is no question: {brief(answer)}", place)
    if declared and not any(pair.answer for pair in pairs):
        # A page without headings may still say what it answers.
        pairs = [replace(pair, url=base) for pair in declared]
    yield from pairs


def _surroundings(soup: BeautifulSoup) -> Iterator[Tag]:
    """What stands around the questions, taken out."""
    for tag in soup.find_all(_SILENT):
        tag.decompose()
    for tag in soup.find_all(_AROUND):
        # A form may stand around the whole page.
        if tag.decomposed or (tag.name == "form" and tag.find(_begins)):
            continue
        tag.extract()
        if _words(tag):
            yield tag
    main = soup.find("main")
    if main and soup.body:
        main.extract()
        if _words(soup.body):
            yield soup.body
        soup.body.clear()
        soup.body.append(main)


def _sections(container: Tag) -> Iterator[_Section]:
    """In order; what stands before the first heading is a section without one."""
    section = _Section(0, "", _line(container), is_group=True)
    for part in list(_parts(container)):
        if isinstance(part, _Section):
            yield section
            section = part
        else:
            section.content.append(part)
    yield section


def _parts(container: Tag) -> Iterator[_Section | PageElement]:
    for element in list(container.children):
        if not isinstance(element, Tag):
            yield element
        elif element.name in _LEVELS:
            yield _Section(_LEVELS[element.name], _words(element), _line(element))
        elif led := _led(element):
            yield _Section(_LED, _words(led), _line(element))
            led.decompose()
            yield element
        elif element.find(_begins):
            yield from _parts(element)
        else:
            yield element


def _begins(tag: Tag) -> bool:
    return tag.name in _LEVELS or _led(tag) is not None


def _led(tag: Tag) -> Tag | None:
    """The bold question that a paragraph or item begins with."""
    first = next((one for one in tag.children if not isinstance(one, NavigableString) or one.strip()), None)
    if tag.name not in ("p", "li") or not isinstance(first, Tag) or first.name not in ("strong", "b"):
        return None
    return first if _ASKS.search(_words(first)) else None


def _folded(sections: list[_Section]) -> list[_Section]:
    """A heading without a question mark groups those below it; below a question it is a part of the answer."""
    kept: list[_Section] = []
    for section, below in zip(sections, [*sections[1:], None], strict=True):
        asked = kept[-1] if kept and kept[-1].asks else None
        if asked and section.level > asked.level and not section.asks:
            heading = BeautifulSoup().new_tag("h6")
            heading.append(section.heading)
            asked.content += [heading, *section.content]
            continue
        section.is_group = not section.asks and (not section.heading or _groups(section, below))
        kept.append(section)
    return kept


def _groups(section: _Section, below: _Section | None) -> bool:
    """Whether it only holds others together: what says something of its own above mere bold questions does not."""
    if below is None or below.level <= section.level:
        return False
    says = any(element.get_text().strip() for element in section.content)
    return below.level < _LED or section.level == 1 or not says


def _answer(content: list[PageElement], base: str) -> tuple[str, tuple[str, ...]]:
    whole = BeautifulSoup()
    for element in content:
        whole.append(element.extract())
    return markdown_of(whole, base)


def _words(tag: Tag) -> str:
    for line_end in tag.find_all("br"):
        line_end.replace_with(" ")
    for link in tag.find_all("a", string=_ANCHOR):
        link.decompose()
    return " ".join(tag.get_text().split())


def _line(tag: Tag) -> int:
    told = tag.get(LINE)
    return int(str(told)) if told else tag.sourceline or 1
