"""Warns of gaps in a thin knowledge base."""

import shlex
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from bot.knowledge.findings import Code, finding
from bot.knowledge.generating.cells import UNITS
from bot.knowledge.generating.tables import is_numeric
from bot.model import SMALL_TALK, Finding, Knowledge, Place, Series


def thin_spots(knowledge: Knowledge, folder: Path | None) -> Iterator[Finding]:
    """Return warnings, each with what to type next; `folder` None: the shipped knowledge.

    One warning a file is enough, since an imported FAQ has one way of asking for each answer.
    """
    yield from _scarce_phrasings(knowledge, folder)
    yield from _bare_series(knowledge)
    if not any(entry.topic == SMALL_TALK for entry in knowledge.entries):
        message = "there is no small talk: “hello” and “who are you?” get “I don't know”"
        remedy = f"write entries under `topic: {SMALL_TALK}`, as in the folder that `evbot init example` makes"
        yield finding(Code.NO_SMALL_TALK, Place(), message, remedy)
    if not knowledge.out_of_scope:
        message = "no line is out of scope: nothing tells the bot which questions near its subject it must not answer"
        remedy = (
            "write what people will ask and no entry tells under `questions:` in out_of_scope.yaml; "
            f"chat with it, to try it out: {typed('', folder)}"
        )
        yield finding(Code.NO_OUT_OF_SCOPE, Place(), message, remedy)


def _bare_series(knowledge: Knowledge) -> Iterator[Finding]:
    bare = ((series, lacks) for series in knowledge.series if (lacks := _lacks(series)))
    for _, ((first, lacks), *others) in groupby(bare, lambda one: one[0].place.file):
        besides = f"; {len(others)} more in this file lack some of these" if others else ""
        message = f"the series has no {', '.join(f'`{key}:`' for key in lacks)}{besides}"
        remedy = (
            "its figures are told all the same; with these they are told better, and compared only where they may be"
        )
        yield finding(Code.BARE_SERIES, first.place, message, remedy, first.id)


def _lacks(series: Series) -> list[str]:
    """The missing keys: `as_of`, `unit`, `noun`; only if one of them is missing, also `basis` and `ask`."""
    if series.columns:
        with_units = any(column.id == UNITS for column in series.columns)
        numeric = (one for one in series.columns if one.id not in series.key and is_numeric(series, one.id))
        told = [] if with_units else [(one.unit, one.noun) for one in numeric]
    else:
        told = [(series.unit, series.noun)]
    lacks = {
        "as_of": not series.as_of,
        "unit": any(not unit and not noun for unit, noun in told),
        "noun": not series.ask and any(not noun for _, noun in told),
    }
    if any(lacks.values()):
        lacks |= {"basis": not series.basis, "ask": not series.ask}
    return [key for key, is_missing in lacks.items() if is_missing]


def typed(command: str, folder: Path | None) -> str:
    """What to type about a knowledge base: "`evbot grow --knowledge bakery`"; the empty command is the chat."""
    return f"`{command_line(command, folder)}`"


def command_line(command: str, folder: Path | None) -> str:
    where = f" --knowledge {shlex.quote(str(folder))}" if folder else ""
    return f"evbot{command and ' '}{command}{where}"


def _scarce_phrasings(knowledge: Knowledge, folder: Path | None) -> Iterator[Finding]:
    least = knowledge.manifest.min_phrasings
    scarce = (entry for entry in knowledge.entries if entry.series is None and len(entry.phrasings) < least)
    for _, (first, *others) in groupby(scarce, lambda one: one.place.file):
        besides = f"; {len(others)} more in this file have too few" if others else ""
        message = f"the entry has {len(first.phrasings)} of the {least} phrasings wanted{besides}"
        remedy = f"add other ways of asking; {typed('grow', folder)} names the entries that they help most"
        yield finding(Code.FEW_PHRASINGS, first.asking or first.place, message, remedy, first.id)
