"""Times are read in one spelling, whatever the language."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from bot.matching.language.naming import Lexicon
from bot.matching.language.native import native_of
from bot.model import Vocabulary


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "sold in Sept. 2025", "sold in september 2025"),
        ("en", "between Jan and Mar 2025", "in q1 2025"),
        ("en", "repairs in q3 of 25", "repairs in q3 2025"),
        ("en", "the last quarter of 24", "the last quarter of 2024"),
        ("en", "sold 2 yrs ago, wat abt this yr", "sold 2 years ago what about this year"),
        ("de", "Wie viele kamen im März 2026?", "wie viele kamen in march 2026"),
        ("de", "im dritten Quartal 2025", "q3 2025"),
        ("de", "1. Halbjahr 2025", "h1 2025"),
        ("es", "¿Cuántos en marzo de 2026?", "cuantos in march 2026"),
        ("es", "en el segundo trimestre de 2025", "q2 2025"),
        ("es", "T4 2025", "q4 2025"),
        ("fr", "Combien d'entrées en août 2025 ?", "combien entrees in august 2025"),
        ("fr", "au premier semestre 2025", "h1 2025"),
        ("zh", "2026年3月有多少人", "march 2026 有 多 少 人"),
        ("zh", "2025年第三季度", "q3 2025"),
        ("zh", "十二月", "in december"),
    ],
)
def test_times_have_one_spelling(language: str, text: str, words: str) -> None:
    assert " ".join(Lexicon(Vocabulary(), language).words(text)) == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("es", "el mar está tranquilo", id="the sea is no month"),
        pytest.param("fr", "les sept nains", id="seven is no month"),
        pytest.param("de", "Wir mögen Jan und dec.", id="a name is no month"),
        pytest.param("eo", "sept mar jan", id="nothing is known"),
    ],
)
def test_what_is_no_time_in_a_language_stays(language: str, text: str) -> None:
    assert native_of(language).plain(text) == text


def test_a_region_makes_no_other_language() -> None:
    assert native_of("de-AT").plain("Jänner 2026") == "january 2026"


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "zh"])
def test_no_two_words_are_alike_twice(language: str) -> None:
    """What they say for each other would count twice."""
    pairs = [pair for group in native_of(language).alike for pair in combinations(sorted(group), 2)]

    assert pairs
    assert [pair for pair, count in Counter(pairs).items() if count > 1] == []


@pytest.mark.parametrize(
    ("language", "text", "plain"),
    [
        ("en", "from 2021 until now", "since 2021"),
        ("en", "from march 2025 up to today", "since march 2025"),
        ("de", "von 2021 bis heute", "seit 2021"),
        ("fr", "de 2021 à aujourd’hui", "depuis 2021"),
        ("es", "desde 2021 hasta hoy", "desde 2021"),
        ("zh", "从2021年到现在", "自 2021 "),
    ],
)
def test_a_time_up_to_now_is_all_since_then(language: str, text: str, plain: str) -> None:
    assert native_of(language).plain(text) == plain
