"""The real `evbot` command in a place of its own: arguments and standard input in, status and both outputs out."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

PATH = str(Path(sys.executable).with_name("evbot"))


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
        done = subprocess.run(
            [PATH, *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            capture_output=True,
            cwd=self.folder,
            env=self.environment | settings,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

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
