"""Reads the contents of a file as a `Part` of the knowledge base."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeVar

from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.parts import vocabulary
from bot.knowledge.parts.asking import Asking, read_asking
from bot.knowledge.parts.cases import read_cases
from bot.knowledge.parts.declines import read_declines, read_out_of_scope
from bot.knowledge.parts.entries import declared_id, read_entry
from bot.knowledge.parts.fields import Fields, Placed
from bot.knowledge.parts.manifest import MANIFEST_KEYS, read_manifest
from bot.knowledge.parts.rates import read_rates
from bot.knowledge.parts.series import read_series
from bot.knowledge.parts.wording import WORDING_NAMES, read_wording
from bot.knowledge.reading.nodes import Mapping, Node, describe
from bot.model import Case, Cue, Decline, Entry, FacetKind, Manifest, Name, Rate, Series, Unit, Within

MANIFEST_NAMES = ("knowledge.yaml", "knowledge.yml", "knowledge.json")
FILE_KEYS = tuple(
    "topic entries asking series synonyms names kinds within rates units cues questions declines cases"
    " poor_hosts".split()
)
TOPIC_LIMIT = 48

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    manifests: Placed[Manifest] = ()
    entries: tuple[Entry, ...] = ()  # As they stand, without what is asked for them elsewhere.
    asking: tuple[Asking, ...] = ()
    series: tuple[Series, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    names: Placed[Name] = ()
    kinds: Placed[FacetKind] = ()
    within: Placed[Within] = ()
    rates: Placed[Rate] = ()
    units: Placed[Unit] = ()
    cues: tuple[Cue, ...] = ()
    out_of_scope: Placed[str] = ()
    declines: Placed[Decline] = ()
    cases: tuple[Case, ...] = ()
    wording: Placed[tuple[str, str]] = ()  # Sentences of its own by their names in `Words`.
    poor_hosts: tuple[str, ...] = ()
    """Hosts that no answer should rest on, such as "example.org", with all below them."""
    ids: Placed[str] = ()  # Of all entries and series as they are declared, those with errors included.

    @property
    def declared(self) -> frozenset[str]:
        return frozenset(id for id, _ in self.ids)


def read_part(name: str, node: Node, report: Report) -> Part:
    """`name`: of the file, and of the topic if the file names none."""
    if not isinstance(node, Mapping):
        message = f"the file is {describe(node)}"
        report.add(Code.WRONG_TYPE, node.line, message, f"write a mapping with keys such as: {', '.join(FILE_KEYS)}")
        return Part()
    if name in WORDING_NAMES:
        return Part(wording=read_wording(node, report))
    is_manifest = name in MANIFEST_NAMES
    for key, _ in node.pairs:
        if key.text in MANIFEST_KEYS and not is_manifest:  # It would be without effect.
            message = f"the key {shown(key.text)} belongs to the manifest"
            report.add(Code.UNKNOWN_KEY, key.line, message, "move it to knowledge.yaml in the top folder")
    fields = Fields(node, FILE_KEYS + MANIFEST_KEYS, report)
    topic = _topic(fields) or name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    entries = fields.mappings("entries")
    series = fields.mappings("series")
    return Part(
        manifests=((read_manifest(fields), fields.place),) if is_manifest else (),
        entries=_kept(read_entry(entry, topic, report) for entry in entries),
        asking=tuple(read_asking(fields)),
        series=_kept(read_series(one, topic, report) for one in series),
        synonyms=vocabulary.read_synonyms(fields),
        names=vocabulary.read_names(fields),
        kinds=vocabulary.read_kinds(fields),
        within=vocabulary.read_within(fields),
        rates=read_rates(fields),
        units=vocabulary.read_units(fields),
        cues=vocabulary.read_cues(fields),
        out_of_scope=read_out_of_scope(fields),
        declines=read_declines(fields),
        cases=read_cases(fields),
        poor_hosts=vocabulary.read_hosts(fields),
        ids=tuple((text, report.place(one.line)) for one in (*entries, *series) if (text := declared_id(one))),
    )


def join_parts(parts: tuple[Part, ...]) -> Part:
    return Part(*(tuple(item for part in parts for item in getattr(part, field.name)) for field in fields(Part)))


def _kept(items: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(item for item in items if item is not None)


def _topic(fields: Fields) -> str:
    topic = fields.one_line("topic")
    if len(topic) > TOPIC_LIMIT:
        message = f"the topic {shown(topic)} has {len(topic)} characters"
        fields.fault("topic", Code.BAD_TOPIC, message, f"write at most {TOPIC_LIMIT}")
    return topic
