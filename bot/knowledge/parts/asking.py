"""Reads `asking:`, ways of asking that stand apart from their entry."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.findings import Code, shown
from bot.knowledge.parts.entries import read_follow_ups
from bot.knowledge.parts.fields import Fields
from bot.knowledge.reading.nodes import Mapping, Scalar, describe
from bot.model import Place

ASKING_KEYS = ("phrasings", "follow_ups")


@dataclass(frozen=True, slots=True)
class Asking:
    """Fields of an `Entry` that stand apart from it."""

    id: str
    phrasings: tuple[str, ...]
    follow_ups: tuple[tuple[str | None, tuple[str, ...]], ...]
    place: Place


def read_asking(fields: Fields) -> Iterator[Asking]:
    for key, node in fields.pairs("asking"):
        report = fields.report.of_entry(key.text)
        if isinstance(node, Scalar) and node.is_nothing():
            node = Mapping(key.line)
        if isinstance(node, Mapping):
            own = Fields(node, ASKING_KEYS, report)
            yield Asking(key.text, own.lines("phrasings"), read_follow_ups(own), Place(report.file, key.line))
        else:
            message = f"what is asked for {shown(key.text)} is {describe(node)}"
            report.add(Code.WRONG_TYPE, node.line, message, "write a mapping: phrasings: [..., ...]")
