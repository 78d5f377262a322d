"""Explains a reply: its `Why` in, lines of Markdown out."""

from __future__ import annotations

from bot.model import Candidate, Why


def explain(why: Why) -> str:
    facts = (
        ("Understood as", why.understood),
        ("Spelling repaired", ", ".join(f"{typed} → {meant}" for typed, meant in why.repaired)),
        ("Taken as the same", ", ".join(f"{word} = {other}" for word, other in why.synonyms)),
        ("About", ", ".join(f"{kind} {value}" for kind, value in why.facets)),
        ("Refused", ", ".join(f"{refusal.id} (another {refusal.facet})" for refusal in why.refused)),
        ("Answered from", f"confidence {why.threshold:.2f}"),
    )
    lines = [f"{name}: {value}" for name, value in facts if value]
    return "\n".join(["```", *lines, *_table(why.candidates), "```"])


def _table(candidates: tuple[Candidate, ...]) -> list[str]:
    if not candidates:
        return ["No entry came near."]
    return [_row(candidate) for candidate in candidates]


def _row(candidate: Candidate) -> str:
    parts = " + ".join(f"{name} {value:.2f}" for name, value in candidate.parts)
    return f"{candidate.confidence:5.2f}  {candidate.score:6.2f} = {parts}  {candidate.id}: {candidate.phrasing}"
