"""Runs a function in a second process, or in a thread where no process can be had.

Threads take turns at Python's own work, so that two of them take nearly as long as one after the other; a process of
its own does not wait. Used to compile an index, and to compare two.
"""

import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from subprocess import DEVNULL, PIPE, Popen
from typing import ParamSpec, Protocol, TypeVar

from threadpoolctl import threadpool_limits

# Not by the `multiprocessing` of Python, which would run the script again that opens a bot.
_START = """
import pickle, sys
sys.path[:] = pickle.load(sys.stdin.buffer)
from bot.worker import serve
serve()
"""

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Worker(Protocol):
    """Does one thing after the other, in the order in which they were handed over."""

    def submit(self, work: Callable[_P, _R], /, *given: _P.args, **named: _P.kwargs) -> Future[_R]: ...


@contextmanager
def worker(apart: bool) -> Iterator[Worker]:
    """Yield what works in a process of its own where that is wanted (`apart`) and can be had, else in a thread."""
    process = _started() if apart else None
    try:
        with ThreadPoolExecutor(1) as thread:
            try:
                yield _Apart(thread, process) if process else thread
            except BaseException:
                # Nobody waits any more for what has not begun.
                thread.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        if process:
            process.communicate()


class _Apart:
    """Hands functions of modules to a process; a thread waits for what they return."""

    def __init__(self, thread: ThreadPoolExecutor, process: Popen[bytes]) -> None:
        self._thread = thread
        self._process = process

    def submit(self, work: Callable[_P, _R], /, *given: _P.args, **named: _P.kwargs) -> Future[_R]:
        return self._thread.submit(self._done, work, given, named)

    def _done(self, work: Callable[..., _R], given: tuple[object, ...], named: dict[str, object]) -> _R:
        assert self._process.stdin
        assert self._process.stdout
        try:
            pickle.dump((work, given, named), self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
            done: _R = pickle.load(self._process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            # It has ended, be it for want of memory; what it could not do is done, or fails, here.
            return work(*given, **named)
        return done


def serve() -> None:
    """Do what comes in, in the process apart, until nothing more does."""
    # Control-C reaches all processes of a terminal; the one that waits for this one ends both.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inwards, outwards = sys.stdin.buffer, sys.stdout.buffer
    with threadpool_limits(1), suppress(EOFError):
        while True:
            work, given, named = pickle.load(inwards)
            pickle.dump(work(*given, **named), outwards, pickle.HIGHEST_PROTOCOL)
            outwards.flush()


def _started() -> Popen[bytes] | None:
    try:
        process = Popen([sys.executable, "-c", _START], stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    except (OSError, TypeError):
        # Where Python is part of another program, it may not know its own path.
        return None
    assert process.stdin
    pickle.dump(sys.path, process.stdin)
    return process
