"""Small knowledge bases in other languages: two ways of asking an entry, a series, and questions written before any
result."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from shops import base, bot_of, entry, ids, talk

from bot import Bot, open_bot
from bot.evaluation import Verdict, evaluate
from bot.knowledge import inspect_knowledge, load_knowledge, with_small_talk, words_in
from bot.matching import Matcher
from bot.matching.compiling import compile_index
from bot.model import Context, Outcome, Question, Reply
from bot.replies.deciding.unreadable import unreadable_line

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
    assert (len([entry for entry in knowledge.entries if entry.series is None]), len(knowledge.cases)) == (12, 20)


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
        pytest.param("de", "Hallo", "Ich beantworte Fragen über Freibad Lindenau.", id="de"),
        pytest.param("es", "muchas gracias", "¡De nada!", id="es"),
        pytest.param("fr", "au revoir", "Au revoir !", id="fr"),
        pytest.param("zh", "你能做什么", "青山图书馆", id="zh"),
    ],
)
def test_small_talk_is_in_the_language(code: str, text: str, says: str) -> None:
    reply = opened(code).answer(asked(text))

    assert reply.outcome is Outcome.ANSWER
    assert says in reply.message


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        pytest.param("de", ("nicht schlecht", "alles klar", "tut mir leid", "das stimmt nicht"), id="de"),
        pytest.param("en", ("not bad!", "ok", "sorry", "that's wrong"), id="en"),
        pytest.param("es", ("nada mal", "vale", "lo siento", "eso no es correcto"), id="es"),
        pytest.param("fr", ("pas mal", "d'accord", "pardon", "ce n'est pas vrai"), id="fr"),
        pytest.param("zh", ("不错", "好的", "抱歉", "不对"), id="zh"),
    ],
)
def test_what_people_say_to_a_bot_behind_an_answer_is_small_talk(code: str, lines: tuple[str, ...]) -> None:
    bot = two_answers(code)
    _, *said = talk(bot, bot.knowledge.entries[0].question, *lines)

    assert ids(*said) == ["praise", "agreed", "sorry", "wrong"]


@pytest.mark.parametrize("word", ["true", "mistake", "night", "question"])
def test_a_single_word_brings_no_small_talk_that_has_it_beside_others(word: str) -> None:
    bot = two_answers("en")
    first, (_, behind) = bot.answer(asked(word)), talk(bot, bot.knowledge.entries[0].question, word)

    assert ids(first, behind) == [None, None]


@cache
def two_answers(code: str) -> Bot:
    """With the bot's own small talk."""
    tea, shop = entry("tea", "Darjeeling?"), entry("shop", "Lindenau?")
    return Bot(compile_index(with_small_talk(base(tea, shop, language=code))))


def talked(code: str, *turns: str) -> list[Reply]:
    replies, context = [], Context()
    for text in turns:
        replies.append(opened(code).answer(asked(text), context))
        context = replies[-1].context
    return replies


@pytest.mark.parametrize(
    ("code", "turns", "ids"),
    [
        ("de", ("Wie viele Besucher kamen im August 2025?", "und im Juli?"), ("besucher:2025-08", "besucher:2025-07")),
        (
            "es",
            ("¿Cuántos visitantes hubo en agosto de 2025?", "¿y en julio?"),
            ("visitantes:2025-08", "visitantes:2025-07"),
        ),
        ("fr", ("Combien de nuitées en août 2025 ?", "et en juillet ?"), ("nuitees:2025-08", "nuitees:2025-07")),
        ("zh", ("2025年8月借出了多少本书？", "7月呢？"), ("jieshu:2025-08", "jieshu:2025-07")),
        (
            "de",
            ("Wie viele Besucher kamen im Mai 2025?", "nein, ich meinte Juni 2024"),
            ("besucher:2025-05", "besucher:2024-06"),
        ),
        (
            "es",
            ("visitantes de mayo de 2025", "no, quería decir junio de 2024"),
            ("visitantes:2025-05", "visitantes:2024-06"),
        ),
        (
            "fr",
            ("Combien de nuitées en mai 2025 ?", "non, je voulais dire juin 2024"),
            ("nuitees:2025-05", "nuitees:2024-06"),
        ),
        ("zh", ("2025年5月借出了多少本书？", "不，我是说2024年6月"), ("jieshu:2025-05", "jieshu:2024-06")),
        (
            "de",
            ("Wie viele Besucher kamen im Mai 2025?", "und im Monat danach?"),
            ("besucher:2025-05", "besucher:2025-06"),
        ),
        ("es", ("visitantes de mayo de 2025", "¿y el año anterior?"), ("visitantes:2025-05", "visitantes:2024-05")),
        ("fr", ("Combien de nuitées en mai 2025 ?", "et le mois d'après ?"), ("nuitees:2025-05", "nuitees:2025-06")),
        ("zh", ("2025年5月借出了多少本书？", "前一年呢？"), ("jieshu:2025-05", "jieshu:2024-05")),
        (
            "de",
            ("Wie viele Besucher kamen im August 2025?", "und im Juli?", "9.900 minus 8.300?"),
            ("besucher:2025-08", "besucher:2025-07", "besucher"),
        ),
        ("de", ("Was kostet der Eintritt?", "Danke!", "Quelle?"), ("eintritt", "thanks", "eintritt")),
        ("es", ("¿Cuánto cuesta la entrada?", "¡Gracias!", "otra vez por favor"), ("precio", "thanks", "precio")),
        ("fr", ("Combien coûte une nuit ?", "Merci !", "encore une fois"), ("tarif", "thanks", "tarif")),
        ("zh", ("图书馆几点开门？", "谢谢", "再说一遍"), ("kaifang", "thanks", "kaifang")),
    ],
)
def test_a_conversation_goes_on_in_the_language(code: str, turns: tuple[str, ...], ids: tuple[str, ...]) -> None:
    assert tuple(reply.answer and reply.answer.id for reply in talked(code, *turns)) == ids


@pytest.mark.parametrize(
    ("code", "text", "first", "second"),
    [
        ("de", "Was kostet der Eintritt? Und darf ich meinen Hund mitbringen?", "eintritt", "hunde"),
        ("es", "¿Cuánto cuesta la entrada y dónde puedo aparcar?", "precio", "aparcar"),
        ("fr", "Combien coûte une nuit et où peut-on laver son linge ?", "tarif", "laverie"),
        ("zh", "怎么办借书证？哪里可以打印？", "banzheng", "dayin"),
    ],
)
def test_two_questions_of_one_message_get_an_answer_each(code: str, text: str, first: str, second: str) -> None:
    reply = opened(code).answer(asked(text))

    assert reply.answer is not None
    assert (reply.answer.id, reply.also) == (first, (second,))


@pytest.mark.parametrize(
    ("code", "vague", "pick"),
    [
        ("de", "parken oder eintritt", "das zweite"),
        ("es", "el muelle", "la segunda"),
        ("fr", "piscine plage", "la deuxième"),
        ("zh", "办证打印", "第二个"),
    ],
)
def test_a_choice_is_picked_by_its_place(code: str, vague: str, pick: str) -> None:
    offered, picked = talked(code, vague, pick)

    assert offered.outcome is Outcome.CLARIFY
    assert picked.answer is not None
    assert picked.answer.id == offered.choices[1].id


@pytest.mark.parametrize(
    ("code", "text", "figure"),
    [
        ("de", "Wie viele Besucher kamen im dritten Quartal 2025?", "20.100"),
        ("de", "Wie viele Besucher kamen letztes Jahr?", "70.100"),
        ("de", "Wie viel mehr Besucher kamen im August 2025 als im August 2024?", "1.100 Besucher mehr"),
        ("de", "In welchem Monat kamen die meisten Besucher?", "August 2025"),
        ("es", "¿Cuántos visitantes hubo en el tercer trimestre de 2025?", "20.100"),
        ("es", "¿Cuántos visitantes hubo el año pasado?", "70.100"),
        ("es", "¿Cuántos visitantes más hubo en agosto de 2025 que en agosto de 2024?", "1.100 visitantes más"),
        ("es", "¿En qué mes hubo más visitantes?", "agosto de 2025"),
        ("fr", "Combien de nuitées au troisième trimestre 2025 ?", "20\u202f100"),
        ("fr", "Combien de nuitées l'année dernière ?", "70\u202f100"),
        ("fr", "Combien de nuitées de plus en août 2025 qu'en août 2024 ?", "1\u202f100 nuitées de plus"),
        ("fr", "Quel mois y a-t-il eu le plus de nuitées ?", "août 2025"),
        ("zh", "2025年第三季度借出了多少本书？", "20,100"),
        ("zh", "去年借出了多少本书？", "70,100"),
        ("zh", "2025年8月和2024年8月的借书量相差多少？", "1,100"),
        ("zh", "哪个月借出的书最多？", "2025年8月"),
    ],
)
def test_figures_are_worked_out_in_the_language(code: str, text: str, figure: str) -> None:
    reply = opened(code).answer(asked(text))

    assert reply.answer is not None
    assert figure in reply.answer.text


@pytest.mark.parametrize(
    ("code", "second", "again", "third"),
    [
        ("de", "Wer wurde Zweiter bei der Regatta?", "der zweite bei der Regatta", "wer war Dritte bei der Regatta?"),
        ("es", "¿Quién quedó segundo en la regata?", "la segunda en la regata", "¿quién quedó tercera en la regata?"),
        (
            "fr",
            "Qui est arrivé deuxième à la régate ?",
            "la seconde à la régate",
            "qui est arrivé troisième à la régate",
        ),
        ("zh", "谁是赛艇比赛第二名？", "赛艇比赛的第二名", "谁是赛艇比赛第三名"),
    ],
)
def test_one_place_is_never_taken_for_another(code: str, second: str, again: str, third: str) -> None:
    bot = bot_of(entry("second", second), entry("length", "5 km"), language=code)

    right, other = bot.answer(asked(again)), bot.answer(asked(third))

    assert right.answer is not None
    assert right.answer.id == "second"
    assert "second" not in (other.answer.id if other.answer else "", *(choice.id for choice in other.choices))


@pytest.mark.parametrize(
    ("code", "question", "again"),
    [
        ("de", "Worauf muss ich beim Einpacken achten?", "worauf beim einpacken achten"),
        ("es", "¿Cuánto cuesta un cuarto?", "cuesta mucho un cuarto"),
    ],
)
def test_a_word_that_is_a_place_elsewhere_is_none_here(code: str, question: str, again: str) -> None:
    bot = bot_of(entry("wanted", question), entry("length", "5 km"), language=code)

    reply = bot.explain(asked(again))

    assert reply.why is not None
    assert reply.why.facets == ()


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
    assert held == {"rye", "welcome", "thanks", "praise", "agreed", "sorry", "wrong", "who-are-you", "help", "again"}


@pytest.mark.parametrize(
    ("code", "turns", "result"),
    [
        ("de", ("Wie viele Besucher kamen im August 2025?", "und im Juli?", "Differenz?", "in Prozent?"), "19,3 %"),
        ("es", ("¿Cuántos visitantes hubo en agosto de 2025?", "¿y en julio?", "¿diferencia?"), "1.600"),
        ("fr", ("Combien de nuitées en août 2025 ?", "et en juillet ?", "en pourcentage ?"), "19,3 %"),
        ("fr", ("Combien de nuitées en août 2025 ?", "et en juillet ?", "combien en pour cent ?"), "19,3 %"),
        ("es", ("¿En qué por ciento bajaron los visitantes de julio a agosto de 2025?",), "19,3"),
    ],
)
def test_counts_with_what_was_told(code: str, turns: tuple[str, ...], result: str) -> None:
    answer = talked(code, *turns)[-1].answer

    assert answer is not None
    assert result in answer.text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        pytest.param("de", "was will er", id="de"),
        pytest.param("es", "¿les has dicho?", id="es"),
        pytest.param("fr", "où est son chat", id="fr"),
    ],
)
def test_a_word_that_english_or_a_neighbour_has_too_makes_no_other_language(code: str, text: str) -> None:
    words = words_in(code)

    assert unreadable_line(text, Matcher(opened(code).index).ranking_of(text), words) != words.other_language
