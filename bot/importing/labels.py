"""Turns lines that are labelled, "Q: ..." and "A: ...", into terms and the text below them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
    """Put terms and paragraphs in the place of labelled lines. A label alone makes no question and no answer:

    Q: Is it new?      a question, by its question mark; or because it is bold
    Q: Opening hours   a question if a line labelled as an answer follows
    Q4: 12 million     none
    A: Yes.            an answer, behind a question that has none with a label yet
    A. Smith           none, anywhere else
    """
    found = container.find_all([*_BLOCKS, *_TITLES])
    blocks = [block for block in found if block.name in _TITLES or not block.find([*_PARTED])]
    next_labels = [*(label_of(block.get_text()) for block in blocks[1:]), None]
    parting = _Parting()
    for block, next_label in zip(blocks, next_labels, strict=False):
        if block.name in _TITLES:
            parting.pass_title(block)
        else:
            parting.part(block, next_label)


class _Parting:
    def __init__(self) -> None:
        self._is_answer_awaited = False  # A question came that has no labelled answer yet.

    def pass_title(self, title: Tag) -> None:
        self._is_answer_awaited = label_of(title.get_text()) is Label.QUESTION

    def part(self, block: Tag, next_label: Label | None) -> None:
        """`next_label`: that of the block behind."""
        before, pieces = _pieces(lines_of(block), line_of(block), next_label)
        if not pieces:
            return
        parts = [*_nodes(before), *(node for piece in pieces for node in self._parted(piece))]
        block.clear()
        block.extend(parts)

    def _parted(self, piece: _Piece) -> Iterable[PageElement]:
        if question_lines := _count_question_lines(piece):
            self._is_answer_awaited = True
            return _question(piece, question_lines)
        if piece.label is Label.ANSWER and self._is_answer_awaited:
            self._is_answer_awaited = False
            return (_tag("p", piece.lines, Label.ANSWER),)
        return _nodes(piece.lines)


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
