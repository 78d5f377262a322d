"""Holds what the options of the command say: sizes of samples, places of files."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from benchmarks.data import Banking, Clinc, read_banking, read_clinc


@dataclass(frozen=True)
class Setting:
    """`quick` takes small samples and ends within minutes; its figures are for trying out, not for quoting."""

    data: Path
    page: Path
    quick: bool = False
    million: bool = False
    questions: Path | None = None
    """A folder of questions for the shipped knowledge, *.jsonl."""
    asked_on: date = date(2026, 11, 25)
    """The day on which these are asked."""

    @cached_property
    def banking(self) -> Banking:
        return read_banking(self.data)

    @cached_property
    def clinc(self) -> Clinc:
        return read_clinc(self.data)

    @property
    def pictures(self) -> Path:
        return self.page.with_suffix("")

    @property
    def sizes(self) -> tuple[int, ...]:
        """Phrasings a class of BANKING77."""
        return (1, 10) if self.quick else (1, 2, 3, 5, 10)

    @property
    def seeds(self) -> tuple[int, ...]:
        return (0,) if self.quick else (0, 1, 2)

    @property
    def asked(self) -> int | None:
        """About how many questions of a set are asked; None: all."""
        return 500 if self.quick else None

    @property
    def under_load(self) -> int:
        """Questions while knowledge is replaced."""
        return 1_000 if self.quick else 10_000

    @property
    def wished(self) -> tuple[float, ...]:
        """The values of `precision` that the honesty of the bot is measured with."""
        return (0.90, 0.98) if self.quick else (0.90, 0.95, 0.98)

    @property
    def phrases(self) -> tuple[int, ...]:
        """Sizes of the knowledge bases that are timed."""
        large = (1_000_000,) if self.million else ()
        return (2_000, *large) if self.quick else (2_000, 10_000, 100_000, *large)
