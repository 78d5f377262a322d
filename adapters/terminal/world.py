"""The outside world of a command, passed in as arguments: environment, files, streams."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO


@dataclass(frozen=True, slots=True)
class World:
    environ: Mapping[str, str]
    dotenv: Path
    stdin: BinaryIO
    stdout: TextIO
    stderr: TextIO

    def is_person_asking(self) -> bool:
        """Whether a person sits before both ends, so that a prompt can be shown and answered."""
        return self.stdin.isatty() and self.stdout.isatty()

    def write_line(self, line: str = "") -> None:
        """Flushed at once, for readers of a pipe."""
        self.stdout.write(line + "\n")
        self.stdout.flush()

    def tell(self, line: str) -> None:
        """One line to the operator, on standard error."""
        self.stderr.write(f"evbot: {' '.join(line.split())}\n")
        self.stderr.flush()
