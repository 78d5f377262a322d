"""What is told of bounded figures holds for every value that they may truly stand for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from math import inf, isclose

import pytest
from figures_made import (
    about,
    answered,
    ask,
    at_least,
    beyond,
    cells,
    completed,
    each,
    exact,
    measure,
    positive,
    things,
    whole,
)
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import (
    Bound,
    Cell,
    FigureAnswer,
    FigureQuery,
    Measure,
    Operation,
    Reason,
    Refusal,
    Which,
    compute,
)
from bot.model import Kind

Plain = Callable[[list[float]], float]

several = st.lists(cells(), min_size=1, max_size=5)
pairs = st.lists(cells(positive), min_size=2, max_size=2)


def check_bounds(query: FigureQuery, held: Measure, plain: Plain, draw: st.DataObject) -> None:
    """Nothing is asserted where the figures allow no answer but that there is none."""
    answer = compute(query, {held.id: held})
    if isinstance(answer, Refusal):
        assert answer.reason in (Reason.UNBOUNDED, Reason.ABSURD)
        return
    stated = [one.number or 0.0 for one in held.cells]
    assert isclose(float(answer.result or 0.0), plain(stated), abs_tol=1e-9)  # type: ignore[arg-type]
    for _ in range(3):
        true = plain([one.number or 0.0 for one in completed(draw, held).cells])

        assert answer.low <= true or isclose(answer.low, true, rel_tol=1e-9, abs_tol=1e-6)
        assert answer.high >= true or isclose(answer.high, true, rel_tol=1e-9, abs_tol=1e-6)
        assert not answer.exact or isclose(true, float(answer.result or 0.0), abs_tol=1e-9)  # type: ignore[arg-type]
    assert answer.exact == (answer.low == answer.high and not answer.approximate)


@given(several, st.data())
def test_sums(held: list[Cell], draw: st.DataObject) -> None:
    flow = measure(held)

    check_bounds(ask(Operation.SUM, whole(flow)), flow, sum, draw)
    check_bounds(ask(Operation.VALUE, whole(flow)), flow, sum, draw)


@given(several, st.data())
def test_means(held: list[Cell], draw: st.DataObject) -> None:
    flow = measure(held)

    check_bounds(ask(Operation.AVERAGE, whole(flow)), flow, lambda values: sum(values) / len(values), draw)


@given(st.lists(cells(), min_size=1, max_size=1), st.data())
def test_so_much_a_day(held: list[Cell], draw: st.DataObject) -> None:
    january = measure(held)

    check_bounds(ask(Operation.PER_UNIT, each(january), per="day"), january, lambda values: values[0] / 31, draw)


@given(pairs, st.data())
def test_differences(held: list[Cell], draw: st.DataObject) -> None:
    level = measure(held, Kind.LEVEL)

    check_bounds(ask(Operation.DIFFERENCE, each(level)), level, lambda two: two[0] - two[1], draw)


@given(pairs, st.data())
def test_changes(held: list[Cell], draw: st.DataObject) -> None:
    level = measure(held, Kind.LEVEL)

    check_bounds(ask(Operation.CHANGE, each(level)), level, lambda two: (two[0] - two[1]) * 100 / two[1], draw)


@given(pairs, st.data())
def test_ratios(held: list[Cell], draw: st.DataObject) -> None:
    level = measure(held, Kind.LEVEL)

    check_bounds(ask(Operation.RATIO, each(level)), level, lambda two: two[0] / two[1], draw)


@given(pairs, st.data())
def test_shares(held: list[Cell], draw: st.DataObject) -> None:
    level = measure(held, Kind.LEVEL)

    check_bounds(ask(Operation.SHARE, each(level)), level, lambda two: two[0] * 100 / two[1], draw)


@given(st.lists(cells(), min_size=2, max_size=5), st.booleans(), st.data())
def test_the_lead_of_the_one_that_is_stated_first(held: list[Cell], lowest: bool, draw: st.DataObject) -> None:
    level = measure(held, Kind.LEVEL, things(len(held)))
    stated = [one.number or 0.0 for one in level.cells]
    leader = stated.index(min(stated) if lowest else max(stated))

    def lead(values: list[float]) -> float:
        others = values[:leader] + values[leader + 1 :]
        return values[leader] - (min(others) if lowest else max(others))

    check_bounds(ask(Operation.COMPARE, each(level), lowest=lowest), level, lead, draw)


@given(st.lists(cells(), min_size=1, max_size=6), st.booleans(), st.data())
def test_an_exact_extreme_is_one_in_every_case(held: list[Cell], lowest: bool, draw: st.DataObject) -> None:
    level = measure(held, Kind.LEVEL, things(len(held)))
    rank = draw.draw(st.integers(1, len(held)))
    best = draw.draw(st.integers(1, len(held)))
    query = ask(Operation.EXTREME, whole(level), rank=rank, best=best, lowest=lowest)

    told = answered(query, level)

    for _ in range(3):
        true = answered(query, completed(draw, level))
        assert true.exact
        assert not told.exact or set(told.result) == set(true.result)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("held", "lowest", "certain"),
    [
        pytest.param([*exact(9, 2), about(3, 0.1)], False, True, id="apart"),
        pytest.param([*exact(9, 2), at_least(3)], False, False, id="may be more than the highest"),
        pytest.param([at_least(9), *exact(2, 3)], False, True, id="the highest may be more"),
        pytest.param([about(9, 0.9), *exact(2, 3)], False, False, id="the highest may be less"),
        pytest.param([*exact(2, 20), about(10, 0.9)], True, False, id="may be less than the lowest"),
        pytest.param([at_least(2), *exact(10, 20)], True, False, id="the lowest may be more"),
        pytest.param([*exact(2), at_least(10), at_least(20)], True, True, id="the others may be more"),
        pytest.param([*exact(9), at_least(9)], False, False, id="level with a minimum"),
    ],
)
def test_an_extreme_is_certain_where_no_other_may_reach_it(held: list[Cell], lowest: bool, certain: bool) -> None:
    level = measure(held, Kind.LEVEL, things(len(held)))

    assert answered(ask(Operation.EXTREME, whole(level), lowest=lowest), level).exact is certain


def test_the_lead_may_be_lost_to_the_third() -> None:
    level = measure([*exact(10, 8), at_least(5)], Kind.LEVEL, things(3))

    lead = answered(ask(Operation.COMPARE, each(level)), level)

    assert (lead.result, lead.low, lead.high, lead.exact) == (2, -inf, 2, False)


@given(st.lists(cells(), min_size=1, max_size=6), st.integers(0, 1100), st.sampled_from(Which), st.data())
def test_what_is_surely_beyond_a_limit_is_so_in_every_case(
    held: list[Cell], limit: int, which: Which, draw: st.DataObject
) -> None:
    level = measure(held, Kind.LEVEL)
    above = draw.draw(st.booleans())
    # More than 20,000 is more than 20,000, so a limit of half a car less asks the same.
    query = ask(Operation.THRESHOLD, whole(level), **beyond(limit - 0.5 if above else limit, above, which))

    told = answered(query, level)

    for _ in range(3):
        true = answered(query, completed(draw, level)).result
        assert not told.exact or told.result == true
        assert which is not Which.COUNT or told.low <= float(true) <= told.high  # type: ignore[arg-type]


def test_more_than_the_limit_is_beyond_it() -> None:
    level = measure([at_least(20000)], Kind.LEVEL)

    found = answered(ask(Operation.THRESHOLD, whole(level), **beyond(20000, True, Which.ALL)), level)

    assert found.result == ("2020-01",)
    assert found.exact


@pytest.mark.parametrize(
    "operation",
    [
        Operation.VALUE,
        Operation.DIFFERENCE,
        Operation.CHANGE,
        Operation.RATIO,
        Operation.SHARE,
        Operation.SUM,
        Operation.AVERAGE,
        Operation.COMPARE,
        Operation.EXTREME,
        Operation.THRESHOLD,
        Operation.TREND,
    ],
)
def test_nothing_is_exact_that_rests_on_a_figure_of_unknown_width(operation: Operation) -> None:
    flow = measure([about(100), *exact(400)])

    answer = answered(ask(operation, each(flow), **beyond(50, True, Which.ALL)), flow)

    assert answer.approximate
    assert not answer.exact


@pytest.mark.parametrize(
    "other",
    [pytest.param(at_least(3), id="a minimum"), pytest.param(about(3, 0.1), id="a known width")],
)
def test_a_sum_does_not_hide_a_figure_of_unknown_width(other: Cell) -> None:
    """The group is one operand of a difference: its bounds must not pass for certain."""
    flow = measure([about(100), other, *exact(7)])
    first, second, third = each(flow)
    both = replace(first, cells=first.cells + second.cells)

    assert answered(ask(Operation.DIFFERENCE, (both, third)), flow).approximate


@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [
        pytest.param(at_least(30), exact(10)[0], (200, inf), id="more than"),
        pytest.param(exact(30)[0], at_least(10), (-100, 200), id="at most"),
    ],
)
def test_one_sided_changes_have_one_end(first: Cell, second: Cell, ends: tuple[float, float]) -> None:
    level = measure([first, second], Kind.LEVEL)
    answer = answered(ask(Operation.CHANGE, each(level)), level)

    assert (answer.low, answer.high) == ends
    assert not answer.exact


@pytest.mark.parametrize("operation", [Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO, Operation.SHARE])
def test_of_two_minimums_nothing_follows(operation: Operation) -> None:
    level = measure([at_least(30), at_least(40)], Kind.LEVEL)

    answer = compute(ask(operation, each(level)), {"m": level})

    assert isinstance(answer, Refusal)
    assert answer.reason is Reason.UNBOUNDED


@pytest.mark.parametrize("operation", [Operation.EXTREME, Operation.THRESHOLD, Operation.TREND])
def test_a_gap_makes_a_choice_uncertain(operation: Operation) -> None:
    level = measure(exact(1, None, 3), Kind.LEVEL)

    answer = answered(ask(operation, whole(level), **beyond(2, True, Which.COUNT)), level)

    assert not answer.exact
    assert operation is not Operation.THRESHOLD or (answer.low, answer.high) == (1, 2)


@given(st.lists(st.integers(0, 9), min_size=30, max_size=60), st.data())
def test_a_duration_holds_the_true_one(sold: list[int], draw: st.DataObject) -> None:
    """A total that grows day by day, of which the figures of some days are held, some as minimums."""
    totals = [sum(sold[: at + 1]) for at in range(len(sold))]
    start = draw.draw(st.integers(1, max(1, totals[-1])))
    end = draw.draw(st.integers(start, max(start, totals[-1])))
    known = sorted(draw.draw(st.sets(st.integers(0, len(sold) - 1), min_size=2, max_size=8)) | {len(sold) - 1})
    bounds = [draw.draw(st.sampled_from([Bound.EXACT, Bound.MINIMUM])) for _ in known]
    held = [
        # A figure that happens to be the limit would be read as told on the day on which it was reached.
        Cell("", "", totals[day] - (0.5 if bound is Bound.MINIMUM else 0), bound)
        for day, bound in zip(known, bounds, strict=True)
    ]
    labels = [(date(2024, 1, 1) + timedelta(days=day)).isoformat() for day in known]
    running = measure(held, Kind.RUNNING, labels)
    limits = {
        "limit": beyond(start - 0.25, True, Which.ALL)["limit"],
        "until": beyond(end - 0.25, True, Which.ALL)["limit"],
    }

    answer = compute(ask(Operation.DURATION, whole(running), **limits), {"m": running})

    if isinstance(answer, FigureAnswer):
        begun, done = (next(at for at, total in enumerate(totals) if total >= limit) for limit in (start, end))
        assert answer.low <= done - begun <= answer.high
