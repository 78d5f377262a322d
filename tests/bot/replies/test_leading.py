"""The sentence that tells what is asked comes first, and nothing of the answer is lost."""

from __future__ import annotations

import pytest
from shops import base, entry

from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.replies.deciding.leading import Leading

OVEN = entry(
    "oven",
    "What is the oven of the bakery?",
    answer=(
        "The bakery has a **stone oven** from Tyrol. It was built by hand.\n\n"
        "The chimney sweep comes in March. Heating takes 90 minutes with beech wood; it never goes out."
    ),
)
LOAVES = entry(
    "loaves",
    "Which loaves are there?",
    answer=(
        "Two loaves are sold. The first is Rye, baked with caraway. "
        "The second has walnuts from Tyrol. In Lent a third one with figs is sold."
    ),
)
LOANS = entry(
    "loans",
    "Does the bakery give loans?",
    answer="**No.** The owner lends money to her apprentices, 500 euros at most.",
)
LIST = entry(
    "prices", "What does the bread cost?", answer="Prices:\n\n- rye 4 euros\n- spelt 5 euros, from the chimney oven"
)


@pytest.fixture(scope="module")
def leading() -> Leading:
    return Leading(Matcher(compile_index(base(OVEN, LOAVES, LOANS, LIST))))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("when does the chimney sweep come to the oven", "The chimney sweep", id="another paragraph"),
        pytest.param("how many minutes does heating the oven take", "Heating takes 90 minutes", id="an amount"),
    ],
)
def test_what_is_asked_leads(leading: Leading, question: str, first: str) -> None:
    told = leading.with_lead(OVEN, question)

    assert told.startswith(first)
    assert sorted(told.split()) == sorted(OVEN.answer.split())
    assert "from Tyrol. It was built by hand." in told


def test_what_announces_a_list_stays_in_front_of_it(leading: Leading) -> None:
    assert leading.with_lead(LIST, "when was the bread painted in Siena") == ""


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("what oven does the bakery have", id="as it is always asked"),
        pytest.param("how many minutes for the chimney sweep", id="no amount in that sentence"),
        pytest.param("was the oven built by hand", id="a sentence that leans on the first"),
        pytest.param("really?", id="asks for no sentence"),
    ],
)
def test_else_the_answer_stands_as_it_was_written(leading: Leading, question: str) -> None:
    assert not leading.with_lead(OVEN, question)


def test_what_is_told_of_one_of_several_stays_behind_them(leading: Leading) -> None:
    assert not leading.with_lead(LOAVES, "which loaves have walnuts from tyrol")
    assert leading.with_lead(LOAVES, "which loaves are sold in lent, with figs").startswith("In Lent a third one")


def test_nothing_comes_before_a_yes_or_no(leading: Leading) -> None:
    assert not leading.with_lead(LOANS, "how much does the owner lend to apprentices")


def test_lists_stay_where_they_are(leading: Leading) -> None:
    assert not leading.with_lead(LIST, "is the spelt bread from the chimney oven")
