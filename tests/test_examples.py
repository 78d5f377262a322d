"""The examples of the documentation: what a page shows is what the command prints."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from difflib import unified_diff
from html import unescape
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "examples.py"))
PAGES: tuple[Path, ...] = EXAMPLES["PAGES"]

RANKED = """\
Answered from: confidence 0.41
 0.79  rye: What does rye bread cost?
       score 6.43 = margin 0.28 + words 4.86
"""
ROUNDED = """\
Answered from: confidence 0.4
 0.8  rye: What does rye bread cost?
       score 6.4 = margin 0.3 + words 4.9
"""


@pytest.fixture(autouse=True)
def _cache(monkeypatch: pytest.MonkeyPatch, shipped_cache: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shipped_cache))


@pytest.mark.parametrize(
    "page", [page for page in PAGES if "```console" in page.read_text(encoding="utf-8")], ids=lambda page: page.name
)
def test_a_page_shows_what_the_commands_print(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    with EXAMPLES["place"]() as run:
        renewed = EXAMPLES["renewed"](text, run)

    changes = "\n".join(unified_diff(text.splitlines(), renewed.splitlines(), "shown", "printed", n=0, lineterm=""))
    assert not changes, f"run `make docs`, which changes:\n{changes}\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_command_stands_with_its_output_but_is_not_run(page: Path) -> None:
    blocks = re.findall(r"^ *```(\w*)\n(.*?)^ *```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)

    assert [body for kind, body in blocks if kind != "console" and re.search(r"^ *\$ ", body, re.MULTILINE)] == []


def test_the_picture_shows_what_the_chat_says(tmp_path: Path, environment: dict[str, str]) -> None:
    drawn = tmp_path / "chat.svg"
    command = [sys.executable, str(ROOT / "docs" / "picture.py"), str(drawn)]
    subprocess.run(command, env=environment, cwd=tmp_path, check=True)

    assert words_of(ROOT / "docs" / "chat.svg") == words_of(drawn), "run `make docs`"


def words_of(picture: Path) -> list[str]:
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", picture.read_text(encoding="utf-8"))
    return [unescape(text).replace("\xa0", " ") for text in texts]


def page_of(body: str) -> str:
    return f"Before.\n\n```console\n{body}```\n\nAfter.\n"


@pytest.mark.parametrize(
    ("written", "printed", "renewed"),
    [
        pytest.param("", "Rye.\n", "Rye.\n", id="new"),
        pytest.param("Wheat.\n", "Rye.\n", "Rye.\n", id="changed"),
        pytest.param("Rye.\n", "", "", id="silent"),
        pytest.param("Rye ... oats.\n", "Rye and wheat and oats.\n", "Rye ... oats.\n", id="left out"),
        pytest.param("Rye,\nwheat.\n", "Rye, wheat.\n", "Rye,\nwheat.\n", id="wrapped"),
        pytest.param(
            "Rye, ... 2\nand oats.\n", "Rye, wheat 3 and oats.\n", "Rye, ... 3\nand oats.\n", id="changed beside"
        ),
        pytest.param("CNY 12.3 billion.\n", "CNY 12.4 billion.\n", "CNY 12.4 billion.\n", id="figure of an answer"),
        pytest.param("", '{"confidence": 0.7908}\n', '{"confidence": 0.8}\n', id="rounded JSON"),
        pytest.param("", RANKED, ROUNDED, id="rounded"),
        pytest.param(
            " 0.7  rye: ...\n       score 6.2 = ...\n",
            " 0.79  rye: What?\n       score 6.43 = margin 6.43\n",
            " 0.7  rye: ...\n       score 6.2 = ...\n",
            id="moved a little",
        ),
        pytest.param(" 0.2  rye: ...\n", " 0.79  rye: What?\n", " 0.8  rye: ...\n", id="moved far"),
    ],
)
def test_renews_what_no_longer_holds(written: str, printed: str, renewed: str) -> None:
    page = page_of(f"$ bake\n{written}")

    assert EXAMPLES["renewed"](page, {"bake": printed}.__getitem__) == page_of(f"$ bake\n{renewed}")


def test_renews_in_a_list_and_after_other_commands() -> None:
    page = "1. Bake:\n\n   ```console\n   $ bake\n   $ eat\n   Rye.\n   ```\n"

    renewed = EXAMPLES["renewed"](page, {"bake": "Hot.\n\nBread.\n", "eat": "Rye.\n"}.__getitem__)

    assert renewed == "1. Bake:\n\n   ```console\n   $ bake\n   Hot.\n\n   Bread.\n   $ eat\n   Rye.\n   ```\n"
