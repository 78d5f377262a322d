"""Asks thin knowledge bases (of the shipped knowledge, of FAQs) something new after an answer on something else."""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from benchmarks.faqs import FITTED, faq_base
from benchmarks.small_bases import Asked, small_bases, sources_of
from benchmarks.trial import Trial, Tried
from bot.knowledge import with_small_talk
from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.model import SMALL_TALK, Case, Entry, Knowledge

MOST_ENTRIES = 60
"""Of a sample of the shipped knowledge."""
EACH = 60
"""Questions to each of these samples, at most."""
FAQ_ROUNDS = 3
"""How often each question of the FAQs is asked."""


def trial_of(knowledge: Knowledge) -> Trial:
    return Trial(Matcher(compile_index(knowledge)))


def with_few_ways(knowledge: Knowledge, ways: int) -> Knowledge:
    """With so many ways of asking an entry, and no follow-up that is known."""
    random = Random(ways)

    def few(entry: Entry) -> Entry:
        asked = entry.phrasings
        if entry.topic != SMALL_TALK:
            asked = tuple(random.sample(asked, min(len(asked), ways - 1)))
        return replace(entry, phrasings=asked, follow_ups=())

    return replace(knowledge, entries=tuple(map(few, knowledge.entries)))


def new_to_thin_bases(knowledge: Knowledge) -> Iterator[Tried]:
    """Questions to thin bases, each after an answer that it has nothing to do with."""
    drawn = small_bases(sources_of(knowledge, None)[0], (0,))
    for base in (one for one in drawn if len(one.knowledge.entries) <= MOST_ENTRIES):
        asked = Random(7).sample(base.asked, min(len(base.asked), EACH))
        yield from trial_of(with_small_talk(base.knowledge)).ask_new([_case(one) for one in asked])
    for base in map(faq_base, FITTED):
        trial = trial_of(base.knowledge)
        for seed in range(FAQ_ROUNDS):
            yield from trial.ask_new([_case(one) for one in base.asked], seed)


def _case(asked: Asked) -> Case:
    return Case(asked.text, asked.entry)
