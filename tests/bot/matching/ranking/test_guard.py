"""A candidate that contradicts the question's facets is out, however near its words."""

from __future__ import annotations

import numpy as np
import pytest
from shops import HOURS, entry, index_of

from bot.matching import Matcher
from bot.matching.language.facets import Facets, read_facets
from bot.matching.language.text import normalise
from bot.model import Within


def refusal(matcher: Matcher, question: str, id: str) -> str | None:
    """The facet for which the entry is refused."""
    asked = read_facets(normalise(question), matcher.lexicon)
    return matcher.guard.contradiction(asked, matcher.entry_of_id[id])


@pytest.mark.parametrize(
    ("question", "id", "facet"),
    [
        pytest.param("bikes sold in 2023", "bikes-sold", "year", id="year"),
        pytest.param("repairs in 2024", "repairs-by-quarter", "year", id="year of a quarter"),
        pytest.param("bikes sold in Q2 2025", "bikes-sold", "quarter", id="a quarter is not its year"),
        pytest.param("bikes sold in May 2025", "bikes-sold", "month", id="a month is not its year"),
        pytest.param("price of the lark", "comet-price", "model", id="model"),
        pytest.param("price of the heron", "comet-price", "model", id="model that has no entry"),
        pytest.param("price of the lark", "comet-pro-price", "model", id="other line"),
        pytest.param("sales of the comet in 2025", "bikes-sold", "model", id="the figure of all is none of a model"),
        pytest.param("bikes rapido sold in 2025", "bikes-sold", "company", id="company"),
        pytest.param("when does veloce open", "opening-hours", "company", id="company of another entry"),
        pytest.param("where is the branch in madrid", "branch-lisbon", "place", id="place"),
        pytest.param("where is the branch in porto", "branch-lisbon", "place", id="place of another entry"),
        pytest.param("who is otto brandt", "founder", "person", id="person"),
        pytest.param("price of the comet, not the lark", "lark-price", "model", id="excluded model"),
        pytest.param("partners apart from veloce", "veloce-partnership", "company", id="excluded company"),
        pytest.param(
            "weight of the comet",
            "comet-price",
            "quantity",
            id="quantity",
            marks=pytest.mark.xfail(reason="the guard does not look at quantities"),
        ),
    ],
)
def test_refuses(matcher: Matcher, question: str, id: str, facet: str) -> None:
    assert refusal(matcher, question, id) == facet


@pytest.mark.parametrize("question", ["does ana open the bakery", "when does the bakery open by wltp"])
def test_refuses_what_an_entry_does_not_speak_of(question: str) -> None:
    names = {"person": {"ana": (), "bert": ()}, "standard": {"wltp": ()}}
    matcher = Matcher(index_of(HOURS, entry("baker", "Who is Bert?", about=(("person", "bert"),)), names=names))

    assert refusal(matcher, question, "opening-hours") in names


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        pytest.param("how many ovens does the mill bakery have", "company", id="another company alone"),
        pytest.param("has the rye loaf more seeds than one of the mill bakery", None, id="beside the thing"),
        pytest.param("has the loaf more seeds than one of the heron bakery", None, id="a company of the answer"),
    ],
)
def test_a_company_that_a_thing_is_only_compared_with_is_asked_of_with_the_thing(
    question: str, facet: str | None
) -> None:
    seeds = entry(
        "rye-seeds",
        "How many seeds has a rye loaf?",
        "has a rye loaf more seeds than one of the mill bakery",
        "does the mill bakery put more seeds on it than is on a rye loaf",
        "how many seeds are on it",
        "seeds of the rye loaf",
        "count of seeds",
        "number of seeds on a rye loaf",
        "are there many seeds",
        answer="A rye loaf has 900 seeds, more than any other; the heron bakery counted them.",
    )
    names = {"model": {"rye": ("rye loaf",)}, "company": {"mill": ("mill bakery",), "heron": ("heron bakery",)}}

    assert refusal(Matcher(index_of(seeds, HOURS, names=names)), question, "rye-seeds") == facet


def test_of_who_has_a_part_in_much_any_entry_may_be_asked() -> None:
    bert = entry("baker", "Who is Bert?", about=(("person", "bert"),))
    matcher = Matcher(index_of(HOURS, bert, names={"person": {"bert": ()}}))

    assert refusal(matcher, "when does bert open the bakery", "opening-hours") is None


@pytest.mark.parametrize(
    ("question", "id", "passes"),
    [
        pytest.param("price of a table in siena", "tuscany-price", True, id="a wider place"),
        pytest.param("price of a table in italy", "tuscany-price", True, id="a narrower place"),
        pytest.param("price of a table in siena", "rome-price", False, id="another part of the whole"),
    ],
)
def test_an_entry_on_a_wider_or_a_narrower_place_passes(question: str, id: str, passes: bool) -> None:
    matcher = Matcher(
        index_of(
            entry("tuscany-price", "What does a table cost in Tuscany?", "price of a table in tuscany"),
            entry("rome-price", "What does a table cost in Rome?", "price of a table in rome"),
            names={"place": {"italy": (), "tuscany": (), "siena": (), "rome": ()}},
            within=(
                Within("place", "tuscany", "italy"),
                Within("place", "rome", "italy"),
                Within("place", "siena", "tuscany"),
            ),
        )
    )

    assert (refusal(matcher, question, id) is None) is passes


def test_of_two_companies_an_entry_need_speak_of_one() -> None:
    names = {"company": {"mills": (), "ovens": (), "crumbs": ()}}
    matcher = Matcher(index_of(HOURS, entry("flour", "Does the bakery buy flour of Mills?"), names=names))

    assert refusal(matcher, "does it buy of mills or bake its own like ovens", "flour") is None
    assert refusal(matcher, "does it buy of crumbs or of ovens", "flour") == "company"


@pytest.mark.parametrize(
    ("question", "id"),
    [
        pytest.param("bikes sold in 2025", "bikes-sold", id="the same year"),
        pytest.param("bikes sold in 2024 and 2025", "bikes-sold", id="two years of a series"),
        pytest.param("repairs in Q2", "repairs-by-quarter", id="quarter of any year"),
        pytest.param("repairs in the second quarter of 2025", "repairs-by-quarter", id="quarter in words"),
        pytest.param("repairs in 2025", "repairs-by-quarter", id="the year of its quarters"),
        pytest.param("how many bikes", "bikes-sold", id="a year left open"),
        pytest.param("price of the comet", "comet-price", id="the same model"),
        pytest.param("price of the comet pro", "comet-pro-price", id="the longer model"),
        pytest.param("how much is the comet not the comet pro", "comet-price", id="only the longer one is excluded"),
        pytest.param("what does ada moss do", "founder", id="the same person"),
        pytest.param("when does two wheels open", "opening-hours", id="the subject's own company"),
        pytest.param(
            "how long does a repair at two wheels take",
            "repair-time",
            id="own company in any question",
            marks=pytest.mark.xfail(reason="the own company is known only where a quarter of the entries name it"),
        ),
        pytest.param("does the lark come in red", "lark-colours", id="no facet but the model"),
        pytest.param("does two wheels work with veloce", "veloce-partnership", id="a company beside the subject"),
        pytest.param("when was it founded, in 1998?", "founder", id="a year that the date tells"),
    ],
)
def test_lets_pass(matcher: Matcher, question: str, id: str) -> None:
    assert refusal(matcher, question, id) is None


def test_tells_what_the_question_excludes_itself_from_what_contradicts_it(matcher: Matcher) -> None:
    asked = read_facets(normalise("price of the comet, not the comet pro"), matcher.lexicon)
    entries = np.array([matcher.entry_of_id[id] for id in ("comet-price", "comet-pro-price", "lark-price")])

    assert matcher.guard.excluded(asked, entries).tolist() == [False, True, False]


def test_what_the_question_excludes_makes_nothing_less_sure(matcher: Matcher) -> None:
    excluding = matcher.ranking_of("how much is the comet, not the lark")
    naming = matcher.ranking_of("how much is the comet and the lark")

    assert excluding.confidence > naming.confidence


def test_refused_entries_are_told_with_their_facet(matcher: Matcher) -> None:
    ranking = matcher.ranking_of("price of the heron")

    refused = {matcher.entries[one.entry].id: facet for one, facet in ranking.refused}
    assert refused["comet-price"] == refused["lark-price"] == "model"
    assert not {one.entry for one in ranking.candidates} & {one.entry for one, _ in ranking.refused}


@pytest.mark.parametrize("question", ["bikes sold", "bikes sold in 2025", "how many bikes did two wheels sell in 2025"])
def test_a_series_is_one_candidate_whichever_of_its_points_is_asked_for(matcher: Matcher, question: str) -> None:
    found = [matcher.entries[one.entry].id for one in matcher.ranking_of(question).candidates]

    assert found[0] == "bikes-sold"
    assert not any(id.startswith("bikes-sold:") for id in found)


def test_the_own_company_is_no_facet_that_could_be_missing(matcher: Matcher) -> None:
    ranking = matcher.ranking_of("how many bikes did two wheels sell in 2025")

    assert matcher.entries[ranking.candidates[0].entry].id == "bikes-sold"
    assert "company" not in {facet for one, facet in ranking.refused if matcher.entries[one.entry].id == "bikes-sold"}


def test_refuses_another_model_also_where_most_entries_speak_of_the_one_asked_for() -> None:
    names = {"model": {"comet": ("comet",), "lark": ("lark",)}}
    comets = [entry(f"comet-{what}", f"What is the {what} of the comet?") for what in ("price", "weight", "range")]
    matcher = Matcher(index_of(*comets, entry("lark-price", "What is the price of the lark?"), names=names))

    assert refusal(matcher, "price of the comet", "lark-price") == "model"


@pytest.fixture(scope="module")
def counted() -> Matcher:
    """Counts of two certain days, and those of two whole months."""
    orders = entry(
        *("orders", "How many orders were there by 3 May 2025?", "orders on 31 May"),
        **{"series": "orders", "labels": ("3 May 2025", "31 May 2025")},
    )
    loaves = entry(
        *("loaves", "How many loaves were sold in May 2025?", "loaves in June"),
        **{"series": "loaves", "labels": ("May 2025", "June 2025")},
    )
    return Matcher(index_of(orders, loaves))


@pytest.mark.parametrize(
    ("question", "id", "facet"),
    [
        pytest.param("orders in May 2025", "orders", None, id="a day of the month that is asked for"),
        pytest.param("orders by 31 May 2025", "orders", None, id="the day"),
        pytest.param("orders by 4 May 2025", "orders", "day", id="another day"),
        pytest.param("orders in June 2025", "orders", "month", id="a day of another month"),
        pytest.param("loaves in May 2025", "loaves", None, id="the month"),
        pytest.param("loaves in May", "loaves", None, id="the month of any year"),
        pytest.param("loaves in July 2025", "loaves", "month", id="another month"),
        pytest.param("loaves in Q2 2025", "loaves", None, id="the quarter of its months"),
        pytest.param("loaves in Q3 2025", "loaves", "quarter", id="another quarter"),
        pytest.param("loaves in 2025", "loaves", None, id="the year of its months"),
        pytest.param("loaves in 2024", "loaves", "year", id="another year"),
        pytest.param("loaves by 3 May 2025", "loaves", "day", id="a month where a day is asked for"),
    ],
)
def test_a_series_may_be_meant_where_it_has_points_of_the_time(
    counted: Matcher, question: str, id: str, facet: str | None
) -> None:
    assert refusal(counted, question, id) == facet


@pytest.fixture(scope="module")
def ranked() -> Matcher:
    return Matcher(
        index_of(
            entry("second", "Which is the second largest bakery?", "the second of the bakeries"),
            entry("largest", "Which are the largest bakeries?", "big bakeries", answer="Crumb, Crust; fifth is Loaf."),
        )
    )


@pytest.mark.parametrize(
    ("question", "id", "facet"),
    [
        pytest.param("the second largest bakery", "second", None, id="the rank that it is about"),
        pytest.param("the third largest bakery", "second", "rank", id="another rank"),
        pytest.param("the tenth largest bakery", "largest", "rank", id="a rank that it does not tell"),
        pytest.param("the fifth largest bakery", "largest", None, id="a rank that it tells"),
        pytest.param("the third largest bakery", "largest", None, id="a rank that many texts tell by chance"),
    ],
)
def test_who_asks_for_a_rank_gets_that_or_nothing(ranked: Matcher, question: str, id: str, facet: str | None) -> None:
    assert refusal(ranked, question, id) == facet


@pytest.fixture(scope="module")
def bookable() -> Matcher:
    """What is asked for a day, and one figure of a year."""
    return Matcher(
        index_of(
            entry(
                "cake", "Can I order a cake for 3 March?", "a cake for May", "bake me a cake by the 7th", "a 5th cake"
            ),
            entry("oven", "Is the oven free in June?", "book the oven for April", "oven time in July, please"),
            entry("class", "May I join a baking class?", "sign me up to bake"),
            entry(
                "sales", "How many loaves were sold in 2025?", "loaves sold in 2025", "sold more loaves than in 2024"
            ),
        )
    )


@pytest.mark.parametrize(
    ("question", "id", "facet"),
    [
        pytest.param("a cake for 9 October 2026", "cake", None, id="an entry that is asked for many dates"),
        pytest.param(
            "a baking class in October", "class", None, id="an entry without a date, where others are asked so"
        ),
        pytest.param("a baking class on the 9th", "class", None, id="a day that looks like a rank"),
        pytest.param("loaves sold in 2023", "sales", "year", id="an entry about a year, though another is said too"),
        pytest.param("loaves sold from January to May 2025", "sales", "span", id="months of a year are not it"),
    ],
)
def test_a_date_that_tells_no_figures_apart_refuses_nothing(
    bookable: Matcher, question: str, id: str, facet: str | None
) -> None:
    assert refusal(bookable, question, id) == facet


@pytest.mark.parametrize(
    ("question", "id", "facet"),
    [
        pytest.param("sales of the comet", "all", "model", id="that of all"),
        pytest.param("sales of the comet", "told", None, id="that of all, which tells of it too"),
        pytest.param("price of the comet", "all", None, id="another amount"),
        pytest.param("sales", "all", None, id="no model"),
    ],
)
def test_the_figure_of_all_is_none_of_one_model(question: str, id: str, facet: str | None) -> None:
    names: dict[str, dict[str, tuple[str, ...]]] = {
        "model": {"comet": (), "lark": ()},
        "quantity": {"sales": (), "price": ()},
    }
    about = (("quantity", "sales"),)
    every = entry("all", "What are the sales?", "sales of all", answer="We sold **1,500** bikes.", about=about)
    told = entry("told", "How are the sales?", "sales told", answer="**1,500**, of them 900 of the Comet.", about=about)

    assert refusal(Matcher(index_of(every, told, names=names)), question, id) == facet


@pytest.mark.parametrize(
    ("spoken_of", "facet"),
    [
        pytest.param(("mill", "guild"), None, id="one of two"),
        pytest.param(("mill",), "company", id="another"),
    ],
)
def test_an_entry_is_about_one_of_what_was_spoken_of(spoken_of: tuple[str, ...], facet: str | None) -> None:
    names: dict[str, dict[str, tuple[str, ...]]] = {"company": {"mill": (), "guild": ()}}
    guild = entry("guild", "What is the guild?", "the guild", about=(("company", "guild"),))
    matcher = Matcher(index_of(guild, HOURS, names=names))
    carried = Facets((), (), tuple(("company", one) for one in spoken_of))

    assert matcher.guard.contradiction(carried, 0) == facet


@pytest.fixture(scope="module")
def monthly() -> Matcher:
    """What is asked for three months, of which it tells two."""
    loaves = entry(
        "loaves",
        "How many loaves were baked in July 2025?",
        *("loaves july 2025", "bread baked in july 2025", "july 2025 bread", "baking in july 2025"),
        *("loaves may 2025", "bread baked in may 2025", "loaves march 2025", "bread baked in march 2025"),
        answer="**900** in July 2025, after 700 in May 2025 and a holiday in June 2025.",
    )
    return Matcher(index_of(HOURS, loaves))


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        pytest.param("loaves baked in july 2025", None, id="the time that most ask about"),
        pytest.param("loaves baked in may 2025", None, id="one that is asked about and told, too"),
        pytest.param("loaves baked in june 2025", "month", id="one that is told by the way"),
        pytest.param("loaves baked in march 2025", "month", id="one that is asked about and not told"),
    ],
)
def test_an_entry_is_asked_at_each_time_that_it_tells_and_is_asked_about(
    monthly: Matcher, question: str, facet: str | None
) -> None:
    assert refusal(monthly, question, "loaves") == facet


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        pytest.param("profit of the bakery division", "part", id="a part of the whole"),
        pytest.param("profit of the whole group", None, id="the whole"),
        pytest.param("profit of the bakery", None, id="not said"),
    ],
)
def test_the_figure_of_the_whole_is_none_of_a_part(question: str, facet: str | None) -> None:
    profit = entry("profit", "What profit did the group make?", about=(("part", "group"),))
    names = {"part": {"group": ("whole group",), "division": ()}}

    assert refusal(Matcher(index_of(HOURS, profit, names=names)), question, "profit") == facet


def test_a_series_is_about_all_models_of_its_labels_and_no_other() -> None:
    heat = entry("heat", "How hot is the oven?", series="heat", labels=("Rye", "Oat"), about=(("quantity", "heat"),))
    names = {"model": {"rye": (), "oat": (), "spelt": ()}, "quantity": {"heat": ("hot",)}}
    matcher = Matcher(index_of(HOURS, heat, names=names))

    assert [sorted(matcher.guard.core(at, "model")) for at in range(2)] == [[], ["oat", "rye"]]
    assert refusal(matcher, "how hot is the oven for rye", "heat") is None
    assert refusal(matcher, "how hot is the oven for spelt", "heat") == "model"
