"""Files to import, and the folder that they are imported to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from bot.importing import Imported, import_file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "camp"


@pytest.fixture
def bring(tmp_path: Path, folder: Path) -> Callable[[str, str], Imported]:
    """Import a file of this name and text."""

    def bring_text(name: str, text: str) -> Imported:
        source = tmp_path / name
        source.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return import_file(source, folder)

    return bring_text
