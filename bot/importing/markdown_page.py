"""FAQ pages in Markdown, rendered to HTML with their line numbers."""

import re

from markdown_it import MarkdownIt

from bot.importing.brought import Found
from bot.importing.documents import Document
from bot.importing.sections import LINE
from bot.importing.web_page import read_page

_FRONT = re.compile(r"\A---\n.*?^(?:---|\.\.\.)\n", re.DOTALL | re.MULTILINE)
_ANCHOR = re.compile(r"^(#{1,6} .*?)\s*\{[#.:][^}\n]*\}\s*$", re.MULTILINE)
_TAG = re.compile(r"<(summary|dt|h[1-6]|p|li)\b")


def recognises(document: Document) -> bool:
    return document.suffix in (".md", ".markdown", ".mdown", ".mkd")


def read(document: Document) -> tuple[Found, ...]:
    text = _FRONT.sub(lambda front: "\n" * front[0].count("\n"), document.text())
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = parser.parse(_ANCHOR.sub(r"\1", text))
    for token in tokens:
        if token.map and token.type == "html_block":
            token.content = _numbered(token.content, token.map[0] + 1)
        elif token.map:
            token.attrSet(LINE, str(token.map[0] + 1))
    return read_page(document, str(parser.renderer.render(tokens, parser.options, {})))


def _numbered(html: str, first: int) -> str:
    def numbered(tag: re.Match[str]) -> str:
        return f'{tag[0]} {LINE}="{first + html.count(chr(10), 0, tag.start())}"'

    return _TAG.sub(numbered, html)
