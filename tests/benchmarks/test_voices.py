from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.contestants import ThisMatcher
from benchmarks.data import Examples
from benchmarks.sections.voices import cases_of, verdict_on_turns
from bot.bot import Bot
from bot.evaluation.tally import Verdict
from bot.model import BotError

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ANSWERED = {"text": "do you sell rye bread", "must": ["x"]}
ANOTHER = {"text": "when do you open", "must": ["nine o'clock"]}
NOT_HELD = {"text": "qwxz vbnk", "must": ["x"]}


@pytest.fixture(scope="module")
def bot() -> Bot:
    """Each of its answers is "x"."""
    shop = Examples(
        ("bread", "opening"),
        (
            ("do you sell rye bread", "which loaves are there today", "is there brown bread left"),
            ("when do you open", "until what hour is the shop open", "are you closed on Monday"),
        ),
    )
    return Bot(ThisMatcher(shop).index)


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        pytest.param([ANSWERED, ANSWERED], Verdict.RIGHT, id="all right"),
        pytest.param([ANSWERED, NOT_HELD], Verdict.MISSED, id="one missed"),
        pytest.param([NOT_HELD, ANOTHER, ANSWERED], Verdict.WRONG, id="one missed, one wrong"),
    ],
)
def test_a_dialogue_is_as_its_worst_turn(bot: Bot, turns: list[dict[str, object]], verdict: Verdict) -> None:
    assert verdict_on_turns(bot, {"turns": turns}, NOW) is verdict


def test_questions_are_read_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text('{"text": "third"}\n')
    (tmp_path / "a.jsonl").write_text('{"text": "first"}\n\n{"turns": [{"text": "second"}]}\n')

    assert [(path.stem, case) for path, case in cases_of(tmp_path)] == [
        ("a", {"text": "first"}),
        ("a", {"turns": [{"text": "second"}]}),
        ("b", {"text": "third"}),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("text: when?", "no JSON; write one object a line", id="no JSON"),
        pytest.param("[1]", "no question; write", id="no object"),
        pytest.param('{"question": "when?"}', "no question; write", id="no text"),
        pytest.param('{"turns": []}', "no question; write", id="no turns"),
        pytest.param('{"turns": [{"text": 3}]}', "no question; write", id="a turn without text"),
    ],
)
def test_a_line_that_cannot_be_asked_is_named(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "mine.jsonl").write_text('{"text": "when?"}\n' + line + "\n")

    with pytest.raises(BotError, match=rf"mine\.jsonl:2: {said}"):
        cases_of(tmp_path)


def test_a_folder_without_questions_is_named(tmp_path: Path) -> None:
    with pytest.raises(BotError, match=r"no \*\.jsonl in it"):
        cases_of(tmp_path)
