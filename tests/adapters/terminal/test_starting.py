"""`evbot init` with somebody before the terminal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from adapters.terminal import World, run


class Keyboard(io.BytesIO):
    def isatty(self) -> bool:
        return True


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def terminal(typed: str, folder: Path) -> World:
    return World({}, folder / ".env", Keyboard(typed.encode()), Screen(), io.StringIO())


def test_three_questions_make_the_bot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    world = terminal("River Club\nour rowing club\nde\n", tmp_path)

    status = run(["init"], world)

    manifest = (tmp_path / "river-club" / "knowledge.yaml").read_text("utf-8")
    assert status == 0
    assert all(wanted in manifest for wanted in ('"River Club"', '"de"', "our rowing club"))


def test_an_empty_answer_takes_what_is_offered_and_an_option_is_not_asked_for(tmp_path: Path) -> None:
    world = terminal("\n\n", tmp_path)

    status = run(["init", str(tmp_path / "rowing"), "--language", "fr"], world)

    manifest = (tmp_path / "rowing" / "knowledge.yaml").read_text("utf-8")
    assert status == 0
    assert "[Rowing]" in world.stdout.getvalue()  # type: ignore[attr-defined]
    assert all(wanted in manifest for wanted in ('"Rowing"', '"fr"'))
