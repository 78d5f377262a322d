"""Sources that nobody can check are found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.knowledge import inspect_knowledge
from bot.knowledge.lint.sources import vague

Write = Callable[[dict[str, str]], Path]

GOOD = '{publisher: Weekly, url: "https://example.com/bread", published: 2026-01}'


def codes(write: Write, sources: str, *, required: bool = True, answer: str = "Four euros.") -> list[str]:
    folder = write(
        {
            "knowledge.yaml": f"require_sources: {'true' if required else 'false'}\n",
            "poor.yaml": "poor_hosts: [copies.org, Www.Mirror.net]\n",
            "a.yaml": f"entries:\n  - {{id: rye, question: Rye?, answer: '{answer}', sources: [{sources}]}}\n",
        }
    )
    return [found.code for found in inspect_knowledge(folder)[1]]


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("https://example.org/", "a home page"),
        ("https://example.org", "a home page"),
        ("https://example.org/en/index.html", "a home page"),
        ("https://example.org/author/ann/page/5/", "an author page"),
        ("https://example.org/?p=1660", "a bare page number"),
        ("https://example.org/?amp=1&p=1660", "a bare page number"),
        ("https://example.org/?s=bread", "a search page"),
        ("https://example.org/find?query=bread", "a search page"),
        ("https://example.org/search/bread", "a search page"),
        ("https://example.org/tag/bread/", "a list of articles"),
    ],
)
def test_an_address_that_leads_to_no_page_in_particular(url: str, what: str) -> None:
    assert vague(url) == what


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/su7",
        "https://example.org/news/1660.html",
        "https://example.org/index.php?id=2718",
        "https://example.org/article?p=2",
        "https://example.org/news/the-author",
        "https://example.org/news/search",
        "https://example.org/watch?v=abc&s=12",
        "https://example.org/category-5-storm",
    ],
)
def test_an_address_of_a_page(url: str) -> None:
    assert vague(url) is None


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        pytest.param(GOOD, [], id="good"),
        pytest.param("{publisher: Weekly}", ["KB417"], id="no date"),
        pytest.param(f"{GOOD}, {{publisher: Weekly}}", [], id="one of two has a date"),
        pytest.param(f'{GOOD}, {{publisher: A, url: "https://example.org"}}', ["KB418"], id="home page"),
        pytest.param(f'{GOOD}, {{publisher: A, url: "https://m.copies.org:443/1"}}', ["KB419"], id="below a poor host"),
        pytest.param(f'{GOOD}, {{publisher: A, url: "https://mirror.net/1"}}', ["KB419"], id="listed with www"),
        pytest.param(f'{GOOD}, {{publisher: A, url: "https://nocopies.org/1"}}', [], id="another host"),
        pytest.param('{publisher: A, url: "https://copies.org/1", published: 2026}', ["KB420"], id="nothing better"),
    ],
)
def test_sources(write: Write, sources: str, expected: list[str]) -> None:
    assert codes(write, sources) == expected


def test_dates_and_addresses_do_not_count_where_sources_are_not_required(write: Write) -> None:
    assert codes(write, '{publisher: A, url: "https://example.org"}', required=False) == []
    assert codes(write, '{publisher: A, url: "https://copies.org/1"}', required=False) == ["KB420"]


def test_an_answer_may_say_how_little_it_rests_on(write: Write) -> None:
    poor = '{publisher: A, url: "https://copies.org/1", published: 2026}'

    assert codes(write, poor, answer="Four euros, as was reported and not confirmed.") == []
