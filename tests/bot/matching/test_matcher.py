"""Entries are ranked for a question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shops import HOURS, OAT, RYE, asked, bot_of, entry, index_of

from bot import Bot
from bot.matching import Matcher
from bot.matching.language.text import normalise
from bot.model import Entry, Outcome


def first(matcher: Matcher, text: str) -> str:
    return matcher.rank(text)[0].id


def test_every_phrasing_put_exactly_gives_its_entry(bicycles: Bot, matcher: Matcher) -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for one in bicycles.knowledge.entries:
        for text in (one.question, *one.phrasings):
            owners.setdefault(normalise(text), set()).add(one.id)

    for one in bicycles.knowledge.entries:
        for text in (one.question, *one.phrasings):
            assert first(matcher, text) in owners[normalise(text)], text


def test_every_phrasing_is_answered_with_its_entry(bicycles: Bot) -> None:
    owners: dict[tuple[str, ...], list[Entry]] = {}
    for one in bicycles.knowledge.entries:
        for words in {normalise(text) for text in (one.question, *one.phrasings)}:
            owners.setdefault(words, []).append(one)

    for words, entries in owners.items():
        curated = [one.id for one in entries if one.series is None] or [one.id for one in entries]
        reply = bicycles.answer(asked(" ".join(words), at=None))
        if len(curated) == 1:
            assert reply.answer is not None, words
            # What a series is asked for is one of its figures.
            assert reply.answer.id == curated[0] or (entries[0].series and reply.answer.id.startswith(f"{curated[0]}:"))
        else:
            assert [choice.id for choice in reply.choices] == curated[:3]


@pytest.mark.parametrize(
    "text",
    [
        "WHAT DOES THE COMET COST",
        "what does the comet cost???",
        "  What does  the Comet cost ",
        "ｗｈａｔ does the comet cost",
    ],
)
def test_exactly_is_meant_after_normalising(matcher: Matcher, text: str) -> None:
    ranking = matcher.ranking_of(text)

    assert [matcher.entries[one].id for one in ranking.exact] == ["comet-price"]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        pytest.param("how much does a comet pro cost", "comet-pro-price", id="in other words"),
        pytest.param("whats the wieght of the lark", "lark-weight", id="misspelt"),
        pytest.param("what did two wheels sell in total in 2024", "bikes-sold", id="a series"),
        pytest.param("who is the head mechanic of your workshop", "workshop-head", id="longer"),
        pytest.param("is there any place to leave my car", "parking", id="words left out"),
        pytest.param("could i do a test ride tomorrow", "test-ride", id="around a phrasing"),
        pytest.param("price lark", "lark-price", id="two words"),
        pytest.param("云雀 price", "lark-price", id="a Chinese name"),
    ],
)
def test_the_right_entry_comes_first(matcher: Matcher, question: str, id: str) -> None:
    assert first(matcher, question) == id


def test_ranks_best_first_one_an_entry_and_no_more_than_asked_for(matcher: Matcher) -> None:
    found = matcher.rank("what does the bike cost", limit=3)

    assert len(found) == 3
    assert len({match.id for match in found}) == 3
    assert [match.confidence for match in found] == sorted((match.confidence for match in found), reverse=True)


@pytest.mark.parametrize("question", ["what does the comet cost", "the comet", "banana", "bikes sold in 2025", "price"])
def test_confidence_is_a_probability(matcher: Matcher, question: str) -> None:
    ranking = matcher.ranking_of(question)

    assert all(0 <= one.confidence <= 1 for one in ranking.candidates)
    assert 0 <= ranking.among <= 1


@pytest.mark.parametrize(
    "question",
    ["how much is the comet", "what dose the lark wiegh", "bikes sold in 2025", "the comet pro, not the lark"],
)
def test_the_parts_of_a_score_add_up(matcher: Matcher, question: str) -> None:
    ranking = matcher.ranking_of(question)

    assert ranking.candidates
    for one in (*ranking.candidates, *(refused for refused, _ in ranking.refused)):
        assert sum(value for _, value in one.parts) == pytest.approx(one.score, abs=1e-6)


def test_the_nearest_phrasing_can_be_told(matcher: Matcher) -> None:
    best = matcher.ranking_of("how expensive is a comet").candidates[0]

    assert matcher.phrasing_of(best.row) in matcher.entries[best.entry].phrasings
    assert matcher.phrasing_of(-1) == ""


def test_tells_what_was_repaired_and_which_synonyms_it_knows(matcher: Matcher) -> None:
    ranking = matcher.ranking_of("can you mend my bicicle")

    assert ranking.repairs == (("bicicle", "bicycle"),)
    assert ("mend", "repair") in ranking.synonyms


def test_asking_again_gives_the_same(matcher: Matcher) -> None:
    assert matcher.ranking_of("how much is teh comet") == matcher.ranking_of("how much is teh comet")


@pytest.fixture(scope="module")
def shared() -> Bot:
    """Phrasings that two, three and four entries share, and one that a series shares with a curated entry."""
    return bot_of(
        entry("rye", "What does rye cost?", "bread price", "loaf", "flour"),
        entry("oat", "What does oat cost?", "Bread price!", "loaf", "flour"),
        entry("bun", "What does a bun cost?", "loaf", "flour"),
        entry("roll", "What does a roll cost?", "flour"),
        entry("sold", "How many loaves were sold?", "What does rye cost?", series="sold", labels=("2024", "2025")),
        language="xx",
    )


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        pytest.param("bread price", ["rye", "oat"], id="two"),
        pytest.param("LOAF?", ["rye", "oat", "bun"], id="three"),
        pytest.param("flour", ["rye", "oat", "bun"], id="four"),
    ],
)
def test_a_phrasing_that_entries_share_is_asked_back(shared: Bot, question: str, choices: list[str]) -> None:
    reply = shared.answer(asked(question))

    assert reply.outcome is Outcome.CLARIFY
    assert [choice.id for choice in reply.choices] == choices


def test_a_curated_entry_wins_over_a_series(shared: Bot) -> None:
    reply = shared.answer(asked("what does rye cost"))

    assert reply.answer is not None
    assert reply.answer.id == "rye"


STRANGE = tuple(
    "banana helicopter violin volcano penguin asteroid enzyme giraffe tuba marmalade quasar sonnet walrus".split()
)
ASKED = (
    ("how expensive would the comet be", "comet-price"),
    ("bikes sold in 2025", "bikes-sold:2025"),
    ("what is the capital", None),
    ("how much is the heron", None),
    ("who sold the most", None),
    ("is it heavy", None),
)


@given(st.sampled_from(ASKED), st.lists(st.sampled_from(STRANGE), min_size=1, max_size=8), st.booleans())
def test_unrelated_words_never_make_a_wrong_entry_an_answer(
    bicycles: Bot, question: tuple[str, str | None], words: list[str], before: bool
) -> None:
    text, right = question
    longer = " ".join((*words, text) if before else (text, *words))

    reply = bicycles.answer(asked(longer))

    assert reply.answer is None or reply.answer.id == right, longer


@given(st.lists(st.sampled_from(STRANGE), min_size=1, max_size=30))
def test_a_message_of_which_nothing_is_known_is_unknown(bicycles: Bot, words: list[str]) -> None:
    assert bicycles.answer(asked(" ".join(words))).outcome is Outcome.UNKNOWN


@pytest.mark.parametrize("word", ["banana", "helicopter", "marmalade"])
def test_an_unknown_rare_word_lowers_the_confidence(matcher: Matcher, word: str) -> None:
    plain = matcher.ranking_of("how heavy would the lark be").confidence

    assert matcher.ranking_of(f"how heavy would the lark {word} be").confidence < plain


def test_a_rare_word_lowers_it_more_than_a_common_one(matcher: Matcher) -> None:
    common = matcher.ranking_of("how heavy would the lark be please").confidence

    assert matcher.ranking_of("how heavy would the lark be marmalade").confidence < common


@pytest.mark.parametrize("prefix", ["what does the c", "comet", "opning", "WHEN DOES"])
def test_suggests_whole_questions(matcher: Matcher, prefix: str) -> None:
    found = matcher.suggest(prefix, 5)

    assert 0 < len(found) <= 5
    assert len({choice.id for choice in found}) == len(found)
    assert all(matcher.entries[matcher.entry_of_id[choice.id]].question == choice.question for choice in found)


def test_what_begins_so_is_suggested_first(matcher: Matcher) -> None:
    assert matcher.suggest("When does the sh", 5)[0].id == "opening-hours"


@pytest.mark.parametrize("prefix", ["", "   ", "🚲", "?"])
def test_nothing_suggests_nothing(matcher: Matcher, prefix: str) -> None:
    assert matcher.suggest(prefix, 5) == ()


def test_small_talk_is_not_suggested(matcher: Matcher) -> None:
    assert all(not choice.id.startswith("small-") for choice in matcher.suggest("thank you very much", 25))


@given(st.text(max_size=60), st.integers(1, 25))
def test_any_beginning_can_be_completed(matcher: Matcher, prefix: str, limit: int) -> None:
    assert len(matcher.suggest(prefix, limit)) <= limit


def test_a_bakery_of_three_entries_is_ranked_too() -> None:
    small = bot_of(RYE, OAT, HOURS)

    assert small.answer(asked("how much does the rye bread cost")).matches[0].id == "rye-price"
    assert small.answer(asked("when do you open your bakery")).matches[0].id == "opening-hours"


def test_a_row_of_a_series_is_named_in_any_spelling() -> None:
    labels = ("Rye", "Oat", "Spelt")
    sold = entry("sold", "How many loaves of each kind were sold?", "oat loaves sold", series="sold", labels=labels)
    matcher = Matcher(index_of(HOURS, sold, names={"model": {"rye": ("ryes",), "oat": (), "spelt": ()}}))

    first = matcher.rank("how many ryes were sold")[0]

    assert first.id == "sold"
