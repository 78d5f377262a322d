from __future__ import annotations

import numpy as np
import pytest

from benchmarks.contestants import LEXICAL, OTHERS, Learn, ThisMatcher
from benchmarks.contestants.matcher import NAME, knowledge_of, without_part
from benchmarks.contestants.phrasewise import best_phrase, mean_of_best
from benchmarks.data import Examples
from bot.model import Outcome

BAKERY = Examples(
    ("bread", "delivery", "opening"),
    (
        ("do you sell rye bread", "which loaves are there today", "is there brown bread left"),
        ("can you bring rolls to my house", "do you deliver on Sundays", "what does it cost to have a cake brought"),
        ("when do you open", "until what hour is the shop open", "are you closed on Monday"),
    ),
)


ELSEWHERE = ("what is the weather in Rome", "will the weather be fine", "tell me the weather for tomorrow")


@pytest.fixture(scope="module")
def matcher() -> ThisMatcher:
    return ThisMatcher(BAKERY)


def test_the_best_phrase_of_each_class_counts() -> None:
    assert best_phrase(np.array([[0.1, 0.9, 0.5]], np.float32), [2, 1])[0].tolist() == pytest.approx([0.9, 0.5])


def test_the_mean_is_of_three_or_of_all_where_there_are_fewer() -> None:
    similarities = np.array([[0.0, 0.3, 0.6, 0.9, 0.2, 0.4]], np.float32)

    assert mean_of_best(similarities, [4, 2])[0].tolist() == pytest.approx([0.6, 0.3])


@pytest.mark.parametrize("learn", OTHERS, ids=lambda learn: learn.__name__)
def test_every_contestant_finds_a_phrasing_that_is_put_exactly(learn: Learn) -> None:
    for found in learn(BAKERY).rank([texts[0] for texts in BAKERY.texts]).values():
        assert found.classes.shape == (3, 3)
        assert [set(row) for row in found.classes.tolist()] == [{0, 1, 2}] * 3


@pytest.mark.parametrize("learn", LEXICAL, ids=lambda learn: learn.__name__)
def test_weighted_words_put_it_first(learn: Learn) -> None:
    for found in learn(BAKERY).rank([texts[0] for texts in BAKERY.texts]).values():
        assert found.classes[:, 0].tolist() == [0, 1, 2]


@pytest.mark.parametrize("learn", OTHERS, ids=lambda learn: learn.__name__)
def test_a_question_without_a_known_word_is_ranked_too(learn: Learn) -> None:
    for found in learn(BAKERY).rank(["zzz", "?"]).values():
        assert np.isfinite(found.confidence).all()


@pytest.mark.parametrize("learn", OTHERS, ids=lambda learn: learn.__name__)
def test_lines_out_of_scope_are_a_class_that_is_near_to_them_and_never_the_answer(learn: Learn) -> None:
    for found in learn(BAKERY, ELSEWHERE).rank([*ELSEWHERE, *(texts[0] for texts in BAKERY.texts)]).values():
        assert found.outside is not None
        assert found.outside[:3].min() > found.outside[3:].max()
        assert [set(row) for row in found.classes.tolist()] == [{0, 1, 2}] * 6


@pytest.mark.parametrize("learn", OTHERS, ids=lambda learn: learn.__name__)
def test_without_such_lines_there_is_no_such_class(learn: Learn) -> None:
    assert [found.outside for found in learn(BAKERY).rank(ELSEWHERE).values() if found.outside is not None] == []


def test_an_entry_is_made_of_nothing_but_its_phrasings() -> None:
    knowledge = knowledge_of(BAKERY, ("what is the weather",), 0.9)

    assert [(one.id, one.question, one.answer) for one in knowledge.entries] == [
        ("bread", "do you sell rye bread", "x"),
        ("delivery", "can you bring rolls to my house", "x"),
        ("opening", "when do you open", "x"),
    ]
    assert knowledge.entries[2].phrasings == BAKERY.texts[2][1:]
    assert (knowledge.out_of_scope, knowledge.manifest.precision) == (("what is the weather",), 0.9)


def test_this_matcher_is_asked_like_the_others(matcher: ThisMatcher) -> None:
    exact = [texts[0] for texts in BAKERY.texts]

    assert matcher.rank(exact)[NAME].classes[:, 0].tolist() == [0, 1, 2]
    assert matcher.reply(exact) == [(Outcome.ANSWER, 0), (Outcome.ANSWER, 1), (Outcome.ANSWER, 2)]


def test_a_part_is_taken_from_a_copy(matcher: ThisMatcher) -> None:
    index = matcher.index
    before = index.part_weights.copy()

    changed = without_part(index, 1)

    assert changed.part_weights[1] == 0
    assert index.part_weights.tolist() == before.tolist()
