"""What a curator gives is made into what is accepted, or gets one line that names what is lacking."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import Bot
from bot.curating import Kind, Suggestion, Wishes
from bot.curating.accepting import to_taken
from bot.model import Accepted, BotError

HELMETS = Suggestion(
    "0123456789",
    Kind.ENTRY,
    None,
    "do you sell helmets",
    2,
    2,
    "asked 2 times by 2 people; no entry comes near",
    wordings=("do you sell helmets", "helmets?"),
    nearest=(("comet-price", 0.1),),
)


def test_a_new_entry_takes_its_topic_from_the_nearest_one_and_all_wordings(bicycles: Bot) -> None:
    given = "answer: From **30 euros**.\nsources: [{publisher: Two Wheels}]\nphrasings: [helmet]\nas_of: 2025-06\n"

    taken = to_taken(HELMETS, Wishes(file="a.yaml", answer=given), bicycles)

    assert taken.answer is not None
    assert (taken.entry, taken.answer.topic) == ("do-you-sell-helmets", bicycles.show("comet-price").topic)  # type: ignore[union-attr]
    assert (taken.answer.question, taken.answer.answer, taken.answer.as_of) == (
        "do you sell helmets",
        "From **30 euros**.",
        "2025-06",
    )
    assert taken.answer.sources[0].publisher == "Two Wheels"
    assert set(taken.texts) == {"do you sell helmets", "helmets?", "helmet"}


@pytest.mark.parametrize("text", ["We do: from 30 euros.", "**30 euros**", "- one\n- two: three", "30"])
def test_a_file_that_is_no_mapping_is_the_answer(bicycles: Bot, text: str) -> None:
    taken = to_taken(HELMETS, Wishes(text="Do you sell helmets?", file="a.md", answer=f"{text}\n"), bicycles)

    assert taken.answer is not None
    assert (taken.answer.answer, taken.answer.question) == (text, "Do you sell helmets?")


@pytest.mark.parametrize(
    ("wishes", "remedy"),
    [
        pytest.param(
            Wishes(),
            "give an answer for a new entry, or the id of an entry that is held",
            id="nothing-given",
        ),
        pytest.param(Wishes(entry="comet-prise"), "did you mean comet-price?", id="unknown-entry"),
        pytest.param(Wishes(entry="parking", text="call +44 20 7946 0958"), r"\[phone\]", id="personal"),
        pytest.param(Wishes(entry="parking", text="12"), "write a question", id="no-word"),
        pytest.param(Wishes(file="a", answer=""), "a:1: KB105", id="no-answer"),
        pytest.param(Wishes(file="a", answer="answer: x\nsourses: []\n"), "a:2: KB011", id="unknown-key"),
        pytest.param(Wishes(file="a", answer="answer: [x\n"), "a:2: KB006", id="no-yaml"),
        pytest.param(Wishes(file="a", answer="answer: x\nrelated: [parkin]\n"), "did you mean parking", id="related"),
        pytest.param(Wishes(entry="parking", file="a", answer="x"), "the id parking is taken", id="taken"),
        pytest.param(Wishes(entry="No Id", file="a", answer="x"), "single hyphens", id="no-id"),
    ],
)
def test_what_is_lacking_is_named(bicycles: Bot, wishes: Wishes, remedy: str) -> None:
    with pytest.raises(BotError, match=remedy):
        to_taken(HELMETS, wishes, bicycles)


def test_a_text_without_sources_is_refused_where_the_base_requires_them(bicycles: Bot) -> None:
    strict = bicycles.with_accepted(Accepted())
    strict.knowledge = replace(bicycles.knowledge, manifest=replace(bicycles.knowledge.manifest, require_sources=True))

    with pytest.raises(BotError, match=r"a\.md: names no source, and this knowledge base requires one"):
        to_taken(HELMETS, Wishes(file="a.md", answer="From 30 euros."), strict)


def test_what_is_not_to_be_answered_is_null(bicycles: Bot) -> None:
    taken = to_taken(HELMETS, Wishes.typed("null", None, "", None), bicycles)

    assert (taken.texts, taken.entry) == (HELMETS.wordings, None)


def test_what_has_no_wording_that_stands_alone_needs_one(bicycles: Bot) -> None:
    leaning = replace(HELMETS, wordings=(), text="(text not kept)")

    for wishes in (Wishes(entry="parking"), Wishes(file="a", answer="x")):
        with pytest.raises(BotError, match="stands for itself"):
            to_taken(leaning, wishes, bicycles)
    assert to_taken(leaning, Wishes(entry="parking", text="helmets?"), bicycles).texts == ("helmets?",)


def test_a_figure_of_a_series_is_renewed_in_its_file(bicycles: Bot) -> None:
    old = replace(HELMETS, kind=Kind.STALE, entry="bikes-sold")

    with pytest.raises(BotError, match=r"add the figure there, in series/sales\.yaml:\d+"):
        to_taken(old, Wishes(file="a", answer="x"), bicycles)


def test_an_answer_beside_null_is_refused() -> None:
    with pytest.raises(BotError, match="leave it out, or leave the answer out"):
        Wishes.typed("null", None, "a", "answer: x")
