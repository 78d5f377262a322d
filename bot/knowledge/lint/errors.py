"""Finds errors that concern several parts of a knowledge base."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import TypeVar

from bot.knowledge.findings import Code, did_you_mean, finding, shown, unknown
from bot.knowledge.generating.cells import cells_of, series_of
from bot.knowledge.parts.fields import Placed
from bot.knowledge.parts.part import Part
from bot.knowledge.texts import plain
from bot.model import BUILT_IN, SMALL_TALK, Finding, Knowledge, Place

T = TypeVar("T")


def errors(knowledge: Knowledge, whole: Part) -> Iterator[Finding]:
    """`whole` has what was declared, with its places."""
    yield from _declared_twice(whole)
    yield from _spelling_clashes(whole)
    yield from _misplaced_asking(whole)
    yield from _unknown_parents(whole)
    yield from _unknown_wider(whole)
    yield from _unknown_needs(whole)
    yield from _missing_sources(knowledge)
    yield from _unknown_expectations(knowledge, whole)
    yield from _unknown_cells(knowledge, whole)
    yield from _unknown_topics(knowledge, whole)


def known_ids(knowledge: Knowledge, whole: Part) -> frozenset[str]:
    """The ids that links may name, also of entries and series with errors."""
    return whole.declared.union(entry.id for entry in knowledge.askable)


def broken_ids(knowledge: Knowledge, whole: Part) -> frozenset[str]:
    """Declared ids, left out for their own errors: a link to them, or to a cell of theirs, is no mistake."""
    return whole.declared.difference(entry.id for entry in knowledge.entries)


def _misplaced_asking(whole: Part) -> Iterator[Finding]:
    """Ways under `asking:` of no entry, or of an entry in two places, of which only the first would count."""
    entries, declared = [entry.id for entry in whole.entries], whole.declared
    series = {one.id: one.place for one in whole.series}
    first: dict[str, Place] = {}
    for one in whole.asking:
        before = first.setdefault(one.id, one.place)
        home = series.get(series_of(one.id))
        if before is not one.place:
            message = f"what is asked for {shown(one.id)} already stands in {before}"
            yield finding(Code.ASKED_TWICE, one.place, message, "put all of it into one place", one.id)
        elif home:
            message = f"`asking` names {shown(one.id)}, which comes from a series"
            remedy = f"write its phrasings into the series, in {home}"
            yield finding(Code.UNKNOWN_ASKED, one.place, message, remedy, one.id)
        elif one.id not in declared:
            what, otherwise = "`asking` names the unknown entry", "write the id of an entry, or remove it"
            yield from unknown(Code.UNKNOWN_ASKED, what, [(one.id, one.place, one.id)], entries, otherwise)


def _missing_sources(knowledge: Knowledge) -> Iterator[Finding]:
    if not knowledge.manifest.require_sources:
        return
    for entry in knowledge.entries:
        if not entry.sources and entry.topic != SMALL_TALK and entry.series in (None, entry.id):
            what = "series" if entry.series else "entry"
            remedy = "add `sources:`, or set `require_sources: false` in the manifest"
            yield finding(Code.NO_SOURCE, entry.place, f"the {what} has no source", remedy, entry.id)


def _spelling_clashes(whole: Part) -> Iterator[Finding]:
    spellings: dict[tuple[str, str], str] = {}
    for name, place in whole.names:
        for spelling in name.spellings:
            owner = spellings.setdefault((name.kind, plain(spelling)), name.value)
            if owner != name.value:
                message = f"the spelling {shown(spelling)} stands under both {owner} and {name.value}"
                yield finding(Code.SPELLING_TWICE, place, message, f"leave it to one {name.kind}")


def _again(declared: Placed[T], key: Callable[[T], Hashable]) -> Iterator[tuple[T, Place, Place]]:
    """Each further declaration with its place, and that of the first."""
    first: dict[Hashable, Place] = {}
    for one, place in declared:
        before = first.setdefault(key(one), place)
        if before is not place:
            yield one, place, before


def _declared_twice(whole: Part) -> Iterator[Finding]:
    for id, place, first in _again(whole.ids, lambda id: id):
        message = f"the id {shown(id)} is already taken in {first}"
        yield finding(Code.DUPLICATE_ID, place, message, "give one of them another id", id)
    for _, place in whole.manifests[1:]:
        message = "there is another manifest beside this one"
        yield finding(Code.TWO_MANIFESTS, place, message, "keep one of knowledge.yaml, .yml and .json")
    for name, place, first in _again(whole.names, lambda name: (name.kind, name.value)):
        message = f"the {name.kind} {name.value} is already named in {first}"
        yield finding(Code.NAME_TWICE, place, message, "put all of its spellings into one place")
    # Two units have one rate a day, whichever of them it leads from.
    for rate, place, first in _again(
        whole.rates, lambda one: (frozenset((one.unit.casefold(), one.into.casefold())), one.as_of)
    ):
        when = f" as of {rate.as_of}" if rate.as_of else ""
        message = f"a rate between {rate.unit} and {rate.into}{when} stands in {first}"
        yield finding(Code.RATE_TWICE, place, message, "keep one of them")
    for kind, place, first in _again(whole.kinds, lambda kind: kind.name):
        message = f"the kind {kind.name} is already declared in {first}"
        yield finding(Code.KIND_TWICE, place, message, "keep one of them")
    for decline, place, first in _again(whole.declines, lambda decline: decline.id):
        message = f"what is declined as {decline.id} already stands in {first}"
        yield finding(Code.DECLINE_TWICE, place, message, "put all ways of asking into one place, or rename it")
    for unit, place, first in _again(whole.units, lambda unit: unit.id.casefold()):
        message = f"the unit {unit.id} is already named in {first}"
        yield finding(Code.UNIT_TWICE, place, message, "put all that it is called into one place")
    for (key, _), place, first in _again(whole.wording, lambda sentence: sentence[0]):
        yield finding(Code.SENTENCE_TWICE, place, f"the sentence {key} already stands in {first}", "keep one of them")


def _unknown_parents(whole: Part) -> Iterator[Finding]:
    parents = {kind.name: kind.parent for kind, _ in whole.kinds}
    known = {*parents, *(kind.name for kind in BUILT_IN)}
    for kind, place in whole.kinds:
        if kind.parent is not None and kind.parent not in known:
            what, otherwise = f"the kind {kind.name} belongs to the unknown kind", "declare it too, or remove `parent`"
            yield from unknown(Code.UNKNOWN_PARENT, what, [(kind.parent, place, None)], known, otherwise)
        elif kind.name in (above := _ancestry(kind.parent, parents)):
            message = f"the kind {kind.name} belongs to itself: {' in '.join((kind.name, *above))}"
            yield finding(Code.UNKNOWN_PARENT, place, message, "remove the `parent` of one of them")


def _ancestry(kind: str | None, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The kind, its parent, the parent of that, and so on, each once."""
    above: dict[str, None] = {}
    while kind is not None and kind not in above:
        above[kind] = None
        kind = parents.get(kind)
    return tuple(above)


def _unknown_wider(whole: Part) -> Iterator[Finding]:
    known = {(name.kind, name.value) for name, _ in whole.names}
    for one, place in whole.within:
        for value in (one.wider, one.value):
            if (one.kind, value) not in known:
                of_kind = tuple(sorted(other for kind, other in known if kind == one.kind))
                remedy = did_you_mean(value, of_kind, "name it under `names` first, or remove it")
                message = f"`within` holds {shown(value)}, which is no name of the kind {shown(one.kind)}"
                yield finding(Code.UNKNOWN_WIDER, place, message, remedy)


def _unknown_needs(whole: Part) -> Iterator[Finding]:
    kinds = tuple(sorted({name.kind for name, _ in whole.names}))
    for decline, place in whole.declines:
        if decline.needs is not None and decline.needs not in kinds:
            remedy = did_you_mean(decline.needs, kinds, "add such names to the vocabulary, or leave `needs` out")
            message = f"{decline.id} needs a name of the kind {shown(decline.needs)}, and there is none"
            yield finding(Code.UNKNOWN_NEED, place, message, remedy)


def _unknown_expectations(knowledge: Knowledge, whole: Part) -> Iterator[Finding]:
    expected = ((case.expect, case.place, None) for case in knowledge.cases if case.expect is not None)
    what, otherwise = "a case expects the unknown entry", "write the id of an entry, or null"
    return unknown(Code.UNKNOWN_EXPECTATION, what, expected, known_ids(knowledge, whole), otherwise)


def _unknown_cells(knowledge: Knowledge, whole: Part) -> Iterator[Finding]:
    known = {name for series in knowledge.series for name in cells_of(series)}
    broken = broken_ids(knowledge, whole)
    what, otherwise = "`tells` names the unknown cell", "write series:label, or series:row:column of a table"
    for entry in knowledge.entries:
        told = ((cell, entry.place, entry.id) for cell in entry.tells if series_of(cell) not in broken)
        yield from unknown(Code.UNKNOWN_CELL, what, told, known, otherwise)


def _unknown_topics(knowledge: Knowledge, whole: Part) -> Iterator[Finding]:
    known = {entry.topic for entry in knowledge.entries}
    what, otherwise = "`topics` names the unknown topic", "name one that has entries, or remove it"
    for manifest, place in whole.manifests[:1]:
        named = ((topic, place, None) for topic, _ in manifest.topics)
        yield from unknown(Code.UNKNOWN_TOPIC, what, named, known, otherwise)
