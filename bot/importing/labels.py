"""Turns lines that are labelled, "Q: ..." and "A: ...", into terms and the text below them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from bot.importing.sections import LABELLED, LINE, asks, line_of

_BLOCKS = ("p", "li", "div", "dd")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_PARTED = (*_BLOCKS, *_TITLES, "ul", "ol", "table", "pre")  # What holds one of these is no block of lines itself.
_BOLD = ("strong", "b")


def _label(letter: str, words: str) -> re.Pattern[str]:
    """Behind the letter alone a full stop or a bracket may stand, too: "Q1." or "A)"."""
    number = r"\s*(?:\d+\s*)?"
    return re.compile(rf"\s*(?:{letter}{number}[:：.)]|(?:{words}){number}[:：])\s*", re.IGNORECASE)


_QUESTION = _label("Q", "Question|Frage|Pregunta|问题?")
_ANSWER = _label("A", "R|Answer|Antwort|Réponse|Respuesta|回?答")
_LINE_END = re.compile(rf"(?=\n)|(?<=[?？])[^\S\n](?={_ANSWER.pattern})", re.IGNORECASE)
_Line = list[PageElement]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A labelled line, with those up to the next label; of a block the first piece is what stands before any label."""

    label: re.Pattern[str] | None  # _QUESTION or _ANSWER.
    lines: Sequence[_Line]
    number: int  # Of the first line on the page.
    is_answered: bool  # A labelled answer follows.


def part_labelled(container: Tag) -> None:
    """A line labelled as a question ("Q:") is one only if it has a question mark, is bold, or a labelled answer
    follows; so "Q4: 12 million" is none. A line labelled as an answer ("A.") is one only behind such a question."""
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
    pieces = _pieces(block, is_answered)
    if len(pieces) == 1:
        return is_asked
    parts: list[PageElement] = []
    for piece in pieces:
        if piece.label is _QUESTION and (count := _count_asked(piece)):
            parts += _told(piece, count)
            is_asked = True
        elif piece.label is _ANSWER and is_asked:
            parts.append(_tag("p", piece.lines, _ANSWER))
            is_asked = False
        else:
            parts += (node for line in piece.lines for node in line)
    block.clear()
    block.extend(parts)
    return is_asked


def _pieces(block: Tag, is_answered: bool) -> list[_Piece]:
    lines, first = _lines(block), line_of(block)
    numbers = [first + line_ends for line_ends in accumulate(_text([line]).count("\n") for line in lines)]
    labels = [(at, label) for at, line in enumerate(lines) if (label := _label_of(line))]
    begins_and_end = [(0, None), *labels, (len(lines), _ANSWER if is_answered else None)]
    return [
        _Piece(label, lines[start:end], numbers[start], following is _ANSWER)
        for (start, label), (end, following) in pairwise(begins_and_end)
    ]


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


def _count_asked(piece: _Piece) -> int:
    """How many of the lines a question has; 0 where it is none."""
    asking = next((number for number, line in enumerate(piece.lines, 1) if asks(_text([line]))), 0)
    if asking or _is_bold(piece.lines[0]):
        return asking or 1
    return len(piece.lines) if piece.is_answered else 0


def _told(piece: _Piece, asked: int) -> Iterator[Tag]:
    """The term of a question, and what stands behind it."""
    term = _tag("dt", piece.lines[:asked], _QUESTION)
    term[LINE], term[LABELLED] = str(piece.number), ""
    yield term
    if _text(piece.lines[asked:]).strip():
        yield _tag("p", piece.lines[asked:], None)


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
