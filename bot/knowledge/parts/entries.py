"""Reads `entries:`."""

from bot.knowledge.dates import can_be, canonical_facets
from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.parts.fields import Fields, lines_of, text_of
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, Sequence, describe
from bot.knowledge.texts import ID_LIMIT, is_id
from bot.model import Entry, Source

ENTRY_KEYS = tuple(
    "id question phrasings answer as_of changes sources related tells chart about review_by tags follow_ups".split()
)
SOURCE_KEYS = ("publisher", "title", "url", "published")


def read_entry(node: Mapping, topic: str, report: Report) -> Entry | None:
    """Return None, with findings, where id, question or answer is missing."""
    report = report.of_entry(declared_id(node))
    fields = Fields(node, ENTRY_KEYS, report)
    entry_id = read_id(fields, "entry")
    question, answer = fields.one_line("question"), fields.text("answer") or ""
    if not question:
        remedy = "add `question:`, or remove the entry"
        fields.fault("question", Code.NO_QUESTION, "the entry has no question", remedy)
    if not answer:
        fields.fault("answer", Code.NO_ANSWER, "the entry has no answer", "add one, or remove the entry")
    entry = Entry(
        id=entry_id or "",
        question=question,
        answer=answer,
        topic=topic,
        phrasings=fields.lines("phrasings"),
        as_of=fields.date("as_of"),
        changes=fields.truth("changes"),
        sources=read_sources(fields),
        related=fields.texts("related"),
        tells=fields.texts("tells"),
        chart=fields.text("chart"),
        about=read_about(fields),
        review_by=fields.date("review_by"),
        tags=fields.texts("tags"),
        follow_ups=read_follow_ups(fields),
        place=fields.place,
    )
    return entry if entry_id and question and answer else None


def declared_id(node: Mapping) -> str | None:
    """Return the id as written, good or bad, to name the entry in findings."""
    return next((v.text for k, v in node.pairs if k.text == "id" and isinstance(v, Scalar) and v.text), None)


def read_id(fields: Fields, what: str) -> str | None:
    text = fields.text("id")
    if not text:
        fields.fault("id", Code.NO_ID, f"this {what} has no id", "add `id:` in kebab-case")
        return None
    if not is_id(text):
        message = f"the id {shown(text)} is not in kebab-case of at most {ID_LIMIT} characters"
        fields.fault("id", Code.BAD_ID, message, "use a-z, 0-9 and single hyphens: opening-hours")
        return None
    return text


def read_sources(fields: Fields, key: str = "sources") -> tuple[Source, ...]:
    return tuple(read_source(node, fields.report) for node in fields.mappings(key))


def read_source(node: Mapping, report: Report) -> Source:
    source = Fields(node, SOURCE_KEYS, report)
    publisher, url = source.one_line("publisher"), source.text("url")
    if not publisher:
        source.fault("publisher", Code.BAD_SOURCE, "a source has no publisher", "add `publisher:`")
    if url and not is_url(url):
        message = f"the url of a source is none: {shown(url)}"
        source.fault("url", Code.BAD_SOURCE, message, "begin it with https://, or leave it out")
    return Source(publisher, source.one_line("title") or None, url or None, source.date("published"))


def read_follow_ups(fields: Fields) -> tuple[tuple[str | None, tuple[str, ...]], ...]:
    """Read {get-a-card: [..., ...], null: [...]}: follow-ups by the entry that answers them. In JSON the null is
    quoted, like all keys."""
    return tuple(
        (None if key.text.lower() == "null" else key.text, lines_of(node, f"follow_ups: {key.text}", fields.report))
        for key, node in fields.pairs("follow_ups")
    )


def is_url(text: str) -> bool:
    return text.startswith(("https://", "http://")) and len(text.split()) == 1 and len(text) > len("https://")


def read_about(fields: Fields) -> tuple[tuple[str, str], ...]:
    """Read {quantity: deliveries, model: [small, large]}: a kind may have several values."""
    found = []
    for key, node in fields.pairs("about"):
        for item in node.items if isinstance(node, Sequence) else (node,):
            value = _facet_value(item, key.text, fields.report)
            if value and (key.text, value) not in found:
                found.append((key.text, value))
    return canonical_facets(tuple(found))


def _facet_value(node: Node, kind: str, report: Report) -> str | None:
    text = text_of(node, "about", report) if isinstance(node, Scalar) else None
    if not text or not kind.strip():
        message = f"the facet {shown(kind)} is {describe(node)}"
        report.add(Code.BAD_FACET, node.line, message, "write a word, or a list of words: model: [small, large]")
        return None
    if not can_be(kind, text):
        remedy = "write month: May, month: 2025-05, quarter: Q1, half: H2 or the like"
        report.add(Code.BAD_FACET, node.line, f"there is no {kind} {shown(text)}", remedy)
        return None
    return text
