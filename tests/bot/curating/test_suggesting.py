"""A suggestion is of the kind that what was noted speaks for, and holds nothing that would not stand for itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from bot import Bot
from bot.curating import Kind, Review, Suggestion, in_force
from bot.curating.suggesting import suggest
from bot.memory import AnsweredTurn, Gap, NotedGap
from bot.model import BotError, Choice, Context

NOON = datetime(2025, 7, 1, 12, tzinfo=UTC)


def noted(text: str | None, asker: str = "1", kind: Gap = Gap.UNKNOWN, **others: object) -> NotedGap:
    own = {"at": NOON.timestamp(), "asked_at": NOON.timestamp(), "text": text}
    return NotedGap(f"{asker} asks {text}", asker, kind, **(own | others))  # type: ignore[arg-type]


def told(text: str, entry: str, asker: str = "1", asked_in: Context = Context()) -> AnsweredTurn:  # noqa: B008
    return AnsweredTurn(f"{asker} is told {entry}", asker, NOON.timestamp(), text, entry, asked_in)


def suggested(bot: Bot, gaps: Sequence[NotedGap], answers: Sequence[AnsweredTurn] = ()) -> tuple[Suggestion, ...]:
    return suggest(gaps, answers, in_force(()), bot, date(2025, 7, 1))


@pytest.mark.parametrize(
    ("gap", "kind", "entry"),
    [
        pytest.param(noted("do you have gift vouchers"), Kind.ENTRY, None, id="not-held"),
        pytest.param(noted("how do i boil an egg"), Kind.OUT_OF_SCOPE, None, id="far-from-all"),
        pytest.param(noted("is the comet cheap"), Kind.PHRASING, "comet-price", id="near-one"),
        pytest.param(
            noted("is there a red comet", kind=Gap.NOT_MEANT, entry="comet-price", confidence=0.8),
            Kind.APART,
            "comet-price",
            id="another-was-meant",
        ),
        pytest.param(
            noted("price of the comet", kind=Gap.OUT_OF_DATE, entry="comet-price"), Kind.STALE, "comet-price", id="old"
        ),
    ],
)
def test_the_kind_is_what_was_noted_speaks_for(bicycles: Bot, gap: NotedGap, kind: Kind, entry: str | None) -> None:
    (one,) = suggested(bicycles, [gap])

    assert (one.kind, one.entry) == (kind, entry)
    assert one.reason.startswith("asked 1 time by 1 person; ")


def test_choices_that_differ_are_to_be_told_apart(bicycles: Bot) -> None:
    offered = (Choice("comet-price", "?"), Choice("comet-pro-price", "?"))
    before = Context(question="price of a fast bike", offered=offered, at=NOON)
    picks = [("1", "comet-price"), ("2", "comet-price"), ("2", "comet-price"), ("3", "comet-pro-price")]

    (one,) = suggested(bicycles, [], [told("", entry, asker, before) for asker, entry in picks])

    assert (one.kind, one.entry, one.text, one.askers) == (Kind.APART, "comet-price", "price of a fast bike", 3)
    assert one.reason.endswith("; 2 chose comet-price and 1 comet-pro-price")


def test_what_is_asked_in_words_of_the_same_company_stands_below_each_other(bicycles: Bot) -> None:
    gaps = [noted("how many days to mend saddles", asker) for asker in ("1", "2", "3")]
    others = (
        "do you have gift vouchers",
        "is there a museum",
        "who made the sign above the door",
        "can i get a receipt",
    )
    gaps += [noted(text, asker) for asker in ("1", "2") for text in others]
    gaps += [noted("how many days to repair gears", "4")]

    saddles, gears, *rest = suggested(bicycles, gaps)

    assert (saddles.text, gears.text) == ("how many days to mend saddles", "how many days to repair gears")
    assert (saddles.see_also, gears.see_also) == ((gears.id,), (saddles.id,))
    assert [one.see_also for one in rest] == [(), (), (), ()]


def test_what_has_grown_old_is_accepted_by_itself(bicycles: Bot) -> None:
    old = noted("price of the comet", kind=Gap.OUT_OF_DATE, entry="comet-price")
    found = suggested(bicycles, [old, noted("do you have gift vouchers")])
    seen = Review(bicycles, bicycles, in_force(()), found, {})

    with pytest.raises(BotError, match="renews comet-price; accept it by itself"):
        seen.joined([one.id for one in found])


def test_one_who_asks_often_does_not_come_before_many(bicycles: Bot) -> None:
    text = "do you sell helmets"
    flood = [NotedGap(f"t{number}", "1", Gap.UNKNOWN, 1.0, text=text, asked_at=1.0) for number in range(50)]
    two = [noted("is there a museum", asker) for asker in ("2", "3")]

    assert [one.text for one in suggested(bicycles, [*flood, *two])] == ["is there a museum", "do you sell helmets"]


def test_what_does_not_stand_for_itself_becomes_no_way_of_asking(bicycles: Bot) -> None:
    before = Context("comet-price", "what does the comet cost", (("model", "comet"),), at=NOON)
    gaps = [noted("and why is that?", asked_in=before), noted("mail [email] about vouchers"), noted(None)]

    assert [one.wordings for one in suggested(bicycles, gaps)] == [(), (), ()]


def test_what_only_comes_after_another_question_is_a_matter_of_its_own(bicycles: Bot) -> None:
    before = Context("comet-price", "what does the comet cost", (("model", "comet"),), at=NOON)
    texts = ("do you sell helmets in the shop", "who won the football match", "where is the museum of bikes")

    found = suggested(bicycles, [noted(text, asked_in=before) for text in texts])

    assert sorted(one.wordings for one in found) == sorted((text,) for text in texts)


def test_a_follow_up_goes_in_as_it_was_understood(bicycles: Bot) -> None:
    before = Context("bikes-sold:2025", "how many bikes were sold in 2025", (("year", "2025"),), at=NOON)

    (one,) = suggested(bicycles, [noted("and in 2019?", asked_in=before)])

    assert one.wordings == ("how many bikes were sold in 2019",)


def test_a_date_that_counts_from_the_day_of_asking_goes_in_written_out(bicycles: Bot) -> None:
    (one,) = suggested(bicycles, [noted("how many helmets were stolen last year")])

    assert one.wordings == ("how many helmets were stolen 2024",)


def test_a_way_of_asking_is_the_whole_message_also_after_another_question(bicycles: Bot) -> None:
    before = Context(question="do you have gift vouchers", at=NOON)

    (one,) = suggested(bicycles, [noted("i want to borrow a unicycle", asked_in=before)])

    assert one.wordings == ("i want to borrow a unicycle",)
