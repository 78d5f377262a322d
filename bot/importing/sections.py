"""Cuts a page into sections: its questions with their answers, and what groups them."""

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from bot.knowledge import one_line

BOLD = ("strong", "b")
LINE = "data-line"  # The attribute that says where a tag stood, where its place in the HTML does not tell.
LABELLED = "data-labelled"  # That of a term that a label says to be a question.

# How deep a section stands: 1 to 6 below a heading, then below what is a heading in all but name.
_BEFORE_ALL, _TITLE = 0, 1
_BOLD_LEVEL = 7  # Of a bold question at the start of a paragraph.
_TERM = 8  # Of a summary, or a term of a list.
_LEVELS = {**{f"h{level}": level for level in range(1, 7)}, "summary": _TERM, "dt": _TERM}
_ASKS = re.compile(r"[?？]\W*$")
_ANCHOR = re.compile(r"^\W*$")  # The mark beside a heading that links to itself.


@dataclass(slots=True)
class Section:
    level: int
    heading: str
    line: int
    content: list[PageElement] = field(default_factory=list)
    is_group: bool = False  # It only holds other questions together.
    is_labelled: bool = False

    @property
    def asks(self) -> bool:
        return self.is_labelled or asks(self.heading)


def asks(text: str) -> bool:
    return bool(_ASKS.search(text))


def sections(container: Tag) -> list[Section]:
    """A heading without a question mark groups those below it; below a question it is a part of the answer.

    Changes the container: headings are flattened, and bold questions are taken out of their paragraphs.
    """
    _flatten_headings(container)
    cut = list(_cut(container))
    kept: list[Section] = []
    for section, below in zip(cut, [*cut[1:], None], strict=True):
        asked = kept[-1] if kept and kept[-1].asks else None
        if asked and section.level > asked.level and not section.asks:
            heading = BeautifulSoup().new_tag("h6")
            heading.append(section.heading)
            asked.content += [heading, *section.content]
            continue
        section.is_group = not section.asks and (not section.heading or _only_groups(section, below))
        kept.append(section)
    return kept


def _only_groups(section: Section, below: Section | None) -> bool:
    """Whether it is a mere heading of a group: deeper sections follow, and these are headings, or it is the page's
    title, or it has no text of its own."""
    if below is None or below.level <= section.level:
        return False
    has_text = any(element.get_text().strip() for element in section.content)
    return below.level < _BOLD_LEVEL or section.level == _TITLE or not has_text


def _cut(container: Tag) -> Iterator[Section]:
    """At each heading; what stands before the first heading is a section without one."""
    section = Section(_BEFORE_ALL, "", line_of(container))
    for part in list(_parts(container)):
        if isinstance(part, Section):
            yield section
            section = part
        else:
            section.content.append(part)
    yield section


def _parts(container: Tag) -> Iterator[Section | PageElement]:
    """A new section for each heading, and what stands between them; a bold question leaves its paragraph."""
    for element in list(container.children):
        if not isinstance(element, Tag):
            yield element
        elif element.name in _LEVELS:
            level, is_labelled = _LEVELS[element.name], element.has_attr(LABELLED)
            yield Section(level, one_line(element.get_text()), line_of(element), is_labelled=is_labelled)
        elif question := _bold_question(element):
            yield Section(_BOLD_LEVEL, one_line(question.get_text()), line_of(element))
            question.decompose()
            yield element
        elif element.find(begins_section):
            yield from _parts(element)
        else:
            yield element


def begins_section(tag: Tag) -> bool:
    return tag.name in _LEVELS or _bold_question(tag) is not None


def _bold_question(tag: Tag) -> Tag | None:
    bold = _bold_start(tag)
    return bold if bold and asks(flatten(copy(bold))) else None


def _bold_start(tag: Tag) -> Tag | None:
    """The bold words that a paragraph or item begins with."""
    first = next((one for one in tag.children if not isinstance(one, NavigableString) or one.strip()), None)
    if tag.name not in ("p", "li") or not isinstance(first, Tag) or first.name not in BOLD:
        return None
    return first


def _flatten_headings(container: Tag) -> None:
    """Those that begin a section, and bold words at the start of a paragraph even if they do not ask: an answer shows
    them on one line, too. What stands within a paragraph that begins with a question keeps its line breaks."""
    for tag in container.find_all([*_LEVELS, "p", "li"]):
        if tag.decomposed or tag.find_parent(begins_section):
            continue
        heading = tag if tag.name in _LEVELS else _bold_start(tag)
        if heading:
            flatten(heading)


def flatten(tag: Tag) -> str:
    """Return the words on one line. Line breaks, and the marks by which headings link to themselves, are taken out of
    the tag: nothing shows them."""
    for line_end in tag.find_all("br"):
        line_end.replace_with(" ")
    for link in tag.find_all("a", string=_ANCHOR):
        link.decompose()
    return one_line(tag.get_text())


def line_of(tag: Tag) -> int:
    written = tag.get(LINE)
    return int(str(written)) if written else tag.sourceline or 1
