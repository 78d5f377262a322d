"""Reads the schema.org FAQPage in a web page.

https://schema.org/FAQPage: `mainEntity` holds questions, each with a `name` and an `acceptedAnswer`.
"""

import json
from collections.abc import Iterator

from bs4 import BeautifulSoup

from bot.importing.brought import Pair
from bot.importing.documents import Document


def pairs_of(document: Document, soup: BeautifulSoup) -> Iterator[Pair]:
    """What cannot be read is passed over: a page may hold much that is none of ours."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            data = json.loads(script.get_text())
        except ValueError:
            continue
        for question in _questions(data):
            answer = question.get("acceptedAnswer")
            text = answer.get("text") if isinstance(answer, dict) else ""
            place = document.place(script.sourceline or 1)
            yield Pair(str(question.get("name") or ""), str(text or ""), place)


def _questions(data: object) -> Iterator[dict[str, object]]:
    """At any depth: a page may hold several things, one of which is the FAQ."""
    if isinstance(data, dict):
        if data.get("@type") == "Question":
            yield data
        for value in data.values():
            yield from _questions(value)
    elif isinstance(data, list):
        for value in data:
            yield from _questions(value)
