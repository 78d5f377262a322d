"""Explains a reply: its `Why` in, lines of Markdown out."""

from __future__ import annotations

from bot.model import Candidate, Why

_SHOWN = 0.005
"""Less than this is nothing in two decimals."""


def explain(why: Why) -> str:
    """As a block of code."""
    return "\n".join(["```", *explained_lines(why), "```"])


def explained_lines(why: Why) -> tuple[str, ...]:
    facts = (
        ("Understood as", why.understood),
        ("Spelling repaired", ", ".join(f"{typed} → {meant}" for typed, meant in why.repaired)),
        ("Taken as the same", ", ".join(f"{word} = {other}" for word, other in why.synonyms if word != other)),
        ("About", ", ".join(f"{kind} {value}" for kind, value in why.facets)),
        ("Refused", ", ".join(f"{refusal.id} (another {refusal.facet})" for refusal in why.refused)),
        ("Answered from", f"confidence {why.threshold:.2f}"),
    )
    lines = [f"{name}: {value}" for name, value in facts if value]
    return (*lines, *_table(why.candidates))


def _table(candidates: tuple[Candidate, ...]) -> list[str]:
    if not candidates:
        return ["No entry came near."]
    return [line for candidate in candidates for line in _rows(candidate)]


def _rows(candidate: Candidate) -> tuple[str, str]:
    parts = " + ".join(f"{name} {value:.2f}" for name, value in candidate.parts if abs(value) >= _SHOWN)
    return (
        f"{candidate.confidence:5.2f}  {candidate.id}: {candidate.phrasing}".rstrip(": "),
        f"       score {candidate.score:.2f} = {parts}".replace("+ -", "- "),
    )
