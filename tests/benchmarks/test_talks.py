from __future__ import annotations

import pytest

from benchmarks.talks import TALKS, Said, read_talks
from bot.knowledge import load_knowledge
from bot.model import Answer, Figure


def figure(operation: str) -> Figure:
    return Figure("sales", operation, (), 3.0, "loaf", exact=True)


@pytest.mark.parametrize(
    ("said", "answer", "is_right"),
    [
        pytest.param(
            Said("?", (r"\b4\b",), ()), Answer("rye", "bread", "?", "**4** euros"), True, id="what it must hold"
        ),
        pytest.param(Said("?", (r"\b4\b",), ()), Answer("rye", "bread", "?", "5 euros"), False, id="something else"),
        pytest.param(Said("?", (), ()), Answer("rye", "bread", "?", "4 euros"), False, id="nothing answers it"),
        pytest.param(Said("?", (), (), ids=("rye",)), Answer("rye", "bread", "?", ""), True, id="an entry by its id"),
        pytest.param(Said("?", (), (), ids=("rye",)), Answer("spelt", "bread", "?", ""), False, id="another entry"),
        pytest.param(
            Said("?", (), (), ids=("sales",)), Answer("sales:2025-10", "bread", "?", ""), True, id="a point of a series"
        ),
        pytest.param(
            Said("?", (), (), ids=("sales",), operation="sum"),
            Answer("sales", "bread", "?", "", figure=figure("average")),
            False,
            id="another operation",
        ),
        pytest.param(
            Said("?", (), (), ids=("sales",), operation="sum"),
            Answer("sales", "bread", "?", "", figure=figure("sum")),
            True,
            id="the operation asked for",
        ),
    ],
)
def test_a_turn_is_answered_by_its_patterns_or_ids(said: Said, answer: Answer, is_right: bool) -> None:
    assert said.is_answered_by(answer) is is_right


def test_the_personas_are_answered_by_what_is_held() -> None:
    knowledge = load_knowledge()
    held = {one.id for one in (*knowledge.entries, *knowledge.cells)} | {one.id for one in knowledge.series}
    named = {id for talk in read_talks(TALKS / "personas.jsonl") for said in talk.turns for id in said.ids}
    assert named - held == set()
