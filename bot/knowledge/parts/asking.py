"""Reads `asking:`, ways of asking that stand apart from their entry, and joins them to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.knowledge.findings import Code, shown
from bot.knowledge.parts.entries import read_follow_ups
from bot.knowledge.parts.fields import Fields
from bot.knowledge.reading.nodes import Mapping, describe, is_nothing
from bot.model import Entry, Place

ASKING_KEYS = ("phrasings", "follow_ups")


@dataclass(frozen=True, slots=True)
class Asking:
    """Fields of the `Entry` with this id."""

    id: str
    phrasings: tuple[str, ...]
    follow_ups: tuple[tuple[str | None, tuple[str, ...]], ...]
    place: Place


def read_asking(fields: Fields) -> Iterator[Asking]:
    for key, node in fields.pairs("asking"):
        report = fields.report.of_entry(key.text)
        if is_nothing(node):
            node = Mapping(key.line)
        if isinstance(node, Mapping):
            own = Fields(node, ASKING_KEYS, report)
            yield Asking(key.text, own.lines("phrasings"), read_follow_ups(own), report.place(key.line))
        else:
            message = f"what is asked for {shown(key.text)} is {describe(node)}"
            report.add(Code.WRONG_TYPE, node.line, message, "write a mapping: phrasings: [..., ...]")


def asked_entries(entries: Sequence[Entry], asking: Sequence[Asking]) -> tuple[Entry, ...]:
    """An entry's own ways come first; of several `asking` for one entry, only the first counts."""
    apart = {one.id: one for one in reversed(asking)}
    return tuple(_joined(entry, apart[entry.id]) if entry.id in apart else entry for entry in entries)


def _joined(entry: Entry, apart: Asking) -> Entry:
    follow_ups: dict[str | None, tuple[str, ...]] = {}
    for asked, texts in (*entry.follow_ups, *apart.follow_ups):
        follow_ups[asked] = (*follow_ups.get(asked, ()), *texts)
    phrasings = (*entry.phrasings, *apart.phrasings)
    return replace(entry, phrasings=phrasings, follow_ups=tuple(follow_ups.items()), asking=apart.place)
