"""Small knowledge bases in other languages: two ways of asking an entry, and questions written before any result."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot import Bot, open_bot
from bot.evaluation import Verdict, evaluate
from bot.knowledge import inspect_knowledge, load_knowledge, words_in
from bot.model import Outcome, Question

BASES = Path(__file__).parent.parent / "data" / "languages"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CODES = sorted(folder.name for folder in BASES.iterdir())


@cache
def opened(code: str) -> Bot:
    return open_bot(BASES / code)


def asked(text: str) -> Question:
    return Question(text, asked_at=NOW)


@pytest.mark.parametrize("code", CODES)
def test_there_is_nothing_to_find_fault_with(code: str) -> None:
    knowledge, found = inspect_knowledge(BASES / code)

    assert found == ()
    assert knowledge is not None
    assert (len(knowledge.entries), len(knowledge.cases)) == (12, 20)


@pytest.mark.parametrize("code", CODES)
def test_most_questions_find_their_answer_and_hardly_one_another(code: str) -> None:
    cases = load_knowledge(BASES / code).cases
    inside = evaluate(opened(code), [case for case in cases if case.expect], NOW)
    outside = evaluate(opened(code), [case for case in cases if not case.expect], NOW)

    assert inside.percent(Verdict.RIGHT, Verdict.ASKED) >= 50
    assert inside.count(Verdict.WRONG) <= 1
    assert outside.count(Verdict.WRONG) <= 1


@pytest.mark.parametrize(
    ("code", "text", "says"),
    [
        pytest.param("de", "Hallo", "Ich beantworte Fragen zu Freibad Lindenau.", id="de"),
        pytest.param("es", "muchas gracias", "¡De nada!", id="es"),
        pytest.param("fr", "au revoir", "Au revoir !", id="fr"),
        pytest.param("zh", "你能做什么", "青山图书馆", id="zh"),
    ],
)
def test_small_talk_is_in_the_language(code: str, text: str, says: str) -> None:
    reply = opened(code).answer(asked(text))

    assert reply.outcome is Outcome.ANSWER
    assert says in reply.message


@pytest.mark.parametrize("code", CODES)
def test_it_speaks_the_language_of_itself(code: str) -> None:
    bot, words = opened(code), words_in(code)
    reply = bot.answer(asked("qwertz plonk"))

    assert reply.outcome is Outcome.UNKNOWN
    assert reply.line == words.unknown
    assert bot.greeting() == words.greeting.format(name=bot.knowledge.manifest.name)
    assert words.about_honesty in bot.about()


def test_what_a_base_says_itself_stands_before_built_in_small_talk(tmp_path: Path) -> None:
    (tmp_path / "bread.yaml").write_text(
        "entries:\n"
        "  - {id: rye, question: What does rye cost?, phrasings: [price of rye bread], answer: Four euros.}\n"
        "  - {id: welcome, question: Welcome, phrasings: [hi, hello], answer: Good day from the baker.}\n"
        "questions: [bye]\n",
        encoding="utf-8",
    )
    bot = open_bot(tmp_path)
    held = {entry.id for entry in bot.knowledge.entries}

    assert bot.answer(asked("hi")).message == "Good day from the baker."
    assert held == {"rye", "welcome", "thanks", "who-are-you", "help"}
