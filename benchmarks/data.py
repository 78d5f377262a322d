"""Reads the public data sets BANKING77 and CLINC150 from their folders."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.model import BotError

ORIGIN = {
    "banking77/train.csv": "https://github.com/PolyAI-LDN/task-specific-datasets/tree/master/banking_data",
    "banking77/test.csv": "https://github.com/PolyAI-LDN/task-specific-datasets/tree/master/banking_data",
    "clinc150/data_full.json": "https://github.com/clinc/oos-eval/tree/master/data",
}


@dataclass(frozen=True, slots=True)
class Examples:
    """Classes in sorted order, and the phrasings of each in the order of their file."""

    labels: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]

    @property
    def count(self) -> int:
        return sum(map(len, self.texts))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the class that is right; None where it is out of scope."""

    text: str
    label: str | None


@dataclass(frozen=True, slots=True)
class Banking:
    train: Examples
    test: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Clinc:
    train: Examples
    validation: Examples
    test: tuple[Asked, ...]
    """In scope and out of scope, as the file has them."""
    outside_train: tuple[str, ...]
    outside_validation: tuple[str, ...]

    @property
    def phrasings(self) -> Examples:
        """Train and validation together."""
        pairs = zip(self.train.texts, self.validation.texts, strict=True)
        return Examples(self.train.labels, tuple(first + second for first, second in pairs))


def read_banking(folder: Path) -> Banking:
    """Raises BotError."""
    rows = {part: _rows(folder, f"banking77/{part}.csv") for part in ("train", "test")}
    return Banking(grouped(rows["train"]), tuple(Asked(text, label) for text, label in rows["test"]))


def read_clinc(folder: Path) -> Clinc:
    """Raises BotError."""
    name = "clinc150/data_full.json"
    try:
        parts = json.loads(_text(folder, name))
        inside = tuple(Asked(text, label) for text, label in parts["test"])
        outside = tuple(Asked(text, None) for text, _ in parts["oos_test"])
        return Clinc(
            grouped(parts["train"]),
            grouped(parts["val"]),
            inside + outside,
            tuple(text for text, _ in parts["oos_train"]),
            tuple(text for text, _ in parts["oos_val"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise BotError(f"{folder / name}: not the official file; get it from {ORIGIN[name]}") from error


def grouped(pairs: Iterable[tuple[str, str]]) -> Examples:
    """`pairs` of text and label."""
    groups: dict[str, list[str]] = {}
    for text, label in pairs:
        groups.setdefault(label, []).append(text)
    labels = sorted(groups)
    return Examples(tuple(labels), tuple(tuple(groups[label]) for label in labels))


def _rows(folder: Path, name: str) -> list[tuple[str, str]]:
    try:
        head, *rows = csv.reader(_text(folder, name).splitlines(keepends=True))
        pairs = [(text, label) for text, label in rows]
    except ValueError as error:
        raise BotError(f"{folder / name}: not the official file; get it from {ORIGIN[name]}") from error
    if head != ["text", "category"]:
        raise BotError(f"{folder / name}:1: no line `text,category`; get the file from {ORIGIN[name]}")
    return pairs


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8")
    except OSError as error:
        raise BotError(f"{folder / name}: {error.strerror}; get it from {ORIGIN[name]}") from error
