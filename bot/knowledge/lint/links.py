"""Finds ids of entries and series that do not exist."""

from collections.abc import Iterator

from bot.knowledge.findings import Code, did_you_mean, finding, shown
from bot.knowledge.lint.phrasings import Apart
from bot.knowledge.parts.part import Part
from bot.model import Finding, Knowledge


def unknown_links(knowledge: Knowledge, whole: Part, apart: Apart) -> Iterator[Finding]:
    declared = {name for name, _ in whole.ids}
    ids = tuple(sorted({entry.id for entry in (*knowledge.entries, *knowledge.cells)} | declared))
    known = frozenset(ids)
    # A series with errors of its own must not make every chart that shows it a warning.
    broken = declared - {entry.id for entry in knowledge.entries}
    charts = tuple(sorted({series.id for series in knowledge.series} | broken))
    for entry in knowledge.entries:
        for other in entry.related:
            if other not in known:
                message = f"`related` names the unknown entry {shown(other)}"
                yield finding(Code.UNKNOWN_RELATED, entry.place, message, _remedy(other, ids), entry.id)
        for asked in dict.fromkeys(id for id, _ in entry.follow_ups if id is not None and id not in known):
            message = f"`follow_ups` names the unknown entry {shown(asked)}"
            place = apart.get((entry.id, asked), entry.place)
            yield finding(Code.UNKNOWN_FOLLOW_UP, place, message, _remedy(asked, ids), entry.id)
        if entry.chart is not None and entry.chart not in charts:
            message = f"`chart` names the unknown series {shown(entry.chart)}"
            yield finding(Code.UNKNOWN_CHART, entry.place, message, _remedy(entry.chart, charts), entry.id)
    for manifest, place in whole.manifests[:1]:
        for starter in manifest.starters:
            if starter not in known:
                message = f"`starters` names the unknown entry {shown(starter)}"
                yield finding(Code.UNKNOWN_STARTER, place, message, _remedy(starter, ids))


def _remedy(name: str, ids: tuple[str, ...]) -> str:
    return did_you_mean(name, ids, "name one that exists, or remove it")
