"""The compiled index on disk: what is saved is opened, and what cannot be read is no index."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot import Bot
from bot.matching import Index, Matcher, let_go, open_index, save_index

QUESTIONS = ("how much is the comet", "bikes sold in 2025", "opening hours", "banana", "reapir time", "云雀 price")


def assert_alike(one: Any, other: Any) -> None:
    assert type(one) is type(other) or isinstance(one, np.ndarray)
    if isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)
    elif is_dataclass(one):
        for field in fields(one):
            if not field.name.startswith("_"):
                assert_alike(getattr(one, field.name), getattr(other, field.name))
    else:
        assert one == other


@pytest.fixture
def saved(bicycles: Bot, tmp_path: Path) -> Path:
    save_index(bicycles.index, tmp_path / "index")
    return tmp_path / "index"


def test_what_is_saved_is_opened(bicycles: Bot, saved: Path) -> None:
    opened = open_index(saved)

    assert isinstance(opened, Index)
    assert_alike(bicycles.index, opened)


def test_an_index_that_was_let_go_of_is_as_it_was(bicycles: Bot, saved: Path) -> None:
    opened = open_index(saved)
    assert opened is not None

    let_go(opened)

    assert_alike(bicycles.index, opened)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_opened_index_ranks_as_the_saved_one(bicycles: Bot, saved: Path, question: str) -> None:
    opened = open_index(saved)
    assert opened is not None

    assert Matcher(opened).ranking_of(question) == Matcher(bicycles.index).ranking_of(question)


def test_the_index_is_data_and_never_pickle(saved: Path) -> None:
    assert {path.suffix for path in saved.iterdir()} == {".json", ".npy"}
    for path in saved.glob("*.npy"):
        np.load(path, allow_pickle=False)


def test_nothing_is_left_beside_it(saved: Path) -> None:
    assert [path.name for path in saved.parent.iterdir()] == ["index"]


def test_saving_again_leaves_a_whole_index(bicycles: Bot, saved: Path) -> None:
    save_index(bicycles.index, saved)

    assert open_index(saved) is not None
    assert [path.name for path in saved.parent.iterdir()] == ["index"]


def test_where_there_is_none_there_is_none(tmp_path: Path) -> None:
    assert open_index(tmp_path / "index") is None


def cut_texts(folder: Path) -> None:
    text = (folder / "knowledge.entries.json").read_bytes()
    (folder / "knowledge.entries.json").write_bytes(text[: len(text) // 2])


def cut_an_array(folder: Path) -> None:
    largest = max(folder.glob("*.npy"), key=lambda path: path.stat().st_size)
    largest.write_bytes(largest.read_bytes()[:1000])


def empty_an_array(folder: Path) -> None:
    next(folder.glob("feature_keys*.npy")).write_bytes(b"")


def spoil_an_array(folder: Path) -> None:
    next(folder.glob("feature_keys*.npy")).write_bytes(b"not an array at all" * 99)


def pickle_an_array(folder: Path) -> None:
    path = next(folder.glob("feature_keys*.npy"))
    np.save(path, np.array([{"a": 1}], object), allow_pickle=True)


def remove_an_array(folder: Path) -> None:
    next(folder.glob("feature_keys*.npy")).unlink()


def change_the_form(folder: Path) -> None:
    (folder / "knowledge.entries.json").write_text('{"knowledge": 5}')


def write_another_list(folder: Path) -> None:
    (folder / "confidence.json").write_text("[1, 2]")


def make_texts_a_folder(folder: Path) -> None:
    (folder / "knowledge.entries.json").unlink()
    (folder / "knowledge.entries.json").mkdir()


def write_bytes_that_are_no_text(folder: Path) -> None:
    (folder / "knowledge.entries.json").write_bytes(b"\xff\xfe\x00")


@pytest.mark.parametrize(
    "spoil",
    [
        cut_texts,
        cut_an_array,
        empty_an_array,
        spoil_an_array,
        pickle_an_array,
        remove_an_array,
        change_the_form,
        write_another_list,
        make_texts_a_folder,
        write_bytes_that_are_no_text,
    ],
)
def test_a_broken_index_is_none(saved: Path, spoil: Callable[[Path], None]) -> None:
    spoil(saved)

    assert open_index(saved) is None


def test_a_file_in_its_place_is_none(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("a file")

    assert open_index(tmp_path / "index") is None


def test_a_place_that_cannot_be_written_is_told(bicycles: Bot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(OSError, match="file"):
        save_index(bicycles.index, tmp_path / "file" / "index")


# Compiles and saves, and prints what each file holds.
_COMPILING = """
import sys
from hashlib import sha256
from pathlib import Path
from bot.knowledge import load_knowledge
from bot.matching import save_index
from bot.matching.compiling import compile_index

folder = Path(sys.argv[2])
save_index(compile_index(load_knowledge(Path(sys.argv[1]))), folder)
for path in sorted(folder.iterdir()):
    print(path.name, sha256(path.read_bytes()).hexdigest())
"""


def test_no_two_indexes_of_the_same_knowledge_differ(bicycles_folder: Path, tmp_path: Path) -> None:
    printed = []
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", _COMPILING, bicycles_folder, tmp_path / seed],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.append(done.stdout)

    assert "knowledge.entries.json" in printed[0]
    assert printed[0] == printed[1]
