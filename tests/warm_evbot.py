"""The `evbot` command without its start: one process imports all that the command may need, and forks for each call.

A child has its own arguments, folder, environment and streams, and ends as any other process does.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import pkgutil
import runpy
import signal
import socket
import struct
import sys
from contextlib import suppress
from pathlib import Path

import adapters.discord_bot
import adapters.slack_app
import adapters.terminal
import bot
from adapters.__main__ import main

LATER = (
    *("scipy.optimize", "scipy.sparse", "sklearn.svm", "sklearn.utils"),
    *("matplotlib.backends.backend_agg", "matplotlib.figure"),
)
"""Imported by the code only to compile an index or to draw; it takes longer than most of what is tested."""
REDIRECTED = Path(__file__).with_name("redirected") / "sitecustomize.py"
NUMBER = struct.Struct("i")


def serve(requests: socket.socket) -> None:
    """Fork for each file with a call, three streams and a pipe, until the other side closes.

    The pipe tells the process and, once that has ended, its status.
    """
    told: dict[int, int] = {}
    signal.signal(signal.SIGCHLD, lambda *_: _tell_ended(told))
    while True:
        _, given, _, _ = socket.recv_fds(requests, 1, 5)
        if not given:
            return
        # So that none ends before it is known here.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGCHLD])
        child = os.fork()
        if not child:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])
            requests.close()
            for pipe in (*told.values(), given.pop()):
                os.close(pipe)
            _call(*given)
            return
        told[child] = given.pop()
        os.write(told[child], NUMBER.pack(child))
        for number in given:
            os.close(number)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGCHLD])


def _tell_ended(told: dict[int, int]) -> None:
    while told:
        child, status = os.waitpid(-1, os.WNOHANG)
        if not child:
            return
        pipe = told.pop(child)
        with suppress(BrokenPipeError):  # Nobody waits for it any more.
            os.write(pipe, NUMBER.pack(os.waitstatus_to_exitcode(status)))
        os.close(pipe)


def _call(request: int, *streams: int) -> None:
    with open(request, "rb") as file:
        arguments, folder, environment = pickle.load(file)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = map(os.fsdecode, arguments)
    if "FAKE_DISCORD" in environment or "FAKE_SLACK" in environment:
        runpy.run_path(str(REDIRECTED))
    main()


def _import_all() -> None:
    for package in (bot, adapters.discord_bot, adapters.slack_app, adapters.terminal):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in LATER:
        importlib.import_module(name)


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).parent))
    _import_all()
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv.pop())))
