"""One entry may stand for others of its matter: the default for those left open, the dated one for its series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from shops import HOURS, entry, index_of

from bot.matching import Matcher
from bot.matching.language.facets import Facets
from bot.matching.ranking.candidates import unmeasured
from bot.matching.ranking.merging import without_merged

NAMES = {"quantity": {"sales": ("sales", "sold")}, "company": {"veloce": (), "mill": ()}}
NOW = entry("now", "How many loaves are sold?", "loaves sold", "bread sales", about=(("quantity", "sales"),))
OLD = entry(
    "old",
    "Were more loaves sold than by Veloce in 2019?",
    "loaves sold against veloce in 2019",
    "2019 sales, veloce or us",
    about=(("quantity", "sales"), ("year", "2019"), ("company", "veloce")),
)
FIRST = entry(
    "first",
    "Who sold the most loaves in 2019?",
    "most loaves of 2019",
    "first by sales 2019",
    about=(("quantity", "sales"), ("year", "2019"), ("rank", "1")),
)
FIRE = entry("fire", "Did the bakery burn in 2019?", "the fire of 2019", "2019 fire", about=(("year", "2019"),))
WHOLE = entry(
    "sales",
    "How have the sales gone?",
    "the course of sales",
    "sales by year",
    series="sales",
    labels=("2018", "2019"),
    about=(("quantity", "sales"),),
)
TARGET = entry(
    "target", "Was the goal of sales met in 2019?", "goal of 2019", "sales 2019 against the goal", about=OLD.about[:2]
)
RYE = entry(
    "rye", "How much rye was sold in 2019?", "rye sales 2019", "2019 rye", about=(*OLD.about[:2], ("model", "rye"))
)
DAY = entry(
    "day", "How many loaves were sold by 2 May 2019?", "2 may 2019", about=(*OLD.about[:1], ("day", "2019-05-02"))
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    written = (replace(NOW, tags=("default",)), OLD, FIRST, FIRE, WHOLE, TARGET, RYE, DAY, HOURS)
    return Matcher(index_of(*written, names=NAMES | {"model": {"rye": ()}}))


def taken(
    matcher: Matcher, scores: dict[str, float], *asked: tuple[str, str], said: dict[str, float] | None = None
) -> list[str]:
    """Ids of those left, the best first; `said` as in `Candidates`, 0 where it names none."""
    candidates = unmeasured(len(matcher.entries), np.array([matcher.entry_of_id[id] for id in scores]))
    candidates.scores[:] = [*scores.values()]
    candidates.said[:] = [(said or {}).get(id, 0.0) for id in scores]
    left = without_merged(candidates, Facets(asked), matcher.guard, matcher.entries)
    return [matcher.entries[one].id for one in left.entries]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        pytest.param([], "sales", id="the question names no model"),
        pytest.param([("model", "rye")], "rye", id="the question names it"),
    ],
)
def test_no_figure_of_one_model_stands_for_the_series_of_all(
    matcher: Matcher, asked: list[tuple[str, str]], left: str
) -> None:
    dated = [("quantity", "sales"), ("year", "2019"), *asked]

    assert taken(matcher, {"sales": 5.0, "rye": 4.0}, *dated)[0] == left


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        pytest.param([], ["now"], id="neither the year nor the other company is asked for"),
        pytest.param([("company", "veloce")], ["old", "now"], id="the other company is"),
        pytest.param([("year", "2019")], ["old", "now"], id="the year is"),
    ],
)
def test_a_default_stands_for_what_is_dated_and_about_more(
    matcher: Matcher, asked: list[tuple[str, str]], left: list[str]
) -> None:
    assert taken(matcher, {"old": 5.0, "now": 4.0}, ("quantity", "sales"), *asked) == left


def test_a_default_stands_for_nothing_that_names_no_quantity(matcher: Matcher) -> None:
    assert taken(matcher, {"fire": 5.0, "now": 4.0}, ("quantity", "sales")) == ["fire", "now"]


def test_a_default_stands_for_no_rank(matcher: Matcher) -> None:
    assert taken(matcher, {"first": 5.0, "now": 4.0}, ("quantity", "sales")) == ["first", "now"]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        pytest.param([("quantity", "sales"), ("year", "2019")], ["target"], id="all is asked for"),
        pytest.param([("quantity", "sales"), ("year", "2020")], ["sales", "target"], id="another year"),
        pytest.param([("year", "2019")], ["sales", "target"], id="no quantity"),
        pytest.param(
            [("quantity", "sales"), ("year", "2019"), ("company", "mill")],
            ["sales", "target"],
            id="more than it is about",
        ),
    ],
)
def test_a_series_gives_way_to_the_entry_about_all_that_is_asked(
    matcher: Matcher, asked: list[tuple[str, str]], left: list[str]
) -> None:
    assert taken(matcher, {"sales": 5.0, "target": 4.0}, *asked) == left


def test_a_series_stays_where_the_other_is_far_behind(matcher: Matcher) -> None:
    scores = {"sales": 9.0, "target": 4.0}

    assert taken(matcher, scores, ("quantity", "sales"), ("year", "2019")) == ["sales", "target"]


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        pytest.param([("year", "2019")], ["target"], id="neither the model nor the day is asked for"),
        pytest.param([("year", "2019"), ("model", "rye")], ["target", "rye", "day"], id="the model is"),
        pytest.param([("year", "2020")], ["target", "rye", "day"], id="another year"),
        pytest.param([], ["target", "rye", "day"], id="no time"),
    ],
)
def test_figures_of_one_model_or_day_give_way_to_that_of_all(
    matcher: Matcher, asked: list[tuple[str, str]], left: list[str]
) -> None:
    assert taken(matcher, {"target": 5.0, "rye": 4.5, "day": 4.0}, ("quantity", "sales"), *asked) == left


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        pytest.param({"rye": 5.0, "target": 4.5}, {}, id="it comes first"),
        pytest.param({"target": 5.0, "rye": 4.5}, {"rye": 0.6, "target": 0.4}, id="it says more of the question"),
    ],
)
def test_the_figure_of_one_model_stays_where_it_may_be_meant(
    matcher: Matcher, scores: dict[str, float], said: dict[str, float]
) -> None:
    assert taken(matcher, scores, ("quantity", "sales"), ("year", "2019"), said=said) == [*scores]
