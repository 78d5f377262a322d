"""Ids come from the questions, and from nothing else."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.importing.ids import id_of
from bot.knowledge.texts import is_id, plain


@pytest.mark.parametrize(
    ("question", "id"),
    [
        pytest.param("When can I arrive?", "when-can-i-arrive", id="plain"),
        pytest.param("Où est le café ?", "ou-est-le-cafe", id="accents"),
    ],
)
def test_an_id_is_the_words_of_the_question(question: str, id: str) -> None:
    assert id_of(question) == id


@pytest.mark.parametrize(
    "questions",
    [
        pytest.param(
            [f"What do I do when my key for the wash house is {what}?" for what in ("lost", "bent")], id="long"
        ),
        pytest.param(["几点可以到达?", "可以带狗吗?"], id="Chinese"),
        pytest.param(["Wo ist die Straße?", "Wo ist die Strae?"], id="letters without a base"),
    ],
)
def test_what_does_not_fit_gets_a_mark(questions: list[str]) -> None:
    ids = [id_of(question) for question in questions]

    assert len(set(ids)) == len(ids)
    assert all(map(is_id, ids))


@given(st.lists(st.text(min_size=1), max_size=8, unique_by=plain))
def test_all_questions_of_a_file_have_ids_of_their_own(questions: list[str]) -> None:
    ids: list[str] = []
    for question in questions:
        ids.append(id_of(question, ids))

    assert all(map(is_id, ids))
    assert not any(one == other for one, other in combinations(ids, 2))
