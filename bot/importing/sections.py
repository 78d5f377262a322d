"""Cuts a page into sections: its questions with their answers, and what groups them."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from bot.importing.tags import BOLD, LABELLED, asks, flatten, line_of
from bot.knowledge import one_line

# How deep a section stands: 1 to 6 below a heading, then below what is a heading in all but name.
_BEFORE_ALL, _TITLE = 0, 1
_BOLD_LEVEL = 7  # Of a bold question at the start of a paragraph.
_TERM = 8  # Of a summary, or a term of a list.
_LEVELS = {**{f"h{level}": level for level in range(1, 7)}, "summary": _TERM, "dt": _TERM}


@dataclass(slots=True)
class Section:
    level: int
    heading: str
    line: int
    content: list[PageElement] = field(default_factory=list)
    is_group: bool = False  # It only holds other questions together.
    is_labelled: bool = False  # A label says that it is a question.

    @property
    def asks(self) -> bool:
        return self.is_labelled or asks(self.heading)


def sections(container: Tag) -> list[Section]:
    """Questions, each with its answer, and the groups that hold them together:

        <h1>Shop</h1> Welcome.           a group
        <h2>Orders</h2>                  a group
        <h3>Do you deliver?</h3> Yes.    a question
        <h4>Abroad</h4> In a week.       a part of its answer
        <h3>Returns</h3> Within a month. a question
        <p><b>Is it new?</b> Yes.</p>    a question

    Changes the container: headings are flattened, and bold questions are taken out of their paragraphs.
    """
    _flatten_headings(container)
    cut = list(_cut(container))
    kept: list[Section] = []
    for section, below in zip(cut, [*cut[1:], None], strict=True):
        if kept and _is_part(section, kept[-1]):
            heading = BeautifulSoup().new_tag("h6")
            heading.append(section.heading)
            kept[-1].content += [heading, *section.content]
        else:
            section.is_group = _is_group(section, below)
            kept.append(section)
    return kept


def _is_part(section: Section, above: Section) -> bool:
    """Whether it belongs to the answer of the section above it."""
    return above.asks and section.level > above.level and not section.asks


def _is_group(section: Section, below: Section | None) -> bool:
    if section.asks:
        return False
    if not section.heading:  # What stands before the first heading.
        return True
    if below is None or below.level <= section.level:  # "Returns", whose text is the answer.
        return False
    if below.level < _BOLD_LEVEL:  # "Orders", with headings below it.
        return True
    # Bold questions or terms are below it: those of a page, or of a heading that has no text of its own.
    return section.level == _TITLE or not any(element.get_text().strip() for element in section.content)


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
    """The bold words if they ask, left as they are: only a copy is flattened."""
    bold = _bold_start(tag)
    return bold if bold and asks(flatten(copy(bold))) else None


def _bold_start(tag: Tag) -> Tag | None:
    """The bold words that a paragraph or item begins with."""
    first = next((one for one in tag.children if not isinstance(one, NavigableString) or one.strip()), None)
    if tag.name not in ("p", "li") or not isinstance(first, Tag) or first.name not in BOLD:
        return None
    return first


def _flatten_headings(container: Tag) -> None:
    """Put headings, and bold words at the start of a paragraph, on one line; also those that do not ask, since answers
    show them so. What stands within a tag that begins a section is left alone: it is part of an answer."""
    for tag in container.find_all([*_LEVELS, "p", "li"]):
        if tag.decomposed or tag.find_parent(begins_section):
            continue
        heading = tag if tag.name in _LEVELS else _bold_start(tag)
        if heading:
            flatten(heading)
