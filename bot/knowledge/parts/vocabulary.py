"""Reads what a vocabulary holds: synonyms, names, kinds of facets, units, cues and poor hosts."""

import re

from bot.knowledge.findings import Code, Report, did_you_mean, shown
from bot.knowledge.parts.fields import Fields, Placed, lines_of, text_of, texts_of
from bot.knowledge.reading.nodes import Scalar
from bot.knowledge.texts import is_id, one_line
from bot.model import AMOUNTS, BUILT_IN, DECLARABLE, Being, Cue, FacetKind, Matching, Name, Operation, Unit, Within

KIND_KEYS = ("match", "being", "parent", "may_stay_open", "may_be_missing")
UNIT_KEYS = ("one", "many", "words", "more", "less")
CUE_NAMES = (
    *(one.value for one in Operation if one not in (Operation.VALUE, Operation.CONVERT)),
    *("up", "down", "good", "bad", *AMOUNTS, "of_ordinals"),
)
"""Operations that figures are asked for with, and lists of single words."""
HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def read_synonyms(fields: Fields) -> tuple[tuple[str, ...], ...]:
    groups = []
    for node in fields.items("synonyms"):
        words = lines_of(node, "synonyms", fields.report)
        if len(words) > 1:
            groups.append(words)
        elif words:
            message = f"{shown(words[0])} stands alone in its group of synonyms"
            fields.report.add(Code.LONE_SYNONYM, node.line, message, "add words that mean the same, or remove it")
    return tuple(groups)


def read_names(fields: Fields) -> Placed[Name]:
    """Read {kind: {value: [spelling, ...]}}."""
    found = []
    for kind, values in fields.named("names", "the names of", "city-bike: [city bike, citybike]", verb="are"):
        _check_word(kind, "kind of names", fields.report)
        for value, spellings in values.pairs:
            _check_word(value, "name", fields.report)
            name = Name(kind.text, value.text, lines_of(spellings, value.text, fields.report))
            found.append((name, fields.report.place(value.line)))
    return tuple(found)


def _check_word(word: Scalar, what: str, report: Report) -> None:
    if not is_id(word.text):
        remedy = "use a-z, 0-9 and single hyphens, and put the word into its spellings"
        report.add(Code.BAD_NAME, word.line, f"the {what} {shown(word.text)} is not in kebab-case", remedy)


def read_kinds(fields: Fields) -> Placed[FacetKind]:
    """Read {kind: {match: exact, parent: model}}; a kind loses its faulty keys."""
    found = fields.named("kinds", "the kind", "{match: exact, parent: model}")
    place = fields.report.place
    return tuple((_kind(name, Fields(node, KIND_KEYS, fields.report)), place(name.line)) for name, node in found)


def _kind(name: Scalar, fields: Fields) -> FacetKind:
    if not is_id(name.text):
        message = f"the kind {shown(name.text)} is not in kebab-case"
        fields.report.add(Code.BAD_NAME, name.line, message, "use a-z, 0-9 and single hyphens")
    elif any(kind.name == name.text for kind in BUILT_IN):
        remedy = "give yours another name, or remove it and use the one there is"
        fields.report.add(Code.KIND_TWICE, name.line, f"the kind {name.text} is built in", remedy)
    match = fields.one_of("match", DECLARABLE, Code.BAD_FACET_KIND) or Matching.NEVER
    by_match = Being.THING if match is Matching.EXACT else None
    return FacetKind(
        name.text,
        match,
        being=fields.one_of("being", tuple(Being), Code.BAD_FACET_KIND) or by_match,
        may_stay_open=fields.truth("may_stay_open"),
        may_be_missing=fields.truth("may_be_missing"),
        parent=fields.text("parent"),
    )


def read_within(fields: Fields) -> Placed[Within]:
    """Read {kind: {wider value: [value, ...]}}."""
    return tuple(
        (Within(kind.text, value, wider.text), fields.report.place(wider.line))
        for kind, node in fields.named("within", "what lies within another", "place: {italy: [tuscany]}")
        for wider, values in node.pairs
        for value in texts_of(values, wider.text, fields.report)
    )


def read_units(fields: Fields) -> Placed[Unit]:
    """Read {unit: {one, many, words, more, less}}."""
    example = "USD: {one: dollar, many: US dollars, words: [usd, bucks]}"
    found = []
    for name, values in fields.named("units", "the unit", example):
        own, id = Fields(values, UNIT_KEYS, fields.report), one_line(name.text)
        one, many = (own.one_line(key) or id for key in ("one", "many"))
        unit = Unit(id, one, many, own.lines("words"), own.one_line("more"), own.one_line("less"))
        found.append((unit, fields.report.place(name.line)))
    return tuple(found)


def read_cues(fields: Fields) -> tuple[Cue, ...]:
    """Read {compare: [boats than, outruns/smokes], good: [nimble]}."""
    found = []
    for name, texts in fields.pairs("cues"):
        if name.text in CUE_NAMES:
            found.append(Cue(name.text, lines_of(texts, name.text, fields.report)))
        else:
            remedy = did_you_mean(name.text, CUE_NAMES, f"write one of: {', '.join(CUE_NAMES)}")
            message = f"`cues` holds {shown(name.text)}, which is no operation and no list of words"
            fields.report.add(Code.UNKNOWN_KEY, name.line, message, remedy)
    return tuple(found)


def read_hosts(fields: Fields) -> tuple[str, ...]:
    hosts = []
    for node in fields.items("poor_hosts"):
        text = text_of(node, "poor_hosts", fields.report)
        if text and HOST.fullmatch(text):
            hosts.append(text.lower().removeprefix("www."))
        elif text is not None:
            message = f"`poor_hosts` holds {shown(text)}, which is no host"
            fields.report.add(Code.BAD_HOST, node.line, message, "write it as: example.org")
    return tuple(hosts)
