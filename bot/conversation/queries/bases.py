"""Finds what a question sets something against, as it stands behind "than" or "above": the places of two things in the
words of a question in, the one that is counted from out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.conversation.queries.asked import Asked
from bot.conversation.queries.rows import Row
from bot.conversation.queries.spans import is_year


def behind_lead(places: Sequence[int], asked: Asked) -> int | None:
    """Which of the things, each at the place of a word that names it, stands first behind a word like "above"; None
    where none does, or several do."""
    led = {at for lead in _leads(asked) if (at := min((one for one in places if one > lead), default=None)) is not None}
    return places.index(led.pop()) if len(led) == 1 and len(set(places)) == len(places) else None


def _leads(asked: Asked) -> Collection[int]:
    """But for those of a number: "above 300,000"."""
    words, leads = (*asked.words, ""), asked.language.words["base_leads"]
    return [
        at
        for at, word in enumerate(asked.words)
        if word in leads and (asked.language.number(words[at + 1]) is None or is_year(words[at + 1]))
    ]


def places_named(rows: Sequence[Row], asked: Asked) -> tuple[int, ...]:
    """Of each row the place of the first word that is said of it and of none of the others; none where one has no such
    word."""
    found: list[int] = []
    for row in rows:
        own = row.words.difference(*(one.words for one in rows if one is not row))
        at = next((at for at, stem in enumerate(asked.whole.stems) if stem in own), None)
        if at is None:
            return ()
        found.append(at)
    return tuple(found)
