"""Finds entries that are too long, due for review, or stale."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.dates import parse_date
from bot.knowledge.findings import Code, finding
from bot.model import Entry, Finding, Knowledge

# What fits into one message on all platforms, with date, sources and suggestions below it.
ANSWER_LIMIT = 1800


def long_answers(knowledge: Knowledge) -> Iterator[Finding]:
    for entry in knowledge.entries:
        if len(entry.answer) > ANSWER_LIMIT:
            message = f"the answer has {len(entry.answer):,} characters"
            remedy = f"write at most {ANSWER_LIMIT:,}, or split the entry"
            yield finding(Code.LONG_ANSWER, entry.place, message, remedy, entry.id)


def overdue(knowledge: Knowledge, today: date) -> Iterator[Finding]:
    """Yield the stale ones last, the oldest first."""
    limit = knowledge.manifest.stale_after_days
    for entry in knowledge.entries:
        review = parse_date(entry.review_by) if entry.review_by else None
        if review and review.end < today:
            message = f"the entry was to be reviewed by {entry.review_by}"
            yield finding(Code.PAST_REVIEW, entry.place, message, "review it, and move `review_by:` on", entry.id)
    # The entries of a series age together: one line is enough.
    aged = [(_age(entry, today), entry) for entry in knowledge.entries if entry.series in (None, entry.id)]
    for days, entry in sorted(aged, key=lambda one: -one[0]):
        if limit is not None and days > limit:
            message = f"it may have changed: it is {days} days old (as of {entry.as_of}), the manifest allows {limit}"
            yield finding(Code.STALE, entry.place, message, "look it up again, and move `as_of:` on", entry.id)


def _age(entry: Entry, today: date) -> int:
    """Count the days since the end of the day, month or year that the entry tells of; 0 where it does not change."""
    as_of = parse_date(entry.as_of) if entry.as_of and entry.changes else None
    return (today - as_of.end).days if as_of else 0
