"""Reads a FAQ as entries with ids, and lists the losses."""

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from bot.importing.brought import Found, Left, Pair, brief, fault, nested
from bot.importing.documents import Document, read_documents
from bot.importing.formats import FORMATS, Read
from bot.importing.markup import Markdown, to_markdown, without_entities
from bot.knowledge import ID_LIMIT, is_url, kebab, one_line, parse_date, plain
from bot.model import BotError, Place

_NUMBERED = re.compile(r"^(?:Q\s*\d*\s*[:.)]|\d+(?:\.\d+)*[.)])\s+", re.IGNORECASE)
_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")
_TAG = re.compile(r"</?(\w+)[^>]*>")
_CLOSING = re.compile(r"</(\w+)>")


def read_pairs(path: Path) -> tuple[tuple[Pair, ...], tuple[Left, ...]]:
    """Return what becomes an entry each. Raises BotError where a file cannot be read, and where it holds no question
    with an answer."""
    found = tuple(_read(read_documents(path)))
    left: list[Left] = []
    kept: dict[str, Pair] = {}
    for pair in (one for one in found if isinstance(one, Pair)):
        clean = _clean(pair, left)
        words = plain(clean.question)
        first = kept.get(words)
        reason = _unfit(clean, first)
        if reason:
            left.append(Left(reason, pair.place))
        else:
            kept[words] = replace(first, phrasings=_united(first, clean)) if first else clean
    # First what kept a question from being an entry: where nothing is left, that tells the most.
    left += (one for one in found if isinstance(one, Left))
    if not kept:
        raise _nothing(path, left)
    named: dict[str, Pair] = {}
    for pair in kept.values():
        named[id_of(pair.question, named)] = pair
    ids = {pair.id: id for id, pair in named.items() if pair.id}
    return tuple(_named(id, pair, ids, left) for id, pair in named.items()), tuple(left)


def _nothing(path: Path, left: list[Left]) -> BotError:
    """Whole files, which have no line, tell less than what stands in one."""
    told = sorted(left, key=lambda one: one.place.line == 0)
    place = told[0].place if told else Place(path.name, 1)
    reason = f": {told[0].what}" if told else ""
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    remedy = "name a file in a format that docs/your-own-bot.md lists"
    return fault(place, f"no question with an answer is found{reason}{more}", remedy)


def _read(documents: tuple[Document, ...]) -> Iterator[Found]:
    groups: dict[Read | None, list[Document]] = {read: [] for _, read in FORMATS} | {None: []}
    for document in documents:
        groups[next((read for recognises, read in FORMATS if recognises(document)), None)].append(document)
    for read, own in groups.items():
        if read and own:
            yield from read(tuple(own))
    yield from (Left("it is in no format that can be read", document.place(0)) for document in groups[None])


def _clean(pair: Pair, left: list[Left]) -> Pair:
    question = _NUMBERED.sub("", _asked(pair.question, pair.ready))
    text = _printable(pair.answer)
    try:
        answer, lost = Markdown(text, ()) if pair.ready else to_markdown(text, pair.url)
    except RecursionError as error:
        raise nested(pair.place) from error
    left += [Left(f"in the answer to {question}: {one}", pair.place) for one in lost]
    asked = (_asked(text, pair.ready) for text in pair.phrasings)
    others = {plain(text): text for text in asked if text and plain(text) != plain(question)}
    as_of, published = (day if parse_date(day) else "" for day in (pair.as_of, pair.published))
    for day in {pair.as_of, pair.published} - {as_of, published}:
        left.append(Left(f"the date {day} of {question}, which is not written as 2025-12-31", pair.place))
    return replace(
        pair,
        question=question,
        answer=answer,
        phrasings=tuple(others.values()),
        topic=_line(pair.topic),
        as_of=as_of,
        published=published,
    )


def _unfit(pair: Pair, first: Pair | None) -> str:
    """Why it is no entry; empty where it is one. `first`: another pair that asks the same."""
    if not pair.question:
        return f"an answer without a question: {brief(pair.answer)}"
    if not pair.answer:
        return f"{pair.question}: there is no answer"
    if first is None or first.answer == pair.answer:
        return ""
    return f"{pair.question}: it is asked in {first.place} too, with another answer; that one is taken"


def _united(first: Pair, second: Pair) -> tuple[str, ...]:
    return tuple({plain(text): text for text in (*first.phrasings, *second.phrasings)}.values())


def _named(id: str, pair: Pair, ids: dict[str, str], left: list[Left]) -> Pair:
    left += [
        Left(f"{pair.question}: what leads on to {key}, which is not brought", pair.place)
        for key in pair.related
        if key not in ids
    ]
    related = tuple(dict.fromkeys(ids[key] for key in pair.related if ids.get(key, id) != id))
    url = pair.url if is_url(pair.url) else ""
    return replace(pair, id=id, related=related, publisher=_line(pair.publisher), url=url, ready=True)


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
    return "".join(c for c in _LINE_END.sub("\n", text) if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


_MARK = 6


def id_of(question: str, taken: Container[str] = ()) -> str:
    """Where the words of a question do not fit into an id, a mark from all of it keeps it apart from its like.

    `taken` are ids of other questions: those that differ in accents alone have the same words.
    """
    words = kebab(question)
    if len(words) <= ID_LIMIT and _is_whole(question, words) and words not in taken:
        return words
    mark = sha256(plain(question).encode()).hexdigest()[:_MARK]
    room = ID_LIMIT - _MARK - 1
    short = words if len(words) <= room else words[: room + 1].rpartition("-")[0] or words[:room]
    return f"{short or 'question'}-{mark}"


def _is_whole(question: str, words: str) -> bool:
    """Whether all letters and digits are in it, accents aside."""
    letters = [c for c in unicodedata.normalize("NFKD", question) if c.isalnum()]
    return bool(words) and len(letters) == len(words.replace("-", ""))
