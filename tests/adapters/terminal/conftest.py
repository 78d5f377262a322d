"""A knowledge base of a bakery, as somebody else would write one: two files, few keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from bakery import SERIES
from bot import Bot, open_bot

ENTRIES = """\
topic: bread
entries:
  - id: rye-price
    question: What does a loaf of rye bread cost?
    phrasings: [price of rye bread, how much is the rye loaf, rye bread price]
    answer: A loaf of rye bread costs **4.20 euros**.
    as_of: 2025-12-31
    sources: [{publisher: The Baker, url: "https://bakery.example/prices"}]
    related: [opening-hours]
  - id: opening-hours
    question: When does the bakery open?
    phrasings: [opening hours, what time do you open in the morning, when is the shop open]
    answer: The bakery opens at **six** in the morning.
"""


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
