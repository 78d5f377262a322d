from __future__ import annotations

from typing import Any

import pytest

from benchmarks.judging import fits, judge
from bot.evaluation.tally import Verdict
from bot.model import Answer, Choice, Outcome, Reply, Source

TEXTS = {"rye": "Rye costs **4** euros.", "spelt": "Spelt costs 5 euros."}


def answered(id: str, topic: str = "bread", chart: str | None = None, sources: tuple[Source, ...] = ()) -> Reply:
    answer = Answer(id, topic, "?", TEXTS.get(id, "Hello!"), chart=chart, sources=sources)
    return Reply(Outcome.ANSWER, "?", "as of today", answer=answer)


def offered(*ids: str) -> Reply:
    return Reply(Outcome.CLARIFY, "?", "Which?", choices=tuple(Choice(id, "?") for id in ids))


UNKNOWN = Reply(Outcome.UNKNOWN, "?", "I do not know.")
FOUR = {"must": [r"\b4\b"], "must_not": ["spelt"]}
TRAP = {"must": [], "must_not": [r"\b5\b"]}
FAR = {"kind": "far", "must": []}
NEAR = {"kind": "near", "must": []}
GREETING = {"expect": "greeting"}
CHART = {"series": ["prices"]}


@pytest.mark.parametrize(
    ("case", "reply", "verdict"),
    [
        pytest.param(FOUR, answered("rye"), Verdict.RIGHT, id="the right answer"),
        pytest.param(FOUR, answered("spelt"), Verdict.WRONG, id="another answer"),
        pytest.param(FOUR, offered("spelt", "rye"), Verdict.ASKED, id="among the choices"),
        pytest.param(FOUR, offered("spelt", "spelt", "spelt", "rye"), Verdict.MISSED, id="the fourth choice"),
        pytest.param(FOUR, UNKNOWN, Verdict.MISSED, id="no answer"),
        pytest.param(TRAP, answered("spelt"), Verdict.WRONG, id="the tempting figure"),
        pytest.param(TRAP, answered("rye"), Verdict.RIGHT, id="not the tempting figure"),
        pytest.param(TRAP, UNKNOWN, Verdict.RIGHT, id="a trap left alone"),
        pytest.param(FAR, answered("rye"), Verdict.WRONG, id="out of scope, answered"),
        pytest.param(FAR, answered("hello", "smalltalk"), Verdict.RIGHT, id="out of scope, small talk"),
        pytest.param(FAR, offered("rye"), Verdict.ASKED, id="far out of scope, choices"),
        pytest.param(NEAR, offered("rye"), Verdict.RIGHT, id="near, choices"),
        pytest.param(NEAR, UNKNOWN, Verdict.RIGHT, id="near, no answer"),
        pytest.param(GREETING, answered("hello", "smalltalk"), Verdict.RIGHT, id="a greeting"),
        pytest.param(GREETING, answered("rye"), Verdict.WRONG, id="a fact for a greeting"),
        pytest.param(GREETING, UNKNOWN, Verdict.MISSED, id="a greeting without reply"),
        pytest.param(CHART, answered("rye", chart="prices"), Verdict.RIGHT, id="the chart"),
        pytest.param(CHART, answered("rye"), Verdict.WRONG, id="an answer without the chart"),
        pytest.param(CHART, UNKNOWN, Verdict.MISSED, id="no chart"),
    ],
)
def test_verdicts(case: dict[str, Any], reply: Reply, verdict: Verdict) -> None:
    assert judge(case, reply, lambda id: TEXTS.get(id, "")) is verdict


def test_a_question_for_sources_may_be_answered_by_what_is_shown_with_the_answer() -> None:
    case = {"about": "sources", "must": ["guild of bakers"]}
    reply = answered("rye", sources=(Source("Guild of Bakers"),))

    assert judge(case, reply, lambda id: "") is Verdict.RIGHT
    assert judge({"must": ["guild of bakers"]}, reply, lambda id: "") is Verdict.WRONG


def test_marks_of_markdown_and_the_case_do_not_matter() -> None:
    assert fits("Rye  costs\n**4** euros", {"must": ["rye costs 4 EUROS"]})
