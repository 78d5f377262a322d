"""What was asked and not answered comes in one row a matter, without who asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import yaml

from bot import Bot, open_bot
from bot.curating import TEXT_NOT_KEPT, Matter, gather_matters
from bot.memory import Gap, NotedGap
from bot.model import Context

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
Wordings = dict[str, dict[str, list[str]]]
UNHELD: Wordings = yaml.safe_load(Path(__file__).with_name("unheld.yaml").read_text())
LIBRARY = Path(__file__).parents[2] / "data" / "languages" / "zh"
UNHELD_SHIPPED: Wordings = yaml.safe_load(Path(__file__).with_name("unheld_shipped.yaml").read_text())


def noted(text: str | None, turn: str = "", asker: str = "1", kind: Gap = Gap.UNKNOWN, **others: object) -> NotedGap:
    own = {"at": NOON.timestamp(), "asked_at": NOON.timestamp(), "text": text}
    return NotedGap(turn or f"turn of {text}", asker, kind, **(own | others))  # type: ignore[arg-type]


def gathered(bicycles: Bot, gaps: Iterable[NotedGap]) -> tuple[Matter, ...]:
    return gather_matters(tuple(gaps), bicycles.index)


# Of the second set many wordings share no word at all, or one with another matter; there a quarter as many rows as
# questions are a success.
@pytest.mark.parametrize(
    ("name", "most", "mixed"), [("first", 6, 0), ("second", 12, 0), ("third", 6, 0), ("fourth", 6, 0)]
)
def test_fifty_wordings_of_five_matters_become_five_rows(bicycles: Bot, name: str, most: int, mixed: int) -> None:
    matters = matters_of(UNHELD[name])

    check_rows(gathered(bicycles, map(noted, matters)), matters, most, mixed)


# Beside so much that is held hardly any word is new, and what shares none stays a row of its own.
@pytest.mark.parametrize(
    ("name", "most", "mixed"), [("first", 12, 0), ("second", 9, 0), ("third", 11, 0), ("fourth", 26, 0)]
)
def test_in_a_large_base_most_of_a_matter_is_one_row(shipped: Bot, name: str, most: int, mixed: int) -> None:
    matters = matters_of(UNHELD_SHIPPED[name])

    check_rows(gather_matters(tuple(map(noted, matters)), shipped.index), matters, most, mixed)


@pytest.mark.parametrize(
    ("texts", "rows"),
    [
        pytest.param(("do you repair wipers", "is the wiper included", "wider tyres"), 2, id="a-word-near-a-held-one"),
        pytest.param(("3d printer", "is there something with 3d"), 1, id="a-word-with-a-digit"),
        pytest.param(("which dvds are there", "i want a dvd"), 1, id="letters-and-an-s"),
        pytest.param(("i need a dynamo for my bike, where to get one", "dynamo"), 1, id="a-part-that-asks"),
        pytest.param(("i need a dynamo, where to get one", "my helmet broke, where to get one"), 2, id="the-same-part"),
        pytest.param(("hairdryer", "do you have hair dryers"), 1, id="in-one-word-or-two"),
    ],
)
def test_what_makes_two_questions_one_row(bicycles: Bot, texts: tuple[str, ...], rows: int) -> None:
    assert len(gathered(bicycles, map(noted, texts))) == rows


def test_a_sign_that_stands_in_two_words_makes_them_no_matter(shared_folder: Path) -> None:
    library = open_bot(LIBRARY, shared_folder / "library")
    parking = ("有没有停车场", "停车要收费吗", "停车位多吗")

    rows = gathered(library, map(noted, (*parking, "停电了怎么办")))

    assert sorted(row.times for row in rows) == [1, 3]


def matters_of(wordings: dict[str, list[str]]) -> dict[str, str]:
    return {text: matter for matter, texts in wordings.items() for text in texts}


def check_rows(rows: tuple[Matter, ...], matters: dict[str, str], most: int, mixed: int) -> None:
    # The question may be put differently than it was typed: what asks, of a message that also tells something.
    told = [{matters[text] for text in (row.question, *row.examples) if text in matters} for row in rows]

    assert 4 <= len(rows) <= most
    assert sum(row.times for row in rows) == 50
    assert sum(len(one) > 1 for one in told) <= mixed


def test_the_order_in_which_gaps_were_noted_does_not_matter(bicycles: Bot) -> None:
    gaps = [noted(text, asker=str(at % 7)) for at, text in enumerate(UNHELD["first"]["renting"] * 2)]
    shuffled = Random(5).sample(gaps, len(gaps))

    assert gathered(bicycles, shuffled) == gathered(bicycles, gaps)


def test_a_row_counts_turns_askers_and_kinds(bicycles: Bot) -> None:
    (row,) = gathered(
        bicycles,
        (
            noted("do you sell helmets", "t1", "1"),
            noted("helmets?", "t2", "1"),
            noted("which helmets do you sell", "t3", "2"),
            noted("which helmets do you sell", "t3", "2", Gap.BAD_VOTE),
            noted("which helmets do you sell", "t3", "3", Gap.NOT_MEANT, meant="a helmet for my son"),
        ),
    )

    assert (row.times, row.askers) == (3, 3)
    assert Counter(dict(row.outcomes)) == {"unknown": 3, "bad_vote": 1, "not_meant": 1}
    assert row.question == "which helmets do you sell"
    assert row.examples == ("helmets?", "do you sell helmets")
    assert row.meant == ("a helmet for my son",)


def test_what_most_askers_miss_comes_first(bicycles: Bot) -> None:
    often = [noted("do you sell helmets", f"h{number}", "1") for number in range(5)]
    by_many = [noted("is there a museum", f"m{number}", str(number)) for number in range(3)]

    assert [row.question for row in gathered(bicycles, [*often, *by_many])] == [
        "is there a museum",
        "do you sell helmets",
    ]


def test_a_follow_up_stands_as_it_was_understood(bicycles: Bot) -> None:
    before = Context("bikes-sold:2025", "how many bikes were sold in 2025", (("year", "2025"),), at=NOON)
    (row,) = gathered(bicycles, [noted("and in 2023?", asked_in=before)])

    assert row.question == "how many bikes were sold in 2023"
    assert row.examples == ("and in 2023?",)


def test_the_same_question_of_two_years_is_two_matters(bicycles: Bot) -> None:
    rows = gathered(bicycles, [noted("how many bikes were sold in 2021"), noted("how many bikes were sold in 2022")])

    assert len(rows) == 2


def test_names_of_the_same_kind_keep_known_words_apart(bicycles: Bot) -> None:
    rows = gathered(bicycles, [noted("colours of the comet"), noted("colours of the comet pro")])

    assert len(rows) == 2


def test_without_text_the_nearest_entry_makes_the_row(bicycles: Bot) -> None:
    bad = {"kind": Gap.BAD_VOTE, "entry": "comet-price", "confidence": 0.8}
    none = {"kind": Gap.NONE_OF_THESE, "offered": ("comet-price", "lark-price"), "confidence": 0.3}
    rows = gathered(
        bicycles,
        [noted(None, "t1", **bad), noted(None, "t2", **none), noted(None, "t3"), noted("", "t4", "2", **bad)],
    )

    assert [(row.question, row.times, [id for id, _ in row.nearest]) for row in rows] == [
        (TEXT_NOT_KEPT, 3, ["comet-price"]),
        (TEXT_NOT_KEPT, 1, []),
    ]


def test_what_was_redacted_links_nothing(bicycles: Bot) -> None:
    rows = gathered(bicycles, [noted("write to [email] about helmets"), noted("send the museum plan to [email]")])

    assert len(rows) == 2


def test_a_row_names_the_nearest_entries_but_no_small_talk(bicycles: Bot) -> None:
    (row,) = gathered(bicycles, [noted("is there a red comet")])

    assert 1 <= len(row.nearest) <= 3
    assert not any(id.startswith("small-") for id, _ in row.nearest)
