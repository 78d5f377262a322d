"""Turns lines that are labelled, "Q: ..." and "A: ...", into terms and the text below them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bs4 import Tag
from bs4.element import PageElement

from bot.importing.labelled_lines import Label, Line, is_bold_question, label_of, lines_of, text_of
from bot.importing.tags import BOLD, LABELLED, LINE, asks, line_of

_BLOCKS = ("p", "li", "div", "dd")
_TITLES = ("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt")
_PARTED = (*_BLOCKS, *_TITLES, "ul", "ol", "table", "pre")  # What holds one of these is no block of lines itself.


@dataclass(frozen=True, slots=True)
class _Piece:
    """A labelled line, with those up to the next label."""

    label: Label
    lines: Sequence[Line]
    number: int  # Of the first line on the page.
    next_label: Label | None  # Of the line behind it; None: it has none.


def part_labelled(container: Tag) -> None:
    """A line labelled as a question ("Q:") is one only if it has a question mark, is bold, or a labelled answer
    follows; so "Q4: 12 million" is none. A line labelled as an answer ("A.") is one only behind such a question."""
    found = container.find_all([*_BLOCKS, *_TITLES])
    blocks = [block for block in found if block.name in _TITLES or not block.find([*_PARTED])]
    is_open = False  # A question came that has no labelled answer yet.
    for block, following in pairwise([*blocks, None]):
        assert block is not None
        if block.name in _TITLES:
            is_open = label_of(block.get_text()) is Label.QUESTION
        else:
            is_open = _part(block, is_open, label_of(following.get_text()) if following is not None else None)


def _part(block: Tag, is_open: bool, next_label: Label | None) -> bool:
    """Put terms and paragraphs in the place of labelled lines. `is_open`: a question that came before has no labelled
    answer yet; return whether one is left. `next_label`: that of the block behind."""
    before, pieces = _pieces(lines_of(block), line_of(block), next_label)
    if not pieces:
        return is_open
    parts = _nodes(before)
    for piece in pieces:
        if question_lines := _count_question_lines(piece):
            parts += _question(piece, question_lines)
            is_open = True
        elif piece.label is Label.ANSWER and is_open:
            parts.append(_tag("p", piece.lines, Label.ANSWER))
            is_open = False
        else:
            parts += _nodes(piece.lines)
    block.clear()
    block.extend(parts)
    return is_open


def _pieces(lines: Sequence[Line], first: int, next_label: Label | None) -> tuple[Sequence[Line], list[_Piece]]:
    """Of `<p>Hello<br>Q: Is it new?<br>A: Yes.<br>Since May.</p>` return the line before the first label, "Hello", and
    two pieces: the question, and the answer of two lines. `first`: number of the first line."""
    # A line holds the newline that it begins with.
    numbers = [first + line_ends for line_ends in accumulate(text_of([line]).count("\n") for line in lines)]
    labelled = [(at, label) for at, line in enumerate(lines) if (label := label_of(text_of([line])))]
    if not labelled:
        return lines, []
    ends = [*labelled[1:], (len(lines), next_label)]
    pieces = [
        _Piece(label, lines[start:end], numbers[start], behind)
        for (start, label), (end, behind) in zip(labelled, ends, strict=True)
    ]
    return lines[: labelled[0][0]], pieces


def _count_question_lines(piece: _Piece) -> int:
    """How many of its lines are the question, up to the question mark; 0 where it is none."""
    if piece.label is not Label.QUESTION:
        return 0
    asking = next((number for number, line in enumerate(piece.lines, 1) if asks(text_of([line]))), 0)
    if asking or is_bold_question(piece.lines[0]):
        return asking or 1
    return len(piece.lines) if piece.next_label is Label.ANSWER else 0


def _question(piece: _Piece, question_lines: int) -> Iterator[Tag]:
    """The term of a question, and what stands behind it."""
    term = _tag("dt", piece.lines[:question_lines], Label.QUESTION)
    term[LINE], term[LABELLED] = str(piece.number), ""
    yield term
    if text_of(piece.lines[question_lines:]).strip():
        yield _tag("p", piece.lines[question_lines:], None)


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
