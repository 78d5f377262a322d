"""Tells which of several things the others are set against: the Lark in "how far below the Lark is the Finch"."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.named_times import times_named
from bot.conversation.queries.words.spans import is_year
from bot.figures import Operation


def places_named(each: Sequence[Collection[str]], asked: Asked) -> tuple[int, ...]:
    """The place of the first word that names each thing alone, given by its stems; empty where one has no such word."""
    stems = asked.whole.stems
    found = [next((at for at, stem in enumerate(stems) if stem in own), None) for own in _words_of_one(each)]
    return tuple(at for at in found if at is not None) if None not in found else ()


def base_named(places: Sequence[int], asked: Asked) -> int | None:
    """Which thing stands first behind a word like "above", but for "above 300,000"; None of none, or several."""
    behind, number = (*asked.words[1:], ""), asked.language.number
    leads = [at for at in asked.places("base_leads") if number(behind[at]) is None or is_year(behind[at])]
    led = {min(ahead) for lead in leads if (ahead := [one for one in places if one > lead])}
    return places.index(led.pop()) if len(led) == 1 and len(set(places)) == len(places) else None


def is_part_of_other(places: Sequence[int], asked: Asked) -> bool:
    """Whether the first of two things is to be told in percent of the second, and not of both together."""
    return len(places) == 2 and _behind_percent(places, asked) == [places[1]] and not asked.cues.has(Operation.SUM)


def is_sum_of_other(places: Sequence[int], asked: Asked) -> bool:
    """Whether several things together are to be told in percent of another one."""
    return len(places) > 2 and len(_behind_percent(places, asked)) == 1 and asked.cues.has(Operation.SUM)


def names_part_and_year(asked: Asked) -> bool:
    """Whether the time that is named is a part of a year that is spoken of as a whole: "May, of all 2025 sales"."""
    part = next((one for one in asked.joined_spans if one.kind != "year"), None)
    if part is None or part.start.year != part.end.year:
        return False
    # Of a time that is named twice only one place is known.
    named = times_named(asked.words, asked.language)
    in_parts = {at for one in named if one.span.kind != "year" for at in one.places}
    yearly = asked.language.grains["year"]
    return any(word in yearly or (is_year(word) and at not in in_parts) for at, word in enumerate(asked.words))


def _behind_percent(places: Sequence[int], asked: Asked) -> Sequence[int]:
    """The places behind "percent of"; all where that is not said."""
    lists, pairs = asked.language.words, enumerate(pairwise(asked.words), 1)
    leads = (at for at, (last, word) in pairs if last in lists["to_percent"] and word in lists["whole_leads"])
    lead = next(leads, -1)
    return [at for at in places if at > lead]


def named_again(each: Sequence[Collection[str]], asked: Asked) -> int | None:
    """Which is the only thing that is named twice: "of the Lark and the Finch together, what part is the Finch"."""
    said = asked.whole.stems.count
    again = [at for at, own in enumerate(_words_of_one(each)) if any(said(word) > 1 for word in own)]
    return again[0] if len(again) == 1 else None


def _words_of_one(each: Sequence[Collection[str]]) -> list[set[str]]:
    """For each thing the words that no other has."""
    return [set(words).difference(*(other for other in each if other is not words)) for words in each]
