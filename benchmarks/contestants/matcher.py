"""Ranks by this matcher, through the same calls as the bot."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from benchmarks.data import Examples
from benchmarks.measures import NOBODY, Ranked
from benchmarks.progress import bar
from bot.bot import Bot
from bot.matching import Index, Matcher
from bot.matching.compiling import compile_index
from bot.model import Entry, Knowledge, Manifest, Outcome, Question

NAME = "this matcher"


class ThisMatcher:
    def __init__(self, examples: Examples, outside: Sequence[str] = (), precision: float = 0.95) -> None:
        self._number = {label: at for at, label in enumerate(examples.labels)}
        self.index = compile_index(knowledge_of(examples, outside, precision))

    def rank(self, questions: Sequence[str]) -> dict[str, Ranked]:
        return {NAME: self.rank_with(self.index, questions)}

    def rank_with(self, index: Index, questions: Sequence[str]) -> Ranked:
        matcher = Matcher(index)
        classes = np.full((len(questions), 3), NOBODY, np.int64)
        confidence = np.zeros(len(questions))
        for at, text in enumerate(bar(questions, NAME)):
            matches = matcher.rank(text, 3)
            classes[at, : len(matches)] = [self._number[match.id] for match in matches]
            confidence[at] = matches[0].confidence if matches else 0.0
        return Ranked(classes, confidence)

    def reply(self, questions: Sequence[str]) -> list[tuple[Outcome, int]]:
        """Return what the bot replies to each, and the class of its answer; `NOBODY` where it gives none."""
        bot = Bot(self.index)
        replies = [bot.answer(Question(text)) for text in bar(questions, "its replies")]
        return [(one.outcome, self._number[one.answer.id] if one.answer else NOBODY) for one in replies]


def knowledge_of(examples: Examples, outside: Sequence[str] = (), precision: float = 0.95) -> Knowledge:
    """An entry a class; nothing is told but its phrasings."""
    entries = tuple(
        Entry(id=label, question=texts[0], answer="x", topic="all", phrasings=texts[1:])
        for label, texts in zip(examples.labels, examples.texts, strict=True)
    )
    return Knowledge(manifest=Manifest(precision=precision), entries=entries, out_of_scope=tuple(outside))


def without_part(index: Index, number: int) -> Index:
    """The same index with the weight of one part set to zero."""
    weights = index.part_weights.copy()
    weights[number] = 0
    return replace(index, part_weights=weights)


def without_signal(index: Index, number: int) -> Index:
    """The same index with the weight of one signal of the confidence set to zero."""
    right = index.confidence.right.copy()
    right[number] = 0
    return replace(index, confidence=replace(index.confidence, right=right))
