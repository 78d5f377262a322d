"""Work that is done beside the rest, in a thread or in a process of its own."""

from __future__ import annotations

import os
import signal
import sys
import time
from math import factorial

import pytest

from bot.worker import worker


@pytest.mark.parametrize("apart", [False, True])
def test_gives_back_what_the_work_returns(apart: bool) -> None:
    with worker(apart) as aside:
        first, second = aside.submit(factorial, 5), aside.submit(sorted, [1, 3, 2], reverse=True)

        assert first.result() == 120
        assert second.result() == [3, 2, 1]


@pytest.mark.parametrize("apart", [False, True])
def test_raises_what_the_work_raises_and_goes_on(apart: bool) -> None:
    with worker(apart) as aside:
        with pytest.raises(ValueError, match="invalid literal"):
            aside.submit(int, "one").result()

        assert aside.submit(factorial, 3).result() == 6


def test_only_work_apart_is_done_in_another_process() -> None:
    with worker(apart=False) as here, worker(apart=True) as there:
        assert here.submit(os.getpid).result() == os.getpid()
        assert there.submit(os.getpid).result() != os.getpid()


def test_a_process_that_was_ended_is_done_without() -> None:
    with worker(apart=True) as aside:
        os.kill(aside.submit(os.getpid).result(), signal.SIGTERM)

        assert aside.submit(factorial, 4).result() == 24
        assert aside.submit(os.getpid).result() == os.getpid()


def test_where_no_process_can_be_had_a_thread_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with worker(apart=True) as aside:
        assert aside.submit(os.getpid).result() == os.getpid()


def test_leaves_no_process_behind() -> None:
    with worker(apart=True) as aside:
        process = aside.submit(os.getpid).result()

    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_what_has_not_begun_is_dropped_when_the_rest_fails() -> None:
    waiting = []

    def fail() -> None:
        with worker(apart=True) as aside:
            waiting.extend(aside.submit(time.sleep, 0.2) for _ in range(50))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()

    assert waiting[-1].cancelled()


def test_control_c_leaves_the_process_to_the_one_that_waits_for_it() -> None:
    with worker(apart=True) as aside:
        process = aside.submit(os.getpid).result()
        os.kill(process, signal.SIGINT)

        assert aside.submit(os.getpid).result() == process
