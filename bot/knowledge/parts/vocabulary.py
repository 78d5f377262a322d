"""Reads what a vocabulary holds: synonyms, names, kinds of facets, units, rates, cues and poor hosts."""

import re
from math import isfinite

from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.misspelt import did_you_mean
from bot.knowledge.parts.entries import read_source
from bot.knowledge.parts.fields import Fields, text_of, texts_of
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, describe
from bot.knowledge.texts import is_id, one_line
from bot.model import (
    AMOUNTS,
    BUILT_IN,
    DECLARABLE,
    Being,
    Cue,
    FacetKind,
    Matching,
    Name,
    Operation,
    Place,
    Rate,
    Unit,
    Within,
)

KIND_KEYS = ("match", "being", "parent", "may_stay_open", "may_be_missing")
RATE_KEYS = ("from", "to", "rate", "as_of", "fixed", "source")
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
        words = _lines_of(node, "synonyms", fields)
        if len(words) > 1:
            groups.append(words)
        elif words:
            message = f"{shown(words[0])} stands alone in its group of synonyms"
            fields.report.add(Code.LONE_SYNONYM, node.line, message, "add words that mean the same, or remove it")
    return tuple(groups)


def _lines_of(node: Node, key: str, fields: Fields) -> tuple[str, ...]:
    return tuple(map(one_line, texts_of(node, key, fields.report)))


def read_names(fields: Fields) -> tuple[tuple[Name, Place], ...]:
    """Read {kind: {value: [spelling, ...]}}."""
    found = []
    for kind, values in fields.pairs("names"):
        if not isinstance(values, Mapping):
            message = f"the names of {shown(kind.text)} are {describe(values)}"
            remedy = "write a mapping: city-bike: [city bike, citybike]"
            fields.report.add(Code.WRONG_TYPE, values.line, message, remedy)
            continue
        _check_word(kind, "kind of names", fields.report)
        for value, spellings in values.pairs:
            _check_word(value, "name", fields.report)
            name = Name(kind.text, value.text, _lines_of(spellings, value.text, fields))
            found.append((name, fields.report.place(value.line)))
    return tuple(found)


def _check_word(word: Scalar, what: str, report: Report) -> None:
    if not is_id(word.text):
        remedy = "use a-z, 0-9 and single hyphens, and put the word into its spellings"
        report.add(Code.BAD_NAME, word.line, f"the {what} {shown(word.text)} is not in kebab-case", remedy)


def read_kinds(fields: Fields) -> tuple[tuple[FacetKind, Place], ...]:
    """Read {kind: {match: exact, parent: model}}; what is wrong with one is left out of it."""
    found = fields.named("kinds", "the kind", "{match: exact, parent: model}")
    return tuple(_kind(name, Fields(node, KIND_KEYS, fields.report)) for name, node in found)


def _kind(name: Scalar, fields: Fields) -> tuple[FacetKind, Place]:
    if not is_id(name.text):
        message = f"the kind {shown(name.text)} is not in kebab-case"
        fields.report.add(Code.BAD_NAME, name.line, message, "use a-z, 0-9 and single hyphens")
    elif any(kind.name == name.text for kind in BUILT_IN):
        remedy = "give yours another name, or remove it and use the one there is"
        fields.report.add(Code.KIND_TWICE, name.line, f"the kind {name.text} is built in", remedy)
    match = fields.one_of("match", DECLARABLE, Code.BAD_FACET_KIND) or Matching.NEVER
    by_match = Being.THING if match is Matching.EXACT else None
    kind = FacetKind(
        name.text,
        match,
        being=fields.one_of("being", tuple(Being), Code.BAD_FACET_KIND) or by_match,
        may_stay_open=fields.truth("may_stay_open"),
        may_be_missing=fields.truth("may_be_missing"),
        parent=fields.text("parent"),
    )
    return kind, fields.report.place(name.line)


def read_within(fields: Fields) -> tuple[tuple[Within, Place], ...]:
    """Read {kind: {wider value: [value, ...]}}."""
    return tuple(
        (Within(kind.text, value, wider.text), fields.report.place(wider.line))
        for kind, node in fields.named("within", "what lies within another", "place: {italy: [tuscany]}")
        for wider, values in node.pairs
        for value in texts_of(values, wider.text, fields.report)
    )


def read_units(fields: Fields) -> tuple[tuple[Unit, Place], ...]:
    """Read {unit: {one, many, words, more, less}}."""
    example = "USD: {one: dollar, many: US dollars, words: [usd, bucks]}"
    found = fields.named("units", "the unit", example)
    return tuple(_unit(name, Fields(values, UNIT_KEYS, fields.report)) for name, values in found)


def _unit(name: Scalar, fields: Fields) -> tuple[Unit, Place]:
    id = one_line(name.text)
    one, many = (fields.one_line(key) or id for key in ("one", "many"))
    unit = Unit(id, one, many, fields.lines("words"), fields.one_line("more"), fields.one_line("less"))
    return unit, fields.report.place(name.line)


def read_rates(fields: Fields) -> tuple[tuple[Rate, Place], ...]:
    """Those with anything wrong are left out."""
    found = (_rate(Fields(node, RATE_KEYS, fields.report)) for node in fields.mappings("rates"))
    return tuple(one for one in found if one is not None)


def _rate(fields: Fields) -> tuple[Rate, Place] | None:
    before = len(fields.report.found)
    unit, into = fields.one_line("from"), fields.one_line("to")
    value, as_of, fixed = fields.number("rate"), fields.date("as_of"), fields.truth("fixed")
    source = fields.mapping("source")
    cited = read_source(source, fields.report) if source else None
    if len(fields.report.found) > before:
        return None
    needed = ("from", "to", "rate") if fixed or as_of is not None else ("from", "to", "rate", "as_of")
    missing = [key for key in needed if fields.node(key) is None]
    if missing:
        message, line = f"a rate has no `{missing[0]}`", fields.line
        remedy = "write it as {from: yuan, to: USD, rate: 0.14, as_of: 2025-12-31}, or with `fixed: true` for its date"
    elif fixed and as_of is not None:
        message, line = f"the rate from {unit} to {into} is fixed, and has a date", fields.line_of("as_of")
        remedy = "leave out `as_of` where the rate never changes, else `fixed`"
    elif unit.casefold() == into.casefold():
        message, line = f"a rate leads from {unit} to {into}", fields.line_of("to")
        remedy = "name another unit, as the figures do"
    elif value is None or not isfinite(value) or value <= 0:
        message, line = f"the rate from {unit} to {into} is not above 0", fields.line_of("rate")
        remedy = "write what one of the first unit comes to in the second"
    else:
        return Rate(unit, into, float(value), as_of, cited), fields.place
    fields.report.add(Code.BAD_RATE, line, message, remedy)
    return None


def read_cues(fields: Fields) -> tuple[Cue, ...]:
    """Read {compare: [boats than, outruns/smokes], good: [nimble]}."""
    found = []
    for name, texts in fields.pairs("cues"):
        if name.text in CUE_NAMES:
            found.append(Cue(name.text, _lines_of(texts, name.text, fields)))
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
