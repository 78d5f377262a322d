"""Finds entries that are too long, due for review, stale, or lead to nothing; and a language that is not spoken."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.dates import parse_date
from bot.knowledge.findings import Code, finding, shown, unknown
from bot.knowledge.lint.errors import broken_ids, known_ids
from bot.knowledge.parts.part import Part
from bot.knowledge.wording import languages, sentences, speaks
from bot.model import Entry, Finding, Knowledge

_ANSWER_LIMIT = 1800  # What fits into one message on all platforms, with date, sources and suggestions below it.


def long_answers(knowledge: Knowledge) -> Iterator[Finding]:
    for entry in knowledge.entries:
        if len(entry.answer) > _ANSWER_LIMIT:
            message = f"the answer has {len(entry.answer):,} characters"
            remedy = f"write at most {_ANSWER_LIMIT:,}, or split the entry"
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


def unknown_links(knowledge: Knowledge, whole: Part) -> Iterator[Finding]:
    apart = {(one.id, asked): one.place for one in whole.asking for asked, _ in one.follow_ups}
    ids = known_ids(knowledge, whole)
    charts = broken_ids(knowledge, whole).union(series.id for series in knowledge.series)
    otherwise = "name one that exists, or remove it"
    for entry in knowledge.entries:
        related = ((other, entry.place, entry.id) for other in entry.related)
        yield from unknown(Code.UNKNOWN_RELATED, "`related` names the unknown entry", related, ids, otherwise)
        asked = dict.fromkeys(id for id, _ in entry.follow_ups if id is not None)
        follow_ups = ((id, apart.get((entry.id, id), entry.place), entry.id) for id in asked)
        yield from unknown(Code.UNKNOWN_FOLLOW_UP, "`follow_ups` names the unknown entry", follow_ups, ids, otherwise)
        chart = [(entry.chart, entry.place, entry.id)] if entry.chart is not None else []
        yield from unknown(Code.UNKNOWN_CHART, "`chart` names the unknown series", chart, charts, otherwise)
    for manifest, place in whole.manifests[:1]:
        starters = ((starter, place, None) for starter in manifest.starters)
        yield from unknown(Code.UNKNOWN_STARTER, "`starters` names the unknown entry", starters, ids, otherwise)


def unspoken_language(whole: Part) -> Iterator[Finding]:
    own = {key for (key, _), _ in whole.wording}
    for manifest, place in whole.manifests[:1]:
        left = len(sentences().keys() - own)
        if not speaks(manifest.language) and left:
            message = f"the bot does not speak {shown(manifest.language)}: {left} of its own sentences are in English"
            remedy = f"write them into wording.yaml, or set `language` to one of: {', '.join(languages())}"
            yield finding(Code.UNSPOKEN_LANGUAGE, place, message, remedy)
