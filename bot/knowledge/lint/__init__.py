"""Finds warnings that concern the whole knowledge base, without the matcher."""

from collections.abc import Iterator
from datetime import date

from bot.knowledge.lint.contradictions import contradictions
from bot.knowledge.lint.entries import long_answers, overdue, unknown_links, unspoken_language
from bot.knowledge.lint.newest import overtaken
from bot.knowledge.lint.phrasings import copied_cases, places_of_texts, same_follow_ups, same_phrasings, scope_overlaps
from bot.knowledge.lint.relative_dates import relative_dates
from bot.knowledge.lint.running import running_extremes
from bot.knowledge.lint.sources import doubtful_sources
from bot.knowledge.lint.told import untold_cells, untold_points
from bot.knowledge.parts.part import Part
from bot.model import Finding, Knowledge


def warnings(knowledge: Knowledge, whole: Part, today: date | None) -> Iterator[Finding]:
    """`whole` has the places; without `today` nothing is overdue."""
    places = places_of_texts(whole)
    yield from unknown_links(knowledge, whole)
    yield from unspoken_language(whole)
    yield from long_answers(knowledge)
    yield from same_phrasings(knowledge, places)
    yield from same_follow_ups(knowledge, places)
    yield from scope_overlaps(knowledge, whole)
    yield from copied_cases(knowledge)
    yield from relative_dates(knowledge, places)
    yield from contradictions(knowledge)
    yield from untold_cells(knowledge)
    yield from untold_points(knowledge)
    yield from overtaken(knowledge)
    yield from running_extremes(knowledge)
    yield from doubtful_sources(knowledge, whole)
    if today:
        yield from overdue(knowledge, today)
