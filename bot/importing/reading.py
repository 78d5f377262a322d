"""Reads a FAQ as entries with ids, and lists the losses."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.importing import botpress, dialogflow, pages, qna_maker, qnabot, rasa, tables, zendesk
from bot.importing.brought import Found, Left, NewEntry, Pair, brief, fault
from bot.importing.cleaning import clean
from bot.importing.documents import Document, read_documents
from bot.importing.ids import id_of
from bot.knowledge import plain
from bot.model import BotError, Place

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
    left += (one for pair in pairs for one in _lost_relations(pair, ids))
    return tuple(NewEntry(id, pair, _related(id, pair, ids)) for id, pair in named.items()), tuple(left)


def _related(id: str, pair: Pair, ids: Mapping[str, str]) -> tuple[str, ...]:
    """The ids of other entries that a pair leads on to. `ids`: by the keys of pairs."""
    found = dict.fromkeys(ids[key] for key in pair.related if key in ids)
    return tuple(other for other in found if other != id)


def _lost_relations(pair: Pair, ids: Mapping[str, str]) -> Iterator[Left]:
    for key in pair.related:
        if key not in ids:
            yield Left(f"{pair.question}: what leads on to {key}, which is not brought", pair.place)


def _read(documents: Iterable[Document]) -> Iterator[Found]:
    """Format by format, then the documents that are in none."""
    groups: dict[_Read, list[Document]] = {read: [] for _, read in _FORMATS}
    unread: list[Left] = []
    for document in documents:
        read = next((read for recognises, read in _FORMATS if recognises(document)), None)
        if read is None:
            unread.append(Left("it is in no format that can be read", Place(document.name)))
        else:
            groups[read].append(document)
    for read, own in groups.items():
        if own:
            yield from read(tuple(own))
    yield from unread


def _united(found: Iterable[Pair]) -> tuple[list[Pair], list[Left]]:
    """Clean the pairs, and make one of those that ask the same and have the same answer; list what is no entry."""
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
    """The error names the first loss within a file; losses of whole files, which have no line, tell less."""
    told = sorted(left, key=lambda one: one.place.line == 0)
    place = told[0].place if told else Place(path.name, 1)
    reason = f": {told[0].what}" if told else ""
    more = f" (and {len(told) - 1} more)" if len(told) > 1 else ""
    remedy = "name a file in a format that docs/your-own-bot.md lists"
    return fault(place, f"no question with an answer is found{reason}{more}", remedy)
