"""Compiles a knowledge base into an `Index`.

Everything that is learned is learned here, from the knowledge base alone: the phrasings are left out in turn (in a few
folds for the linear model, one by one for the search), and what they then get tells how much each part is worth, what a
confidence means and where the thresholds lie. What a thin base cannot tell so is taken from other bases (see `Prior`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
from threadpoolctl import threadpool_limits

from bot.matching import thresholds, trial, weights
from bot.matching.beside import Aside, beside
from bot.matching.counting import learn_features
from bot.matching.entry_facets import pervasive_values
from bot.matching.everyday import everyday_lines
from bot.matching.features import Worded
from bot.matching.frequency import common_words
from bot.matching.guard import Guard
from bot.matching.index import Index, LeftOut, Texts
from bot.matching.kinship import learn_kinship
from bot.matching.known_follow_ups import learn_follow_ups
from bot.matching.learning import (
    FEW_ROWS,
    learn_fold,
    learn_weights,
    linear_of,
    scores_of_rows,
)
from bot.matching.naming import Lexicon
from bot.matching.prior import Prior, crowding_of, learned_prior
from bot.matching.profiles import learn_profiles
from bot.matching.retrieval import phrasings_of
from bot.matching.scoring import Layout
from bot.matching.separating import find_rivals, learn_separators, load_solver
from bot.matching.telling import Telling, learn_told
from bot.matching.vectors import read_vectors
from bot.matching.worded import begin_to_read, worded
from bot.model import SMALL_TALK, Knowledge

Progress = Callable[[str, int, int], None]
"""Called with what is done now, how many steps are done, and of how many."""

FEW_OUT_OF_SCOPE = 40
"""With fewer lines out of scope than these, everyday sentences serve beside them."""
STEPS = 7
MOST_APART = 200_000
"""Phrasings up to which a second process helps; with more, what both hold would be too much for many machines."""


def compile_index(
    knowledge: Knowledge, progress: Progress = lambda what, done, steps: None, prior: Prior | None = None
) -> Index:
    """`prior`: another one than the one that was learned."""
    many = FEW_ROWS < sum(1 + len(entry.phrasings) for entry in knowledge.entries) <= MOST_APART
    # One core for each of the two; and sums come out the same however many cores there are.
    with beside(apart=many) as aside, threadpool_limits(1):
        return _compiled(knowledge, progress, aside, prior or learned_prior())


def _compiled(knowledge: Knowledge, progress: Progress, aside: Aside, prior: Prior) -> Index:
    progress("reading words", 0, STEPS)
    language = knowledge.manifest.language
    # What people type next is learned by itself; nothing else, and no answer, needs it.
    entries = tuple(replace(entry, follow_ups=()) for entry in knowledge.entries)
    written = [text for entry in entries for text in (entry.question, *entry.phrasings)]
    read_rows = begin_to_read(written, knowledge.vocabulary, language, aside)
    table = aside.submit(common_words, language)
    lexicon = Lexicon(knowledge.vocabulary, language)
    rows = read_rows(lexicon)
    outside = [worded(text, lexicon) for text in knowledge.out_of_scope]
    everyday = [worded(text, lexicon) for text in everyday_lines(language)]
    if len(outside) < FEW_OUT_OF_SCOPE:
        inside = {word for words, _ in rows for word in words}
        outside += [line for line in everyday[::2] if _strange(line, inside)]

    progress("counting n-grams", 1, STEPS)
    sizes = [1 + len(entry.phrasings) for entry in entries]
    layout = _layout(sizes, len(outside))
    words = iter(words for words, _ in rows)
    telling = Telling(
        entries,
        [list(islice(words, size)) for size in sizes],
        [words for words, _ in outside],
        layout.entry_of_row,
        knowledge.vocabulary,
        language,
        lexicon.stems(),
    )
    telling_all = aside.submit(learn_told, telling)
    aside.submit(load_solver)
    common = table.result()
    group = layout.entry_of_row.astype(np.int64)
    features = learn_features(rows, outside, common)
    matrix, wordings = read_vectors(features, [*rows, *outside])
    phrasings = phrasings_of(matrix)

    progress("folding", 2, STEPS)
    matrix.sort_indices()
    fold = learn_fold(matrix)
    folded = np.asarray(matrix @ fold, np.float32)
    vectors = trial.Vectors(matrix, folded)
    profiles = learn_profiles(folded, layout.entry_of_row, layout.nothing)
    count = layout.nothing + 1

    held_out = trial.hold_out(vectors, group, count, aside)
    progress("learning", 3, STEPS)
    likelihood = learn_weights(folded, group, count)
    rivals = find_rivals(folded, *likelihood, group)
    separators = aside.submit(learn_separators, matrix, rivals, group, count)
    told = telling_all.result()
    pervasive = pervasive_values(told.facets, lexicon.kinds)
    guard = Guard(told.facets, pervasive, lexicon.kinds)
    progress("leaving out", 4, STEPS)
    spellings = frozenset(lexicon.spelling_words())
    tried = trial.Trial(layout, guard, features, phrasings, wordings, lexicon, common, profiles, spellings, told.words)
    others, _ = read_vectors(features, everyday)
    strange = trial.Vectors(others, np.asarray(others @ fold, np.float32))
    asked = tried.asked([*rows, *outside], vectors, held_out.rows.tolist(), everyday, strange)
    progress("separating", 5, STEPS)
    scores = held_out.scores()
    samples = tried.samples(asked[: len(held_out.rows)], scores)
    ranking = held_out.last.result() if held_out.last else linear_of(fold, *likelihood, separators.result())
    samples += tried.samples(asked[len(held_out.rows) :], scores_of_rows(ranking, others, strange.folded))
    linear = linear_of(fold, *likelihood, separators.result())

    progress("weighing", 6, STEPS)
    precision = knowledge.manifest.precision
    # Small talk is asked in many ways, and teaches nothing of the rest.
    asked_of = [size for size, entry in zip(sizes, entries, strict=True) if entry.topic != SMALL_TALK]
    expected = prior.of(asked_of, precision, crowding_of(profiles))
    own = weights.fit_weights(samples, layout.nothing)
    part_weights = expected.beside(expected.weights, own).astype(np.float32)
    confidence, results = thresholds.fit_confidence(samples, part_weights, precision, layout.nothing, guard, expected)
    follow_ups = learn_follow_ups(knowledge, lexicon)
    progress("done", STEPS, STEPS)

    texts = Texts(
        knowledge=replace(knowledge, entries=entries),
        facets=told.facets,
        pervasive=tuple(sorted(pervasive)),
        words=dict(sorted(features.words.items())),
        pairs=told.pairs,
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
        exact_keys=told.exact_keys,
        exact_entries=told.exact_entries,
        left_out=LeftOut(*results),
        kinship=learn_kinship(folded, layout.entry_of_row, layout.nothing),
        follow_ups=follow_ups,
        profiles=profiles,
        words=told.words,
    )


def _strange(line: Worded, inside: set[str]) -> bool:
    """Whether an everyday sentence has words enough that the knowledge base does not."""
    return sum(word not in inside for word in line[0]) * 3 >= len(line[0])


def _layout(sizes: Sequence[int], outside: int) -> Layout:
    return Layout(
        entry_of_row=np.repeat(np.arange(len(sizes) + 1, dtype=np.int32), [*sizes, outside]),
        rows_of_entry=np.array([*sizes, outside], np.int32),
    )
