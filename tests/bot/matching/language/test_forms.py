"""What a question asks for is seen from its question words."""

from __future__ import annotations

import pytest

from bot.matching.language.forms import asks_for_picture, forms_of
from bot.matching.language.text import normalise


@pytest.mark.parametrize(
    ("question", "forms"),
    [
        pytest.param("when do you open?", ("when",), id="when"),
        pytest.param("what time do you open?", ("what", "when"), id="what time is when"),
        pytest.param("which year was it?", ("which", "when"), id="which year is when"),
        pytest.param("in what city is the shop", ("what", "where"), id="what city is where"),
        pytest.param("who's the baker", ("who",), id="who's is who"),
        pytest.param("whose bread is it", ("who",), id="whose is who"),
        pytest.param("how many loaves", ("how many",), id="how many"),
        pytest.param("the number of loaves", ("count",), id="a number is a count"),
        pytest.param("how much is rye", ("how much",), id="how much"),
        pytest.param("how long does it take", ("how long",), id="how long"),
        pytest.param("how fast is the oven", ("extent",), id="how fast is an extent"),
        pytest.param("how big is the oven", ("extent",), id="how big is an extent"),
        pytest.param("how come it is shut", ("why",), id="how come is why"),
        pytest.param("how do you bake", ("how",), id="how alone"),
        pytest.param("how", ("how",), id="nothing behind how"),
        pytest.param("when and where do you open", ("when", "where"), id="two questions"),
        pytest.param("when, when do you open", ("when",), id="each once"),
        pytest.param("do you sell rye?", ("yes or no",), id="yes or no"),
        pytest.param("is there rye or what?", ("what",), id="a question word before yes or no"),
        pytest.param("rye price", (), id="no question"),
        pytest.param("", (), id="no words"),
    ],
)
def test_reads_the_form(question: str, forms: tuple[str, ...]) -> None:
    assert forms_of(normalise(question)) == forms


@pytest.mark.parametrize(
    ("language", "question", "forms"),
    [
        pytest.param("de", "um wie viel Uhr macht ihr auf", ("when",), id="de, three words"),
        pytest.param("de", "Wie viele Brote gibt es?", ("how many",), id="de"),
        pytest.param("de", "habt ihr Brot", ("yes or no",), id="de, yes or no"),
        pytest.param("es", "¿Cuánto tiempo dura?", ("how long",), id="es"),
        pytest.param("fr", "combien de pains", ("how many",), id="fr"),
        pytest.param("zh", "什么时候开门", ("when",), id="zh, words of several signs"),
        pytest.param("eo", "kiam", (), id="nothing is known"),
    ],
)
def test_reads_the_form_in_other_languages(language: str, question: str, forms: tuple[str, ...]) -> None:
    assert forms_of(normalise(question), language) == forms


@pytest.mark.parametrize(
    ("language", "question"), [("de", "zeig mir ein Diagramm"), ("fr", "un graphique"), ("zh", "画个图")]
)
def test_a_picture_is_asked_for_in_other_languages(language: str, question: str) -> None:
    assert asks_for_picture(normalise(question), language)
    assert not asks_for_picture(normalise(question), "en")


@pytest.mark.parametrize(
    ("question", "pictured"),
    [("plot the sales of rye", True), ("rye as a table", True), ("a table for two", True), ("rye", False)],
)
def test_a_picture_is_asked_for_by_its_name(question: str, pictured: bool) -> None:
    assert asks_for_picture(normalise(question)) is pictured
