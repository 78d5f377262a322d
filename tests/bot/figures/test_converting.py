"""Conversions by declared rates, and how long a course took from one limit to another."""

from __future__ import annotations

import pytest
from figures_made import about, answered, ask, at_least, each, exact, measure, things, whole
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import Cell, FigureAnswer, FigureQuery, Limit, Measure, Operation, Reason, Refusal, Why, compute
from bot.model import Kind, Rate

OLD = Rate("yuan", "USD", 0.125, "2024-12-31")
NEW = Rate("yuan", "USD", 0.25, "2025-12-31")
HONG_KONG = Rate("HKD", "USD", 0.128, "2025-12-31")


RATES = (OLD, NEW, HONG_KONG)


def converted(held: Measure, into: str = "USD") -> FigureAnswer:
    return answered(ask(Operation.CONVERT, each(held)[:1], into=into), held, rates=RATES)


def test_figures_of_two_dates_are_converted_by_one_rate() -> None:
    price = measure(exact(80, 90), Kind.LEVEL, ["2024-12", "2025-12"], unit="yuan")

    answer = answered(ask(Operation.CONVERT, each(price), into="USD"), price, rates=RATES)

    assert [(one.value, one.rate) for one in answer.converted] == [(20, NEW), (22.5, NEW)]


@pytest.mark.parametrize(
    ("label", "rate"),
    [
        pytest.param("2025-01", OLD, id="month behind a rate"),
        pytest.param("2025", NEW, id="year by its end"),
        pytest.param("2020", OLD, id="before all rates"),
        pytest.param("2028-05-01", NEW, id="behind all rates"),
        pytest.param("SU7 Max", NEW, id="no date: the newest"),
    ],
)
def test_takes_the_rate_nearest_to_the_figure(label: str, rate: Rate) -> None:
    price = measure(exact(80), Kind.LEVEL, [label], unit="yuan")

    answer = converted(price)

    assert (answer.result, answer.unit, answer.converted[0].rate) == (80 * rate.value, "USD", rate)
    assert answer.exact


def test_a_rate_serves_both_directions() -> None:
    price = measure(exact(20), Kind.LEVEL, ["2025-12"], unit="USD")

    answer = converted(price, into="yuan")

    assert (answer.result, answer.unit, answer.converted[0].rate) == (80, "yuan", NEW)


@pytest.mark.parametrize(
    ("unit", "result"), [("billion yuan", "billion usd"), ("yuan billion", "usd billion"), ("Yuan", "usd")]
)
def test_keeps_what_the_unit_counts_in(unit: str, result: str) -> None:
    revenue = measure(exact(8), Kind.FLOW, ["2025"], unit=unit)

    answer = converted(revenue, into="usd")

    assert (answer.result, answer.unit) == (2, result)


def test_bounds_are_converted_too() -> None:
    revenue = measure([about(100, 0.5)], Kind.FLOW, ["2025"], unit="yuan")

    answer = converted(revenue)

    assert (answer.low, answer.result, answer.high) == (12.5, 25, 37.5)


@pytest.mark.parametrize(
    ("unit", "into"), [("yuan", "EUR"), ("cars", "USD"), ("yuan", "HKD"), ("USD", "USD"), ("yuan", "")]
)
def test_without_a_rate_nothing_is_converted(unit: str, into: str) -> None:
    price = measure(exact(8), Kind.LEVEL, unit=unit)

    refusal = compute(ask(Operation.CONVERT, each(price), into=into), {"m": price}, RATES)

    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.why, refusal.about) == (Reason.MISSING, Why.RATE, (unit, into))


MILESTONES = measure(
    exact(100, 600, 700, 800), Kind.RUNNING, ["2024-11-13", "2026-02-28", "2026-05-01", "2026-09-20"], unit="cars"
)


def how_long(held: Measure, start: float, end: float) -> FigureQuery:
    return ask(Operation.DURATION, whole(held), limit=Limit(start, above=True), until=Limit(end, above=True))


def lasted(held: Measure, start: float, end: float) -> FigureAnswer:
    return answered(how_long(held, start, end), held)


def test_between_two_milestones_lie_the_days_between_their_dates() -> None:
    answer = lasted(MILESTONES, 600, 800)

    assert (answer.result, answer.unit, answer.exact) == (204, "days", True)
    assert [one.label for one in answer.operands] == ["2026-02-28", "2026-09-20"]


def test_a_limit_between_milestones_was_reached_between_their_dates() -> None:
    answer = lasted(MILESTONES, 600, 750)

    assert (answer.result, answer.low, answer.high) == (204, 63, 204)
    assert not answer.exact


@given(st.integers(600, 800), st.integers(600, 800), st.integers(600, 800))
def test_durations_add_up(a: int, b: int, c: int) -> None:
    first, second, both = (lasted(MILESTONES, *two).result for two in ((a, b), (b, c), (a, c)))

    assert isinstance(first, float)
    assert isinstance(second, float)
    assert first + second == both


@pytest.mark.parametrize(
    ("cells", "kind", "labels", "why"),
    [
        pytest.param(exact(100, 700), Kind.RUNNING, ("2025", "2026"), Why.BEYOND, id="never reached"),
        pytest.param(exact(600, 800), Kind.RUNNING, things(2), Why.TIMES, id="no dates"),
        pytest.param(exact(600, 800), Kind.FLOW, ("2025", "2026"), Why.COURSE, id="flow"),
    ],
)
def test_what_took_no_time(cells: list[Cell], kind: Kind, labels: tuple[str, ...], why: Why) -> None:
    held = measure(cells, kind, labels)

    refusal = compute(how_long(held, 600, 800), {"m": held})

    assert isinstance(refusal, Refusal)
    assert refusal.why is why


def test_a_level_may_have_been_there_before() -> None:
    stores = measure(exact(600, 800), Kind.LEVEL, ["2025-05-01", "2026-05-01"])

    answer = lasted(stores, 600, 800)

    assert answer.result == 365
    assert answer.approximate


def test_a_minimum_may_have_been_reached_before() -> None:
    labels = ["2026-01-01", "2026-01-11", "2026-02-10"]
    running = measure([*exact(100), at_least(600), *exact(800)], Kind.RUNNING, labels)

    answer = lasted(running, 500, 800)

    assert (answer.result, answer.low, answer.high) == (30, 30, 39)


def test_of_a_year_the_rate_of_the_whole_year_is_taken() -> None:
    mean = Rate("yuan", "USD", 0.5, "2025")
    revenue = measure(exact(80), Kind.FLOW, ["2025"], unit="yuan")

    answer = answered(ask(Operation.CONVERT, each(revenue), into="USD"), revenue, rates=(*RATES, mean))

    assert answer.result == 40


def test_a_computed_figure_is_converted_as_a_whole() -> None:
    prices = measure(exact(80, 60), Kind.LEVEL, things(2), unit="yuan")

    answer = answered(ask(Operation.DIFFERENCE, each(prices), into="USD"), prices, rates=RATES)

    assert (answer.result, answer.unit) == (20, "yuan")
    assert [(one.value, one.unit, one.rate) for one in answer.converted] == [(5, "USD", NEW)]


def test_a_share_is_the_same_in_all_units() -> None:
    prices = measure(exact(30, 60), Kind.LEVEL, things(2), unit="yuan")

    answer = answered(ask(Operation.SHARE, each(prices), into="USD"), prices, rates=RATES)

    assert (answer.result, answer.converted) == (50, ())


def test_a_fixed_rate_holds_at_all_times() -> None:
    speed = measure(exact(100), Kind.LEVEL, ["2020"], unit="km/h")

    answer = answered(ask(Operation.CONVERT, each(speed), into="mph"), speed, rates=(Rate("mph", "km/h", 1.6),))

    assert (answer.result, answer.unit) == (62.5, "mph")


def test_between_two_dates_lie_their_days() -> None:
    cells = (Cell("m:a", "Lark", "28 March 2024"), Cell("m:b", "Finch", "June 2024"))
    dates = Measure("m", "m", "Launches", cells, Kind.TEXT)

    answer = answered(ask(Operation.DURATION, each(dates)[::-1]), dates)

    assert [one.label for one in answer.operands] == ["Lark", "Finch"]
    assert (answer.low, answer.result, answer.high, answer.unit) == (65, 94, 94, "days")
