"""Cases are asked and counted: right, asked, missed, wrong."""

from __future__ import annotations

import pytest
from shops import NOON, bot_of, entry

from bot import Bot
from bot.evaluation import Tally, Verdict, evaluate
from bot.model import Case, Operation


@pytest.fixture(scope="module")
def bakery() -> Bot:
    """Two entries share a phrasing, and there is small talk."""
    return bot_of(
        entry("rye-price", "What does rye bread cost?", "the price of bread"),
        entry("oat-price", "What does oat bread cost?", "the price of bread"),
        entry("opening-hours", "When does the bakery open?"),
        entry("hello", "Hello!", topic="smalltalk"),
        language="xx",
    )


def verdict(bot: Bot, text: str, expect: str | None) -> Verdict:
    (judged,) = evaluate(bot, [Case(text, expect)]).judged
    return judged.verdict


@pytest.mark.parametrize(
    ("text", "expect", "judged"),
    [
        pytest.param("What does rye bread cost?", "rye-price", Verdict.RIGHT, id="the entry"),
        pytest.param("What does rye bread cost?", "oat-price", Verdict.WRONG, id="another entry"),
        pytest.param("the price of bread", "oat-price", Verdict.ASKED, id="among the choices"),
        pytest.param("the price of bread", "opening-hours", Verdict.MISSED, id="not among the choices"),
        pytest.param("", "rye-price", Verdict.MISSED, id="not answered"),
        pytest.param("What does rye bread cost?", None, Verdict.WRONG, id="answered though nothing is expected"),
        pytest.param("the price of bread", None, Verdict.RIGHT, id="asked back where nothing is expected"),
        pytest.param("", None, Verdict.RIGHT, id="nothing where nothing is expected"),
        pytest.param("hello", None, Verdict.RIGHT, id="small talk where nothing is expected"),
        pytest.param("hello", "hello", Verdict.RIGHT, id="small talk that is expected"),
    ],
)
def test_judges(bakery: Bot, text: str, expect: str | None, judged: Verdict) -> None:
    assert verdict(bakery, text, expect) is judged


def test_counts_and_shares(bakery: Bot) -> None:
    cases = [
        Case("What does rye bread cost?", "rye-price"),
        Case("When does the bakery open?", "opening-hours"),
        Case("the price of bread", "rye-price"),
        Case("What does oat bread cost?", "rye-price"),
    ]

    tally = evaluate(bakery, cases)

    assert [tally.count(one) for one in Verdict] == [2, 1, 0, 1]
    assert tally.percent(Verdict.RIGHT) == 50
    assert tally.percent(Verdict.RIGHT, Verdict.ASKED) == 75
    assert [judged.case for judged in tally.judged] == cases


def test_no_cases_have_no_share() -> None:
    assert Tally(()).percent(Verdict.RIGHT) == 0


def test_cases_know_nothing_of_each_other(bicycles: Bot) -> None:
    tally = evaluate(bicycles, [Case("what does the comet cost", "comet-price"), Case("source?", None)], NOON)

    assert [one.verdict for one in tally.judged] == [Verdict.RIGHT, Verdict.RIGHT]


def test_relative_dates_count_from_the_given_day(bicycles: Bot) -> None:
    case = Case("how many bikes were sold last year", "bikes-sold:2025")

    assert evaluate(bicycles, [case], NOON).count(Verdict.RIGHT) == 1


@pytest.mark.parametrize(
    ("operation", "result", "verdict"),
    [
        pytest.param(Operation.VALUE, None, Verdict.RIGHT, id="operation"),
        pytest.param(Operation.SUM, None, Verdict.WRONG, id="another operation"),
        pytest.param(None, 1.0, Verdict.WRONG, id="another result"),
        pytest.param(None, "2025", Verdict.WRONG, id="a label for a number"),
    ],
)
def test_a_figure_must_be_worked_out_as_the_case_says(
    bicycles: Bot, operation: Operation | None, result: float | str | None, verdict: Verdict
) -> None:
    case = Case("bikes sold in 2025", "bikes-sold:2025", operation=operation, result=result)

    (judged,) = evaluate(bicycles, [case], NOON).judged

    assert judged.verdict is verdict
