"""Finds the entries that the bot confuses, and those that lack ways of asking."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from bot.bot import Bot
from bot.evaluation import Tally, Verdict, left_out_ways, main_words
from bot.model import SMALL_TALK, Entry

_NAMED = 3  # Words of an entry that are told at most.
_HARDLY = 0.5  # Chance of being found below which an entry with enough ways of asking lacks more.


@dataclass(frozen=True, slots=True)
class Near:
    entry: Entry
    other: Entry
    asked: tuple[str, ...]  # Questions for one of the two that come to the other, or to both.
    words: tuple[str, ...]  # Words in questions for the first alone, the most frequent first.
    other_words: tuple[str, ...]  # Words in questions for the other alone, the most frequent first.


@dataclass(frozen=True, slots=True)
class Lacking:
    entry: Entry
    ways: int  # Ways of asking, the question included.
    found: float | None  # The mean chance that the entry is found in other words; None: nothing shows it.


@dataclass(frozen=True, slots=True)
class _Mistaken:
    text: str
    expected: str  # The id of the entry that the text asks for.
    got: str  # The id of the entry that came in its place or beside it.


def near_pairs(bot: Bot, by_main_words: Tally) -> tuple[Near, ...]:
    """Return pairs of entries, those first that most ways of asking mistake for each other."""
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in (*_mistaken_left_out(bot), *_mistaken_by_main_words(by_main_words)):
        asked[min(one.expected, one.got), max(one.expected, one.got)].append(one.text)
    entries = {entry.id: entry for entry in bot.knowledge.entries}
    pairs = [_near(bot, entries[id], entries[other], tuple(texts)) for (id, other), texts in asked.items()]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair.asked), pair.entry.id, pair.other.id)))


def _mistaken_left_out(bot: Bot) -> Iterator[_Mistaken]:
    confidence = bot.index.confidence
    for entry, tried in left_out_ways(bot.index):
        # What is left of an entry with few ways of asking is hardly found: there, another one counts only as an answer.
        enough = confidence.answer_from if _is_thin(entry, bot) else confidence.offer_from
        if tried.got is not entry and tried.confidence >= enough and _can_be_written(entry, tried.got):
            yield _Mistaken(tried.text, entry.id, tried.got.id)


def _mistaken_by_main_words(by_main_words: Tally) -> Iterator[_Mistaken]:
    for judged in by_main_words.judged:
        expected, reply = judged.case.expect, judged.reply
        got = [reply.answer.id] if reply.answer else [choice.id for choice in reply.choices]
        other = next((id for id in got if id != expected), None)
        if expected is not None and other is not None and judged.verdict is not Verdict.RIGHT:
            yield _Mistaken(judged.case.text, expected, other)


def _is_thin(entry: Entry, bot: Bot) -> bool:
    return len(entry.phrasings) < bot.knowledge.manifest.min_phrasings


def _can_be_written(*entries: Entry) -> bool:
    """False for generated entries, whose series has the templates."""
    return all(entry.series is None and entry.topic != SMALL_TALK for entry in entries)


def _near(bot: Bot, entry: Entry, other: Entry, asked: tuple[str, ...]) -> Near:
    one, two = (Counter(word for text in own.ways for word in main_words(text, bot)) for own in (entry, other))
    return Near(entry, other, asked, _only(one, two), _only(two, one))


def _only(words: Counter[str], others: Counter[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in words.most_common() if word not in others)[:_NAMED]


def lacking_ways(bot: Bot, by_main_words: Tally) -> tuple[Lacking, ...]:
    """Return the entries that more ways of asking would help, those first that they help most."""
    chances: dict[str, list[float]] = defaultdict(list)
    for entry, tried in left_out_ways(bot.index):
        chances[entry.id].append(tried.confidence if tried.got is entry else 0.0)
    for judged in by_main_words.judged:
        expected = judged.case.expect
        if expected is not None and expected not in chances:
            chances[expected] = [judged.reply.confidence if judged.verdict is Verdict.RIGHT else 0.0]
    lacking = []
    for entry in filter(_can_be_written, bot.knowledge.entries):
        own = chances[entry.id]
        found = sum(own) / len(own) if own else None
        if _is_thin(entry, bot) or (found is not None and found < _HARDLY):
            lacking.append(Lacking(entry, len(entry.ways), found))
    return tuple(sorted(lacking, key=_by_gain))


def _by_gain(one: Lacking) -> tuple[bool, float, int, str]:
    """A single way of asking gains most from a second: nearly twice as many such entries are answered then."""
    has_several, found = one.ways > 1, one.found or 0.0
    return has_several, found, one.ways, one.entry.id
