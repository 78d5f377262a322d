"""Measures single entries: `Knowledge` in, answers that are too long and entries with few phrasings out."""

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


def scarce_phrasings(knowledge: Knowledge) -> Iterator[Finding]:
    least = knowledge.manifest.min_phrasings or 0
    for entry in knowledge.entries:
        if entry.series is None and len(entry.phrasings) < least:
            message = f"the entry has {len(entry.phrasings)} phrasings, the manifest wants {least}"
            yield finding(
                Code.FEW_PHRASINGS, entry.asking or entry.place, message, "add other ways of asking", entry.id
            )
