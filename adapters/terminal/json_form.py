"""Turns replies, answers and findings into objects for a line of JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from bot.model import Finding, Reply, Why

if TYPE_CHECKING:
    from bot.curating import Difference, Matter, Suggestion
    from bot.growing import JudgedLine, Lacking, Near

Form = dict[str, object]

_OF_A_SUGGESTION = ("id", "kind", "entry", "text", "times", "askers", "examples", "reason")


def to_line(form: object) -> str:
    """One line of JSON that every reader of UTF-8 takes; a dataclass becomes an object of its fields."""
    return without_half_characters(json.dumps(form, ensure_ascii=False, default=asdict))


def without_half_characters(text: str) -> str:
    """With U+FFFD in the place of each lone surrogate."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def reply_form(reply: Reply, elapsed: float) -> Form:
    """`elapsed` in seconds."""
    form: Form = {
        "question": reply.question,
        "outcome": reply.outcome,
        "confidence": reply.confidence,
        "answer": reply.answer,
        "choices": reply.choices,
        "matches": [{"id": one.id, "question": one.question, "confidence": one.confidence} for one in reply.matches],
        "also": reply.also,
        "message": reply.message,
        "elapsed_ms": round(elapsed * 1000, 3),
    }
    return form | {"why": _why_form(reply.why)} if reply.why else form


def finding_form(finding: Finding) -> Form:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.place.file,
        "line": finding.place.line,
        "entry": finding.entry,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def matter_form(matter: Matter) -> Form:
    nearest = [{"id": id, "confidence": confidence} for id, confidence in matter.nearest]
    return asdict(matter) | {"outcomes": dict(matter.outcomes), "nearest": nearest}


def suggestion_form(one: Suggestion) -> Form:
    return {name: getattr(one, name) for name in _OF_A_SUGGESTION}


def difference_form(one: Difference) -> Form:
    pin = one.pin
    return {
        "effect": one.effect,
        "question": one.question,
        "expect": pin.case.expect if pin else None,
        "reason": pin.says if pin else None,
        "old": _outcome_form(one.old),
        "new": _outcome_form(one.new),
    }


def near_form(pair: Near) -> Form:
    of_both = {"asked": pair.asked, "words": pair.words, "other_words": pair.other_words}
    return {"kind": "near", "entry": pair.entry.id, "other": pair.other.id, **of_both}


def lacking_form(one: Lacking) -> Form:
    form: Form = {"kind": "ways", "entry": one.entry.id, "question": one.entry.question, "ways": one.ways}
    return form | {"found": _share(one.found)}


def judged_form(line: JudgedLine) -> Form:
    return {
        "file": line.written.place.file,
        "line": line.written.place.line,
        "text": line.written.text,
        "entry": line.entry.id if line.entry else None,
        "refused": line.refused or None,
        "instead": line.instead or None,
        "found": _share(line.found),
    }


def _share(found: float | None) -> float | None:
    return None if found is None else round(found, 3)


def _outcome_form(reply: Reply) -> Form:
    return {"outcome": reply.outcome, "answer": reply.answer, "choices": reply.choices}


def _why_form(why: Why) -> Form:
    """A kind of facet that stands more than once has its values joined: {"year": "2024, 2025"}. The calculations are
    for people alone: programs rely on these keys."""
    facets: dict[str, str] = {}
    for kind, value in why.facets:
        facets[kind] = f"{facets[kind]}, {value}" if kind in facets else value
    candidates = [asdict(one) | {"parts": dict(one.parts)} for one in why.candidates]
    form = asdict(why) | {"facets": facets, "candidates": candidates}
    del form["calculations"]
    return form
