"""What people wrote is taken in, but for what would turn an answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from shops import asked

from bot import Bot
from bot.growing import take_in
from bot.growing.worksheet import Written, code_of
from bot.knowledge import load_knowledge, with_small_talk
from bot.matching.compiling import compile_index
from bot.model import SMALL_TALK, BotError, Knowledge, Place

BAKERY = """\
questions: [Do you sell gift vouchers?]
entries:
  - id: cakes
    question: How do I order a birthday cake?
    answer: Call us.
  - {id: parking, question: Where can I park my car?, answer: Behind the mill.}   # on one line
  - id: flour
    question: Where does the flour come from?   # from our own mill
    phrasings:
      - origin of the flour
    answer: From the mill.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bakery.yaml").write_text(BAKERY)
    return tmp_path


@pytest.fixture(scope="module")
def bakery(tmp_path_factory: pytest.TempPathFactory) -> Bot:
    folder = tmp_path_factory.mktemp("bakery")
    (folder / "bakery.yaml").write_text(BAKERY)
    return bot_with(load_knowledge(folder))


def bot_with(knowledge: Knowledge) -> Bot:
    return Bot(compile_index(knowledge))


def written(id: str, text: str) -> Written:
    return Written(code_of(id), text, Place("sheet.md", 1))


def test_lines_are_added_to_their_entries_and_the_rest_stays_as_it_is(bakery: Bot, folder: Path) -> None:
    lines = [written("parking", "is there room for a van"), written("flour", "who grinds your grain")]

    taken = take_in(bakery, folder, lines, bot_with)

    assert [line.refused for line in taken] == ["", ""]
    ways = {entry.id: entry.phrasings for entry in load_knowledge(folder).entries}
    assert ways["parking"] == ("is there room for a van",)
    assert ways["flour"] == ("origin of the flour", "who grinds your grain")
    for kept in ("   # on one line\n", "   # from our own mill\n", "      - origin of the flour\n"):
        assert kept in (folder / "bakery.yaml").read_text()


def test_a_worksheet_of_another_base_is_an_error(bakery: Bot, folder: Path) -> None:
    lines = [written("tents", "can I camp"), written("boats", "can I hire a canoe")]

    with pytest.raises(BotError, match=r"sheet\.md: .* none of its 2 answers, so it seems to be of another"):
        take_in(bakery, folder, lines, bot_with)
    (alone,) = take_in(bakery, folder, lines[:1], bot_with)

    assert "or the worksheet is of another base" in alone.refused
    assert (folder / "bakery.yaml").read_text() == BAKERY


def test_the_bots_own_small_talk_holds_no_line_back(folder: Path) -> None:
    bot = bot_with(with_small_talk(load_knowledge(folder)))
    today = bot.answer(asked("is there an evening course")).answer
    assert today is not None
    assert today.topic == SMALL_TALK

    (line,) = take_in(bot, folder, [written("cakes", "is there an evening course")], bot_with)

    assert line.refused == ""


def test_a_line_that_another_entry_hardly_answers_is_taken_in_and_that_is_told(bakery: Bot, folder: Path) -> None:
    today = bakery.answer(asked("where can I leave my car")).answer
    assert today is not None
    assert today.id == "parking"

    (line,) = take_in(bakery, folder, [written("flour", "where can I leave my car")], bot_with)

    assert (line.refused, line.instead) == ("", "parking")


@pytest.mark.parametrize(
    ("id", "text", "reason"),
    [
        pytest.param("parking", "where does the flour come from", "asks for flour, word for word", id="another's"),
        pytest.param("flour", "Origin of the flour?", "stands there already", id="known"),
        pytest.param("parking", "how can I order the birthday cake", "is answered with cakes today", id="turned"),
        pytest.param("oven", "how hot is the oven", "no entry has the code", id="gone"),
        pytest.param("parking", "do you sell gift vouchers", "must not be answered", id="out of scope"),
        pytest.param("parking", "gift vouchers?", "“Do you sell gift vouchers?” asks", id="near such a line"),
        pytest.param("parking", "1234", "hardly a word", id="a number"),
        pytest.param("parking", "x" * 300, "hardly a word", id="no word"),
        pytest.param("parking", "qwrt zxcv plmk", "hardly a word", id="no words"),
        pytest.param("parking", "Kann man hier Blechkuchen bestellen?", "hardly a word", id="another language"),
    ],
)
def test_a_line_is_refused_with_its_reason(bakery: Bot, folder: Path, id: str, text: str, reason: str) -> None:
    taken = take_in(bakery, folder, [written(id, text)], bot_with)

    assert reason in taken[0].refused
    assert (folder / "bakery.yaml").read_text() == BAKERY


def test_a_single_word_may_be_a_term_that_is_not_known(bakery: Bot, folder: Path) -> None:
    (line,) = take_in(bakery, folder, [written("flour", "spelthub")], bot_with)

    assert line.refused == ""


def test_a_line_that_another_entry_answers_by_the_other_lines_of_the_sheet_is_named(bakery: Bot, folder: Path) -> None:
    lines = [
        written("cakes", "must one reserve a tart beforehand"),
        written("cakes", "reserve a tart"),
        written("cakes", "how to reserve a tart for Sunday"),
        written("parking", "do i have to reserve a tart"),
    ]

    *own, strange = take_in(bakery, folder, lines, bot_with)

    assert [line.instead for line in own] == ["", "", ""]
    assert (strange.instead, strange.refused) == ("cakes", "")


def test_a_line_that_takes_the_answer_from_another_question_is_refused(bakery: Bot, folder: Path) -> None:
    def with_a_strong_line(knowledge: Knowledge) -> Bot:
        """As if the line for the car park said what asks for cakes."""
        stronger = ("order birthday cake", "order birthday cake please")
        return bot_with(
            replace(
                knowledge,
                entries=tuple(
                    replace(entry, phrasings=(*entry.phrasings, *stronger))
                    if entry.id == "parking" and entry.phrasings
                    else entry
                    for entry in knowledge.entries
                ),
            )
        )

    lines = [written("parking", "is there room for a van"), written("flour", "who grinds your grain")]

    van, grain = take_in(bakery, folder, lines, with_a_strong_line)

    assert "“order birthday cake” would get parking rather than cakes" in van.refused
    assert grain.refused == ""
    assert "van" not in (folder / "bakery.yaml").read_text()
