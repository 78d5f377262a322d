"""Follow-ups: what was answered before is kept, what is new replaces or adds to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from shops import NOON, asked, bot_of, entry, ids, talk

from bot import Bot
from bot.conversation.turn import MEMORY
from bot.knowledge import words_in
from bot.model import SMALL_TALK, Context, Outcome, Reply

WORDS = words_in()


@pytest.mark.parametrize(
    ("before", "after", "id"),
    [
        pytest.param("bikes sold in 2025", "and in 2026?", "bikes-sold:2026", id="another year"),
        pytest.param("bikes sold in 2025", "2024?", "bikes-sold:2024", id="a bare year"),
        pytest.param("bikes sold in 2025", "what about the year before?", "bikes-sold:2024", id="the year before"),
        pytest.param("bikes sold in 2025", "and this year?", "bikes-sold:2026", id="this year"),
        pytest.param("repairs in Q1 2025", "and Q2?", "repairs-by-quarter:2025-q2", id="another quarter"),
        pytest.param(
            "repairs in Q1 2025", "and in the third quarter", "repairs-by-quarter:2025-q3", id="quarter in words"
        ),
        pytest.param("repairs in Q1 2025", "two quarters later?", "repairs-by-quarter:2025-q3", id="counted on"),
        pytest.param("repaisr in Q1 2025", "and Q2?", "repairs-by-quarter:2025-q2", id="a misspelt question before"),
        pytest.param("what does the comet cost?", "what about the pro?", "comet-pro-price", id="a part of a name"),
        pytest.param("what does the comet cost?", "and the lark?", "lark-price", id="another model"),
        pytest.param(
            "what does the comet cost?", "and the pro one?", "comet-pro-price", id="what names with the model"
        ),
        pytest.param(
            "which colours does the lark come in?", "how heavy is it", "lark-weight", id="what it points back to"
        ),
        pytest.param("who founded two wheels?", "when was that?", "founder", id="when that was"),
        pytest.param("how heavy is the comet", "and the lark?", "lark-weight", id="another model, other quantity"),
        pytest.param("what does the comet cost?", "how much does it weigh?", "comet-weight", id="another quantity"),
        pytest.param("what does the lark cost?", "and its colours?", "lark-colours", id="another attribute"),
        pytest.param("where is the branch in lisbon?", "and in porto?", "branch-porto", id="another place"),
        pytest.param(
            "who founded two wheels?", "and who runs the workshop?", "workshop-head", id="a whole new question"
        ),
    ],
)
def test_a_follow_up_leans_on_the_question_before(bicycles: Bot, before: str, after: str, id: str) -> None:
    *_, reply = talk(bicycles, before, after)

    assert ids(reply) == [id]


def test_a_name_with_an_answer_of_its_own_is_asked_about_as_what_was_before() -> None:
    rye, spelt = (("model", "rye"),), (("model", "spelt"),)
    bot = bot_of(
        entry("rye-what", "What is rye bread?", "rye", about=rye),
        entry("rye-price", "What does rye bread cost?", "price of rye", "how much is rye", about=rye),
        entry("spelt-price", "What does spelt bread cost?", "price of spelt", "how much is spelt", about=spelt),
        entry("gm-price", "What does GM bread cost?", "price of gm", "how much is gm", about=(("model", "gm"),)),
        entry("small-hello", "Good morning!", "gm", topic=SMALL_TALK),
        names={"model": {"rye": (), "spelt": (), "gm": ()}, "quantity": {"price": ("how much is rye",)}},
    )

    assert ids(bot.answer(asked("rye?"))) == ["rye-what"]
    assert ids(*talk(bot, "what does spelt bread cost?", "rye?"))[1] != "rye-what"
    assert ids(*talk(bot, "rye", "how much is rye")) == ["rye-what", "rye-price"]
    assert ids(*talk(bot, "gm", "what does spelt bread cost?")) == ["small-hello", "spelt-price"]


def test_courtesy_is_a_question_where_it_is_known_as_a_follow_up() -> None:
    written = (("apology", ("did they apologise",)),)
    bot = bot_of(
        entry("lost", "What happened to the lost bread?", "lost bread", "bread that got lost", follow_ups=written),
        entry(
            "apology",
            "Did the bakers apologise for the lost bread?",
            "apology of the bakers for the lost bread",
            "have the bakers apologised",
        ),
        entry("small-sorry", "I apologise!", "sorry", "i do apologise", "we apologise", topic=SMALL_TALK),
    )

    assert ids(bot.answer(asked("did they apologise"))) != ["apology"]
    assert ids(*talk(bot, "what happened to the lost bread?", "did they apologise")) == ["lost", "apology"]


def test_what_another_answer_knows_does_not_ask_for_the_last_one_again() -> None:
    bot = bot_of(
        entry("oven", "What happened when the oven burned?", "oven fire", answer="Kopernik & Sons repaired it."),
        entry("rye-price", "What does rye bread cost?", "price of rye", "how much is rye"),
    )

    assert ids(*talk(bot, "price of rye", "and kopernik?")) == ["rye-price", None]


def test_a_word_that_only_the_last_answer_knows_asks_for_it_again() -> None:
    bot = bot_of(
        entry("oven", "What happened when the oven burned?", "oven fire", answer="Kopernik & Sons repaired it."),
        entry("rye-price", "What does rye bread cost?", "price of rye", "how much is rye"),
    )

    assert ids(*talk(bot, "oven fire", "and kopernik?")) == ["oven", "oven"]


@pytest.mark.parametrize("text", ["when does the shop open?", "where can I park at the shop", "bikes sold in 2024"])
def test_a_whole_new_question_wins_over_a_follow_up(bicycles: Bot, text: str) -> None:
    _, reply = talk(bicycles, "what does the comet cost?", text)

    assert ids(reply) == ids(bicycles.answer(asked(text)))


@pytest.mark.parametrize(
    ("after", "known"),
    [
        pytest.param("and in 2023?", "bikes-sold:2025", id="a year that there is not"),
        pytest.param("and veloce?", "bikes-sold:2025", id="another company"),
        pytest.param("and in madrid?", "bikes-sold:2025", id="a place"),
    ],
)
def test_a_follow_up_about_what_there_is_not_is_never_answered_with_another_figure(
    bicycles: Bot, after: str, known: str
) -> None:
    first, reply = talk(bicycles, "bikes sold in 2025", after)

    assert ids(first) == [known]
    assert reply.answer is None or not reply.answer.id.startswith("bikes-sold")


def test_follow_ups_go_on(bicycles: Bot) -> None:
    replies = talk(bicycles, "bikes sold in 2024", "and in 2025?", "and in 2026?", "and 2024 again?")

    assert ids(*replies) == ["bikes-sold:2024", "bikes-sold:2025", "bikes-sold:2026", "bikes-sold:2024"]


def test_what_is_asked_back_about_leaves_the_subject(bicycles: Bot) -> None:
    *_, asked_back, reply = talk(bicycles, "repairs in Q1 2025", "the year 2024?", "and Q2?")

    assert asked_back.outcome is Outcome.CLARIFY
    assert ids(reply) == ["repairs-by-quarter:2025-q2"]


def test_a_point_that_is_not_held_is_none_of_its_neighbours(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "repairs in Q2 2025", "and in Q3 2026?")

    assert reply.outcome is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("first", "after", "told"),
    [
        pytest.param("which quarter had the most repairs", "and the fewest?", "Q4 2025", id="the lowest"),
        pytest.param("which quarter had the fewest repairs", "and the most?", "Q2 2025", id="the highest"),
        pytest.param("in which year were most bikes sold", "and in 2024?", "1,200", id="one of its points"),
    ],
)
def test_after_one_end_of_a_series_another_figure_of_it_is_asked_for(
    bicycles: Bot, first: str, after: str, told: str
) -> None:
    *_, reply = talk(bicycles, first, after)

    assert reply.answer is not None
    assert told in reply.answer.text.split(":")[0]


def test_the_whole_year_is_none_of_its_quarters(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "repairs in Q1 2025", "the whole of 2024?")

    assert reply.answer is None or not reply.answer.id.startswith("repairs-by-quarter:")


def test_the_whole_year_is_the_sum_of_its_quarters(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "repairs in Q1 2025", "and the whole of 2025?")

    assert reply.answer is not None
    assert "1,060" in reply.answer.text


def test_a_point_of_a_series_keeps_its_time_and_its_name(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "repairs in Q1 2025", "and Q2?", "a quarter later?")

    assert ids(reply) == ["repairs-by-quarter:2025-q3"]


def test_thanks_do_not_end_the_subject(bicycles: Bot) -> None:
    replies = talk(bicycles, "bikes sold in 2025", "thanks!", "and in 2026?")

    assert ids(*replies) == ["bikes-sold:2025", "small-thanks", "bikes-sold:2026"]


def test_asked_for_its_source_it_gives_the_answer_with_its_sources_again(bicycles: Bot) -> None:
    _, reply = talk(bicycles, "who founded two wheels?", "source?")

    assert ids(reply) == ["founder"]
    assert "The Courier" in reply.message


@pytest.mark.parametrize("after", ["what did he study before he founded it?", "who paid for it?"])
def test_an_answer_given_again_says_that_nothing_is_closer(bicycles: Bot, after: str) -> None:
    _, reply = talk(bicycles, "who founded two wheels?", after)

    assert ids(reply) == ["founder"]
    assert reply.answer is not None
    assert reply.answer.text.startswith(WORDS.said_before)


def test_so_does_one_that_was_given_before_the_last(bicycles: Bot) -> None:
    *_, reply = talk(
        bicycles, "who founded two wheels?", "what does the comet cost?", "what did the founder of two wheels study?"
    )

    assert ids(reply) == ["founder"]
    assert reply.answer is not None
    assert reply.answer.text.startswith(WORDS.said_before)


@pytest.mark.parametrize("correction", ["no, i meant the colours of two wheels", "i meant what the founder paid"])
def test_an_answer_that_is_refused_is_not_given_again(bicycles: Bot, correction: str) -> None:
    _, reply = talk(bicycles, "who founded two wheels?", correction)

    assert reply.answer is None
    assert WORDS.nothing_beyond in reply.message


def test_a_refused_answer_that_tells_what_was_meant_does_so(bicycles: Bot) -> None:
    _, reply = talk(bicycles, "who founded two wheels?", "no, i meant when was it founded")

    assert reply.answer is not None
    assert "1998" in reply.answer.text


def test_an_answer_given_again_that_tells_all_that_is_asked_stands_for_itself(bicycles: Bot) -> None:
    _, reply = talk(bicycles, "who founded two wheels?", "so when was it founded?")

    assert ids(reply) == ["founder"]
    assert reply.answer is not None
    assert WORDS.said_before not in reply.answer.text


def test_more_is_what_is_related(bicycles: Bot) -> None:
    _, reply = talk(bicycles, "what does the comet cost?", "tell me more")

    assert [choice.id for choice in reply.choices] == ["comet-pro-price", "comet-weight"]


def test_there_is_no_more_where_nothing_is_related(bicycles: Bot) -> None:
    _, reply = talk(bicycles, "which colours does the lark come in?", "tell me more")

    assert reply.outcome is Outcome.UNKNOWN
    assert "Models" in reply.message


@pytest.fixture
def offered(bicycles: Bot) -> Reply:
    """The Comet Pro, then the weight of the Comet."""
    _, reply = talk(bicycles, "what does the comet cost?", "tell me more")
    assert reply.outcome is Outcome.CLARIFY
    return reply


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("1", "comet-pro-price"),
        ("2", "comet-weight"),
        ("the second", "comet-weight"),
        ("the first one", "comet-pro-price"),
        ("the last one", "comet-weight"),
        ("number 2 please", "comet-weight"),
        ("the one about the pro", "comet-pro-price"),
        ("heavy", "comet-weight"),
        ("How heavy is the Comet?", "comet-weight"),
    ],
)
def test_a_choice_is_picked_by_number_or_words(bicycles: Bot, offered: Reply, text: str, id: str) -> None:
    assert ids(bicycles.answer(asked(text), offered.context)) == [id]


@pytest.mark.parametrize("text", ["1 and 2", "1+2, tell me both", "the first and the last one"])
def test_two_choices_are_both_told(bicycles: Bot, offered: Reply, text: str) -> None:
    reply = bicycles.answer(asked(text), offered.context)

    assert (*ids(reply), *reply.also) == ("comet-pro-price", "comet-weight")


def test_a_choice_is_told_with_what_is_asked_beside_it(bicycles: Bot, offered: Reply) -> None:
    told = bicycles.answer(asked("2. and the lark?"), offered.context)
    untold = bicycles.answer(asked("2. and who painted it?"), offered.context)

    assert (*ids(told), *told.also) == ("comet-weight", "lark-weight")
    assert ids(untold) == ["comet-weight"]
    assert untold.answer is not None
    assert untold.answer.text.startswith("To “who painted it” I have no sure answer.")


def test_what_was_told_before_is_offered_last(bicycles: Bot) -> None:
    _, reply = talk(bicycles, "when does the shop open?", "shop holiday times?")

    assert len(reply.choices) > 1
    assert reply.choices[-1].id == "opening-hours"


@pytest.mark.parametrize("text", ["0", "none of these", "None of these", "neither"])
def test_none_of_these_asks_for_other_words(bicycles: Bot, offered: Reply, text: str) -> None:
    reply = bicycles.answer(asked(text), offered.context)

    assert reply.outcome is Outcome.UNKNOWN
    assert "other words" in reply.message
    assert reply.context.offered == ()


def test_a_new_question_is_answered_though_choices_stand(bicycles: Bot, offered: Reply) -> None:
    assert ids(bicycles.answer(asked("when does the shop open?"), offered.context)) == ["opening-hours"]


def test_after_a_choice_its_number_picks_nothing_more(bicycles: Bot, offered: Reply) -> None:
    picked = bicycles.answer(asked("2"), offered.context)

    assert picked.context.offered == ()
    assert ids(bicycles.answer(asked("1"), picked.context)) != ["comet-pro-price"]


def test_the_conversation_goes_on_from_the_choice(bicycles: Bot, offered: Reply) -> None:
    picked = bicycles.answer(asked("2"), offered.context)

    assert ids(bicycles.answer(asked("and the lark?"), picked.context)) == ["lark-weight"]


@pytest.mark.parametrize(
    ("later", "remembered"),
    [
        pytest.param(timedelta(0), True, id="at once"),
        pytest.param(MEMORY, True, id="just in time"),
        pytest.param(MEMORY + timedelta(seconds=1), False, id="too late"),
        pytest.param(timedelta(days=400), False, id="next year"),
        pytest.param(-timedelta(days=1), False, id="before it was asked"),
    ],
)
def test_after_a_while_the_conversation_is_over(bicycles: Bot, later: timedelta, remembered: bool) -> None:
    context = bicycles.answer(asked("what does the comet cost?")).context
    text, at = "tell me more", NOON + later

    reply = bicycles.answer(asked(text, at=at), context)

    assert (reply == bicycles.answer(asked(text, at=at))) is not remembered


def test_an_entry_that_is_gone_is_forgotten(bicycles: Bot) -> None:
    context = Context(entry="gone-by-now", question="What was it?", at=NOON)

    assert ids(bicycles.answer(asked("when does the shop open?"), context)) == ["opening-hours"]
    assert bicycles.answer(asked("tell me more"), context).outcome is not None


def test_an_empty_message_leaves_the_conversation_as_it_is(bicycles: Bot) -> None:
    replies = talk(bicycles, "bikes sold in 2025", "  ", "and in 2026?")

    assert ids(*replies) == ["bikes-sold:2025", None, "bikes-sold:2026"]


def test_the_same_unclear_question_again_is_as_unclear_as_before(bicycles: Bot) -> None:
    first, again = talk(bicycles, "how much is the pro", "how much is the pro")
    assert (again.outcome, again.choices) == (first.outcome, first.choices)


# What says little after an answer


@pytest.mark.parametrize("text", ["0", "7", "10?", "42"])
def test_a_bare_number_that_picks_nothing_is_no_question(bicycles: Bot, text: str) -> None:
    *_, reply, later = talk(bicycles, "bikes sold in 2025", text, "and in 2026?")

    assert (reply.outcome, reply.line) == (Outcome.UNKNOWN, WORDS.noise)
    assert ids(later) == ["bikes-sold:2026"]


@pytest.mark.parametrize("text", ["none of these", "none", "Neither."])
def test_what_refuses_an_answer_does_not_get_it_again(bicycles: Bot, text: str) -> None:
    *_, reply, later = talk(bicycles, "bikes sold in 2025", text, "and in 2026?")

    assert reply.line == WORDS.declined.format(topics="").strip()
    assert ids(later) == ["bikes-sold:2026"]


@pytest.mark.parametrize("text", ["what?", "and?", "so?"])
def test_what_says_nothing_of_its_own_gets_more_and_not_the_same_again(bicycles: Bot, text: str) -> None:
    *_, reply = talk(bicycles, "what does the comet cost?", text)

    assert (reply.outcome, reply.line) == (Outcome.CLARIFY, WORDS.more)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("thanks! which colours does the lark come in", id="thanks"),
        pytest.param("thank you, and which colours does the lark come in?", id="thanks and a joint"),
        pytest.param("hi which colours does the lark come in", id="greeting"),
    ],
)
def test_small_talk_in_front_swallows_no_question(bicycles: Bot, text: str) -> None:
    *_, reply = talk(bicycles, "bikes sold in 2025", text)

    assert ids(reply) == ["lark-colours"]


@pytest.mark.parametrize("text", ["thanks", "thank you very much!", "hey there"])
def test_small_talk_alone_is_answered_as_such(bicycles: Bot, text: str) -> None:
    *_, reply = talk(bicycles, "bikes sold in 2025", text)

    assert reply.answer is not None
    assert reply.answer.topic == SMALL_TALK


def test_what_is_declined_swallows_no_question_beside_it(bicycles: Bot) -> None:
    (reply,) = talk(bicycles, "what does the comet cost and should i buy it?")

    assert ids(reply) == ["comet-price"]
    assert "what to do with your money" in reply.message


def test_after_an_answer_advice_is_declined_too(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "what does the comet cost?", "and should i buy it?")

    assert reply.outcome is Outcome.UNKNOWN
    assert "what to do with your money" in reply.line
