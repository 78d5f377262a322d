"""Of which dimension figures are: asked for by a unit, told by an answer."""

from __future__ import annotations

import pytest

from bot.conversation.queries.held.dimensions import Dimensions
from bot.conversation.queries.held.units_asked import UnitsAsked
from bot.conversation.queries.held.units_held import Units
from bot.conversation.queries.words.language import figure_language
from bot.conversation.queries.words.unit_reader import UnitReader, units_of_base
from bot.matching import Lexicon, normalise
from bot.model import Rate, Unit, Vocabulary

_CROWNS = Vocabulary(
    rates=(Rate("crowns", "EUR", 0.04), Rate("parsecs", "leagues", 2.0)),
    units=(Unit("crowns", "crown", "crowns", ("kr",)),),
)


def _units(code: str, vocabulary: Vocabulary = Vocabulary()) -> UnitReader:  # noqa: B008
    language = figure_language(code)
    known = language.units if language is not None else None
    return units_of_base(vocabulary, (), Lexicon(vocabulary, code), known)


@pytest.mark.parametrize(
    ("language", "text", "dimensions"),
    [
        pytest.param("en", "how strong is the Lark, in kW?", {"power"}, id="behind in"),
        pytest.param("en", "how much is it as dollars", {"money"}, id="behind as"),
        pytest.param("en", "convert to km, the range", {"distance"}, id="behind to"),
        pytest.param("en", "how many litres does the basket hold", {"volume"}, id="how many"),
        pytest.param("en", "how many more km does it go", {"distance"}, id="how many more"),
        pytest.param("en", "top speed of the Lark km/h?", {"speed"}, id="at the end"),
        pytest.param("en", "km/h?", {"speed"}, id="alone"),
        pytest.param("en", "price in 2025, usd", {"money"}, id="behind a year"),
        pytest.param("en", "price of the Lark in yuan per km", {"money"}, id="of so much per km the first"),
        pytest.param("en", "how long does it take from 0 to 100 km/h", set(), id="condition"),
        pytest.param("en", "is it lighter than twelve kilos", set(), id="number in words"),
        pytest.param("en", "which have the 36 V motor", set(), id="name of a part"),
        pytest.param("en", "what does it cost per km", set(), id="per km"),
        pytest.param("en", "first hour of orders, how many per second", set(), id="how many per second"),
        pytest.param("en", "how much do second hand Larks go for", set(), id="an ordinal"),
        pytest.param("en", "it goes for how much these days", set(), id="how much of something else"),
        pytest.param("en", "how did sales go over the last weeks", set(), id="a time"),
        pytest.param("en", "what does the Tang L?", set(), id="a letter of a name"),
        pytest.param("de", "wie viele Minuten lädt das Rad", {"time"}, id="German"),
        pytest.param("de", "in wie vielen Minuten lädt das Rad", {"time"}, id="German dative"),
        pytest.param("de", "wie stark ist der Motor in kW?", {"power"}, id="German in"),
        pytest.param("de", "wie lange von 0 auf 100 km/h", set(), id="German condition"),
        pytest.param("fr", "combien de kilos pèse le vélo", {"mass"}, id="French"),
        pytest.param("es", "cuántos litros caben en la cesta", {"volume"}, id="Spanish"),
        pytest.param("zh", "电机功率是多少千瓦", {"power"}, id="Chinese"),
        pytest.param("zh", "百公里加速到100公里要多久", set(), id="Chinese condition"),
        pytest.param("pt", "quantos kg", set(), id="a language without words"),
    ],
)
def test_reads_the_dimension_that_is_asked_for(language: str, text: str, dimensions: set[str]) -> None:
    units = UnitsAsked(Units(Vocabulary(), _units(language)), figure_language(language))

    assert units.dimensions_asked(normalise(text)) == dimensions


@pytest.mark.parametrize(
    ("text", "dimensions"),
    [
        pytest.param("It has **4 kW** and weighs 20 kilograms.", {"power", "mass"}, id="all figures"),
        pytest.param("It takes **1.9 seconds from 0 to 30 km/h**.", {"time"}, id="condition"),
        pytest.param("It stops in 4 m from 25 km/h.", {"length"}, id="condition it stops from"),
        pytest.param("It uses 2 kWh per 100 km.", {"energy"}, id="per so many"),
        pytest.param("It has 4 kW and reaches up to 30 km/h.", {"power", "speed"}, id="up to"),
        pytest.param("The top speed was cut to 25 km/h.", {"speed"}, id="no figure before"),
        pytest.param("It costs $300, or three hundred million yuan.", {"money"}, id="sign before a number"),
        pytest.param("Seven weeks.", {"period"}, id="number in words"),
        pytest.param("The kilowatt is a unit of power.", set(), id="no figure"),
    ],
)
def test_reads_the_dimensions_of_an_answer(text: str, dimensions: set[str]) -> None:
    assert Dimensions(_units("en"), figure_language("en")).told(text) == dimensions


def test_units_that_convert_are_of_one_dimension() -> None:
    known = _units("en", _CROWNS)

    units = UnitsAsked(Units(_CROWNS, known), figure_language("en"))

    assert units.dimensions_asked(("how", "many", "kr")) == {"money"}
    assert known.dimensions_of("million crowns") == {"money"}


def test_a_dimension_that_no_language_knows_has_the_units_that_convert() -> None:
    units = _units("en", _CROWNS)

    assert units.dimensions_of("leagues") == units.dimensions_of("parsecs") != frozenset()
