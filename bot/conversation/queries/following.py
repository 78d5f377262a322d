"""Applies a follow-up to the query before, as a complete question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.followup import content
from bot.conversation.language_files import talk_of
from bot.conversation.queries.asked import Asked
from bot.conversation.queries.mentions import mentioned
from bot.conversation.queries.pools import Pools
from bot.conversation.queries.reader import FigureReader
from bot.figures import Measure, Operation
from bot.matching import is_time, places_of
from bot.model import QUANTITY

_YEAR = re.compile(r"(?:19|20)\d\d")


def changed(
    words: Sequence[str], before: Sequence[str], measure: Measure, reader: FigureReader
) -> tuple[str, ...] | None:
    """Return the words of the question before, with the times, rows or operation of the follow-up in the place of its
    own; None where the follow-up says anything that the measure knows nothing of, or nothing new."""
    asked, old = reader.asked(words), reader.asked(before)
    if asked is None or old is None:
        return None
    language = asked.lexicon.language
    of = talk_of(language).words
    amounts = _amounts(asked.words, asked)
    own = _amounts(asked.lexicon.words(f"{measure.column} {measure.title}"), asked)
    if amounts - {value for kind, value in measure.about if kind == QUANTITY} - own:
        return None  # Another figure is asked for ("range?"), even where a label has the same word ("Long Range").
    named = _places(asked, measure, reader.pools)
    times = asked.timed_places
    if measure.span is not None or reader.pools.own(measure).timed:
        times = times | {at for at, word in enumerate(words) if is_time(word)}
    cued = asked.cued
    known = {
        asked.lexicon.stem(word) for word in asked.lexicon.words(f"{measure.title} {measure.noun} {measure.unit or ''}")
    }
    rest = [
        word
        for at, word in enumerate(words)
        if at not in named and at not in times and word not in cued and word not in of["asking_figures"]
    ]
    if any(asked.lexicon.stem(word) not in known and not word.isdigit() for word in content(rest, language)):
        return None
    if not (named or times or cued):
        return None
    dropped: set[int] = set()
    if times:
        years = {word for word in before if _YEAR.fullmatch(word)}
        keep = years if len(years) == 1 and not any(map(_YEAR.fullmatch, words)) else set()
        dropped |= {at for at, word in enumerate(before) if is_time(word) and word not in keep}
    if named:
        dropped |= _places(old, measure, reader.pools)
    if cued or (times and old.cues.operation in (Operation.EXTREME, Operation.THRESHOLD)):
        dropped |= {at for at, word in enumerate(before) if word in old.cued}
    kept = [word for at, word in enumerate(before) if at not in dropped]
    while kept and kept[-1] in of["filler"]:
        kept.pop()
    lead = next((at for at, word in enumerate(words) if word not in of["leading_figures"]), 0)
    return (*kept, *words[lead:])


def _amounts(words: Sequence[str], asked: Asked) -> set[str]:
    return {name.value for name in asked.lexicon.names(words) if name.kind == QUANTITY}


def _places(asked: Asked, measure: Measure, pools: Pools) -> set[int]:
    """The places of the words that name rows of the measure."""
    rows = pools.own(measure)
    if all(row.cell.span is not None for row in rows.all):
        return set()
    mentions = mentioned(asked, rows)
    stems = {word for mention in mentions for row in mention.rows for word in row.words}
    names = [
        name
        for name in asked.named
        if any((name.kind, name.value) in row.facets for mention in mentions for row in mention.rows)
    ]
    filler = talk_of(asked.lexicon.language).words["filler"]
    spoken = zip(asked.words, asked.whole.stems, strict=True)
    said = {at for at, (word, stem) in enumerate(spoken) if stem in stems and word not in filler}
    return places_of(names) | said
