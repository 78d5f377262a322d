"""Finds the entries that the bot confuses, and those that lack ways of asking."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.bot import Bot
from bot.evaluation import Tally, Verdict, left_out_ways, main_words
from bot.model import SMALL_TALK, Entry

_NAMED = 3
_HARDLY = 0.5
"""Chance of being found below which an entry with enough ways of asking lacks more."""


@dataclass(frozen=True, slots=True)
class Near:
    entry: Entry
    other: Entry
    asked: tuple[str, ...]
    """What asks for one of the two, and comes to the other, or to both."""
    words: tuple[str, ...]
    """What only the first is asked with, the most frequent first,"""
    other_words: tuple[str, ...]
    """and only the other."""


@dataclass(frozen=True, slots=True)
class Lacking:
    entry: Entry
    ways: int
    """Ways of asking, the question included."""
    found: float | None
    """The mean chance that the entry is found in other words; None: nothing shows it."""


def near_pairs(bot: Bot, by_main_words: Tally) -> tuple[Near, ...]:
    """Return pairs of entries, those first that most ways of asking mistake for each other."""
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text, id, other in _mistaken(bot, by_main_words):
        asked[min(id, other), max(id, other)].append(text)
    entries = {entry.id: entry for entry in bot.knowledge.entries}
    pairs = [_near(bot, entries[one], entries[other], tuple(texts)) for (one, other), texts in asked.items()]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair.asked), pair.entry.id, pair.other.id)))


def _mistaken(bot: Bot, by_main_words: Tally) -> Iterator[tuple[str, str, str]]:
    """What was asked, for which entry, and the entry that came in its place or beside it."""
    confidence = bot.index.confidence
    for tried in left_out_ways(bot.index):
        # Of an entry with few ways of asking, one that is left out says little, unless another one would answer.
        least = confidence.answer_from if _is_thin(tried.entry, bot) else confidence.offer_from
        if tried.got.id != tried.entry.id and tried.confidence >= least and _can_be_written(tried.entry, tried.got):
            yield tried.text, tried.entry.id, tried.got.id
    for judged in by_main_words.judged:
        expected, reply = judged.case.expect or "", judged.reply
        got = [reply.answer.id] if reply.answer else [choice.id for choice in reply.choices]
        other = next((id for id in got if id != expected), None)
        if other is not None and judged.verdict is not Verdict.RIGHT:
            yield judged.case.text, expected, other


def _is_thin(entry: Entry, bot: Bot) -> bool:
    return len(entry.phrasings) < bot.knowledge.manifest.min_phrasings


def _can_be_written(*entries: Entry) -> bool:
    """False for generated entries, whose series has the templates."""
    return all(entry.series is None and entry.topic != SMALL_TALK for entry in entries)


def _near(bot: Bot, entry: Entry, other: Entry, asked: tuple[str, ...]) -> Near:
    one, two = (Counter(_words(bot, each)) for each in (entry, other))
    return Near(entry, other, asked, _only(one, two), _only(two, one))


def _words(bot: Bot, entry: Entry) -> Iterator[str]:
    for text in (entry.question, *entry.phrasings):
        yield from main_words(text, bot)


def _only(words: Counter[str], others: Counter[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in words.most_common() if word not in others)[:_NAMED]


def lacking_ways(bot: Bot, by_main_words: Tally) -> tuple[Lacking, ...]:
    """Return the entries that more ways of asking would help, those first that they help most.

    One with a single way of asking has more to gain than any other: nearly twice as many are answered with a second.
    """
    chances: dict[str, list[float]] = defaultdict(list)
    for tried in left_out_ways(bot.index):
        chances[tried.entry.id].append(tried.confidence if tried.got.id == tried.entry.id else 0.0)
    for judged in by_main_words.judged:
        if judged.case.expect not in chances:
            chances[judged.case.expect or ""] = [judged.reply.confidence if judged.verdict is Verdict.RIGHT else 0.0]
    lacking = []
    for entry in filter(_can_be_written, bot.knowledge.entries):
        own = chances[entry.id]
        found = sum(own) / len(own) if own else None
        if _is_thin(entry, bot) or (found is not None and found < _HARDLY):
            lacking.append(Lacking(entry, 1 + len(entry.phrasings), found))
    return tuple(sorted(lacking, key=lambda one: (one.ways > 1, one.found or 0.0, one.ways, one.entry.id)))
