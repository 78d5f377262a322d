"""Makes knowledge folders for the tests from names and texts of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from bot.knowledge import inspect_knowledge
from bot.model import Finding, Knowledge


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    def write_files(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return tmp_path

    return write_files


@pytest.fixture
def inspect(write: Callable[[dict[str, str]], Path]) -> Callable[..., tuple[Finding, ...]]:
    """Findings of one file, which stands in the folder as bakery.yaml."""

    def inspect_text(text: str, **others: str) -> tuple[Finding, ...]:
        files = {f"{name}.yaml": other for name, other in others.items()}
        return inspect_knowledge(write({"bakery.yaml": text, **files}))[1]

    return inspect_text


@pytest.fixture
def load(write: Callable[[dict[str, str]], Path]) -> Callable[[str], Knowledge]:
    """The knowledge of one file without any finding."""

    def load_text(text: str) -> Knowledge:
        knowledge, found = inspect_knowledge(write({"bakery.yaml": text}))
        assert found == ()
        assert knowledge is not None
        return knowledge

    return load_text
