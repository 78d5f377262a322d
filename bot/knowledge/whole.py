"""Joins the parts of a knowledge base, and generates the entries of its series."""

from collections.abc import Iterable
from typing import TypeVar

from bot.knowledge.findings import Code, Report, finding
from bot.knowledge.generating.entries import cell_entries
from bot.knowledge.generating.measures import measure_entries
from bot.knowledge.generating.superlatives import with_superlatives
from bot.knowledge.lint.errors import errors
from bot.knowledge.parts.asking import asked_entries
from bot.knowledge.parts.part import Part
from bot.knowledge.wording import words_in
from bot.model import Finding, Knowledge, Manifest, Name, Place, Vocabulary

T = TypeVar("T")


def assemble(whole: Part, found: list[Finding]) -> Knowledge:
    """Return as much as can be put together: warnings are wanted in the same pass as errors, which `found` receives."""
    manifest = whole.manifests[0][0] if whole.manifests else Manifest()
    wording = _without_places(whole.wording)
    words = words_in(manifest.language, wording)
    names = _without_places(whole.names)
    proper = _proper_words(names)
    every_series = tuple(with_superlatives(series, words) for series in whole.series)
    measures = tuple(entry for series in every_series for entry in measure_entries(series, proper, words))
    report = Report(found=found)
    knowledge = Knowledge(
        manifest=manifest,
        entries=asked_entries(whole.entries, whole.asking) + measures,
        cells=tuple(cell for series in every_series for cell in cell_entries(series, proper, words, report)),
        series=every_series,
        vocabulary=Vocabulary(
            synonyms=whole.synonyms,
            names=names,
            rates=_without_places(whole.rates),
            kinds=_without_places(whole.kinds),
            units=_without_places(whole.units),
            cues=whole.cues,
            within=_without_places(whole.within),
        ),
        out_of_scope=_without_places(whole.out_of_scope),
        declines=_without_places(whole.declines),
        wording=wording,
        cases=whole.cases,
    )
    found.extend(errors(knowledge, whole))
    if not knowledge.entries and not whole.ids and not any(found):
        remedy = "add a YAML file with `entries:`, or try: evbot init DIR"
        found.append(finding(Code.NO_ENTRIES, Place(), "the folder holds no entries", remedy))
    return knowledge


def _proper_words(names: Iterable[Name]) -> frozenset[str]:
    """The first word of each name, which keeps its capital within a sentence."""
    spelt = (text for name in names for text in (name.value, *name.spellings) if text)
    return frozenset(text.split()[0].casefold() for text in spelt)


def _without_places(declared: Iterable[tuple[T, Place]]) -> tuple[T, ...]:
    return tuple(one for one, _ in declared)
