"""Warns of gaps in a thin knowledge base."""

import shlex
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge.findings import Code, finding
from bot.model import SMALL_TALK, Entry, Finding, Knowledge, Place


def thin_spots(knowledge: Knowledge, folder: Path | None) -> Iterator[Finding]:
    """Return warnings, each with what to type next; `folder` None: the shipped knowledge."""
    yield from _scarce_phrasings(knowledge, folder)
    if not any(entry.topic == SMALL_TALK for entry in knowledge.entries):
        message = "there is no small talk: “hello” and “who are you?” get “I don't know”"
        remedy = f"write entries under `topic: {SMALL_TALK}`, as in the folder that `evbot init example` makes"
        yield finding(Code.NO_SMALL_TALK, Place(), message, remedy)
    if not knowledge.out_of_scope:
        message = "no line is out of scope: nothing tells the bot which questions near its subject it must not answer"
        remedy = (
            "write what people will ask and no entry tells under `questions:` in out_of_scope.yaml; "
            f"try it out with {typed('chat', folder)}"
        )
        yield finding(Code.NO_OUT_OF_SCOPE, Place(), message, remedy)


def typed(command: str, folder: Path | None) -> str:
    """What to type about a knowledge base: "`evbot grow --knowledge bakery`"."""
    where = f" --knowledge {shlex.quote(str(folder))}" if folder else ""
    return f"`evbot {command}{where}`"


def _scarce_phrasings(knowledge: Knowledge, folder: Path | None) -> Iterator[Finding]:
    """One a file: a FAQ from elsewhere has a single way of asking for everything."""
    least = knowledge.manifest.min_phrasings
    scarce: dict[str, list[Entry]] = defaultdict(list)
    for entry in knowledge.entries:
        if entry.series is None and len(entry.phrasings) < least:
            scarce[entry.place.file].append(entry)
    for first, *others in scarce.values():
        besides = f"; {len(others)} more in this file have too few" if others else ""
        message = f"the entry has {len(first.phrasings)} of the {least} phrasings wanted{besides}"
        remedy = f"add other ways of asking; {typed('grow', folder)} names the entries that they help most"
        yield finding(Code.FEW_PHRASINGS, first.asking or first.place, message, remedy, first.id)
