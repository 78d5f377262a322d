"""Measures single entries: `Knowledge` in, answers that are too long out."""

from __future__ import annotations

from collections.abc import Iterator

from bot.knowledge.findings import Code, finding
from bot.model import Finding, Knowledge

# What fits into one message on all platforms, with date, sources and suggestions below it.
ANSWER_LIMIT = 1800


def long_answers(knowledge: Knowledge) -> Iterator[Finding]:
    for entry in knowledge.entries:
        if len(entry.answer) > ANSWER_LIMIT:
            message = f"the answer has {len(entry.answer):,} characters"
            remedy = f"write at most {ANSWER_LIMIT:,}, or split the entry"
            yield finding(Code.LONG_ANSWER, entry.place, message, remedy, entry.id)
