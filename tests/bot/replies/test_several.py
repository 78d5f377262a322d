"""Messages that ask two things: both are answered, or the one that is not is named."""

from __future__ import annotations

import pytest

from bot.bot import Bot
from bot.model import Choice, Context
from bot.replies.turns.whole_or_parts import whole_stands
from tests.shops import asked, ids, talk

UNSURE_SECOND = "How many cars did Xiaomi deliver in 2025, and was the goal too low?"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        pytest.param(
            UNSURE_SECOND,
            ("deliveries-2025", "target-2026-too-cautious"),
            id="an unsure one behind a sure one",
        ),
        pytest.param(
            "When will Xiaomi sell cars in Europe, and will Norway be early?",
            ("europe-start", "europe-first-market"),
            id="the second about a place within",
        ),
        pytest.param(
            "what about range on the ultra, and wasnt there some drama with horsepower getting locked",
            ("su7-ultra-range", "su7-ultra-power-limit"),
            id="a contraction asks",
        ),
        pytest.param(
            "wait time of yu7 vs su7",
            ("yu7-wait-time", "car-waiting-time"),
            id="one amount of two things, where the whole is unsure",
        ),
        pytest.param(
            "How long did the YU7 Max take to charge in an independent test? and vs Model Y?",
            ("yu7-max-charge-test", "yu7-charging-vs-model-y"),
            id="the whole message is surer of the second",
        ),
        pytest.param(
            "What is the voltage and the cell supplier of the SU7?",
            ("su7-800v", "su7-battery-supplier"),
            id="amounts with an article between",
        ),
    ],
)
def test_both_questions_are_answered(shipped: Bot, text: str, entries: tuple[str, ...]) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None
    assert (reply.answer.id, *reply.also) == entries


def test_the_whole_answers_a_part_that_says_nothing_by_itself(shipped: Bot) -> None:
    first = "Did the car business of Xiaomi make a profit in 2025?"
    then = "So it went back into the red this year. Why is that, and how many cars have they actually sold?"

    _, reply = talk(shipped, first, then)

    assert (*ids(reply), *reply.also) == ("ev-loss-2026-why", "cumulative-sales")


@pytest.mark.parametrize(
    ("first", "then", "entry"),
    [
        pytest.param(
            "What happened in the Tongling crash?",
            "and the others? Which serious crashes with Xiaomi cars have become known, with how many dead in total?",
            "crash-list",
            id="a longer question",
        ),
        pytest.param(
            "What is die casting at Xiaomi?",
            "So what happens after a rear collision? One piece is expensive to replace. What is the repair concept?",
            "rear-casting-repair",
            id="other words",
        ),
    ],
)
def test_two_questions_with_one_answer_get_it_without_doubt(shipped: Bot, first: str, then: str, entry: str) -> None:
    _, reply = talk(shipped, first, then)

    assert ids(reply) == [entry]
    assert "no sure answer" not in reply.message


def test_an_unsure_second_answer_names_its_question(shipped: Bot) -> None:
    reply = shipped.answer(asked(UNSURE_SECOND))

    unsure = "To “was the goal too low” I have no sure answer. The nearest that I find:"
    assert unsure in reply.message


def test_what_may_answer_the_other_question_is_suggested(shipped: Bot) -> None:
    text = "Back to Tongling: what did Lei Jun say afterwards, and did he go quiet on Weibo for a while?"
    reply = shipped.answer(asked(text))

    assert reply.answer is not None
    assert reply.answer.id == "tongling-crash-response"
    assert "To “did he go quiet on Weibo for a while” I have no sure answer." in reply.message
    assert reply.suggestions[0].id == "lei-jun-hardest-time"


@pytest.mark.parametrize(
    ("text", "entry", "untold"),
    [
        pytest.param(
            "didnt Lei Jun say once they'd only do pure electric? and what does the SkyNomad cost vs the Li Auto L9",
            "skynomad-vs-l9-m9",
            "didnt Lei Jun say once they'd only do pure electric",
            id="nothing tells it",
        ),
        pytest.param(
            "Is the 2026 SU7 Max slower than the 2024 one? and is it still quicker than a Rolls-Royce Spectre",
            "su7-2026-max-slower",
            "is it still quicker than a Rolls-Royce Spectre",
            id="another thing",
        ),
        pytest.param(
            "Does Xiaomi actually make money on these cars or is Beijing paying for it?",
            "ev-profit-now",
            "is Beijing paying for it",
            id="an alternative that nothing tells",
        ),
        pytest.param(
            "Will Xiaomi build cars in Europe, so that it could avoid the tariffs, and how many jobs would that bring?",
            "europe-plant",
            "how many jobs would that bring",
            id="ways of asking say its words",
        ),
        pytest.param(
            "who designed the su7 and the skynomad", "su7-designers", "SkyNomad", id="a thing is named as written"
        ),
    ],
)
def test_the_question_that_is_not_answered_is_named(shipped: Bot, text: str, entry: str, untold: str) -> None:
    reply = shipped.answer(asked(text))

    assert reply.answer is not None
    assert reply.answer.id == entry
    assert f"To “{untold}” I have no sure answer." in reply.message


def test_a_part_that_gets_the_last_answer_once_more_does_not_stand_for_the_message(shipped: Bot) -> None:
    first = shipped.answer(asked("How fast does the YU7 charge?"))
    reply = shipped.answer(asked("is that fast? how is it with Tesla"), first.context)

    assert first.answer is not None
    assert reply.answer is not None
    assert reply.answer.id == "yu7-charging-vs-model-y"


def test_an_answer_to_one_part_goes_before_the_last_answer_once_more_to_all(shipped: Bot) -> None:
    first = shipped.answer(asked("how many cars can the xiaomi factory build per year?"))
    text = "How is that possible, more than 50000 a month with a plant made for 300000? And is there a third phase?"
    reply = shipped.answer(asked(text), first.context)

    assert reply.answer is not None
    assert reply.answer.id == "factory-phase-3"
    assert "To “How is that possible, more than 50000 a month" in reply.message


def test_what_stands_behind_a_refusal_of_all_choices_is_asked(shipped: Bot) -> None:
    europe = next(one for one in shipped.knowledge.entries if one.id == "europe-start")
    context = Context(offered=(Choice(europe.id, europe.question),))
    reply = shipped.answer(asked("0. what is the top speed of the su7 ultra?"), context)

    assert reply.answer is not None
    assert reply.answer.id == "su7-ultra-top-speed"


def test_a_pick_names_what_is_asked_besides_and_not_told(shipped: Bot) -> None:
    europe = next(one for one in shipped.knowledge.entries if one.id == "europe-start")
    context = Context(offered=(Choice(europe.id, europe.question),))
    reply = shipped.answer(asked("1, and also what about australia, which model first"), context)

    assert reply.answer is not None
    assert reply.answer.id == europe.id
    assert "australia" in reply.message


def test_what_is_asked_besides_a_pick_is_not_passed_over(shipped: Bot) -> None:
    towing = shipped.catalogue.entries["towing"]
    context = Context(offered=(Choice(towing.id, towing.question),))

    reply = shipped.answer(asked("1 please, and then also the legroom in the back of the YU7."), context)

    assert reply.answer is not None
    assert reply.answer.id == "towing"
    assert "legroom in the back of the YU7” I have no sure answer." in reply.message


def test_a_pick_leaves_nothing_untold_that_it_tells(shipped: Bot) -> None:
    driver = next(one for one in shipped.knowledge.entries if one.id == "su7-ultra-nurburgring-driver")
    context = Context(offered=(Choice(driver.id, driver.question),))
    reply = shipped.answer(asked("1, who drove it. and was it even a road legal car"), context)

    assert reply.answer is not None
    assert reply.answer.id == driver.id
    assert "no sure answer" not in reply.message


ONE, MORE = True, False
SAME, OTHER = True, False
ALL_TOLD, MISSED = False, True
ALWAYS = {(True, True), (True, False), (False, True), (False, False)}
IF_SURE, IF_IT_TELLS_ALL = {(True, True), (True, False)}, {(True, True), (False, True)}


@pytest.mark.parametrize(
    ("answers", "whole", "missed", "stands"),
    [
        pytest.param(ONE, SAME, ALL_TOLD, ALWAYS, id="nothing but the whole is told"),
        pytest.param(ONE, SAME, MISSED, IF_IT_TELLS_ALL, id="the whole may tell what is missed"),
        pytest.param(ONE, OTHER, ALL_TOLD, IF_SURE, id="the surer of two"),
        pytest.param(ONE, OTHER, MISSED, IF_SURE | IF_IT_TELLS_ALL, id="the surer of two, or what tells all"),
        pytest.param(MORE, SAME, ALL_TOLD, set(), id="the whole is told among others"),
        pytest.param(MORE, SAME, MISSED, set(), id="the whole is told among others, which are not all"),
        pytest.param(MORE, OTHER, ALL_TOLD, IF_SURE & IF_IT_TELLS_ALL, id="several give way to what is no worse"),
        pytest.param(MORE, OTHER, MISSED, IF_SURE & IF_IT_TELLS_ALL, id="several, which are not all, give way alike"),
    ],
)
def test_the_whole_stands(answers: bool, whole: bool, missed: bool, stands: set[tuple[bool, bool]]) -> None:
    decided = {
        (sure, tells)
        for sure, tells in ALWAYS
        if whole_stands(is_one=answers, is_theirs=whole, is_missed=missed, is_as_sure=sure, tells_all=tells)
    }

    assert decided == stands


def test_what_was_told_is_not_counted_with_beside_another_question(shipped: Bot) -> None:
    *_, reply = talk(shipped, "is xiaomi profitable with cars?", "2.6 bn loss, how much per car? and q3?")

    assert reply.answer is not None
    assert reply.answer.id == "ev-profit-per-car"
