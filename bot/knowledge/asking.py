"""Joins entries with the ways of asking that stand in other files."""

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.findings import Code, finding, shown
from bot.knowledge.misspelt import did_you_mean
from bot.knowledge.parts.asking import Asking
from bot.knowledge.parts.part import Part
from bot.model import Entry, Finding, Place


def asked_entries(whole: Part) -> tuple[Entry, ...]:
    """What stands in an entry comes first."""
    apart = {one.id: one for one in reversed(whole.asking)}
    return tuple(_joined(entry, apart[entry.id]) if entry.id in apart else entry for entry in whole.entries)


def _joined(entry: Entry, apart: Asking) -> Entry:
    follow_ups: dict[str | None, tuple[str, ...]] = {}
    for asked, texts in (*entry.follow_ups, *apart.follow_ups):
        follow_ups[asked] = (*follow_ups.get(asked, ()), *texts)
    phrasings = (*entry.phrasings, *apart.phrasings)
    return replace(entry, phrasings=phrasings, follow_ups=tuple(follow_ups.items()), asking=apart.place)


def asked_for_none(whole: Part) -> Iterator[Finding]:
    """What is asked for no entry, and what stands in two places and would count in one alone."""
    entries = tuple(sorted(entry.id for entry in whole.entries))
    # Those with errors of their own exist all the same.
    declared = {name for name, _ in whole.ids}
    series = {one.id: one.place for one in whole.series}
    first: dict[str, Place] = {}
    for one in whole.asking:
        before = first.setdefault(one.id, one.place)
        home = series.get(one.id.partition(":")[0])
        if before is not one.place:
            message = f"what is asked for {shown(one.id)} already stands in {before}"
            yield finding(Code.ASKED_TWICE, one.place, message, "put all of it into one place", one.id)
        elif home:
            message = f"`asking` names {shown(one.id)}, which comes from a series"
            remedy = f"write its phrasings into the series, in {home}"
            yield finding(Code.UNKNOWN_ASKED, one.place, message, remedy, one.id)
        elif one.id not in declared:
            remedy = did_you_mean(one.id, entries, "write the id of an entry, or remove it")
            message = f"`asking` names the unknown entry {shown(one.id)}"
            yield finding(Code.UNKNOWN_ASKED, one.place, message, remedy, one.id)
