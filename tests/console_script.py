"""The real `evbot` command in a place of its own, with its status and both outputs."""

from __future__ import annotations

import json
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock
from typing import Any, BinaryIO

PATH = str(Path(sys.executable).with_name("evbot"))
_WARM = Path(__file__).with_name("warm_evbot.py")
_CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")

Arguments = Sequence[str | bytes | Path]


@dataclass(frozen=True, slots=True)
class Done:
    status: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """What was printed, read as one JSON object a line."""
        return [json.loads(line) for line in self.out.removesuffix("\n").split("\n")] if self.out else []


@dataclass(frozen=True, slots=True)
class ConsoleScript:
    folder: Path
    environment: dict[str, str]

    def __call__(self, *arguments: str | bytes | Path, stdin: str | bytes = "", **settings: str) -> Done:
        """What Python itself reads, such as PYTHONHASHSEED, takes a start of its own."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        environment = self.environment | settings
        with TemporaryFile() as file, TemporaryFile() as out, TemporaryFile() as err:
            file.write(given)
            file.seek(0)
            if _CAN_FORK and not any(name.startswith("PYTHON") for name in settings):
                status = _warm().call((arguments, self.folder, environment), file, out, err)
            else:
                command = [PATH, *arguments]
                status = subprocess.call(command, stdin=file, stdout=out, stderr=err, cwd=self.folder, env=environment)
            out.seek(0)
            err.seek(0)
            return Done(status, out.read().decode(), err.read().decode())

    def start(self, *arguments: str | Path, stdout: int | BinaryIO = subprocess.PIPE) -> subprocess.Popen[bytes]:
        """For what happens while it runs."""
        return subprocess.Popen(
            [PATH, *arguments],
            stdin=subprocess.PIPE,
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=self.folder,
            env=self.environment,
        )


class _Warm:
    """The process that forks; it ends with this one."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, _WARM, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)

    def call(self, request: tuple[Arguments, Path, Mapping[str, str]], *streams: BinaryIO) -> int:
        with self._lock, TemporaryFile() as file:
            pickle.dump(request, file)
            file.flush()
            file.seek(0)
            socket.send_fds(self._requests, [b" "], [one.fileno() for one in (file, *streams)])
            status: int = pickle.loads(self._requests.recv(100))
            return status


@cache
def _warm() -> _Warm:
    return _Warm()
