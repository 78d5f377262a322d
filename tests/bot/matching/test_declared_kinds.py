"""Kinds that a knowledge base declares behave as it says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from shops import HOURS, VARIANTS, entry, index_of, vocabulary

from bot.conversation.queries.held.rows import distinguish, rows_of
from bot.conversation.queries.of_rows.mentions import mentioned
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.language import figure_language
from bot.conversation.subject import person_of
from bot.figures import measures_of
from bot.matching import Matcher, open_index, save_index
from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.naming import Lexicon
from bot.matching.language.text import normalise
from bot.model import Being, Context, FacetKind, Matching, Point, Series

NAMES = {
    "flour": {"rye": (), "wheat": ()},
    "mill": {"heron": (), "otter": ()},
    "miller": {"ada": (), "bert": ()},
    "quantity": {"price": ("price",)},
}
RYE = entry(
    "rye",
    "What does the rye of the Heron mill cost?",
    "price of rye",
    "heron rye price",
    about=(("flour", "rye"), ("mill", "heron"), ("miller", "ada"), ("quantity", "price")),
)
MENTIONS = replace(RYE, answer="As much as the **wheat** of the Otter mill, which Bert runs.")


def matcher_of(*kinds: FacetKind) -> Matcher:
    return Matcher(index_of(MENTIONS, HOURS, names=NAMES, kinds=kinds))


def refusal(matcher: Matcher, question: str, id: str = "rye") -> str | None:
    asked = read_facets(normalise(question), matcher.lexicon)
    return matcher.guard.contradiction(asked, matcher.entry_of_id[id])


@pytest.mark.parametrize(
    ("match", "question", "refused"),
    [
        pytest.param(Matching.EXACT, "price of wheat", True, id="exact, mentioned by the way"),
        pytest.param(Matching.EXACT, "price of rye and wheat", True, id="exact, one of two"),
        pytest.param(Matching.ANY, "price of wheat", True, id="any, another"),
        pytest.param(Matching.ANY, "price of rye and wheat", False, id="any, one of two"),
        pytest.param(Matching.MENTIONED, "price of wheat", False, id="mentioned"),
        pytest.param(Matching.NEVER, "price of wheat", False, id="never"),
    ],
)
def test_an_entry_is_refused_as_its_kind_says(match: Matching, question: str, refused: bool) -> None:
    assert (refusal(matcher_of(FacetKind("flour", match)), question) == "flour") is refused


@pytest.mark.parametrize("match", [Matching.EXACT, Matching.ANY])
def test_an_entry_that_is_about_none_is_not_refused(match: Matching) -> None:
    assert refusal(matcher_of(FacetKind("flour", match)), "open for wheat", "opening-hours") is None


def test_what_must_be_mentioned_and_is_not_is_refused() -> None:
    assert refusal(matcher_of(FacetKind("mill", Matching.MENTIONED)), "open at the heron", "opening-hours") == "mill"


def test_a_kind_that_nobody_declared_refuses_nothing() -> None:
    assert refusal(matcher_of(), "price of wheat") is None


def test_what_is_named_is_carried_into_a_follow_up() -> None:
    flour = FacetKind("flour", Matching.EXACT, Being.THING)
    carried = [
        matcher.followups.carried(Facets(), (("flour", "rye"),), matcher.entry_of_id["rye"]).carried
        for matcher in (matcher_of(flour), matcher_of(replace(flour, being=None)))
    ]

    assert carried == [(("flour", "rye"),), ()]


def test_what_belongs_to_a_kind_is_not_carried_past_another_value_of_that() -> None:
    mill = FacetKind("mill", Matching.MENTIONED, Being.GROUP)
    flour = FacetKind("flour", Matching.EXACT, Being.THING)
    before = (("flour", "rye"), ("mill", "heron"))
    carried = [
        matcher.followups.carried(Facets((("mill", "otter"),)), before, matcher.entry_of_id["opening-hours"]).carried
        for matcher in (matcher_of(mill, flour), matcher_of(mill, replace(flour, parent="mill")))
    ]

    assert carried == [(("flour", "rye"),), ()]


def test_he_or_she_is_a_person_of_any_kind() -> None:
    person = FacetKind("miller", Matching.MENTIONED, Being.PERSON)
    context = Context("rye", RYE.question)

    assert person_of("how old is she", context, matcher_of(person)) == ["ada"]
    assert person_of("how old is she", context, matcher_of(replace(person, being=Being.THING))) == ()


def test_names_of_a_group_are_found_with_an_s() -> None:
    words = normalise("the otters rye")
    lexicons = [
        Lexicon(vocabulary(NAMES, kinds=(FacetKind("mill", Matching.MENTIONED, being),)))
        for being in (Being.GROUP, Being.PLACE)
    ]

    assert [("mill", "otter") in [(one.kind, one.value) for one in lexicon.names(words)] for lexicon in lexicons] == [
        True,
        False,
    ]


@pytest.mark.parametrize("missing", [True, False])
def test_a_table_without_a_kind_may_be_asked_for_one_where_that_may_be_missing(missing: bool) -> None:
    kinds = (FacetKind("flour", Matching.EXACT, Being.THING, may_be_missing=missing), *VARIANTS)
    lexicon = Lexicon(vocabulary(NAMES | {"model": {"loaf": (), "roll": ()}}, kinds=kinds))
    weights = Series("weight", "Weight", "bread", points=(Point("Loaf", 750), Point("Roll", 60)))
    (measure,) = measures_of(weights)

    english = figure_language("en")
    assert english is not None

    asked = asked_of(normalise("weight of the rye loaf"), lexicon, english)
    found = mentioned(asked, distinguish(rows_of(measure, lexicon)))

    assert [row.cell.label for one in found for row in one.rows] == (["Loaf"] if missing else [])


@pytest.mark.parametrize("open_", [True, False])
def test_the_default_stands_for_others_only_of_what_may_stay_open(open_: bool) -> None:
    about = (("quantity", "price"), ("flour", "rye")), (("quantity", "price"), ("flour", "wheat"))
    rye = entry("rye", "What does a loaf of rye cost?", "price of a rye loaf", about=about[0], tags=("default",))
    wheat = entry("wheat", "What does a loaf of wheat cost?", "price of a wheat loaf", about=about[1])
    kinds = (FacetKind("flour", Matching.EXACT, Being.THING, may_stay_open=open_),)

    ranking = Matcher(index_of(rye, wheat, HOURS, names=NAMES, kinds=kinds)).ranking_of("how much is a loaf")

    offered = {one.entry for one in ranking.candidates} & {0, 1}
    assert offered == ({0} if open_ else {0, 1})


def test_a_saved_index_knows_them(tmp_path: Path) -> None:
    save_index(index_of(HOURS, kinds=VARIANTS), tmp_path / "index")
    index = open_index(tmp_path / "index")

    assert index is not None
    assert Matcher(index).kinds.declared == VARIANTS
    assert Matcher(index).kinds.exact == ("model", "trim", "generation")
