"""Pictures of answers, through the real console script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from console_script import ConsoleScript

PNG = b"\x89PNG\r\n\x1a\n"


def test_ask_writes_the_picture_of_its_answer(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    done = evbot("ask", "How many loaves were baked in 2024?", "--chart", "loaves.png", "--knowledge", bakery)

    assert done.status == 0
    assert done.err == ""
    assert "90,500" in done.out
    assert (tmp_path / "loaves.png").read_bytes().startswith(PNG)


def test_show_writes_the_picture_of_a_series(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    done = evbot("show", "loaves-per-year", "--chart", tmp_path / "loaves.png", "--knowledge", bakery)

    assert done.status == 0
    assert "90,500" in done.out
    assert (tmp_path / "loaves.png").read_bytes().startswith(PNG)


def test_the_machine_form_stays_alone_on_standard_output(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    done = evbot("show", "loaves-per-year", "--json", "--chart", "loaves.png", "--knowledge", bakery)

    (entry,) = done.objects
    assert entry["chart"] == "loaves-per-year"
    assert (tmp_path / "loaves.png").exists()


def test_an_answer_without_a_picture_says_so_and_is_given(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    done = evbot("ask", "What does a loaf of rye bread cost?", "--chart", "rye.png", "--knowledge", bakery)

    assert done.status == 0
    assert "4.20 euros" in done.out
    assert done.err == "evbot: rye.png is not written: this answer has no picture\n"
    assert not (tmp_path / "rye.png").exists()


@pytest.mark.parametrize("name", ["missing/loaves.png", "."], ids=["no folder", "a folder"])
def test_a_file_that_cannot_be_written_is_one_line_after_the_answer(
    name: str, evbot: ConsoleScript, bakery: Path
) -> None:
    done = evbot("ask", "How many loaves were baked in 2024?", "--chart", name, "--knowledge", bakery)

    assert done.status == 2
    assert "90,500" in done.out
    assert done.err.count("\n") == 1
    assert "name a file that can be written" in done.err


def test_without_the_library_the_answer_still_goes_out(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "matplotlib.py").write_text("raise ImportError('no drawing here')\n")
    asked = ("ask", "How many loaves were baked in 2024?", "--chart", "loaves.png", "--knowledge", bakery)
    done = evbot(*asked, PYTHONPATH=str(tmp_path))

    assert done.status == 2
    assert "90,500" in done.out
    assert done.err.count("\n") == 1
    assert "matplotlib cannot be loaded (no drawing here)" in done.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(["ask", "loaves", "--chart", "loaves.jpg"], "name it loaves.png", id="another format"),
        pytest.param(["ask", "--batch", "-", "--chart", "loaves.png"], "--chart goes with one question", id="batch"),
        pytest.param(["show", "--all", "--chart", "loaves.png"], "--chart goes with one ID", id="all"),
    ],
)
def test_a_wrong_use_is_refused(arguments: list[str], told: str, evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot(*arguments, "--knowledge", bakery)

    assert done.status == 2
    assert told in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""


def test_the_chat_tells_of_a_picture_and_writes_it(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="How many loaves were baked in 2024?\n/chart\n")

    assert "There is a picture of this: /chart" in done.out
    path = re.search(r"^/.*loaves-per-year\.png$", done.out, re.MULTILINE)
    assert path
    assert Path(path[0]).read_bytes().startswith(PNG)


def test_the_chat_writes_where_it_is_told(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    evbot("--knowledge", bakery, stdin="How many loaves were baked in 2024?\n/chart loaves 2024.png\n")

    assert (tmp_path / "loaves 2024.png").read_bytes().startswith(PNG)


@pytest.mark.parametrize("before", ["", "What does a loaf of rye bread cost?\n"], ids=["at first", "no picture"])
def test_the_chat_says_where_there_is_no_picture(before: str, evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin=f"{before}/chart\n")

    assert "There is no picture of the last answer." in done.out
    assert "/chart" not in done.out


def test_the_chat_goes_on_after_a_file_that_cannot_be_written(evbot: ConsoleScript, bakery: Path) -> None:
    lines = "How many loaves were baked in 2024?\n/chart missing/loaves.png\nWhat does a loaf of rye bread cost?\n"
    done = evbot("--knowledge", bakery, stdin=lines)

    assert done.status == 0
    assert "name a file that can be written" in done.out
    assert "4.20 euros" in done.out
