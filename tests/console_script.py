"""The real `evbot` command in a place of its own, with its status and both outputs."""

from __future__ import annotations

import asyncio
import json
import os
import pickle
import select
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

PATH = str(Path(sys.executable).with_name("evbot"))
_WARM = Path(__file__).with_name("warm_evbot.py")
_CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")

Arguments = Sequence[str | bytes | Path]
Request = tuple[Arguments, Path, Mapping[str, str]]
NUMBER = struct.Struct("i")
"""As `warm_evbot` writes processes and statuses."""


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


class Child:
    """As `subprocess.Popen`: a command at a terminal, without its start."""

    def __init__(self, script: ConsoleScript, arguments: Arguments, terminal: BinaryIO) -> None:
        request = (arguments, script.folder, script.environment)
        self._pid, self._status = _warm().start(request, terminal, terminal, terminal)
        self._returncode: int | None = None

    def poll(self) -> int | None:
        if self._returncode is None and select.select([self._status], [], [], 0)[0]:
            return self.wait()
        return self._returncode

    def wait(self) -> int:
        if self._returncode is None:
            with os.fdopen(self._status, "rb") as pipe:
                (self._returncode,) = NUMBER.unpack(pipe.read(NUMBER.size))
        return self._returncode

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self._pid, signal.SIGKILL)


class Forked:
    """As `asyncio.subprocess.Process`: a command that runs on, without its start."""

    def __init__(self, pid: int, output: asyncio.StreamReader, status: asyncio.StreamReader) -> None:
        self.output = output
        self.returncode: int | None = None
        self._pid = pid
        self._ended = asyncio.ensure_future(self._end(status))

    async def wait(self) -> int:
        return await asyncio.shield(self._ended)

    def send_signal(self, number: int) -> None:
        if self.returncode is None:
            os.kill(self._pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def _end(self, status: asyncio.StreamReader) -> int:
        (self.returncode,) = NUMBER.unpack(await status.readexactly(NUMBER.size))
        return self.returncode


async def fork_evbot(
    arguments: Arguments, folder: Path, environment: Mapping[str, str], *, quiet: bool = False
) -> Forked:
    """Its output is standard error, and standard output too unless it is to be `quiet`."""
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as output, Path(os.devnull).open("r+b") as nothing:
        pid, status = _warm().start((arguments, folder, environment), nothing, nothing if quiet else output, output)
    return Forked(pid, await _reader(reading), await _reader(status))


async def _reader(pipe: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, os.fdopen(pipe, "rb", buffering=0))
    return reader


class _Warm:
    """The process that forks; it ends with this one."""

    def __init__(self) -> None:
        self._requests, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, _WARM, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)

    def call(self, request: Request, *streams: BinaryIO) -> int:
        _, status = self.start(request, *streams)
        with os.fdopen(status, "rb") as pipe:
            (number,) = NUMBER.unpack(pipe.read(NUMBER.size))
            return int(number)

    def start(self, request: Request, *streams: BinaryIO) -> tuple[int, int]:
        """Return the process, and a pipe that tells its status."""
        told, telling = os.pipe()
        with TemporaryFile() as file, os.fdopen(telling, "wb"):
            pickle.dump(request, file)
            file.flush()
            file.seek(0)
            socket.send_fds(self._requests, [b" "], [*(one.fileno() for one in (file, *streams)), telling])
            (pid,) = NUMBER.unpack(os.read(told, NUMBER.size))
        return pid, told


@cache
def _warm() -> _Warm:
    return _Warm()
