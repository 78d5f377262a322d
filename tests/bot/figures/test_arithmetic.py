"""Sums, differences, changes, ratios, shares, averages and ranks of exact figures, against plain calculation."""

from __future__ import annotations

import pytest
from figures_made import MONTHS, answered, ask, beyond, each, exact, measure, positive, sizes, things, whole
from hypothesis import given
from hypothesis import strategies as st

from bot.figures import Group, Operation, Which
from bot.model import Kind

lists = st.lists(sizes, min_size=1, max_size=30)


@given(lists)
def test_a_sum_is_that_of_its_parts(values: list[int]) -> None:
    flow = measure(exact(*values))

    assert answered(ask(Operation.SUM, whole(flow)), flow).result == sum(values)
    assert answered(ask(Operation.VALUE, whole(flow)), flow).result == sum(values)
    assert answered(ask(Operation.SUM, each(flow)), flow).result == sum(values)


def test_tenths_add_up_to_a_whole() -> None:
    flow = measure(exact(*[0.1] * 10))

    assert answered(ask(Operation.SUM, whole(flow)), flow).result == 1.0


@given(sizes, sizes)
def test_a_difference_turns_round_with_its_operands(a: int, b: int) -> None:
    level = measure(exact(a, b), Kind.LEVEL)
    first, second = each(level)

    there = answered(ask(Operation.DIFFERENCE, (first, second)), level)
    back = answered(ask(Operation.DIFFERENCE, (second, first)), level)

    assert there.result == a - b
    assert back.result == b - a
    assert there.exact
    assert there.unit == "cars"


@given(sizes, positive)
def test_change_ratio_and_share_tell_the_same_quotient(a: int, b: int) -> None:
    level = measure(exact(a, b), Kind.LEVEL)

    assert answered(ask(Operation.CHANGE, each(level)), level).result == pytest.approx((a - b) * 100 / b)
    assert answered(ask(Operation.RATIO, each(level)), level).result == pytest.approx(a / b)
    if a <= b:
        assert answered(ask(Operation.SHARE, each(level)), level).result == pytest.approx(a * 100 / b)


def test_percentages_change_by_points() -> None:
    ratio = measure(exact(23.2, 20.0), Kind.RATIO, unit="percent")

    change = answered(ask(Operation.CHANGE, each(ratio)), ratio)

    assert change.result == pytest.approx(3.2)


def test_what_made_a_profit_may_fall_into_a_loss() -> None:
    level = measure(exact(-5, 10))

    assert answered(ask(Operation.CHANGE, each(level)), level).result == -150


@given(lists)
def test_a_mean_times_their_number_is_the_sum(values: list[int]) -> None:
    flow = measure(exact(*values))

    mean = answered(ask(Operation.AVERAGE, whole(flow)), flow)

    assert mean.result == pytest.approx(sum(values) / len(values))
    assert mean.exact


@pytest.mark.parametrize(
    ("labels", "per", "parts"),
    [
        pytest.param(("2025-02",), "day", 28, id="days of a month"),
        pytest.param(("2024-02",), "day", 29, id="days of a leap month"),
        pytest.param(("2024-02",), "hour", 29 * 24, id="hours"),
        pytest.param(("2025-02",), "week", 4, id="weeks"),
        pytest.param(("2025-Q1",), "month", 3, id="months of a quarter"),
        pytest.param(("2025-H1", "2025-Q3"), "month", 9, id="months of unlike times"),
        pytest.param(("2024", "2025"), "quarter", 8, id="quarters"),
        pytest.param(("2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06"), "quarter", 2, id="of months"),
    ],
)
def test_a_flow_is_spread_over_its_time(labels: tuple[str, ...], per: str, parts: int) -> None:
    flow = measure(exact(*[100] * len(labels)), labels=labels)

    for operation, groups in ((Operation.PER_UNIT, each(flow)), (Operation.AVERAGE, whole(flow))):
        spread = answered(ask(operation, groups, per=per), flow)

        assert spread.result == pytest.approx(100 * len(labels) / parts)


def test_two_models_of_one_month_are_spread_over_that_month() -> None:
    su7, yu7 = (measure(exact(310), labels=["2025-01"], id=id) for id in ("su7", "yu7"))

    assert answered(ask(Operation.AVERAGE, each(su7) + each(yu7), per="day"), su7, yu7).result == 20


def test_a_mean_of_margins_does_not_depend_on_their_times() -> None:
    margins = measure(exact(10, 20), Kind.RATIO, ["2024", "2025"], unit="percent")

    assert answered(ask(Operation.AVERAGE, whole(margins), per="quarter"), margins).result == 15


@given(st.lists(sizes, min_size=1, max_size=12, unique=True), st.booleans(), st.data())
def test_ranks_follow_the_order_of_the_values(values: list[int], lowest: bool, draw: st.DataObject) -> None:
    rank = draw.draw(st.integers(1, len(values)))
    best = draw.draw(st.integers(1, len(values) - rank + 1))
    labels = things(len(values))
    level = measure(exact(*values), Kind.LEVEL, labels)
    ordered = [name for _, name in sorted(zip(values, labels, strict=True), reverse=not lowest)]

    found = answered(ask(Operation.EXTREME, whole(level), rank=rank, best=best, lowest=lowest), level)

    assert found.result == tuple(ordered[rank - 1 : rank - 1 + best])
    assert [one.label for one in found.operands[:best]] == list(found.result)
    assert len(found.operands) == len(values)
    assert found.exact


@pytest.mark.parametrize(
    ("more", "labels"),
    [
        pytest.param({}, ("thing a", "thing b"), id="highest"),
        pytest.param({"rank": 2}, ("thing a", "thing b"), id="second place"),
        pytest.param({"rank": 3}, ("thing c",), id="third place"),
        pytest.param({"best": 3}, ("thing a", "thing b", "thing c"), id="best three"),
        pytest.param({"lowest": True}, ("thing d", "thing e"), id="lowest"),
    ],
)
def test_those_that_are_level_share_a_place(more: dict[str, object], labels: tuple[str, ...]) -> None:
    level = measure(exact(9, 9, 5, 1, 1), Kind.LEVEL, things(5))

    found = answered(ask(Operation.EXTREME, whole(level), **more), level)

    assert found.result == labels
    assert found.exact


@given(lists, sizes, st.booleans())
def test_a_limit_parts_the_figures(values: list[int], limit: int, above: bool) -> None:
    level = measure(exact(*values), Kind.LEVEL)
    plain = [
        one.label for one in level.cells if (float(one.value or 0) > limit if above else float(one.value or 0) < limit)
    ]

    def found(which: Which) -> object:
        return answered(ask(Operation.THRESHOLD, whole(level), **beyond(limit, above, which)), level).result

    assert found(Which.ALL) == tuple(plain)
    assert found(Which.FIRST) == tuple(plain[:1])
    assert found(Which.LAST) == tuple(plain[-1:])
    assert found(Which.COUNT) == len(plain)


def test_the_first_is_the_earliest_whatever_the_order_of_the_cells() -> None:
    level = measure(exact(7, 6, 5), Kind.LEVEL, ["2025-03", "2025-02", "2025-01"])

    assert answered(ask(Operation.THRESHOLD, whole(level), **beyond(5, True, Which.FIRST)), level).result == (
        "2025-02",
    )


@given(st.lists(sizes, min_size=2, max_size=8), st.booleans())
def test_the_lead_is_over_the_best_of_the_others(values: list[int], lowest: bool) -> None:
    level = measure(exact(*values), Kind.LEVEL, things(len(values)))
    first, second, *_ = sorted(values, reverse=not lowest)

    assert answered(ask(Operation.COMPARE, each(level), lowest=lowest), level).result == first - second


@given(st.lists(sizes, min_size=2, max_size=30))
def test_the_ways_of_a_trend_are_those_between_its_turns(values: list[int]) -> None:
    level = measure(exact(*values), Kind.LEVEL)
    steps = [(b > a) - (b < a) for a, b in zip(values, values[1:], strict=False)]
    turns = sum(a != b for a, b in zip(steps, steps[1:], strict=False))

    ways = answered(ask(Operation.TREND, whole(level)), level).result

    assert isinstance(ways, tuple)
    assert len(ways) == turns + 1
    assert ways[0] == {1: "rose", -1: "fell", 0: "held"}[steps[0]]


@given(lists)
def test_the_level_of_a_time_is_its_last(values: list[int]) -> None:
    level = measure(exact(*values), Kind.LEVEL)

    last = answered(ask(Operation.VALUE, whole(level)), level)

    assert last.result == values[-1]
    assert last.operands[0].label == MONTHS[len(values) - 1]


def test_lists_and_counts_take_what_is_held() -> None:
    level = measure(exact(1, None, "text", True), Kind.LEVEL, things(4))
    groups = (Group("m", tuple(cell.id for cell in level.cells)),)

    assert answered(ask(Operation.LIST, groups), level).result == ("thing a", "thing c", "thing d")
    assert answered(ask(Operation.COUNT, groups), level).result == 3
