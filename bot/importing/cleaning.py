"""Cleans the texts of a pair: on one line, without tags, control characters and dates that are none."""

import re
from dataclasses import replace

from bot.importing.brought import Left, Pair, nested
from bot.importing.markup import Markdown, to_markdown, without_entities
from bot.knowledge import can_be_shown, is_url, one_line, parse_date, plain

_NUMBERED = re.compile(r"^(?:(?:Q|Question|Frage|Pregunta)\s*(?:\d+\s*)?[:.)]|\d+(?:\.\d+)*[.)])\s+", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_TAG = re.compile(r"</?(\w+)[^>]*>")
_CLOSING = re.compile(r"</(\w+)>")


def clean(pair: Pair) -> tuple[Pair, tuple[Left, ...]]:
    """Return the pair, and what is lost of it. Raises BotError where tags stand too deep in each other."""
    question = _NUMBERED.sub("", _asked(pair.question, pair.ready))
    text = _printable(pair.answer)
    try:
        answer = Markdown(text, ()) if pair.ready else to_markdown(text, pair.url)
    except RecursionError as error:
        raise nested(pair.place) from error
    asked = (_asked(text, pair.ready) for text in pair.phrasings)
    others = {plain(text): text for text in asked if text and plain(text) != plain(question)}
    as_of, published = (day if parse_date(day) else "" for day in (pair.as_of, pair.published))
    lost = [f"in the answer to {question}: {one}" for one in answer.lost]
    for day in dict.fromkeys(day for day in (pair.as_of, pair.published) if day not in (as_of, published)):
        lost.append(f"the date {day} of {question}, which is not written as 2025-12-31")
    cleaned = replace(
        pair,
        question=question,
        answer=answer.text,
        phrasings=tuple(others.values()),
        topic=_line(pair.topic),
        publisher=_line(pair.publisher),
        url=pair.url if is_url(pair.url) else "",
        as_of=as_of,
        published=published,
        ready=True,
    )
    return cleaned, tuple(Left(what, pair.place) for what in lost)


def _asked(text: str, is_ready: bool) -> str:
    """Without tags around words; one that is asked about ("what does <br> do?") stands alone."""
    if is_ready:
        return _line(text)
    closed = set(_CLOSING.findall(text))
    return _line(without_entities(_TAG.sub(lambda tag: "" if tag[1] in closed else tag[0], text)))


def _line(text: str) -> str:
    return one_line(_printable(text))


def _printable(text: str) -> str:
    """Without control characters; what else ends a line in YAML ends it for all."""
    return "".join(c for c in _LINE_END.sub("\n", text) if can_be_shown(c))
