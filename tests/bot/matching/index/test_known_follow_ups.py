"""What people type next is known by the words in which others typed it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shops import asked, base, bot_of, entry, index_of

from bot import Bot
from bot.conversation import read_turn
from bot.conversation.proposing import Proposer
from bot.conversation.queries.index_reader import reader_of
from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.matching.index.known_follow_ups import KnownFollowUps
from bot.model import Context, Entry, Outcome

RYE = entry(
    "rye-price",
    "What does rye bread cost?",
    "price of rye",
    "how much is a rye loaf",
    follow_ups=(
        ("flour", ("where does it come from", "whose grain do you take")),
        ("rye-price", ("in euros?",)),
        ("gone", ("and the cake?",)),
        (None, ("is it vegan",)),
    ),
)
FLOUR = entry("flour", "Which mill supplies the bakery?", "flour supplier", "name of the mill")
HOURS = entry("hours", "When does the bakery open?", "opening hours", follow_ups=(("flour", ("who grinds it",)),))
OVEN = entry("oven", "Which make is the oven?", "brand of the oven", "who built the oven")


@pytest.fixture(scope="module")
def known() -> KnownFollowUps:
    return bot_of(RYE, FLOUR, HOURS, OVEN).index.follow_ups


def test_the_same_words_ask_for_the_same_and_like_words_for_nearly_the_same(known: KnownFollowUps) -> None:
    same, alike = known.asked_nearly(["who", "grind", "it"]), known.asked_nearly(["who", "grind"])

    assert same[1] == pytest.approx(1)
    assert 0.5 < alike[1] < same[1]
    assert alike.keys() == same.keys() - {0}


def test_of_several_the_nearest_counts(known: KnownFollowUps) -> None:
    assert known.asked_nearly(["whose", "grain"])[1] > known.asked_nearly(["grain"])[1] > known.asked_nearly(["it"])[1]


def test_one_that_is_tried_out_does_not_know_itself(known: KnownFollowUps) -> None:
    assert known.asked_nearly(["in", "euro"])[0] == pytest.approx(1)
    assert known.asked_nearly(["in", "euro"], left_out_after=2)[0] == pytest.approx(1)
    assert known.asked_nearly(["in", "euro"], left_out_after=0) == {}


@pytest.mark.parametrize("stems", [[], ["zebra"], ["cake"], ["vegan"]])
def test_unknown_words_ask_for_nothing_and_neither_does_what_nothing_answers(
    known: KnownFollowUps, stems: list[str]
) -> None:
    assert known.asked_nearly(stems) == {}


def test_where_none_are_written_down_none_are_known() -> None:
    assert bot_of(FLOUR, OVEN).index.follow_ups.asked_nearly(["who", "else"]) == {}


def test_what_others_typed_next_is_answered() -> None:
    after_rye = Context("rye-price", "what does rye bread cost?")
    bot = bot_of(RYE, FLOUR, HOURS, OVEN)
    plain = bot_of(*(entry(one.id, one.question, *one.phrasings) for one in (RYE, FLOUR, HOURS, OVEN)))

    reply = bot.answer(asked("whose grain do you take?"), after_rye)

    assert reply.outcome is Outcome.ANSWER
    assert reply.answer is not None
    assert reply.answer.id == "flour"
    assert plain.answer(asked("whose grain do you take?"), after_rye).answer != reply.answer


def test_what_others_typed_speaks_for_its_entry_after_any_answer() -> None:
    after_hours = Context("hours", "when does the bakery open?")

    def situation(*entries: Entry) -> float:
        matcher = Matcher(index_of(*entries))
        turn = read_turn(asked("so whose grain do you take?"), after_hours, matcher)
        near = Proposer(turn, after_hours, matcher, reader_of(matcher)).near(matcher.entry_of_id["hours"]).ranking
        return {matcher.entries[one.entry].id: dict(one.parts)["situation"] for one in near.candidates}["flour"]

    assert situation(RYE, FLOUR, HOURS, OVEN) > situation(replace(RYE, follow_ups=()), FLOUR, HOURS, OVEN) + 0.5


def test_just_what_is_written_down_is_answered_after_its_entry_alone(known: KnownFollowUps) -> None:
    assert known.asked_exactly(["in", "euro"], after=0) == 0
    assert known.asked_exactly(["who", "grind", "it"], after=2) == 1
    assert known.asked_exactly(["who", "grind", "it"], after=0) is None
    assert known.asked_exactly(["who", "grind"], after=2) is None


def test_one_that_asks_for_a_figure_gets_it_and_speaks_for_its_series() -> None:
    sold = entry("sold", "How many loaves were sold?", "loaves sold", series="sold", labels=("2024", "2025"))
    cell = entry("sold:2025", "How many loaves were sold in 2025?", series="sold")
    asking = replace(HOURS, follow_ups=(("sold:2025", ("how much went over the counter",)),))
    bot = Bot(compile_index(replace(base(asking, sold), cells=(cell,))))

    reply = bot.answer(asked("how much went over the counter?"), Context("hours", "when does the bakery open?"))

    assert reply.answer is not None
    assert reply.answer.id == "sold:2025"
    assert bot.index.follow_ups.asked_nearly(["over", "the", "counter"]).keys() == {1}


def test_they_are_no_questions_of_their_own() -> None:
    bot = bot_of(RYE, FLOUR, HOURS, OVEN)

    assert bot.answer(asked("who grinds it")).outcome is not Outcome.ANSWER
    assert not Matcher(bot.index).ranking_of("who grinds it").exact
