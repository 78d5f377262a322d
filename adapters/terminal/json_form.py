"""Turns replies, answers and findings into objects for a line of JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.model import Answer, Choice, Figure, Finding, Reply, Why

if TYPE_CHECKING:
    from bot.curating import Collision, Difference, Matter, Suggestion

Form = dict[str, object]


def to_line(form: Mapping[str, object]) -> str:
    """One line of JSON that every reader of UTF-8 takes; half characters (lone surrogates) become U+FFFD."""
    return whole(json.dumps(form, ensure_ascii=False))


def whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def reply_form(reply: Reply, elapsed: float) -> Form:
    """`elapsed` in seconds."""
    form: Form = {
        "question": reply.question,
        "outcome": reply.outcome.value,
        "confidence": reply.confidence,
        "answer": answer_form(reply.answer) if reply.answer else None,
        "choices": [choice_form(choice) for choice in reply.choices],
        "matches": [
            {"id": match.id, "question": match.question, "confidence": match.confidence} for match in reply.matches
        ],
        "also": list(reply.also),
        "message": reply.message,
        "elapsed_ms": round(elapsed * 1000, 3),
    }
    return form | {"why": _why_form(reply.why)} if reply.why else form


def answer_form(answer: Answer) -> Form:
    return {
        "id": answer.id,
        "topic": answer.topic,
        "question": answer.question,
        "text": answer.text,
        "as_of": answer.as_of,
        "stale": answer.stale,
        "sources": [
            {"publisher": source.publisher, "title": source.title, "url": source.url, "published": source.published}
            for source in answer.sources
        ],
        "related": list(answer.related),
        "chart": answer.chart,
        "figure": _figure_form(answer.figure) if answer.figure else None,
    }


def _figure_form(figure: Figure) -> Form:
    return {
        "series": figure.series,
        "operation": figure.operation,
        "operands": [{"label": one.label, "value": one.value, "bound": one.bound} for one in figure.operands],
        "result": list(figure.result) if isinstance(figure.result, tuple) else figure.result,
        "unit": figure.unit,
        "exact": figure.exact,
    }


def choice_form(choice: Choice) -> Form:
    return {"id": choice.id, "question": choice.question}


def finding_form(finding: Finding) -> Form:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "entry": finding.entry,
        "message": finding.message,
        "remedy": finding.remedy,
    }


def matter_form(matter: Matter) -> Form:
    return {
        "question": matter.question,
        "times": matter.times,
        "askers": matter.askers,
        "outcomes": dict(matter.outcomes),
        "examples": list(matter.examples),
        "meant": list(matter.meant),
        "nearest": [{"id": id, "confidence": confidence} for id, confidence in matter.nearest],
    }


def suggestion_form(one: Suggestion) -> Form:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "entry": one.entry,
        "text": one.text,
        "times": one.times,
        "askers": one.askers,
        "examples": list(one.examples),
        "reason": one.reason,
    }


def collision_form(one: Collision) -> Form:
    return {"text": one.text, "now": one.now, "then": one.then, "reason": one.reason}


def difference_form(one: Difference) -> Form:
    pin = one.pin
    return {
        "effect": one.effect.value,
        "question": one.question,
        "expect": pin.case.expect if pin else None,
        "reason": pin.says if pin else None,
        "old": _outcome_form(one.old),
        "new": _outcome_form(one.new),
    }


def _outcome_form(reply: Reply) -> Form:
    return {
        "outcome": reply.outcome.value,
        "answer": answer_form(reply.answer) if reply.answer else None,
        "choices": [choice_form(choice) for choice in reply.choices],
    }


def _why_form(why: Why) -> Form:
    return {
        "understood": why.understood,
        "repaired": [list(pair) for pair in why.repaired],
        "synonyms": [list(pair) for pair in why.synonyms],
        "facets": _facets_form(why.facets),
        "refused": [{"id": refusal.id, "facet": refusal.facet} for refusal in why.refused],
        "threshold": why.threshold,
        "candidates": [
            {
                "id": candidate.id,
                "phrasing": candidate.phrasing,
                "parts": dict(candidate.parts),
                "score": candidate.score,
                "confidence": candidate.confidence,
            }
            for candidate in why.candidates
        ],
    }


def _facets_form(facets: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """A kind that stands more than once has its values joined: {"year": "2024, 2025"}."""
    form: dict[str, str] = {}
    for kind, value in facets:
        form[kind] = f"{form[kind]}, {value}" if kind in form else value
    return form
