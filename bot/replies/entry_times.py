"""Tells whether an entry is about the time that a question names."""

from __future__ import annotations

from bot.matching import Matcher, Ranking
from bot.model import SPAN, TIME_KINDS


def is_about_time(entry: int, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether an entry is about the finest time that the question names; False where it names none."""
    return any(value in matcher.guard.core(entry, kind) for kind, value in _finest_times(ranking))


def leaves_out_time(entry: int, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether the question names a time, and the entry does not speak of the finest one."""
    times = _finest_times(ranking)
    mentioned = any(matcher.guard.mentions(entry, kind, value) for kind, value in times)
    return bool(times) and not mentioned and not is_about_time(entry, ranking, matcher)


def _finest_times(ranking: Ranking) -> list[tuple[str, str]]:
    """A span is finer than all other times."""
    facets, finest = ranking.facets, ranking.facets.finest_time()
    kind = SPAN if facets.of(SPAN) or finest is None else TIME_KINDS[finest]
    return [(kind, value) for value in facets.of(kind)]
