"""What a conversation is about: two questions of one message, figures just told, and subjects before the last."""

from __future__ import annotations

from shops import asked, bot_of, entry, ids, talk

from bot import Bot
from bot.knowledge.wording import words_in
from bot.model import Outcome

WORDS = words_in()
LOAVES = entry(
    "loaves",
    "How many loaves did the bakery sell?",
    "loaves sold",
    "number of loaves",
    answer="It sold **1,200 loaves**.",
)
ROLLS = entry(
    "rolls", "How many rolls did the bakery sell?", "rolls sold", "number of rolls", answer="It sold **3,000 rolls**."
)
OPEN = entry("opening-hours", "When does the bakery open?", "opening hours", "when do you open", answer="At **seven**.")


def test_two_questions_of_one_message_are_both_answered(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("What does the Comet cost? And when does the shop open?"))

    assert ids(reply) == ["comet-price"]
    assert reply.also == ("opening-hours",)
    assert reply.answer is not None
    one, other = (bicycles.show(id) for id in ("comet-price", "opening-hours"))
    assert one is not None
    assert other is not None
    assert one.text in reply.answer.text
    assert other.text in reply.answer.text
    assert reply.context.entry == "opening-hours"


def test_of_two_questions_the_one_that_is_not_held_is_named(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("What does the Comet cost? And who won the Tour de France in 1998?"))

    assert ids(reply) == ["comet-price"]
    assert reply.also == ()
    assert "who won the Tour de France in 1998" in reply.message


def test_few_words_behind_a_question_are_answered_as_well(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("When does the shop open? and the price of the Lark"))

    assert ids(reply) == ["opening-hours"]
    assert reply.also == ("lark-price",)


def test_few_words_behind_a_question_that_ask_nothing_are_passed_over(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("When does the shop open? and my brother likes it"))

    assert ids(reply) == ["opening-hours"]
    assert "brother" not in reply.message


def test_what_is_told_beside_a_question_is_no_second_one(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("My old bike was stolen last week, what a mess. What does the Comet cost?"))

    assert ids(reply) == ["comet-price"]
    assert reply.also == ()


def test_two_amounts_of_one_question_are_both_told(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("price and weight of the Lark"))

    assert reply.answer is not None
    assert "600 euros" in reply.answer.text
    assert "14 kilograms" in reply.answer.text
    assert reply.also == ("lark-weight",)


def test_what_follows_two_amounts_asks_for_both_of_another_model(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "price and weight of the Lark", "and the Comet?")

    assert [*ids(reply), *reply.also] == ["comet-price", "comet-weight"]


def test_the_second_question_may_name_what_the_first_asks_about(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("How heavy and how expensive is the Lark?"))

    assert [*ids(reply), *reply.also] == ["lark-weight", "lark-price"]


def test_three_questions_of_one_message_are_answered(bicycles: Bot) -> None:
    reply = bicycles.answer(asked("What does the Comet cost? When does the shop open? And who founded Two Wheels?"))

    assert [*ids(reply), *reply.also] == ["comet-price", "opening-hours", "founder"]


def test_a_reaction_to_the_answer_does_not_hide_the_question(bicycles: Bot) -> None:
    *_, reply = talk(
        bicycles, "what does the lark cost?", "haha wow, my neighbour will never believe me that. how heavy is it"
    )

    assert ids(reply) == ["lark-weight"]


def test_what_is_named_before_a_question_is_no_reaction(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "what does the lark cost?", "I look at the Comet now, it is nice. how heavy is it")

    assert ids(reply) == ["comet-weight"]


def test_remarks_around_a_question_do_not_hide_it(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "what does the comet cost?", "ok and the weight? my neighbour broke his on holiday")

    assert ids(reply) == ["comet-weight"]


def test_of_two_questions_the_one_without_an_answer_is_named_first(bicycles: Bot) -> None:
    *_, reply = talk(bicycles, "who founded two wheels?", "who painted it, and when was that?")

    assert ids(reply) == ["founder"]
    assert reply.answer is not None
    assert reply.answer.text.startswith("To “who painted it” I have no sure answer.")


def test_a_date_that_was_told_is_no_guess(bicycles: Bot) -> None:
    *_, told = talk(bicycles, "who founded two wheels?", "when was that?")
    *_, untold = talk(bicycles, "how heavy is the lark?", "when was that?")

    assert told.answer is not None
    assert "1998" in told.answer.text
    assert WORDS.said_before not in told.answer.text
    assert untold.answer is None or WORDS.said_before in untold.answer.text


def test_figures_that_were_just_told_are_counted_with() -> None:
    bot = bot_of(LOAVES, ROLLS, OPEN)

    *_, together = talk(bot, "loaves sold", "rolls sold", "so together?")
    *_, difference = talk(bot, "loaves sold", "rolls sold", "what is the difference?")

    assert together.answer is not None
    assert "4,200" in together.answer.text
    assert difference.answer is not None
    assert "1,800" in difference.answer.text
    assert difference.answer.figure is not None
    assert [one.value for one in difference.answer.figure.operands] == [3000, 1200]


def test_what_has_no_two_figures_is_not_counted() -> None:
    *_, reply = talk(bot_of(LOAVES, ROLLS, OPEN), "loaves sold", "opening hours", "so together?")

    assert reply.answer is None or reply.answer.figure is None


def test_the_last_three_subjects_are_remembered(bicycles: Bot) -> None:
    *_, reply = talk(
        bicycles,
        "what does the comet cost?",
        "when does the shop open?",
        "who founded two wheels?",
        "how heavy is the lark",
    )

    assert reply.context.entry == "lark-weight"
    assert [subject.entry for subject in reply.context.earlier] == ["founder", "opening-hours"]


def test_what_is_only_offered_is_no_subject() -> None:
    bot = bot_of(entry("rye", "What does rye cost?", "bread price"), entry("oat", "What do oats cost?", "bread price"))

    reply = bot.answer(asked("bread price"))

    assert reply.outcome is Outcome.CLARIFY
    assert reply.context.entry is None


def test_a_model_is_still_spoken_of_behind_an_answer_about_none(shipped: Bot) -> None:
    """The meaning of CLTC is about no car, and what is noted as its follow-up is about the SU7."""
    *_, reply = talk(
        shipped,
        "How far does the YU7 go with one charge?",
        "No, I meant why is the range on the road so much lower than the official CLTC number?",
        "And in winter? We have here often minus 10 degrees.",
    )

    assert ids(reply) != ["su7-winter-range"]
    assert "yu7-winter-range" in [*ids(reply), *(choice.id for choice in reply.choices)]
