"""What the tags of a page tell: the words of a heading, whether these ask, and where in the file they stand."""

import re

from bs4 import Tag

from bot.knowledge import one_line

BOLD = ("strong", "b")
LINE = "data-line"  # The attribute that says where a tag stood, where its place in the HTML does not tell.
LABELLED = "data-labelled"  # That of a term that a label says to be a question.

_ASKS = re.compile(r"[?？]\W*$")
_ANCHOR = re.compile(r"^\W*$")  # The mark beside a heading that links to itself.


def asks(text: str) -> bool:
    return bool(_ASKS.search(text))


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
