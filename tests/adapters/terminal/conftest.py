"""A knowledge base of a bakery, as somebody else would write one: two files, few keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakery import ENTRIES, SERIES
from bot import Bot, open_bot


def write_bakery(folder: Path) -> Path:
    folder.mkdir()
    (folder / "bread.yaml").write_text(ENTRIES)
    (folder / "loaves.yaml").write_text(SERIES)
    return folder


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    return write_bakery(tmp_path / "bakery")


@pytest.fixture(scope="session")
def baker(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Bot:
    """The bot of the bakery, in this process."""
    return open_bot(write_bakery(tmp_path_factory.mktemp("shared") / "bakery"), shared_folder / "examples" / "evbot")
