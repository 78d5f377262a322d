"""Compiles a knowledge base: `Knowledge` in, an `Index` out.

Everything that is learned is learned here, from the knowledge base alone: the phrasings are left out in turn (in a few
folds for the linear model, one by one for the search), and what they then get tells how much each part is worth, what a
confidence means and where the thresholds lie.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain

import numpy as np
from threadpoolctl import threadpool_limits

from bot.matching import thresholds, trial, weights
from bot.matching.counting import learn_features
from bot.matching.entry_facets import labels_of, pervasive_values, read_entries
from bot.matching.everyday import everyday_lines
from bot.matching.exact import exact_table
from bot.matching.features import Worded
from bot.matching.frequency import common_words
from bot.matching.guard import Guard
from bot.matching.index import Index, LeftOut, Texts
from bot.matching.kinship import learn_kinship
from bot.matching.learning import learn_fold, learn_linear, rows_to_learn, scores_of_rows
from bot.matching.naming import Lexicon
from bot.matching.profiles import learn_profiles
from bot.matching.reading import meanings_of
from bot.matching.retrieval import phrasings_of
from bot.matching.scoring import Layout
from bot.matching.text import normalise
from bot.matching.vectors import read_vectors
from bot.matching.word_model import learn_words, tokens_of
from bot.model import Entry, Knowledge

Progress = Callable[[str, int, int], None]
"""Called with what is done now, how many steps are done, and of how many."""

FEW_OUT_OF_SCOPE = 40
"""With fewer lines out of scope than these, everyday sentences serve beside them."""
STEPS = 9


def compile_index(knowledge: Knowledge, progress: Progress = lambda what, done, steps: None) -> Index:
    progress("reading words", 0, STEPS)
    common = common_words(knowledge.manifest.language)
    lexicon = Lexicon(knowledge.vocabulary, knowledge.manifest.language)
    entries = knowledge.entries
    groups = [group_of(entry) for entry in entries]
    worded = [[_worded(text, lexicon) for text in (entry.question, *entry.phrasings)] for entry in entries]
    outside = [_worded(text, lexicon) for text in knowledge.out_of_scope]
    everyday = [_worded(text, lexicon) for text in everyday_lines(knowledge.manifest.language)]
    if len(outside) < FEW_OUT_OF_SCOPE:
        inside = {word for phrasings in worded for words, _ in phrasings for word in words}
        outside += [line for line in everyday[::2] if _strange(line, inside)]
    rows = [line for phrasings in worded for line in phrasings]

    progress("counting n-grams", 1, STEPS)
    layout = _layout(entries, groups, [len(one) for one in worded], len(outside))
    group_of_row = layout.group_of_entry[layout.entry_of_row].astype(np.int64)
    learned = rows_to_learn(group_of_row, layout.only_entry[:-1] < 0)
    features = learn_features([rows[row] for row in learned if row < len(rows)], outside, common)
    matrix, wordings = read_vectors(features, [*rows, *outside])
    phrasings = phrasings_of(matrix)

    progress("folding", 2, STEPS)
    known, group = matrix[learned], group_of_row[learned]
    known.sort_indices()
    fold = learn_fold(known)
    folded = np.asarray(matrix @ fold, np.float32)
    vectors, taught = trial.Vectors(matrix, folded), trial.Vectors(known, folded[learned])
    profiles = learn_profiles(folded, layout.entry_of_row, layout.nothing)
    words = learn_words(
        [tokens_of(line, lexicon) for line, _ in (*rows, *outside)], layout.entry_of_row, layout.nothing
    )
    count = int(layout.group_of_entry.max()) + 1

    with ThreadPoolExecutor(1) as aside, _swift_turns():
        progress("learning", 3, STEPS)
        learning = learn_linear(known, taught.folded, fold, group, count, aside)
        # From here on two things are done at a time: one core for each.
        with threadpool_limits(1):
            progress("learning without some", 4, STEPS)
            held_out = trial.hold_out(taught, fold, group, count, aside)
            progress("reading facets", 5, STEPS)
            spoken = [[words for words, _ in lines] for lines in worded]
            facets = read_entries(entries, lexicon, labels_of(entries, groups), spoken)
            pervasive = pervasive_values(facets)
            guard = Guard(facets, pervasive)
            progress("leaving out", 6, STEPS)
            spellings = frozenset(lexicon.spelling_words())
            tried = trial.Trial(
                layout, guard, features, phrasings, wordings, lexicon, common, profiles, spellings, words
            )
            others, _ = read_vectors(features, everyday)
            strange = trial.Vectors(others, np.asarray(others @ fold, np.float32))
            asked = tried.asked([*rows, *outside], vectors, learned[held_out.rows].tolist(), everyday, strange)
            progress("separating", 7, STEPS)
            linear = learning.result()
            samples = tried.samples(asked, chain(held_out.scores(), scores_of_rows(linear, others, strange.folded)))

    progress("weighing", 8, STEPS)
    part_weights = weights.fit_weights(samples, layout.nothing)
    confidence, results = thresholds.fit_confidence(
        samples, part_weights, knowledge.manifest.precision, layout.nothing, guard
    )
    progress("done", STEPS, STEPS)

    keys, owners = exact_table(worded)
    texts = Texts(
        knowledge=knowledge,
        facets=facets,
        pervasive=tuple(sorted(pervasive)),
        words=dict(sorted(features.words.items())),
        pairs=_pairs(rows),
        stems=lexicon.stems(),
        count=features.count,
    )
    return Index(
        texts=texts,
        common=common,
        keys=features.keys,
        rarity=features.rarity,
        phrasings=phrasings,
        wordings=wordings,
        linear=linear,
        layout=layout,
        weights=part_weights,
        confidence=confidence,
        exact_keys=keys,
        exact_entries=owners,
        left_out=LeftOut(*results),
        kinship=learn_kinship(folded, layout.entry_of_row, layout.nothing),
        profiles=profiles,
        words=words,
    )


@contextmanager
def _swift_turns() -> Iterator[None]:
    """Let threads take turns ten times as often: the one that learns needs many short ones, and waited most of the
    time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(usual / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def group_of(entry: Entry) -> str:
    """Entries that one template made are one group to the linear model; the label within it tells them apart."""
    if entry.series is None or entry.id.count(":") == 0 or entry.id.endswith((":max", ":min")):
        return entry.id
    series, *_, column = entry.id.split(":")
    return f"{series}:*" if entry.id.count(":") == 1 else f"{series}:*:{column}"


def _worded(text: str, lexicon: Lexicon) -> Worded:
    words = normalise(text)
    return words, meanings_of(lexicon.names(words), lexicon.synonyms(words))


def _strange(line: Worded, inside: set[str]) -> bool:
    """Whether an everyday sentence has words enough that the knowledge base does not."""
    return sum(word not in inside for word in line[0]) * 3 >= len(line[0])


def _layout(entries: Sequence[Entry], groups: Sequence[str], sizes: Sequence[int], outside: int) -> Layout:
    numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
    members = Counter(groups)
    only = np.full(len(numbers) + 1, -1, np.int32)
    for entry, group in enumerate(groups):
        if members[group] == 1:
            only[numbers[group]] = entry
    return Layout(
        entry_of_row=np.repeat(np.arange(len(entries) + 1, dtype=np.int32), [*sizes, outside]),
        group_of_entry=np.array([*(numbers[group] for group in groups), len(numbers)], np.int32),
        rows_of_entry=np.array([*sizes, outside], np.int32),
        only_entry=only,
    )


def _pairs(rows: Sequence[Worded]) -> tuple[str, ...]:
    """Neighbouring words that stand together at least three times, so that they may be typed as one."""
    counts = Counter(
        f"{first} {second}"
        for words, _ in rows
        for first, second in zip(words, words[1:], strict=False)
        if first.isalpha() and second.isalpha() and len(first) > 2 and len(second) > 2
    )
    return tuple(sorted(pair for pair, count in counts.items() if count >= 3))
