"""One knowledge base that most tests ask: a bicycle shop with names, series, small talk and lines out of scope."""

from __future__ import annotations

import os

# Before numpy is loaded: small matrices are slower on several threads, and the tests already run side by side.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from pathlib import Path

import pytest

from bot import Bot, open_bot
from bot.matching import Matcher

BICYCLES = Path(__file__).with_name("bicycles")


@pytest.fixture(scope="session")
def bicycles_folder() -> Path:
    return BICYCLES


@pytest.fixture(scope="session")
def bicycles(shared_folder: Path) -> Bot:
    """Compiled once, whatever the number of workers."""
    return open_bot(BICYCLES, shared_folder / "bicycles")


@pytest.fixture(scope="session")
def matcher(bicycles: Bot) -> Matcher:
    return Matcher(bicycles.index)
