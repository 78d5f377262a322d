"""A follow-up keeps the names of the question before, unless it replaces them."""

from __future__ import annotations

import pytest
from shops import VARIANTS, bot_of, entry

from bot.conversation.exchanging import exchanged
from bot.conversation.followup import asks_for_detail
from bot.matching import Matcher
from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.forms import forms_of
from bot.matching.language.text import normalise

NAMES = {
    "model": {"comet": (), "lark": (), "comet-max": ()},
    "trim": {"pro": (), "light": ()},
    "generation": {"first": ("first generation",)},
    "company": {"veloce": ()},
}
COMET = (("model", "comet"), ("trim", "pro"), ("generation", "first"), ("year", "2025"))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    prices = [
        entry(f"{model}-price", f"What does the {model} cost?", f"price of the {model}", f"{model} price")
        for model in ("comet", "lark")
    ]
    return Matcher(bot_of(*prices, names=NAMES, kinds=VARIANTS).index)


def texts(before: str, after: str, matcher: Matcher) -> list[str]:
    return [one.text for one in exchanged(before, after, matcher)]


@pytest.mark.parametrize(
    ("own", "kept"),
    [
        pytest.param((), COMET, id="nothing new"),
        pytest.param((("model", "lark"),), (("year", "2025"),), id="a model takes trim and generation along"),
        pytest.param((("trim", "light"),), (COMET[0], COMET[2], COMET[3]), id="a trim"),
        pytest.param((("month", "--05"),), COMET[:3], id="any date replaces all of the date"),
        pytest.param((("company", "veloce"),), COMET, id="a name of another kind"),
    ],
)
def test_what_is_not_replaced_stays(
    matcher: Matcher, own: tuple[tuple[str, str], ...], kept: tuple[tuple[str, str], ...]
) -> None:
    carried = matcher.followups.carried(Facets(own), COMET, 0)

    assert carried.values == own
    assert carried.carried == kept


@pytest.mark.parametrize(
    "kind", [pytest.param("rank", id="a rank"), pytest.param("quantity", id="what was asked of it")]
)
def test_does_not_carry(matcher: Matcher, kind: str) -> None:
    assert matcher.followups.carried(Facets(), ((kind, "1"),), 0).of(kind) == ()
    assert all(one != kind for one, _ in matcher.followups.carried(Facets(), ((kind, "1"),), 0).carried)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("when was it launched", ()),
        ("in which year", ()),
        ("the best month ever", ()),
        ("what did it cost", (("year", "2025"),)),
    ],
)
def test_who_asks_when_or_of_all_times_does_not_know_the_time(
    matcher: Matcher, text: str, kept: tuple[tuple[str, str], ...]
) -> None:
    carried = matcher.followups.carried(Facets(), (("year", "2025"),), 1, normalise(text)).carried

    assert tuple(one for one in carried if one[0] == "year") == kept


def test_where_the_question_named_no_model_that_of_its_entry_is_meant(matcher: Matcher) -> None:
    assert matcher.followups.carried(Facets(), (), 1).carried == (("model", "lark"),)


@pytest.mark.parametrize(
    ("after", "whole"),
    [
        pytest.param("and the lark?", "what does the lark cost", id="another model, without trim and generation"),
        pytest.param("and the lark light?", "what does the lark light cost", id="another model and its trim"),
        pytest.param("and the light?", "what does the comet light first generation cost", id="another trim"),
    ],
)
def test_another_model_takes_the_place_of_the_one_before(matcher: Matcher, after: str, whole: str) -> None:
    assert texts("what does the comet pro first generation cost", after, matcher) == [whole]


def test_what_names_another_model_with_a_word_of_the_one_before_takes_trim_and_generation_along(
    matcher: Matcher,
) -> None:
    assert texts("what does the comet pro first generation cost", "max?", matcher) == ["what does the comet max cost"]


def test_another_model_may_mean_another_time(matcher: Matcher) -> None:
    wholes = exchanged("orders of the comet in may 2025", "and the lark?", matcher)

    assert [one.text for one in wholes] == ["orders of the lark in may 2025", "orders of the lark in"]


@pytest.mark.parametrize(
    ("after", "adds"),
    [
        pytest.param("and the lark?", False, id="a name"),
        pytest.param("and the lark, cost?", False, id="a word of the question before"),
        pytest.param("and the lark in 2024?", False, id="a date"),
        pytest.param("the lark saddle?", True, id="another word"),
    ],
)
def test_a_word_that_is_new_adds_to_the_question_before(matcher: Matcher, after: str, adds: bool) -> None:
    assert {one.adds for one in exchanged("what does the comet cost", after, matcher)} == {adds}


def test_what_names_another_model_with_the_one_before_may_ask_for_something_else() -> None:
    names = {
        "model": {"comet": ()},
        "trim": {"top": ("comet pro",), "basic": ("comet eco",)},
        "quantity": {"weight": ()},
    }
    comet = entry("comet", "How heavy is the comet?", "weight of the comet", "comet weight")

    matcher = Matcher(bot_of(comet, names=names, kinds=VARIANTS).index)

    (whole,) = texts("what does the comet pro cost", "weight of the eco?", matcher)

    facets = read_facets(normalise(whole), matcher.lexicon)
    assert (facets.of("trim"), facets.of("quantity")) == (("basic",), ("weight",))


def test_another_time_is_no_other_model(matcher: Matcher) -> None:
    assert texts("orders of the comet in may 2025", "2024 as a whole?", matcher) == ["orders of the comet in 2024"]


def test_a_misspelt_question_before_is_repaired(matcher: Matcher) -> None:
    assert texts("what does the commet cost", "and the lark?", matcher) == ["what does the lark cost"]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("who spoke?", id="no name"),
        pytest.param("is the lark red or blue", id="more than a name"),
        pytest.param("and the comet?", id="what was named before"),
    ],
)
def test_what_is_more_or_less_than_a_name_is_put_nowhere(matcher: Matcher, after: str) -> None:
    assert texts("what does the comet cost", after, matcher) == []


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        pytest.param("since when?", True, id="since when"),
        pytest.param("who said that", True, id="who said it"),
        pytest.param("so twice as many?", True, id="so"),
        pytest.param("for both of them?", True, id="a preposition"),
        pytest.param("and the lark?", False, id="another"),
        pytest.param("who is second?", False, id="another by its rank"),
        pytest.param("is it cheaper", False, id="yes or no"),
    ],
)
def test_some_follow_ups_ask_for_what_was_told(text: str, detail: bool) -> None:
    words = normalise(text)

    assert asks_for_detail(words, forms_of(words), "en") is detail


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        pytest.param("where was he before?", (("person", "ann-ray"),), id="he"),
        pytest.param("and her salary?", (("person", "ann-ray"),), id="her"),
        pytest.param("who leads sales?", (), id="somebody else"),
        pytest.param("what did he do, this bo dean?", (), id="he, who is named"),
    ],
)
def test_he_and_she_are_the_person_spoken_of(text: str, carried: tuple[tuple[str, str], ...]) -> None:
    names = {"person": {"ann-ray": (), "bo-dean": ()}}
    chief = entry("chief", "Who is Ann Ray?", "ann ray", "tell me about ann ray", "what does ann ray do")
    matcher = Matcher(bot_of(chief, names=names, kinds=VARIANTS).index)
    words = normalise(text)

    own = Facets(tuple(("person", one.value) for one in matcher.lexicon.names(words)))

    assert matcher.followups.carried(own, (), 0, words).carried == carried
