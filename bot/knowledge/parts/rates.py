"""Reads `rates:`, between the units of a vocabulary."""

from math import isfinite

from bot.knowledge.findings import Code
from bot.knowledge.parts.entries import read_source
from bot.knowledge.parts.fields import Fields, Placed
from bot.model import Rate

RATE_KEYS = ("from", "to", "rate", "as_of", "fixed", "source")


def read_rates(fields: Fields) -> Placed[Rate]:
    """Faulty ones are left out."""
    read = [Fields(node, RATE_KEYS, fields.report) for node in fields.mappings("rates")]
    return tuple((rate, one.place) for one in read if (rate := _rate(one)) is not None)


def _rate(fields: Fields) -> Rate | None:
    before = len(fields.report.found)
    unit, into = fields.one_line("from"), fields.one_line("to")
    value, as_of, fixed = fields.number("rate"), fields.date("as_of"), fields.truth("fixed")
    source = fields.mapping("source")
    cited = read_source(source, fields.report) if source else None
    if len(fields.report.found) > before:
        return None
    _check_rate(fields, unit, into, value, fixed)
    if value is None or len(fields.report.found) > before:
        return None
    return Rate(unit, into, float(value), as_of, cited)


def _check_rate(fields: Fields, unit: str, into: str, value: float | None, fixed: bool) -> None:
    """Report its first fault."""
    missing = next((key for key in ("from", "to", "rate", "as_of") if fields.node(key) is None), "")
    if missing and not (missing == "as_of" and fixed):
        remedy = "write it as {from: yuan, to: USD, rate: 0.14, as_of: 2025-12-31}, or with `fixed: true` for its date"
        fields.report.add(Code.BAD_RATE, fields.line, f"a rate has no `{missing}`", remedy)
    elif fixed and fields.node("as_of") is not None:
        message = f"the rate from {unit} to {into} is fixed, and has a date"
        fields.fault("as_of", Code.BAD_RATE, message, "leave out `as_of` where the rate never changes, else `fixed`")
    elif unit.casefold() == into.casefold():
        message = f"a rate leads from {unit} to {into}"
        fields.fault("to", Code.BAD_RATE, message, "name another unit, as the figures do")
    elif value is None or not isfinite(value) or value <= 0:
        message = f"the rate from {unit} to {into} is not above 0"
        fields.fault("rate", Code.BAD_RATE, message, "write what one of the first unit comes to in the second")
