"""What has no result, and the reason that is given."""

from __future__ import annotations

import pytest
from figures_made import about, answered, ask, at_least, beyond, each, exact, measure, things, whole

from bot.figures import Cell, FigureQuery, Measure, Operation, Reason, Refusal, Which, Why, compute
from bot.figures.times import span_of_label
from bot.model import Kind

PAIRS = [Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO, Operation.SHARE, Operation.COMPARE]


def refused(query: FigureQuery, *measures: Measure) -> Refusal:
    answer = compute(query, {one.id: one for one in measures})
    assert isinstance(answer, Refusal), answer
    return answer


@pytest.mark.parametrize("operation", [*PAIRS, Operation.SUM, Operation.AVERAGE, Operation.VALUE])
def test_names_the_gap_and_keeps_what_is_held(operation: Operation) -> None:
    flow = measure(exact(5, None))
    groups = whole(flow) if operation in (Operation.VALUE, Operation.SUM, Operation.AVERAGE) else each(flow)

    refusal = refused(ask(operation, groups), flow)

    assert refusal.reason is Reason.MISSING
    assert refusal.about == ("2020-02",)
    if groups == whole(flow):
        assert [one.value for one in refusal.operands] == [5]


@pytest.mark.parametrize("operation", list(Operation))
def test_gaps_alone_are_no_figures(operation: Operation) -> None:
    level = measure(exact(None, None), Kind.LEVEL)

    assert refused(ask(operation, whole(level), **beyond(1, True, Which.ALL)), level).reason is Reason.MISSING


def test_the_last_level_that_is_known_is_told() -> None:
    level = measure(exact(1, 2, None), Kind.LEVEL)

    assert answered(ask(Operation.VALUE, whole(level)), level).result == 2


@pytest.mark.parametrize("operation", [Operation.VALUE, Operation.SUM, Operation.PER_UNIT])
@pytest.mark.parametrize("months", [1, 11])
def test_some_months_are_not_the_year(operation: Operation, months: int) -> None:
    flow = measure(exact(*range(months)))

    refusal = refused(ask(operation, whole(flow, span_of_label("2020")), per="month"), flow)

    assert (refusal.reason, refusal.why, refusal.about) == (Reason.MISSING, Why.PART, ("2020",))
    assert [one.value for one in refusal.operands] == list(range(months))


def test_a_year_is_not_one_of_its_months() -> None:
    flow = measure(exact(12), labels=["2020"])

    assert refused(ask(Operation.VALUE, whole(flow, span_of_label("2020-05"))), flow).why is Why.PART


def test_july_is_not_may() -> None:
    flow = measure(exact(12), labels=["2020-07"])

    assert refused(ask(Operation.VALUE, whole(flow, span_of_label("2020-05"))), flow).why is Why.PART


def test_twelve_months_are_the_year() -> None:
    flow = measure(exact(*range(12)))

    assert answered(ask(Operation.SUM, whole(flow, span_of_label("2020"))), flow).result == 66


def test_the_mean_of_some_months_is_not_certain_for_the_year() -> None:
    flow = measure(exact(1, 2, 3))

    mean = answered(ask(Operation.AVERAGE, whole(flow, span_of_label("2020")), per="month"), flow)

    assert mean.result == 2
    assert not mean.exact


@pytest.mark.parametrize("operation", [Operation.VALUE, Operation.SUM, Operation.AVERAGE])
def test_a_quarter_is_not_counted_beside_its_months(operation: Operation) -> None:
    flow = measure(exact(1, 2, 3, 6), labels=["2025-01", "2025-02", "2025-03", "2025-Q1"])

    assert refused(ask(operation, whole(flow)), flow).why is Why.OVERLAP


@pytest.mark.parametrize("operation", [Operation.AVERAGE, Operation.TREND])
def test_flows_of_unlike_times_are_not_compared(operation: Operation) -> None:
    flow = measure(exact(4, 6), labels=["2024-12", "2025-Q1"])

    assert refused(ask(operation, whole(flow)), flow).why is Why.LENGTHS


@pytest.mark.parametrize("operation", [*PAIRS, Operation.SUM, Operation.AVERAGE, Operation.EXTREME])
def test_units_do_not_mix(operation: Operation) -> None:
    cars, phones = measure(exact(1), id="cars"), measure(exact(2), id="phones", unit="phones")

    refusal = refused(ask(operation, each(cars) + each(phones)), cars, phones)

    assert (refusal.reason, refusal.about) == (Reason.UNITS, ("cars", "phones"))
    assert len(refusal.operands) == 2


@pytest.mark.parametrize(
    "operation", [*PAIRS[:3], Operation.COMPARE, Operation.SUM, Operation.AVERAGE, Operation.EXTREME]
)
def test_bases_do_not_mix(operation: Operation) -> None:
    ours, theirs = (
        measure(exact(1), id="ours", basis="company count"),
        measure(exact(2), id="its", basis="registrations"),
    )

    refusal = refused(ask(operation, each(ours) + each(theirs)), ours, theirs)

    assert (refusal.reason, refusal.about) == (Reason.BASIS, ("company count", "registrations"))


@pytest.mark.parametrize("operation", [one for one in Operation if one.value not in ("value", "list", "count")])
def test_texts_are_not_counted_with(operation: Operation) -> None:
    texts = measure(exact("LFP", "NMC"), Kind.TEXT, things(2))

    more = {"into": "USD", "per": "day", **beyond(1, True, Which.ALL)}

    assert refused(ask(operation, each(texts), **more), texts).reason in (Reason.TEXT, Reason.ABSURD)


def test_a_text_among_counts_is_not_left_out_of_their_sum() -> None:
    flow = measure(exact(5, "none yet"))

    assert refused(ask(Operation.VALUE, whole(flow)), flow).reason is Reason.TEXT


@pytest.mark.parametrize(
    ("operation", "kind", "why"),
    [
        pytest.param(Operation.SUM, Kind.RUNNING, Why.RUNNING_SUM, id="sum of a running total"),
        pytest.param(Operation.SUM, Kind.LEVEL, Why.LEVEL_SUM, id="sum of levels"),
        pytest.param(Operation.SUM, Kind.RATIO, Why.RATIO_SUM, id="sum of ratios"),
        pytest.param(Operation.AVERAGE, Kind.RUNNING, Why.DAYS, id="mean of a running total"),
        pytest.param(Operation.EXTREME, Kind.RUNNING, Why.RUNNING_ENDS, id="extreme of a running total"),
        pytest.param(Operation.COMPARE, Kind.RUNNING, Why.RUNNING_ENDS, id="which of two ends of a running total"),
        pytest.param(Operation.PER_UNIT, Kind.LEVEL, Why.PER, id="a level a day"),
        pytest.param(Operation.DURATION, Kind.FLOW, Why.COURSE, id="duration of a flow"),
    ],
)
def test_what_says_nothing_is_not_worked_out(operation: Operation, kind: Kind, why: Why) -> None:
    held = measure(exact(1, 2), kind)
    by_operation = {Operation.PER_UNIT: each(held)[:1], Operation.COMPARE: each(held)}
    groups = by_operation.get(operation, whole(held))

    refusal = refused(ask(operation, groups, per="day" if operation is Operation.PER_UNIT else ""), held)

    assert (refusal.reason, refusal.why) == (Reason.ABSURD, why)


@pytest.mark.parametrize(
    ("labels", "unit"),
    [
        pytest.param(["2025-05-26", "2025-06-30"], "cars", id="of days"),
        pytest.param(["2025-05", "2025-06"], "yuan", id="of no things"),
    ],
)
def test_levels_of_different_times_have_no_mean(labels: list[str], unit: str) -> None:
    held = measure(exact(1, 2), Kind.LEVEL, labels, unit=unit)

    assert refused(ask(Operation.AVERAGE, whole(held)), held).why is Why.DAYS


@pytest.mark.parametrize(
    ("kind", "per"),
    [pytest.param(Kind.RUNNING, "", id="running total"), pytest.param(Kind.LEVEL, "day", id="level a day")],
)
def test_a_single_figure_at_a_moment_has_no_mean(kind: Kind, per: str) -> None:
    held = measure(exact(258000), kind, ["2025-05-26"])

    assert refused(ask(Operation.AVERAGE, whole(held), per=per), held).why is Why.DAYS


def test_one_kind_that_does_not_add_up_is_enough() -> None:
    flow, level = measure(exact(1), id="flow"), measure(exact(2), Kind.LEVEL, id="level")

    assert refused(ask(Operation.SUM, each(flow) + each(level)), flow, level).why is Why.LEVEL_SUM


def test_running_totals_of_several_things_have_a_highest() -> None:
    running = measure(exact(1, 2), Kind.RUNNING, things(2))

    assert answered(ask(Operation.EXTREME, whole(running)), running).result == ("thing b",)


def test_a_rate_is_of_no_longer_time_than_its_figure() -> None:
    orders = measure(exact(200000), labels=things(1))  # In 3 minutes.

    spread = answered(ask(Operation.PER_UNIT, each(orders), per="minute", parts=3.0), orders)
    refusal = refused(ask(Operation.PER_UNIT, each(orders), per="week", parts=3 / (7 * 24 * 60)), orders)

    assert spread.result == pytest.approx(200000 / 3)
    assert refusal.why is Why.PER


@pytest.mark.parametrize(
    "per",
    [
        pytest.param("year", id="longer than the month"),
        pytest.param("car", id="no time"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_month_is_not_told_by_what_it_does_not_hold(per: str) -> None:
    flow = measure(exact(5))

    assert refused(ask(Operation.PER_UNIT, each(flow), per=per), flow).why is Why.PER


@pytest.mark.parametrize(
    ("operation", "values", "why"),
    [
        pytest.param(Operation.CHANGE, (5, 0), Why.NOTHING, id="change from nothing"),
        pytest.param(Operation.CHANGE, (5, -10), Why.NOTHING, id="change from a loss"),
        pytest.param(Operation.RATIO, (5, 0), Why.LOSS, id="times nothing"),
        pytest.param(Operation.RATIO, (-5, -10), Why.LOSS, id="ratio of losses"),
        pytest.param(Operation.SHARE, (-5, 10), Why.LOSS, id="share of a loss"),
        pytest.param(Operation.SHARE, (11, 10), Why.LARGER, id="a part larger than the whole"),
    ],
)
def test_quotients_without_a_meaning(operation: Operation, values: tuple[int, int], why: Why) -> None:
    level = measure(exact(*values), Kind.LEVEL)

    assert refused(ask(operation, each(level)), level).why is why


@pytest.mark.parametrize("operation", PAIRS)
def test_one_figure_is_no_pair(operation: Operation) -> None:
    level = measure(exact(1), Kind.LEVEL)

    assert refused(ask(operation, each(level)), level).reason is Reason.MISSING


def test_there_is_no_third_of_two() -> None:
    level = measure(exact(1, 2), Kind.LEVEL)

    refusal = refused(ask(Operation.EXTREME, whole(level), rank=3), level)

    assert (refusal.why, refusal.about) == (Why.PLACE, ("3", "2"))


@pytest.mark.parametrize(
    "doubtful", [pytest.param(at_least(0), id="a minimum of 0"), pytest.param(about(5, 1.0), id="0 to 10")]
)
def test_what_may_be_nothing_divides_nothing(doubtful: Cell) -> None:
    level = measure([*exact(5), doubtful], Kind.LEVEL)

    assert refused(ask(Operation.RATIO, each(level)), level).reason is Reason.ABSURD
