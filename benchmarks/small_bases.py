"""Draws many small knowledge bases from large ones, each with questions in and out of scope.

A source is dealt into halves by its classes, so that what is fitted to one half can be told by the other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from random import Random
from typing import Self

from benchmarks.contestants.matcher import knowledge_of
from benchmarks.data import Examples, read_banking, read_clinc
from bot.matching.language.text import normalise
from bot.model import SMALL_TALK, Entry, Knowledge, Manifest, Vocabulary

SIZES, WAYS = (15, 30, 60, 150), (1, 2, 3, 5, 8)
"""Entries of a base, and ways of asking each."""
ASKED, MOST_EACH, LEAST_EACH = 160, 8, 1
"""Questions in scope a base, and bounds of how many an entry gets."""
NEAR, FAR = 40, 30
"""Questions a base whose class was held out, and that are about something else altogether."""
PRECISION = 0.9
"""What the bases wish for."""
_LEAST_NEAR = 6
"""Classes of a source that are held out, at least."""


@dataclass(frozen=True, slots=True)
class Class:
    entry: Entry
    texts: tuple[str, ...]
    domain: str
    """Classes of one domain are near each other."""


@dataclass(frozen=True, slots=True)
class Source:
    name: str
    classes: tuple[Class, ...]
    far: tuple[str, ...]
    """Questions about something else."""
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def half(self, number: int) -> Self:
        """Every second class and question, from the first (0) or the second (1) on."""
        return replace(self, classes=self.classes[number::2], far=self.far[number::2])


@dataclass(frozen=True, slots=True)
class Asked:
    text: str
    entry: str | None
    kind: str
    """"inside"; out of scope "near" or "far"."""


@dataclass(frozen=True, slots=True)
class SmallBase:
    source: str
    ways: int
    knowledge: Knowledge
    asked: tuple[Asked, ...]


def sources_of(knowledge: Knowledge, data: Path | None) -> tuple[Source, ...]:
    """The shipped knowledge, and the training parts of the public sets where there is a folder of them. Raises
    BotError."""
    entries = [one for one in knowledge.entries if one.series is None and one.topic != SMALL_TALK]
    shipped = tuple(Class(one, (one.question, *one.phrasings), one.topic) for one in entries)
    if data is None:
        return (Source("shipped", shipped, knowledge.out_of_scope, knowledge.vocabulary),)
    banking, clinc = read_banking(data), read_clinc(data)
    elsewhere = clinc.outside_train
    return (
        Source("banking77", _classes(banking.train), elsewhere),
        Source("clinc150", _classes(clinc.train), elsewhere),
        Source("shipped", shipped, (*elsewhere, *knowledge.out_of_scope), knowledge.vocabulary),
    )


def _classes(examples: Examples) -> tuple[Class, ...]:
    entries = knowledge_of(examples).entries
    return tuple(Class(entry, texts, "all") for entry, texts in zip(entries, examples.texts, strict=True))


def small_bases(source: Source, seeds: Sequence[int], ways: Sequence[int] = WAYS) -> Iterator[SmallBase]:
    """Yield a base for each size, number of ways and seed; none that the source is too small for."""
    for size, each, seed in product(SIZES, ways, seeds):
        random = Random(f"{source.name} {size} {each} {seed}")
        inside, near = _dealt(source.classes, size, random)
        if len(inside) == size:
            yield _base(source, each, inside, near, random)


def _dealt(classes: Sequence[Class], size: int, random: Random) -> tuple[list[Class], list[Class]]:
    """Draw `size` classes, domain by domain, and hold out others of the same domains."""
    inside: list[Class] = []
    near: list[Class] = []
    domains = sorted({one.domain for one in classes})
    random.shuffle(domains)
    for domain in domains:
        own = [one for one in classes if one.domain == domain]
        random.shuffle(own)
        held_out = max(len(own) // 3, min(_LEAST_NEAR, len(own) // 2)) if len(domains) > 1 else _LEAST_NEAR
        inside += own[held_out:]
        near += own[:held_out]
        if len(inside) >= size:
            break
    return inside[:size], near


def _base(source: Source, ways: int, inside: Sequence[Class], near: Sequence[Class], random: Random) -> SmallBase:
    each = max(LEAST_EACH, min(MOST_EACH, ASKED // len(inside)))
    entries: list[Entry] = []
    asked: list[Asked] = []
    for one in inside:
        drawn = random.sample(one.texts, min(len(one.texts), ways + each))
        # It knows nothing of what is not drawn.
        alone = replace(one.entry, tells=(), chart=None, related=(), follow_ups=())
        entries.append(replace(alone, question=drawn[0], phrasings=tuple(drawn[1:ways])))
        asked += [Asked(text, one.entry.id, "inside") for text in drawn[ways:]]
    held_out = [text for one in near for text in random.sample(one.texts, min(4, len(one.texts)))]
    far = random.sample(source.far, min(FAR, len(source.far)))
    knowledge = Knowledge(Manifest(precision=PRECISION), tuple(entries), vocabulary=source.vocabulary)
    outside = [
        *(Asked(text, None, "near") for text in random.sample(held_out, min(NEAR, len(held_out)))),
        *(Asked(text, None, "far") for text in far),
    ]
    said = {normalise(text) for one in entries for text in (one.question, *one.phrasings)}
    questions = tuple(one for one in (*asked, *outside) if normalise(one.text) not in said)
    return SmallBase(source.name, ways, knowledge, questions)
