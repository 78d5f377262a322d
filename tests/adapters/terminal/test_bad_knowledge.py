"""A knowledge base that cannot be used: one line on standard error, or findings, never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from console_script import ConsoleScript

GOOD = "entries:\n- {id: rye, question: Is there rye?, answer: There is.}\n"


def bomb() -> str:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(levels)


def write(text: str | bytes) -> Callable[[Path], None]:
    def into(folder: Path) -> None:
        folder.mkdir()
        (folder / "good.yaml").write_text(GOOD)
        (folder / "bad.yaml").write_bytes(text.encode() if isinstance(text, str) else text)

    return into


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param(lambda folder: None, id="missing"),
        pytest.param(lambda folder: folder.write_text("a file"), id="no-folder"),
        pytest.param(lambda folder: folder.mkdir(), id="empty"),
        pytest.param(write(b"entries: \xff\xfe"), id="not-utf-8"),
        pytest.param(write(bomb()), id="bomb"),
        pytest.param(write("entries: &a [*a]"), id="anchor-loop"),
        pytest.param(write("entries:\n\t- id: rye"), id="tab"),
        pytest.param(write("entries:\n- {id: a, id: b, question: q?, answer: a}"), id="duplicate-key"),
        pytest.param(write("entries:\n- {id: a, question: q?, answer: a, as_of: 2025-02-30}"), id="no-date"),
        pytest.param(write(b"# " + b"x" * 50_000_000), id="50-megabytes"),
    ],
)
@pytest.mark.parametrize("command", [("ask", "is there rye?"), ("topics",), ()], ids=["ask", "topics", "chat"])
def test_gets_one_line_that_names_the_place(
    evbot: ConsoleScript, tmp_path: Path, prepare: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    prepare(tmp_path / "shop")

    done = evbot("--knowledge", tmp_path / "shop", *command, stdin="is there rye?\n")

    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("evbot: ")
    assert done.err.count("\n") == 1
    assert "Traceback" not in done.err
    assert str(tmp_path / "shop") in done.err


def test_check_lists_every_error_and_ends_with_1(evbot: ConsoleScript, tmp_path: Path) -> None:
    write("entries:\n- {id: rye, question: Again?, answer: Yes.}\n- {id: oat, question: '', colour: brown}\n")(
        tmp_path / "shop"
    )

    done = evbot("check", "--knowledge", tmp_path / "shop", "--json")

    assert done.status == 1
    assert len(done.objects) >= 3
    for finding in done.objects:
        assert finding.keys() == {"code", "severity", "file", "line", "entry", "message", "remedy"}
        assert finding["file"] in ("bad.yaml", "good.yaml")
        assert finding["line"] > 0
        assert finding["remedy"]
