"""`bot/desk/limits.py`, and the count that processes share on PostgreSQL."""

from __future__ import annotations

from bot.desk import RateLimiter


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_allows_again_once_the_window_has_passed() -> None:
    clock = Clock()
    limiter = RateLimiter(2, 60, clock)

    assert [limiter.allow("a") for _ in range(3)] == [True, True, False]
    clock.now += 60
    assert limiter.allow("a")


def test_one_asker_does_not_use_up_anothers_questions() -> None:
    limiter = RateLimiter(1, 60, Clock())

    assert limiter.allow("a")
    assert limiter.allow("b")
    assert not limiter.allow("a")


def test_tells_how_long_to_wait() -> None:
    clock = Clock()
    limiter = RateLimiter(1, 60, clock)
    limiter.wait("a")
    clock.now += 45

    assert limiter.wait("a") == 15


def test_remembers_whom_it_has_told_for_a_window() -> None:
    clock = Clock()
    limiter = RateLimiter(1, 60, clock)
    limiter.tell("a")

    assert limiter.was_told("a")
    assert not limiter.was_told("b")
    clock.now += 61
    assert not limiter.was_told("a")
