"""A ranking is decided: an answer, a choice, or not known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shops import HOURS, entry, index_of

from bot.knowledge import words_in
from bot.matching import Matcher
from bot.matching.language.coverage import Coverage
from bot.model import Outcome
from bot.replies.deciding.deciding import decide
from bot.replies.deciding.decision import CHOICES, Decision

WORDS = words_in()


def ids(matcher: Matcher, entries: tuple[int, ...]) -> set[str]:
    return {matcher.entries[entry].id for entry in entries}


def outcome_of(decision: Decision) -> Outcome:
    if decision.entry is not None:
        return Outcome.ANSWER
    return Outcome.CLARIFY if decision.choices else Outcome.UNKNOWN


def test_an_exact_question_is_answered(matcher: Matcher) -> None:
    decision = decide(matcher.ranking_of("What does the Comet cost?"), matcher)

    assert outcome_of(decision) is Outcome.ANSWER
    assert decision.entry == matcher.entry_of_id["comet-price"]
    assert decision.line == ""


@pytest.mark.xfail(reason="a thin base asks back where little is known: it was fitted to what is asked chattily")
def test_what_is_out_of_scope_is_not_known(matcher: Matcher) -> None:
    decision = decide(matcher.ranking_of("who painted the ceiling of the chapel"), matcher)

    assert outcome_of(decision) is Outcome.UNKNOWN
    assert decision.choices == ()


def test_a_refused_neighbour_is_offered_and_what_is_missing_is_told(matcher: Matcher) -> None:
    decision = decide(matcher.ranking_of("comet price in 2019"), matcher)

    assert outcome_of(decision) is Outcome.CLARIFY
    assert "comet-price" in ids(matcher, decision.choices)
    assert decision.line == WORDS.neighbours.format(missing="2019")
    assert decision.missing == ("year", "2019")


@pytest.mark.parametrize(
    ("text", "ahead", "outcome"),
    [
        pytest.param("comet price in 2019", 1.0, Outcome.CLARIFY, id="a year speaks for nothing itself"),
        pytest.param("lark colours in 2019", 2.0, Outcome.UNKNOWN, id="more speaks for nothing than the year"),
        pytest.param("colours of the heron", 1.0, Outcome.UNKNOWN, id="a model"),
        pytest.param("price of the heron", 5.0, Outcome.CLARIFY, id="an amount that is known of others"),
        pytest.param("comet price in 2019", 5.0, Outcome.CLARIFY, id="an amount that is known for other times"),
        pytest.param("price of the heron", 8.0, Outcome.UNKNOWN, id="an amount and no more"),
    ],
)
def test_neighbours_are_offered_where_nothing_is_not_far_ahead(
    matcher: Matcher, text: str, ahead: float, outcome: Outcome
) -> None:
    ranking = matcher.ranking_of(text)
    nearest, _ = ranking.refused[0]

    assert outcome_of(decide(replace(ranking, nothing=nearest.score + ahead, among=0.0), matcher)) is outcome


def test_nothing_is_said_of_another_company(matcher: Matcher) -> None:
    decision = decide(matcher.ranking_of("price of the rapido comet"), matcher)

    assert outcome_of(decision) is not Outcome.ANSWER
    if outcome_of(decision) is Outcome.UNKNOWN:
        assert decision.missing == ("company", "rapido")


@pytest.mark.parametrize(
    "text", ["price", "the lark", "who", "where is the branch", "repairs in 2025", "comet price in 2019"]
)
def test_no_more_than_three_are_offered_and_each_once(matcher: Matcher, text: str) -> None:
    decision = decide(matcher.ranking_of(text), matcher)

    assert len(decision.choices) <= CHOICES
    assert len(set(decision.choices)) == len(decision.choices)
    assert decision.entry is None or not decision.choices


def test_a_branch_without_a_place_is_asked_back(matcher: Matcher) -> None:
    decision = decide(matcher.ranking_of("where is the branch"), matcher)

    assert outcome_of(decision) is Outcome.CLARIFY
    assert {"branch-lisbon", "branch-porto"} <= ids(matcher, decision.choices)


@pytest.mark.parametrize(
    ("confidence", "outcome"),
    [pytest.param(0.6, Outcome.CLARIFY, id="unsure"), pytest.param(0.95, Outcome.ANSWER, id="sure")],
)
def test_common_words_alone_are_answered_where_that_is_sure(
    matcher: Matcher, confidence: float, outcome: Outcome
) -> None:
    ranking = matcher.ranking_of("the comet price")
    first = replace(ranking.candidates[0], confidence=confidence)
    common = replace(
        ranking, candidates=(first, *ranking.candidates[1:]), coverage=Coverage(known=0.1, unknown=0.0), exact=()
    )

    assert outcome_of(decide(common, matcher)) is outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("bikes sold as a chart", Outcome.ANSWER, id="a chart is wanted"),
        pytest.param("show me a chart", Outcome.CLARIFY, id="of nothing"),
        pytest.param("bikes sold", Outcome.CLARIFY, id="none is wanted"),
    ],
)
def test_a_picture_that_all_choices_share_is_shown(text: str, outcome: Outcome) -> None:
    phrasings = ("bikes sold", "show me a chart of bikes sold")
    sold = entry("bikes-sold", "How many bikes are sold?", *phrasings, series="bikes-sold", labels=("2024", "2025"))
    best = entry("best-year", "Which was the best year for bikes?", "most bikes sold", chart="bikes-sold")
    matcher = Matcher(index_of(sold, best, HOURS))
    ranking = matcher.ranking_of(text)
    scored = matcher.ranking_of("bikes sold").candidates[0]
    unsure = tuple(replace(scored, entry=number, confidence=0.1) for number in (0, 1))

    decision = decide(replace(ranking, candidates=unsure, refused=(), exact=(), among=0.5), matcher)

    assert outcome_of(decision) is outcome


def test_a_bare_date_is_no_question_however_sure(matcher: Matcher) -> None:
    ranking = matcher.ranking_of("and in 2025?")
    point = matcher.entry_of_id["bikes-sold:2025"]
    first = replace(matcher.ranking_of("bikes sold in 2025").candidates[0], entry=point, confidence=0.95)
    bare = replace(ranking, candidates=(first,), coverage=Coverage(known=0.1, unknown=0.0), exact=(), refused=())

    assert outcome_of(decide(bare, matcher)) is not Outcome.ANSWER


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        pytest.param("my lark", Outcome.CLARIFY, id="a name"),
        pytest.param("lark 2025", Outcome.CLARIFY, id="a name and a date"),
        pytest.param("how much for my lark", Outcome.ANSWER, id="a question"),
        pytest.param("colours of my lark", Outcome.ANSWER, id="a thing about it"),
    ],
)
def test_a_name_alone_asks_for_no_one_thing_about_it(matcher: Matcher, text: str, outcome: Outcome) -> None:
    ranking = matcher.ranking_of(text)
    first = replace(matcher.ranking_of("lark colours").candidates[0], confidence=0.95)
    sure = replace(ranking, candidates=(first,), refused=(), exact=(), among=0.95)

    assert outcome_of(decide(sure, matcher)) is outcome
