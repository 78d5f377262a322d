"""A knowledge base of two dozen entries, each with one or two ways of asking, answers on its first evening."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import asked, base, bot_of, entry, talk

from bot import Bot, open_bot
from bot.knowledge import with_small_talk
from bot.matching.compiling import compile_index

POOL = (
    entry("hours", "When is the pool open?", "opening hours", answer="From 7 to 21, every day."),
    entry("price", "What does a ticket cost?", answer="5 euros, for children 3."),
    entry("season", "Is there a season ticket?", answer="Yes, for 150 euros."),
    entry(
        "lost-key", "I lost the key of my locker. What do I do?", answer="Ask at the desk; a new one costs 10 euros."
    ),
    entry("towels", "Can I rent a towel?", "hire a towel", answer="Yes, for 2 euros."),
    entry("lessons", "Do you offer swimming lessons for adults?", answer="Yes, on Tuesdays."),
    entry("depth", "How deep is the diving pool?", answer="4 metres."),
    entry("temperature", "How warm is the water?", answer="26 degrees."),
    entry("caps", "Do I need a swimming cap?", answer="No, but long hair must be tied."),
    entry("goggles", "Where can I buy goggles?", answer="At the desk."),
    entry("toddlers", "From what age on may babies swim?", answer="From three months on."),
    entry("parking", "Where can I park my car?", answer="Behind the hall, free for three hours."),
    entry("sauna", "Is the sauna part of the ticket?", answer="No, it costs 8 euros more."),
    entry("sauna-days", "On which days is the sauna for women only?", answer="On Mondays."),
    entry("wheelchair", "Is the pool accessible with a wheelchair?", answer="Yes, there is a lift into the water."),
    entry("birthday", "Can we celebrate a birthday at the pool?", answer="Yes, book two weeks ahead."),
    entry("lanes", "Can I reserve a lane?", answer="Clubs can; ask at the desk."),
    entry("refund", "Do I get my money back when it thunders?", answer="Yes, within the first hour."),
    entry("lost-things", "Where are lost things kept?", "lost and found", answer="At the desk, for four weeks."),
    entry("slide", "How long is the slide?", answer="82 metres."),
)
PLAIN = {
    "when does the pool open": "hours",
    "how much does a ticket cost": "price",
    "do you have a season ticket": "season",
    "I lost the key of my locker": "lost-key",
    "how do I rent a towel": "towels",
    "are there swimming lessons for adults": "lessons",
    "how deep is the pool for diving": "depth",
    "is a swimming cap needed": "caps",
    "hello, can I buy goggles somewhere": "goggles",
    "where do I park the car": "parking",
    "can I celebrate my birthday at the pool": "birthday",
    "how do I reserve a lane": "lanes",
}
OUTSIDE = (
    "can I bring my dog",
    "do you offer yoga classes",
    "where is the nearest hotel",
    "how do I bake bread",
    "who won the election",
    "what is the capital of France",
    "how old is the director",
    "is there a Bluesky account",
)


@pytest.fixture(scope="module")
def pool() -> Bot:
    return bot_of(*POOL, precision=0.9)


def test_most_plain_questions_are_answered_and_none_wrongly(pool: Bot) -> None:
    replies = {text: pool.answer(asked(text)) for text in PLAIN}

    answered = {text: reply.answer.id for text, reply in replies.items() if reply.answer}
    assert answered == {text: PLAIN[text] for text in answered}
    assert len(answered) >= 0.8 * len(PLAIN)


def test_a_complaint_about_something_else_is_no_small_talk() -> None:
    bot = Bot(compile_index(with_small_talk(base(*POOL))))

    reply = bot.answer(asked("my goggles fill with water after two lanes, what am I doing wrong?"))

    assert reply.answer is None


def test_a_question_that_is_the_half_of_a_known_one_is_answered(pool: Bot) -> None:
    reply = pool.answer(asked("I lost the key of my locker"))

    assert reply.answer is not None
    assert reply.answer.id == "lost-key"


def test_a_number_in_passing_is_no_place_in_a_ranking(pool: Bot) -> None:
    reply = pool.answer(asked("can we celebrate my son's 8th birthday at the pool?"))

    assert reply.answer is not None
    assert reply.answer.id == "birthday"


@pytest.mark.parametrize("text", OUTSIDE)
def test_what_it_does_not_know_is_not_answered(pool: Bot, text: str) -> None:
    assert pool.answer(asked(text)).answer is None


@pytest.mark.parametrize("text", OUTSIDE)
def test_after_an_answer_it_knows_no_more_than_before(pool: Bot, text: str) -> None:
    context = pool.answer(asked("What does a ticket cost?")).context

    assert pool.answer(asked(text), context).answer is None


@pytest.mark.parametrize(("text", "id"), PLAIN.items(), ids=PLAIN)
def test_a_whole_question_is_understood_as_if_nothing_was_said_before(pool: Bot, text: str, id: str) -> None:
    context = pool.answer(asked("How warm is the water?")).context

    alone, after = pool.answer(asked(text)), pool.answer(asked(text), context)

    assert (alone.outcome, alone.confidence) == (after.outcome, after.confidence)


def test_a_question_with_a_sign_leans_on_the_answer_before(pool: Bot) -> None:
    _, reply = talk(pool, "Is the sauna part of the ticket?", "and on which days is it for women only?")

    assert reply.answer is not None
    assert reply.answer.id == "sauna-days"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        pytest.param("is there a lift", "wheelchair", id="a word of the answer"),
        pytest.param("what is the admission fee", "price", id="a word that is alike"),
    ],
)
def test_other_words_are_answered_or_asked_back(pool: Bot, text: str, id: str) -> None:
    reply = pool.answer(asked(text))

    assert id in [reply.answer.id] if reply.answer else [choice.id for choice in reply.choices]


def test_a_month_alone_gets_no_figure(tmp_path: Path) -> None:
    (tmp_path / "knowledge.yaml").write_text("language: de\n")
    (tmp_path / "bad.yaml").write_text(
        """topic: bad
entries:
  - {id: eintritt, question: Was kostet der Eintritt?, answer: 4 Euro.}
  - {id: offen, question: Wann habt ihr geöffnet?, answer: Täglich von 8 bis 20 Uhr.}
series:
  - id: besucher
    title: Besucher im Monat
    unit: Besucher
    topic: bad
    question: Wie viele Besucher kamen jeden Monat?
    points: [{label: 2025-05, value: 4100}, {label: 2025-06, value: 8000}]
    ask: [{question: "Wie viele Besucher kamen im {label}?", answer: "Im {label} kamen {value}."}]
"""
    )
    bot = open_bot(tmp_path)

    figure, month = (bot.answer(asked(text)) for text in ("Wie viele Besucher kamen im Mai?", "Habt ihr im Mai offen?"))

    assert figure.answer is not None
    assert "4.100" in figure.answer.text
    assert month.answer is None
