"""`evbot init`: an empty folder in, a clean knowledge base out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from bot.knowledge import digest, init_knowledge, inspect_knowledge
from bot.knowledge.parts.entries import ENTRY_KEYS
from bot.model import BotError, Knowledge


def test_the_result_is_clean(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "base"

    files = init_knowledge(folder)
    knowledge, found = inspect_knowledge(folder, today=date(2030, 1, 1))

    assert all(file.is_file() for file in files)
    assert found == ()
    assert knowledge is not None
    assert len([entry for entry in knowledge.entries if entry.topic == "library" and not entry.series]) == 5
    assert len(knowledge.out_of_scope) >= 20
    assert knowledge.cases
    assert len(digest(folder)) == 64


def test_every_key_of_an_entry_is_shown(tmp_path: Path) -> None:
    init_knowledge(tmp_path)
    text = (tmp_path / "topics" / "library.yaml").read_text()

    assert [key for key in ENTRY_KEYS if f"{key}:" not in text] == []


def test_knowledge_survives_being_written_as_json(tmp_path: Path) -> None:
    init_knowledge(tmp_path)
    knowledge, _ = inspect_knowledge(tmp_path)

    assert msgspec.json.decode(msgspec.json.encode(knowledge), type=Knowledge) == knowledge


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")

    with pytest.raises(BotError, match="not empty"):
        init_knowledge(tmp_path)
    with pytest.raises(BotError, match="is a file"):
        init_knowledge(tmp_path / "thesis.txt")
    with pytest.raises(BotError, match="cannot be written"):
        init_knowledge(tmp_path / "thesis.txt" / "base")

    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
