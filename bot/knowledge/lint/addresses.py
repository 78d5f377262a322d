"""Judges addresses: a url in, what it is where it leads to no page in particular, else None, out."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2,4})?|global|intl", re.IGNORECASE)
INDEX = re.compile(r"(?:index|home|default)\.\w{2,5}", re.IGNORECASE)
LISTS = {
    "author": "an author page",
    "authors": "an author page",
    "search": "a search page",
    "tag": "a list of articles",
    "tags": "a list of articles",
    "category": "a list of articles",
    "archives": "a list of articles",
}
# `s` searches in WordPress, but may be anything below a path.
SEARCHES, ROOT_SEARCHES = ("query", "search", "keyword", "keywords"), ("s", "q")


def vague(url: str) -> str | None:
    address = urlsplit(url)
    parts = [part for part in address.path.split("/") if part]
    asked = parse_qs(address.query)
    if any(key in asked for key in SEARCHES) or (not parts and any(key in asked for key in ROOT_SEARCHES)):
        return "a search page"
    # The last part alone may be the name of an article: /news/search is none, /news/author is.
    kind = next((LISTS[part] for part in parts[:-1] if part in LISTS), None) or (LISTS.get(parts[0]) if parts else None)
    if kind:
        return kind
    bare = not [part for part in parts if not INDEX.fullmatch(part) and not LANGUAGE.fullmatch(part)]
    if bare and "p" in asked:
        return "a bare page number"
    return "a home page" if bare and not asked else None
