"""Reads a FAQ as entries with ids, and lists the losses."""

import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from bot.importing import botpress, dialogflow, pages, qna_maker, qnabot, rasa, tables, zendesk
from bot.importing.brought import Found, Left, NewEntry, Pair, brief, fault
from bot.importing.cleaning import clean
from bot.importing.documents import Document, read_documents
from bot.knowledge import ID_LIMIT, kebab, plain
from bot.model import BotError, Place

_MARK = 6  # Letters of the mark that keeps an id apart from its like.
_Read = Callable[[tuple[Document, ...]], Iterable[Found]]
"""Takes all documents of one archive or folder that the format recognises."""


def _each(read: Callable[[Document], Iterable[Found]]) -> _Read:
    return lambda documents: (found for document in documents for found in read(document))


_FORMATS: tuple[tuple[Callable[[Document], bool], _Read], ...] = (
    (pages.is_markdown, _each(pages.read_markdown)),
    (pages.is_html, _each(pages.read_html)),
    (dialogflow.recognises, dialogflow.read),
    (rasa.recognises, rasa.read),
    (qna_maker.recognises, _each(qna_maker.read)),
    (qnabot.recognises, _each(qnabot.read)),
    (zendesk.recognises, _each(zendesk.read)),
    (botpress.recognises, _each(botpress.read)),
    (tables.recognises, _each(tables.read)),
)
"""The first that recognises a document reads it."""


def read_entries(path: Path) -> tuple[tuple[NewEntry, ...], tuple[Left, ...]]:
    """Raises BotError where a file cannot be read, and where it holds no question with an answer."""
    found = tuple(_read(read_documents(path)))
    pairs, left = _united(one for one in found if isinstance(one, Pair))
    # First what kept a question from being an entry: where nothing is left, that tells the most.
    left += (one for one in found if isinstance(one, Left))
    if not pairs:
        raise _nothing(path, left)
    named: dict[str, Pair] = {}
    for pair in pairs:
        named[id_of(pair.question, named)] = pair
    ids = {pair.key: id for id, pair in named.items() if pair.key}
    entries = []
    for id, pair in named.items():
        lost = (key for key in pair.related if key not in ids)
        left += (Left(f"{pair.question}: what leads on to {key}, which is not brought", pair.place) for key in lost)
        related = dict.fromkeys(ids[key] for key in pair.related if ids.get(key, id) != id)
        entries.append(NewEntry(id, pair, tuple(related)))
    return tuple(entries), tuple(left)


def _read(documents: Iterable[Document]) -> Iterator[Found]:
    groups: dict[_Read | None, list[Document]] = {read: [] for _, read in _FORMATS} | {None: []}
    for document in documents:
        groups[next((read for recognises, read in _FORMATS if recognises(document)), None)].append(document)
    for read, own in groups.items():
        if read and own:
            yield from read(tuple(own))
    yield from (Left("it is in no format that can be read", Place(document.name)) for document in groups[None])


def _united(found: Iterable[Pair]) -> tuple[list[Pair], list[Left]]:
    """Clean the pairs, and make one of those that ask the same and have the same answer."""
    left: list[Left] = []
    kept: dict[str, Pair] = {}
    for pair, lost in map(clean, found):
        left += lost
        words = plain(pair.question)
        first = kept.get(words)
        reason = _unfit(pair, first)
        if reason:
            left.append(Left(reason, pair.place))
        elif first:
            asked = {plain(text): text for text in (*first.phrasings, *pair.phrasings)}
            kept[words] = replace(first, phrasings=tuple(asked.values()))
        else:
            kept[words] = pair
    return list(kept.values()), left


def _unfit(pair: Pair, first: Pair | None) -> str:
    """Why it is no entry; empty where it is one. `first`: another pair that asks the same."""
    if not pair.question:
        return f"an answer without a question: {brief(pair.answer)}"
    if not any(map(str.isalnum, pair.question)):
        return f"{pair.question}: it asks nothing in words; the text below it: {brief(pair.answer)}"
    if not pair.answer:
        return f"{pair.question}: there is no answer"
    if first is None or first.answer == pair.answer:
        return ""
    return f"{pair.question}: it is asked in {first.place} too, with another answer; that one is taken"


def _nothing(path: Path, left: list[Left]) -> BotError:
    """Losses of whole files, which have no line, tell less than those within a file."""
    told = sorted(left, key=lambda one: one.place.line == 0)
    place = told[0].place if told else Place(path.name, 1)
    reason = f": {told[0].what}" if told else ""
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    remedy = "name a file in a format that docs/your-own-bot.md lists"
    return fault(place, f"no question with an answer is found{reason}{more}", remedy)


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
