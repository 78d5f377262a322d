"""Fairness between askers, with a clock that the test turns."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.admitting import RateLimiter
from bot.memory import Rate


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_allows_up_to_the_limit(clock: Clock) -> None:
    limiter = RateLimiter(Rate(3, 60), clock)

    assert [limiter.count_question("ada") == 0 for _ in range(4)] == [True, True, True, False]


def test_allows_again_once_the_window_has_passed(clock: Clock) -> None:
    limiter = RateLimiter(Rate(1, 60), clock)
    limiter.count_question("ada")

    clock.now += 59
    assert limiter.count_question("ada") > 0
    clock.now += 1
    assert limiter.count_question("ada") == 0


def test_tells_how_long_to_wait(clock: Clock) -> None:
    limiter = RateLimiter(Rate(2, 60), clock)
    limiter.count_question("ada")
    clock.now += 20
    limiter.count_question("ada")
    clock.now += 10

    assert limiter.count_question("ada") == pytest.approx(30)


def test_the_window_slides(clock: Clock) -> None:
    limiter = RateLimiter(Rate(2, 60), clock)
    for seconds in (0, 40):
        clock.now = 1000 + seconds
        limiter.count_question("ada")

    clock.now = 1061
    assert limiter.count_question("ada") == 0
    assert limiter.count_question("ada") > 0


def test_a_question_that_was_refused_does_not_count(clock: Clock) -> None:
    limiter = RateLimiter(Rate(1, 60), clock)
    limiter.count_question("ada")
    for _ in range(100):
        limiter.count_question("ada")

    clock.now += 60
    assert limiter.count_question("ada") == 0


def test_one_asker_does_not_cost_another(clock: Clock) -> None:
    limiter = RateLimiter(Rate(1, 60), clock)
    limiter.count_question("ada")

    assert limiter.count_question("otto") == 0


def test_the_least_recent_askers_are_forgotten(clock: Clock) -> None:
    limiter = RateLimiter(Rate(1, 60), clock, remembered=2)
    for asker in ("ada", "otto", "ines"):
        limiter.count_question(asker)

    assert limiter.count_question("ada") == 0
    assert limiter.count_question("ines") > 0


@given(st.lists(st.floats(0, 30), max_size=60), st.integers(1, 5), st.floats(1, 60))
def test_never_more_than_the_limit_in_any_window(pauses: list[float], limit: int, window: float) -> None:
    clock = Clock()
    limiter = RateLimiter(Rate(limit, window), clock)
    allowed = []
    for pause in pauses:
        clock.now += pause
        if limiter.count_question("ada") == 0:
            allowed.append(clock.now)

    for start in allowed:
        assert sum(start <= at < start + window - 1e-6 for at in allowed) <= limit


def test_remembers_for_a_window_whom_it_has_told(clock: Clock) -> None:
    limiter = RateLimiter(Rate(1, 60), clock)
    limiter.note_told("ada")

    assert limiter.was_told("ada")
    assert not limiter.was_told("otto")
    clock.now += 61
    assert not limiter.was_told("ada")
