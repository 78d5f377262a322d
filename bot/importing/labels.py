"""Turns lines that are labelled, "Q: ..." and "A: ...", into terms and the text below them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bs4 import Tag
from bs4.element import PageElement

from bot.importing.labelled_lines import Label, Line, is_bold_question, label_of, lines_of, text_of
from bot.importing.sections import BOLD, LABELLED, LINE, asks, line_of

_BLOCKS = ("p", "li", "div", "dd")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_PARTED = (*_BLOCKS, *_TITLES, "ul", "ol", "table", "pre")  # What holds one of these is no block of lines itself.


@dataclass(frozen=True, slots=True)
class _Piece:
    """A labelled line, with those up to the next label."""

    label: Label
    lines: Sequence[Line]
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
            is_asked = label_of(block.get_text()) is Label.QUESTION
        else:
            is_answered = following is not None and label_of(following.get_text()) is Label.ANSWER
            is_asked = _part(block, is_asked, is_answered)


def _part(block: Tag, is_asked: bool, is_answered: bool) -> bool:
    """`is_asked`: a question came before that has no labelled answer yet; return whether one is left. `is_answered`: an
    answer comes behind the block."""
    lines = lines_of(block)
    pieces = _pieces(lines, line_of(block), is_answered)
    if not pieces:
        return is_asked
    before = len(lines) - sum(len(piece.lines) for piece in pieces)
    parts = _nodes(lines[:before])
    for piece in pieces:
        asked = _count_asked(piece) if piece.label is Label.QUESTION else 0
        if asked:
            parts += _question(piece, asked)
            is_asked = True
        elif piece.label is Label.ANSWER and is_asked:
            parts.append(_tag("p", piece.lines, Label.ANSWER))
            is_asked = False
        else:
            parts += _nodes(piece.lines)
    block.clear()
    block.extend(parts)
    return is_asked


def _pieces(lines: Sequence[Line], first: int, is_answered: bool) -> list[_Piece]:
    """`first`: number of the first line. `<p>Hello<br>Q: Is it new?<br>A: Yes.<br>Since May.</p>` has two pieces: the
    question, which is answered, and the answer of two lines."""
    # A line holds the newline that it begins with.
    numbers = [first + line_ends for line_ends in accumulate(text_of([line]).count("\n") for line in lines)]
    labels = {at: label for at, line in enumerate(lines) if (label := label_of(text_of([line])))}
    pieces = []
    for start, end in pairwise([*labels, len(lines)]):
        followed = labels[end] is Label.ANSWER if end in labels else is_answered
        pieces.append(_Piece(labels[start], lines[start:end], numbers[start], followed))
    return pieces


def _count_asked(piece: _Piece) -> int:
    """How many of the lines the question has; 0 where it is none."""
    asking = next((number for number, line in enumerate(piece.lines, 1) if asks(text_of([line]))), 0)
    if asking or is_bold_question(piece.lines[0]):
        return asking or 1
    return len(piece.lines) if piece.is_answered else 0


def _question(piece: _Piece, asked: int) -> Iterator[Tag]:
    """The term of a question, and what stands behind it."""
    term = _tag("dt", piece.lines[:asked], Label.QUESTION)
    term[LINE], term[LABELLED] = str(piece.number), ""
    yield term
    if text_of(piece.lines[asked:]).strip():
        yield _tag("p", piece.lines[asked:], None)


def _tag(name: str, lines: Sequence[Line], label: Label | None) -> Tag:
    """Without the label, and without the line end that it begins with."""
    tag = Tag(name=name)  # A soup, to make it by, would take longer than all the rest.
    tag.extend(_nodes(lines))
    first = next(tag.children, None)
    if isinstance(first, Tag) and first.name == "br":
        first.decompose()
    written = label.value.match(tag.get_text()) if label else None
    _take_off(tag, written.end() if written else 0)
    return tag


def _take_off(tag: Tag, length: int) -> None:
    """So many letters at the start, which several tags may hold: of `<b>Q</b>: New?` the 3 of "Q: "; and bold tags that
    are empty then."""
    for text in tag.find_all(string=True):
        taken = min(length, len(text))
        length -= taken
        text.replace_with(text[taken:])
    for bold in tag.find_all(BOLD):
        if not bold.get_text():
            bold.decompose()


def _nodes(lines: Sequence[Line]) -> list[PageElement]:
    return [node for line in lines for node in line]
