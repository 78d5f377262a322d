"""The `evbot` command without its start: one process imports all that the command may need, and forks for each call.

A child has its own arguments, folder, environment and streams, and ends as any other process does.
"""

from __future__ import annotations

import gc
import importlib
import os
import pickle
import pkgutil
import socket
import sys
from pathlib import Path

import adapters.terminal
import bot
from adapters.__main__ import main

LEARNING = ("scipy.optimize", "scipy.sparse", "sklearn.svm", "sklearn.utils")
"""Imported by the code only where an index is compiled; it takes longer than most of what is tested."""


def serve(requests: socket.socket) -> None:
    """Until the other side closes: a file with the call and the three streams in, the status out."""
    while True:
        _, given, _, _ = socket.recv_fds(requests, 1, 4)
        if not given:
            return
        child = os.fork()
        if not child:
            requests.close()
            _call(*given)
            return
        for number in given:
            os.close(number)
        _, status = os.waitpid(child, 0)
        requests.sendall(pickle.dumps(os.waitstatus_to_exitcode(status)))


def _call(request: int, *streams: int) -> None:
    with open(request, "rb") as file:
        arguments, folder, environment = pickle.load(file)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = map(os.fsdecode, arguments)
    main()


def _import_all() -> None:
    for package in (bot, adapters.terminal):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in LEARNING:
        importlib.import_module(name)


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).parent))
    _import_all()
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv.pop())))
