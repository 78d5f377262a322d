"""Writes docs/knowledge.schema.json from the loader's keys and limits (`make schema`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.knowledge.parts.asking import ASKING_KEYS
from bot.knowledge.parts.cases import CASE_KEYS
from bot.knowledge.parts.data import COLUMN_ID, COLUMN_KEYS, POINT_KEYS, WITHIN
from bot.knowledge.parts.declines import DECLINE_KEYS, SAYING
from bot.knowledge.parts.entries import ENTRY_KEYS, SOURCE_KEYS
from bot.knowledge.parts.manifest import COMMAND, MANIFEST_KEYS
from bot.knowledge.parts.part import FILE_KEYS, TOPIC_LIMIT
from bot.knowledge.parts.rates import RATE_KEYS
from bot.knowledge.parts.series import SERIES_KEYS, TITLE_LIMIT
from bot.knowledge.parts.templates import ASK_KEYS, SUPERLATIVE_KEYS
from bot.knowledge.parts.vocabulary import CUE_NAMES, HOST, KIND_KEYS, UNIT_KEYS
from bot.knowledge.texts import ID, ID_LIMIT
from bot.model import BUILT_IN, DECLARABLE, Being, Kind, Operation

FILE = Path(__file__).with_name("knowledge.schema.json")

Schema = dict[str, Any]

# What is written without quotes is a text too, where one is wanted: `label: 2025`, `id: on`.
PLAIN = ["string", "number", "boolean"]


def text(description: str, **more: Any) -> Schema:
    return {"type": PLAIN, "description": description, **more}


def texts(description: str) -> Schema:
    return {"type": "array", "description": description, "items": {"type": PLAIN, "minLength": 1}}


def kebab(description: str) -> Schema:
    return text(description, pattern=whole(ID.pattern), maxLength=ID_LIMIT)


def day(description: str) -> Schema:
    """A bare year is a number to YAML."""
    return {"type": ["string", "integer"], "description": description, "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


def url(description: str) -> Schema:
    return {"type": "string", "description": description, "pattern": r"^https?://\S+$"}


def truth(description: str) -> Schema:
    return {"type": "boolean", "description": description}


def count(description: str) -> Schema:
    return {"type": "integer", "minimum": 1, "description": description}


def many(description: str, item: Schema) -> Schema:
    return {"type": "array", "description": description, "items": item}


def mapping(description: str, values: Schema) -> Schema:
    return {"type": "object", "description": description, "additionalProperties": values}


def of_keys(keys: tuple[str, ...], described: Mapping[str, Schema], *required: str, **more: Any) -> Schema:
    """Raises KeyError where the loader knows a key that is not described here, ValueError for the reverse."""
    strange = described.keys() - set(keys)
    if strange:
        raise ValueError(f"the loader knows no {', '.join(sorted(strange))}")
    properties = {key: described[key] for key in keys}
    return {"type": "object", "properties": properties, "required": [*required], "additionalProperties": False, **more}


def whole(pattern: str) -> str:
    return f"^(?:{pattern})$"


FACETS = mapping(
    "Facets: what must not be mixed up; a word or a list of words for each kind.",
    {"anyOf": [{"type": PLAIN}, {"type": "array", "items": {"type": PLAIN}}]},
)
AS_OF = "From when the figure is: a day (2025-12-31), a month (2025-12) or a year (2025)."
CHANGES = "Whether the figure will be another one day, so that it grows stale."
KIND = {
    "enum": list(Kind),
    "description": "Of periods, which add up (flow), at a moment (level), a total so far (running), ratio or text.",
}
FEWER = "Whether the best is the lowest, as of lap times: ranks follow it. Left out: of seconds and the like."
BASIS = "What a reader must know of what the figures rest on, shown with each answer: company count."
ASKED = "Other ways of asking, in whatever words people use."
TEMPLATE = {
    "question": text("The question, with {label}, in a table with {row} and {column}."),
    "phrasings": texts("Other ways of asking, with the same placeholders."),
    "answer": text("The answer, with {value}, or with {figure}, which has the unit."),
}
PHRASINGS = texts(ASKED)
FOLLOW_UPS = mapping(
    "What people type next, by the id of the entry that answers it; null: nothing that is held does.",
    texts("Short messages that lean on this answer, in people's own words."),
)
SOURCE = of_keys(
    SOURCE_KEYS,
    {
        "publisher": text("Who said it."),
        "title": text("Of the article or report, where it is known."),
        "url": url("Where it stands; leave it out rather than guess it."),
        "published": day("When it was published."),
    },
    "publisher",
)
SOURCES = many("Who said it, the best first.", SOURCE)
ENTRY = of_keys(
    ENTRY_KEYS,
    {
        "id": kebab("In kebab-case, stable for ever, one namespace with series."),
        "question": text("The question, with the name of the thing, so that it stands alone."),
        "phrasings": PHRASINGS,
        "answer": text("First what was asked, in bold, then the context: bold, italics, code, links and lists."),
        "as_of": day(AS_OF),
        "changes": truth(CHANGES),
        "sources": SOURCES,
        "follow_ups": FOLLOW_UPS,
        "tells": texts("Cells whose plain value the answer gives: series:label, or series:row:column of a table."),
        "related": texts("Ids of entries or series that are offered after the answer."),
        "chart": text("Id of the series or table that is drawn with the answer."),
        "about": FACETS,
        "review_by": day("When somebody should look at it again."),
        "tags": texts("`default` is taken where a question leaves a facet open."),
    },
    "id",
    "question",
    "answer",
)
ASKING = {
    **of_keys(ASKING_KEYS, {"phrasings": PHRASINGS, "follow_ups": FOLLOW_UPS}),
    "type": ["object", "null"],
    "description": "What is asked for the entry of this id.",
}
POINT = of_keys(
    POINT_KEYS,
    {
        "label": text("A date (2025, 2025-Q1, 2025-05, 2025-05-31) or a name."),
        "value": {"type": ["number", "null"], "description": "Without unit or separators; null for a gap."},
        "minimum": truth('Reads "more than".'),
        "approximate": truth('Reads "about".'),
        "within": text("How far an approximate value may be off: 5%.", pattern=whole(WITHIN.pattern)),
        "as_of": day("Left out: the end of the period that the label names, if it was over, else that of the series."),
        "source": {"anyOf": [SOURCE, SOURCES], "description": "Left out: those of the series."},
    },
    "label",
)
COLUMN = of_keys(
    COLUMN_KEYS,
    {
        "id": text("With a-z, 0-9, _ and -.", pattern=whole(COLUMN_ID.pattern), maxLength=ID_LIMIT),
        "title": text("As people read it; left out: made from the id."),
        "unit": text("Such as km, percent, EUR."),
        "kind": KIND,
        "noun": text("What its numbers are, as sentences say it: cars recalled, kerb weight."),
        "basis": text(BASIS),
        "fewer_is_better": truth(FEWER),
    },
    "id",
)
CELL = {"type": ["string", "number", "boolean", "null"]}
ASK = of_keys(
    ASK_KEYS, TEMPLATE | {"columns": texts("The columns it asks of; left out: all others.")}, "question", "answer"
)
SUPERLATIVE = of_keys(
    SUPERLATIVE_KEYS,
    TEMPLATE | {"which": {"enum": ["max", "min"]}, "column": text("In a table: of which column.")},
    "which",
    "question",
    "answer",
)
SERIES = of_keys(
    SERIES_KEYS,
    {
        "id": kebab("In kebab-case, stable for ever, one namespace with entries."),
        "title": text("Plain text; it stands above the picture.", maxLength=TITLE_LIMIT),
        "unit": text("Of the points: vehicles, percent, EUR, CNY billion."),
        "topic": text("Left out: that of the file.", maxLength=TOPIC_LIMIT),
        "as_of": day(f"{AS_OF} Left out: that of the newest point."),
        "changes": truth(CHANGES),
        "note": text("For curators, never shown."),
        "kind": KIND,
        "noun": text("What is counted, as sentences say it: cars delivered."),
        "basis": text(BASIS),
        "fewer_is_better": truth(FEWER),
        "selection": text("Of what alone it holds figures, where there are others, too: top versions."),
        "sources": SOURCES,
        "points": many("The numbers; one line each.", POINT),
        "columns": many("Of a table.", COLUMN),
        "rows": many("Of a table: one cell a column, null for a gap.", {"type": "array", "items": CELL}),
        "key": texts("The columns that make a row unique; left out: the first."),
        "ask": many("Questions that are asked of every point or cell.", ASK),
        "superlatives": many("Questions for the highest and lowest; [] for none.", SUPERLATIVE),
        "question": text("For the series as a whole."),
        "phrasings": PHRASINGS,
        "about": FACETS,
        "short": mapping("Short names for labels or rows whose ids would be too long.", kebab("In kebab-case.")),
    },
    "id",
    "title",
    anyOf=[{"required": ["points"]}, {"required": ["columns", "rows"]}],
)
CASE = of_keys(
    CASE_KEYS,
    {
        "text": text("A question, in words that stand in no phrasing."),
        "expect": {"type": [*PLAIN, "null"], "description": "The id it must reach; null: it must not be answered."},
        "operation": {
            "enum": [one.value for one in Operation],
            "description": "Of a computed figure: what must be worked out.",
        },
        "result": {
            "type": [*PLAIN, "array"],
            "items": {"type": PLAIN},
            "description": "Of a computed figure: the number, label or list of labels that must come out.",
        },
    },
    "text",
    "expect",
)
FACET_KIND = of_keys(
    KIND_KEYS,
    {
        "match": {
            "enum": list(DECLARABLE),
            "description": "What an entry must have of what a question names: be about all of it and nothing else "
            "(exact), about any of it if it is about some (any), mention it (mentioned), or nothing (never).",
        },
        "being": {
            "enum": list(Being),
            "description": "What its values are, if a text may be about them; left out: thing for exact, else nothing.",
        },
        "parent": text("The kind whose values have these: where another of them is named, these go."),
        "may_stay_open": truth("Whether the entry tagged `default` stands for the others where a question names none."),
        "may_be_missing": truth("Whether a table that tells none of them apart may be asked for one."),
    },
)
RATE = of_keys(
    RATE_KEYS,
    {
        "from": text("The unit that figures have, without thousand or billion: yuan."),
        "to": text("The unit that they are converted into, or out of: USD."),
        "rate": {
            "type": "number",
            "exclusiveMinimum": 0,
            "description": "What one of the first unit comes to in the second.",
        },
        "as_of": day("Of several rates the one nearest to the figure is taken."),
        "fixed": truth("Whether it is the same at all times, as from km to miles; then without a date."),
        "source": SOURCE,
    },
    "from",
    "to",
    "rate",
    anyOf=[{"required": ["as_of"]}, {"required": ["fixed"]}],
)
UNIT = of_keys(
    UNIT_KEYS,
    {
        "one": text("One of it, as sentences say it: dollar. Left out: the unit."),
        "many": text("Several of it, as sentences say it: US dollars. Left out: the unit."),
        "words": texts("What else it is called where it is asked for."),
        "more": text("How more of it is called, where that is not just more: dearer. It needs `less` beside it."),
        "less": text("The same of less: cheaper."),
    },
)


def sayings(description: str, **more: Any) -> Schema:
    return many(description, {"type": PLAIN, "pattern": whole(SAYING.pattern)}) | more


DECLINE = of_keys(
    DECLINE_KEYS,
    {
        "id": kebab("In kebab-case; the same may not stand twice."),
        "line": text("What is said instead of an answer; {disclaimer} is that of the manifest.", minLength=1),
        "says": sayings("Words that ask for it: / between alternatives, * for a gap of at most two words.", minItems=1),
        "unless": sayings("Where one of them is said, it is not declined."),
        "needs": text("A kind of names, of which one must be said too."),
    },
    "id",
    "line",
    "says",
)
OF_FILES = {
    "topic": text("Of the entries in this file; left out: its name.", maxLength=TOPIC_LIMIT),
    "entries": many("Answers.", ENTRY),
    "asking": mapping("Ways of asking and follow-ups of entries that stand elsewhere, by their ids.", ASKING),
    "series": many("Numbers, and the entries that are made from them.", SERIES),
    "synonyms": many("Groups of words that mean the same.", {"type": "array", "items": {"type": PLAIN}, "minItems": 2}),
    "names": mapping("Names by kind.", mapping("Spellings by value.", texts("Spellings."))),
    "kinds": mapping("Kinds of facets beside those that are built in.", FACET_KIND)
    | {
        "propertyNames": {
            "pattern": whole(ID.pattern),
            "maxLength": ID_LIMIT,
            "not": {"enum": [kind.name for kind in BUILT_IN]},
        }
    },
    "within": mapping("What lies within what, by kind.", mapping("By the wider name.", texts("Names within it."))),
    "rates": many("Rates by which figures are converted into other units.", RATE),
    "units": mapping("What units are called, by the unit as figures and rates write it.", UNIT),
    "cues": mapping("Words of the subject that tell what figures are asked for.", texts("Words."))
    | {"propertyNames": {"enum": list(CUE_NAMES)}},
    "questions": texts("Questions that must not be answered."),
    "declines": many("What is declined with a line of its own; the first that is asked for counts.", DECLINE),
    "cases": many("Questions with the entry that they must reach; they only measure.", CASE),
    "poor_hosts": many(
        "Sites that no answer should rest on, those below them included.",
        {"type": "string", "pattern": whole(HOST.pattern)},
    ),
}
OF_THE_MANIFEST = {
    "version": {"const": 1, "description": "Of the format."},
    "name": text("What the bot calls itself."),
    "language": text("Such as en."),
    "slash_command": text("Without the slash.", pattern=whole(COMMAND.pattern)),
    "disclaimer": text("Said where a question asks for advice."),
    "subject": text("What it answers questions about; left out: the name."),
    "about": text("What the bot says of itself."),
    "project_url": url("Where the project is at home."),
    "require_sources": truth("Whether an entry without a source is an error."),
    "stale_after_days": count("Age from which an entry with `changes: true` is stale."),
    "precision": {
        "type": "number",
        "exclusiveMinimum": 0,
        "exclusiveMaximum": 1,
        "description": "Wished share of right answers.",
    },
    "min_phrasings": count("Entries with fewer are warned of; left out: six; 0: none is.") | {"minimum": 0},
    "starters": texts("Ids of entries or series that are offered at the start."),
    "topics": mapping(
        "Titles by topic; left out: made from the topic's name.", text("Such as City bike (2026).", minLength=1)
    ),
}


def schema_text() -> str:
    """Return the schema of any file of a knowledge base; keys of the manifest belong into knowledge.yaml only."""
    described = of_keys(FILE_KEYS + MANIFEST_KEYS, OF_FILES | OF_THE_MANIFEST)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a knowledge base",
        "description": "Explained in docs/knowledge.md; `evbot check` finds more than a schema can.",
    }
    return json.dumps(head | described, indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
    print(FILE)
