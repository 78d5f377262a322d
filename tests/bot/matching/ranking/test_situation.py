"""After an answer, a few words are read by what that answer was."""

from __future__ import annotations

import numpy as np
import pytest
from shops import NOON, asked, bot_of, entry

from bot import Bot
from bot.matching import Before, FollowUp, Matcher
from bot.matching.ranking.clues import EVIDENCE
from bot.matching.ranking.telling import HALF_TOLD
from bot.model import Context, Reply

FAIR = entry(
    "bread-fair",
    "What happened at the bread fair?",
    "the bread fair in the old town",
    "tell me of the bread fair",
    "bread fair news",
    topic="fair",
    answer="At the bread fair a new oven was shown.",
    as_of="2025-05-03",
)
FAIR_SPEAKER = entry(
    "fair-speaker",
    "Who spoke at the bread fair?",
    "speaker of the bread fair",
    "who gave the speech at the bread fair",
    "bread fair speech",
    topic="fair",
)
SCHOOL = entry(
    "school",
    "When was the bakery school opened?",
    "opening of the bakery school",
    "the bakery school began",
    "bakery school opening day",
    topic="school",
)
SCHOOL_SPEAKER = entry(
    "school-speaker",
    "Who spoke at the opening of the bakery school?",
    "speaker of the bakery school",
    "who gave the speech at the bakery school",
    "bakery school speech",
    topic="school",
)
SOLD = tuple(
    entry(f"loaves:{year}", f"How many loaves were sold in {year}?", f"loaves {year}", f"loaves in {year}", **others)
    for year in (2023, 2024, 2025)
    for others in ({"answer": f"**{year * 2}** loaves.", "as_of": f"{year}-12-31"},)
)
THANKS = entry("thanks", "Thank you!", "thanks", "cheers", topic="smalltalk")
ENTRIES = (FAIR, FAIR_SPEAKER, SCHOOL, SCHOOL_SPEAKER, *SOLD, THANKS)


@pytest.fixture(scope="module")
def bakery() -> Bot:
    return bot_of(*ENTRIES, names={"quantity": {"sales": ("loaves",)}})


@pytest.fixture(scope="module")
def matcher(bakery: Bot) -> Matcher:
    return Matcher(bakery.index)


def after(bakery: Bot, id: str, text: str, question: str | None = None) -> Reply:
    """Ask once an entry was answered."""
    one = next(one for one in ENTRIES if one.id == id)
    return bakery.explain(asked(text), Context(id, question or one.question, at=NOON))


@pytest.mark.parametrize(("answered", "expected"), [("bread-fair", "fair-speaker"), ("school", "school-speaker")])
def test_who_spoke_is_asked_of_what_was_answered(bakery: Bot, answered: str, expected: str) -> None:
    assert after(bakery, answered, "who spoke?").matches[0].id == expected


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        pytest.param("how many loaves were sold in 2024?", "and the year before?", "loaves:2023", id="its own year"),
        pytest.param("how many loaves did you sell?", "and the year before?", "loaves:2023", id="the entry's year"),
        pytest.param("how many loaves did you sell?", "a year later?", "loaves:2025", id="the year after it"),
    ],
)
def test_the_year_before_counts_from_what_was_answered(bakery: Bot, question: str, text: str, expected: str) -> None:
    reply = after(bakery, "loaves:2024", text, question)

    assert reply.answer is not None
    assert reply.answer.id == expected


@pytest.mark.parametrize("text", ["who spoke?", "and the oven?", "why?", "where was that"])
def test_the_parts_of_a_follow_up_add_up_to_its_score(bakery: Bot, text: str) -> None:
    why = after(bakery, "bread-fair", text).why

    assert why is not None
    assert why.candidates
    for one in why.candidates:
        assert sum(value for _, value in one.parts) == pytest.approx(one.score, abs=1e-6)


@pytest.mark.parametrize("text", ["who spoke?", "and the oven?", "why?", "where was that", "and the speech there?"])
def test_a_follow_up_is_answered_from_the_confidence_that_why_names(bakery: Bot, text: str) -> None:
    reply = after(bakery, "school", text)

    assert reply.why is not None
    assert (reply.answer is not None) == (reply.confidence >= reply.why.threshold)


def test_the_situation_speaks_for_what_is_near(matcher: Matcher) -> None:
    clear = matcher.ranking_of("who spoke?")
    ranking = matcher.followups.ranking_of(FollowUp("who spoke?", clear, Before(0, True, FAIR.question)))

    said = {ENTRIES[one.entry].id: dict(one.parts)["situation"] for one in ranking.candidates}
    assert said["fair-speaker"] > said["school-speaker"]


def evidence(matcher: Matcher, text: str, *entries: int, given: bool = True) -> np.ndarray:
    """The evidence for entries after the bread fair."""
    clear = matcher.ranking_of(text)
    follow_up = FollowUp(text, clear, Before(0, given, FAIR.question))
    return matcher.followups.situations.evidence(follow_up, clear, entries)


def test_the_entry_answered_before_is_the_same_and_all_others_are_near_it_or_not(matcher: Matcher) -> None:
    rows = evidence(matcher, "who spoke", 0, 1, 3)
    same, kinship, topic = (rows[:, EVIDENCE.index(name)] for name in ("same", "kinship", "topic"))

    assert same.tolist() == [1, 0, 0]
    assert topic.tolist() == [0, 1, 0]
    assert kinship[1] > kinship[2]


def test_an_entry_that_was_only_offered_is_one_of_many(matcher: Matcher) -> None:
    (row,) = evidence(matcher, "who spoke", 0, given=False)

    assert row[EVIDENCE.index("same")] == 0
    assert row[EVIDENCE.index("topic")] == 1


def test_an_answer_tells_what_stands_in_it(matcher: Matcher) -> None:
    words_told = matcher.words_told

    assert words_told.anywhere(("oven",), [0, 1]).tolist() == [1, 0]
    assert words_told.anywhere(("ovens", "speech"), [0])[0] == pytest.approx(0.5, abs=0.3)


def test_an_answer_tells_what_stands_in_it_however_many_ways_of_asking_there_are() -> None:
    ways = tuple(f"{word} way number {number} to ask for the price of the rye" for number in range(12) for word in "ab")
    bot = bot_of(entry("rye", "What does rye cost?", *ways, answer="Four euros at the stall."), FAIR)

    assert Matcher(bot.index).words_told.anywhere(("stall",), [0, 1]).tolist() == [1, 0]


def test_where_no_word_says_anything_of_its_own_half_is_told(matcher: Matcher) -> None:
    assert matcher.words_told.anywhere((), [0, 3]).tolist() == [HALF_TOLD, HALF_TOLD]


def test_of_what_the_index_does_not_hold_nothing_is_told(matcher: Matcher) -> None:
    # The last entry, thanks, is asked with this word.
    assert matcher.words_told.shares(("cheers",), (-1,)) == {-1: (0.0, 0.0)}


def test_small_talk_is_no_subject_of_a_conversation(matcher: Matcher) -> None:
    everything = range(len(ENTRIES))

    assert matcher.followups.situations.without_small_talk(everything) == list(everything)[:-1]


def test_related_entries_are_near_from_both_sides() -> None:
    bot = bot_of(
        entry("rye", "What does rye cost?", "rye price", related=("hours",)),
        entry("hours", "When do you open?", "opening hours"),
        entry("parking", "Where can I park?", "parking"),
    )
    situations = Matcher(bot.index).followups.situations

    assert (situations.related(0), situations.related(1), situations.related(2)) == ((1,), (0,), ())
    assert {0, 1} <= situations.around(0)
