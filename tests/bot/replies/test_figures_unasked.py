"""Figures that nobody wrote a way of asking for: titles, units and labels are all that the bot has."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import asked

from bot import Bot, open_bot
from bot.model import Outcome

HUTS = """
topic: mountains
entries:
  - id: hut-keys
    question: Where do I get the key of a hut?
    answer: From the warden in Elmstadt.
series:
  - id: huts
    title: Huts of the Elm range near Elmstadt
    as_of: 2026-06-01
    columns:
      - {id: hut, title: Hut}
      - {id: height, title: Height, unit: m, kind: level}
      - {id: beds, title: Places to sleep, unit: beds, kind: flow}
      - {id: walk, title: Walk to the hut from Elmstadt, unit: minutes, kind: level}
      - {id: winter, title: Temperature in winter, unit: °C, kind: level}
    rows:
      - [Lark Hut, 1874, 31, 205, -24]
      - [Quick Hut, 2240, 18, 340, -31]
      - [Finch Hut, 1510, 56, 95, -17]
      - [Old Owl, 2008, 24, 260, -28]
  - id: walkers
    title: Walkers counted in the Elm range at the end of the quarter
    unit: walkers
    kind: level
    as_of: 2026-01-10
    points:
      - {label: 2025-Q1, value: 310}
      - {label: 2025-Q2, value: 850}
      - {label: 2025-Q3, value: 1240}
      - {label: 2025-Q4, value: 420}
"""


@pytest.fixture(scope="module")
def huts(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder: Path = tmp_path_factory.mktemp("huts")
    (folder / "huts.yaml").write_text(HUTS, encoding="utf-8")
    return open_bot(folder)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("how many minutes more is it to the Quick Hut than to the Finch Hut", "245 minutes", id="a unit"),
        pytest.param("lark vs quick hut, how many times the beds?", "1.7 times", id="a row that is a word for speed"),
        pytest.param("which hut is the second coldest in winter", "**Old Owl**", id="a graded adjective"),
        pytest.param(
            "the coldest hut aside, which has the lowest winter temperature?", "**Old Owl**", id="the first aside"
        ),
        pytest.param("how many huts in the Elm range have >25 beds", "**Two**", id="a sign for a limit"),
        pytest.param("places to sleep in lrak hut", "31 beds", id="a misspelt label"),
        pytest.param(
            "mean number of walkers in the Elm range over the four quarters of 2025", "705", id="mean of counts"
        ),
    ],
)
def test_works_out_what_nobody_wrote_a_way_of_asking_for(huts: Bot, text: str, told: str) -> None:
    reply = huts.answer(asked(text))

    assert reply.answer is not None, reply.message
    assert told in reply.answer.text


def test_a_word_of_the_title_of_its_table_names_no_column(huts: Bot) -> None:
    reply = huts.answer(asked("how many bunks has the Finch Hut in the Elm range near Elmstadt"))

    assert reply.answer is None or reply.answer.id != "huts:finch-hut:walk"


def test_a_choice_names_single_figures(huts: Bot) -> None:
    reply = huts.answer(asked("Finch Hut?"))

    assert reply.outcome is not Outcome.CLARIFY or reply.choices
