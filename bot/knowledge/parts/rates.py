"""Reads `rates:` and `units:`, for conversions between units."""

from __future__ import annotations

from math import isfinite

from bot.knowledge.findings import Code, shown
from bot.knowledge.parts.entries import read_source
from bot.knowledge.parts.fields import Fields
from bot.knowledge.reading.nodes import Mapping, Scalar, describe
from bot.knowledge.words import one_line
from bot.model import Place, Rate, Unit

RATE_KEYS = ("from", "to", "rate", "as_of", "fixed", "source")
UNIT_KEYS = ("one", "many", "words", "more", "less")
_NEEDED = ("from", "to", "rate")


def read_rates(fields: Fields) -> tuple[tuple[Rate, Place], ...]:
    """Those with anything wrong are left out."""
    found = (_rate(Fields(node, RATE_KEYS, fields.report)) for node in fields.mappings("rates"))
    return tuple(one for one in found if one is not None)


def read_units(fields: Fields) -> tuple[tuple[Unit, Place], ...]:
    """Read {unit: {one, many, words, more, less}}."""
    found = []
    for name, values in fields.pairs("units"):
        if isinstance(values, Mapping):
            found.append(_unit(name, Fields(values, UNIT_KEYS, fields.report)))
        else:
            message = f"the unit {shown(name.text)} is {describe(values)}"
            remedy = "write a mapping: USD: {one: dollar, many: US dollars, words: [usd, bucks]}"
            fields.report.add(Code.WRONG_TYPE, values.line, message, remedy)
    return tuple(found)


def _unit(name: Scalar, fields: Fields) -> tuple[Unit, Place]:
    id = one_line(name.text)
    one, many = (one_line(fields.text(key) or "") or id for key in ("one", "many"))
    words = tuple(one_line(word) for word in fields.texts("words"))
    more, less = (one_line(fields.text(key) or "") for key in ("more", "less"))
    return Unit(id, one, many, words, more, less), Place(fields.report.file, name.line)


def _rate(fields: Fields) -> tuple[Rate, Place] | None:
    before = len(fields.report.found)
    unit, into = (one_line(fields.text(key) or "") for key in ("from", "to"))
    value, as_of, fixed = fields.number("rate"), fields.date("as_of"), fields.truth("fixed")
    source = fields.mapping("source")
    cited = read_source(source, fields.report) if source else None
    if len(fields.report.found) > before:
        return None
    missing = [key for key in _NEEDED if fields.node(key) is None]
    if not fixed and as_of is None:
        missing.append("as_of")
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
        return Rate(unit, into, float(value), as_of, cited), Place(fields.report.file, fields.line)
    fields.report.add(Code.BAD_RATE, line, message, remedy)
    return None
