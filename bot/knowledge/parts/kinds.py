"""Reads `kinds:`, the kinds of facets."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from bot.knowledge.findings import Code, Report, did_you_mean, shown
from bot.knowledge.parts.fields import Fields
from bot.knowledge.reading.nodes import Mapping, Node, Scalar, describe
from bot.knowledge.words import is_id
from bot.model import BUILT_IN, DECLARABLE, Being, FacetKind, Matching, Place

KIND_KEYS = ("match", "being", "parent", "may_stay_open", "may_be_missing")

_Choice = TypeVar("_Choice", bound=StrEnum)


def read_kinds(fields: Fields) -> tuple[tuple[FacetKind, Place], ...]:
    """Read {kind: {match: exact, parent: model}}; what is wrong with one is left out of it."""
    report = fields.report
    return tuple((_kind(name, node, report), Place(report.file, name.line)) for name, node in fields.pairs("kinds"))


def _kind(name: Scalar, node: Node, report: Report) -> FacetKind:
    _check_name(name, report)
    if not isinstance(node, Mapping):
        message = f"the kind {shown(name.text)} is {describe(node)}"
        report.add(Code.WRONG_TYPE, node.line, message, "write a mapping: {match: exact, parent: model}")
        return FacetKind(name.text)
    fields = Fields(node, KIND_KEYS, report)
    match = _one_of(fields, "match", DECLARABLE) or Matching.NEVER
    being = _one_of(fields, "being", tuple(Being)) or (Being.THING if match is Matching.EXACT else None)
    open_, missing = fields.truth("may_stay_open"), fields.truth("may_be_missing")
    return FacetKind(name.text, match, being, fields.text("parent"), open_, missing)


def _check_name(name: Scalar, report: Report) -> None:
    if not is_id(name.text):
        message = f"the kind {shown(name.text)} is not in kebab-case"
        report.add(Code.BAD_NAME, name.line, message, "use a-z, 0-9 and single hyphens")
    elif any(kind.name == name.text for kind in BUILT_IN):
        message = f"the kind {name.text} is built in"
        report.add(
            Code.KIND_TWICE, name.line, message, "give yours another name, or remove it and use the one there is"
        )


def _one_of(fields: Fields, key: str, choices: tuple[_Choice, ...]) -> _Choice | None:
    """The choice that a key names; None where it is absent or, with a finding, where it names none of them."""
    text = fields.text(key)
    if text is None or text in choices:
        return next((one for one in choices if one == text), None)
    remedy = did_you_mean(text, tuple(choices), f"write one of: {', '.join(choices)}")
    fields.report.add(Code.BAD_FACET_KIND, fields.line_of(key), f"`{key}` is {shown(text)}, which is unknown", remedy)
    return None
