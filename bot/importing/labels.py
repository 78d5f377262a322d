"""Turns lines that are labelled, "Q: ..." and "A: ...", into terms and the text below them."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from bot.importing.sections import LABELLED, LINE, asks, line_of

_BLOCKS = ("p", "li", "div", "dd")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_PARTED = (*_BLOCKS, *_TITLES, "ul", "ol", "table", "pre")  # What holds one of these is no block of lines itself.
_BOLD = ("strong", "b")
_QUESTION = re.compile(
    r"\s*(?:Q\s*(?:\d+\s*)?[:：.)]|(?:Question|Frage|Pregunta|问题?)\s*(?:\d+\s*)?[:：])\s*", re.IGNORECASE
)
_ANSWER = re.compile(
    r"\s*(?:A\s*(?:\d+\s*)?[:：.)]|(?:R|Answer|Antwort|Réponse|Respuesta|回?答)\s*(?:\d+\s*)?[:：])\s*", re.IGNORECASE
)
_LINE_END = re.compile(rf"(?=\n)|(?<=[?？])[^\S\n](?={_ANSWER.pattern})", re.IGNORECASE)
_Line = list[PageElement]


def part_labelled(container: Tag) -> None:
    """A label makes a question of what asks, is bold, or has a labelled answer below it: "Q4: 12 million" is none. One
    of an answer counts behind such a question: "A." may begin a sentence, too."""
    found = container.find_all([*_BLOCKS, *_TITLES])
    blocks = [block for block in found if block.name in _TITLES or not block.find([*_PARTED])]
    is_asked = False
    for block, following in pairwise([*blocks, None]):
        assert block is not None
        if block.name in _TITLES:
            is_asked = _QUESTION.match(block.get_text()) is not None
        else:
            is_answered = following is not None and _ANSWER.match(following.get_text()) is not None
            is_asked = _part(block, is_asked, is_answered)


def _part(block: Tag, is_asked: bool, is_answered: bool) -> bool:
    """`is_asked`: a question came before that has no labelled answer yet; return whether one is left. `is_answered`: an
    answer comes behind the block."""
    lines = _lines(block)
    labels = [(at, label) for at, line in enumerate(lines) if (label := _label_of(line))]
    if not labels:
        return is_asked
    first = line_of(block)
    numbers = [first + line_ends for line_ends in accumulate(_text([line]).count("\n") for line in lines)]
    parts: list[PageElement] = [node for line in lines[: labels[0][0]] for node in line]
    for (start, label), (end, following) in pairwise([*labels, (len(lines), _ANSWER if is_answered else _QUESTION)]):
        own = lines[start:end]
        asked = _asked(own, following is _ANSWER) if label is _QUESTION else 0
        if asked:
            parts += _told(own, asked, numbers[start])
        elif label is _ANSWER and is_asked:
            parts.append(_tag("p", own, label))
        else:
            parts += [node for line in own for node in line]
        is_asked = bool(asked) or (is_asked and label is _QUESTION)
    block.clear()
    block.extend(parts)
    return is_asked


def _lines(block: Tag) -> list[_Line]:
    """Each begins with what ended the one before. A bold question, and the label of an answer, end one, too."""
    lines: list[_Line] = [[]]
    for child in list(block.children):
        if type(child) is NavigableString:
            begun, *others = _LINE_END.split(child)
            lines[-1].append(NavigableString(begun))
            lines += [[NavigableString(other)] for other in others]
            continue
        text = child.get_text()
        if isinstance(child, Tag) and (child.name == "br" or _ANSWER.fullmatch(text)):
            lines.append([])
        lines[-1].append(child)
        if _QUESTION.match(text) and _is_bold(lines[-1]):
            lines.append([])
    return lines


def _label_of(line: _Line) -> re.Pattern[str] | None:
    return next((label for label in (_QUESTION, _ANSWER) if label.match(_text([line]))), None)


def _is_bold(line: _Line) -> bool:
    """Whether it is a bold question with its label, and nothing else."""
    told = [node for node in line if node.get_text().strip()]
    is_bold = len(told) == 1 and isinstance(told[0], Tag) and told[0].name in _BOLD
    return is_bold and _QUESTION.match(_text([line])) is not None and _QUESTION.fullmatch(_text([line])) is None


def _text(lines: Sequence[_Line]) -> str:
    return "".join(node.get_text() for line in lines for node in line)


def _asked(lines: Sequence[_Line], is_answered: bool) -> int:
    """How many of the lines a question has; 0 where it is none."""
    asking = next((number for number, line in enumerate(lines, 1) if asks(_text([line]))), 0)
    if asking or _is_bold(lines[0]):
        return asking or 1
    return len(lines) if is_answered else 0


def _told(lines: Sequence[_Line], asked: int, number: int) -> Iterator[Tag]:
    """The term of a question, and what stands behind it."""
    term = _tag("dt", lines[:asked], _QUESTION)
    term[LINE], term[LABELLED] = str(number), ""
    yield term
    if _text(lines[asked:]).strip():
        yield _tag("p", lines[asked:], None)


def _tag(name: str, lines: Sequence[_Line], label: re.Pattern[str] | None) -> Tag:
    """Without the label, and without the line end that it begins with."""
    tag = Tag(name=name)  # A soup, to make it by, would take longer than all the rest.
    tag.extend(node for line in lines for node in line)
    first = next(tag.children, None)
    if isinstance(first, Tag) and first.name == "br":
        first.decompose()
    found = label.match(tag.get_text()) if label else None
    left = found.end() if found else 0
    for text in tag.find_all(string=True):
        taken = min(left, len(text))
        left -= taken
        text.replace_with(text[taken:])
    for bold in tag.find_all(_BOLD):
        if not bold.get_text():
            bold.decompose()
    return tag
