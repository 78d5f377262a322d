"""Reads `rates:`: what one of a unit came to in another on a day in, `Rate`s out."""

from __future__ import annotations

from math import isfinite

from bot.knowledge.findings import Code
from bot.knowledge.parts.entries import read_source
from bot.knowledge.parts.fields import Fields
from bot.knowledge.words import one_line
from bot.model import Place, Rate

RATE_KEYS = ("from", "to", "rate", "as_of", "source")


def read_rates(fields: Fields) -> tuple[tuple[Rate, Place], ...]:
    """Those with anything wrong are left out."""
    found = (_rate(Fields(node, RATE_KEYS, fields.report)) for node in fields.mappings("rates"))
    return tuple(one for one in found if one is not None)


def _rate(fields: Fields) -> tuple[Rate, Place] | None:
    before = len(fields.report.found)
    unit, into = (one_line(fields.text(key) or "") for key in ("from", "to"))
    value, as_of = fields.number("rate"), fields.date("as_of")
    source = fields.mapping("source")
    cited = read_source(source, fields.report) if source else None
    if len(fields.report.found) > before:
        return None
    missing = [key for key in RATE_KEYS[:4] if fields.node(key) is None]
    if missing:
        message, line = f"a rate has no `{missing[0]}`", fields.line
        remedy = "write it as {from: yuan, to: USD, rate: 0.14, as_of: 2025-12-31}"
    elif unit.casefold() == into.casefold():
        message, line = f"a rate leads from {unit} to {into}", fields.line_of("to")
        remedy = "name another unit, as the figures do"
    elif value is None or not isfinite(value) or value <= 0:
        message, line = f"the rate from {unit} to {into} is not above 0", fields.line_of("rate")
        remedy = "write what one of the first unit comes to in the second"
    else:
        return Rate(unit, into, float(value), as_of or "", cited), Place(fields.report.file, fields.line)
    fields.report.add(Code.BAD_RATE, line, message, remedy)
    return None
