"""The shipped series: whatever is a number says what it is, so that it can be counted with."""

from __future__ import annotations

import re

import pytest

from bot import Bot
from bot.knowledge import is_numeric
from bot.knowledge.generating.cells import kind_of
from bot.knowledge.generating.numbers import label_text
from bot.knowledge.wording import words_in
from bot.model import Kind, Question, Series

# A row of such a table has a unit of its own, and so can a column have no noun.
UNIT = "unit"


@pytest.fixture(scope="module")
def series(shipped: Bot) -> tuple[Series, ...]:
    return shipped.knowledge.series


def test_every_figure_says_how_it_goes_together_with_others(series: tuple[Series, ...]) -> None:
    points = [one.id for one in series if one.points and one.kind in (None, Kind.TEXT)]
    columns = [
        f"{one.id}:{column.id}"
        for one in series
        for column in one.columns
        if (kind_of(one, column) in (None, Kind.TEXT)) == is_numeric(one, column.id)
    ]

    assert points + columns == []


def test_every_figure_has_a_noun(series: tuple[Series, ...]) -> None:
    points = [one.id for one in series if one.points and not (one.noun and one.unit)]
    columns = [
        f"{one.id}:{column.id}"
        for one in series
        for column in one.columns
        if not column.noun and is_numeric(one, column.id) and UNIT not in {other.id for other in one.columns}
    ]

    assert points + columns == []


def test_every_point_is_found_by_its_plain_question(shipped: Bot, series: tuple[Series, ...]) -> None:
    words = words_in("en")
    asked = {
        one.ask[0].question.replace("{label}", label_text(point.label, words)): point.value
        for one in series
        if one.ask
        for point in one.points
        if point.value is not None
    }

    def told(question: str) -> list[float]:
        answer = shipped.answer(Question(question)).answer
        numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", answer.text if answer else "")
        return [float(number.replace(",", "")) for number in numbers]

    def is_told(value: float, numbers: list[float]) -> bool:
        """An answer may round, and say millions."""
        return any(abs(number * scale - abs(value)) <= 0.006 * abs(value) for number in numbers for scale in (1, 1e6))

    assert len(asked) > 250
    assert [question for question, value in asked.items() if not is_told(value, told(question))] == []
