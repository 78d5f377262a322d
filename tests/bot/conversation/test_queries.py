"""Questions about figures: which end is the best one, how long a course took, and the unit that is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation.queries.binding import bind
from bot.conversation.queries.held.pools import pools_of
from bot.conversation.queries.held.units_asked import UnitsAsked
from bot.conversation.queries.held.units_held import Units
from bot.conversation.queries.words.asked import asked_of
from bot.conversation.queries.words.cues import read_cues
from bot.conversation.queries.words.language import Language, figure_language
from bot.conversation.queries.words.operation_cues import read_operation_cues
from bot.conversation.queries.words.per import read_per
from bot.conversation.queries.words.unit_reader import units_of_base
from bot.figures import Cell, FigureAnswer, Measure, Operation, measures_of
from bot.knowledge.parts.vocabulary import CUE_NAMES
from bot.matching.language.naming import Lexicon
from bot.matching.language.text import normalise
from bot.model import Cue, Kind, Point, Rate, Series, Unit, Vocabulary

RIDERS = Measure(
    "race", "race", "Penalty points", tuple(Cell(f"race:{n}", n, v) for n, v in (("Ada", 9), ("Bo", 3), ("Cy", 5)))
)
UNITS = (
    Unit("USD", "dollar", "US dollars", ("usd", "dollars", "$")),
    Unit("GBP", "pound", "British pounds", ("pounds",)),
    Unit("lb", "pound", "pounds"),
)
RATES = (Rate("USD", "yuan", 7.0, "2025"), Rate("GBP", "yuan", 9.0, "2025"), Rate("kg", "lb", 2.2))


LIMITED = ("threshold", "duration")
"""Operations that need limits beside the words for them."""


@pytest.fixture(scope="module")
def english() -> Language:
    found = figure_language("en")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def units(english: Language) -> UnitsAsked:
    return _units(Vocabulary(rates=RATES, units=UNITS), english)


def _units(vocabulary: Vocabulary, language: Language) -> UnitsAsked:
    known = units_of_base(vocabulary, (), Lexicon(vocabulary, language.code), language.units)
    return UnitsAsked(Units(vocabulary, known), language)


def result(question: str, measure: Measure, english: Language) -> object:
    lexicon = Lexicon(Vocabulary())
    bound = bind(asked_of(normalise(question), lexicon, english), measure, pools_of([measure], lexicon))
    assert bound is not None
    assert isinstance(bound.answer, FigureAnswer)
    return bound.answer.result


@pytest.mark.parametrize(
    ("question", "fewer", "more"),
    [
        pytest.param("who came first", "Bo", "Ada", id="first"),
        pytest.param("who was the second best", "Cy", "Cy", id="second"),
        pytest.param("of the three best, who came second", "Cy", "Cy", id="second of the best"),
        pytest.param("who was the best", "Bo", "Ada", id="best"),
        pytest.param("who was the worst", "Ada", "Bo", id="worst"),
        pytest.param("who had the most", "Ada", "Ada", id="most"),
        pytest.param("who came last", "Ada", "Bo", id="last"),
        pytest.param("who came third from last", "Bo", "Ada", id="from last"),
        pytest.param("who finished 3rd to last", "Bo", "Ada", id="from last, in digits"),
        pytest.param("the most points: who was last", "Ada", "Bo", id="last of the most"),
    ],
)
def test_ranks_follow_whether_fewer_is_better(question: str, fewer: str, more: str, english: Language) -> None:
    series = Series(
        "race",
        "Penalty points",
        "races",
        points=tuple(Point(cell.label, cell.number) for cell in RIDERS.cells),
        kind=Kind.LEVEL,
        fewer_is_better=True,
    )
    (declared,) = measures_of(series)

    assert result(question, declared, english) == (fewer,)
    assert result(question, RIDERS, english) == (more,)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        pytest.param("how many points fewer has Bo than Ada", -6.0, id="asked about first"),
        pytest.param("how many points fewer than Ada has Bo", -6.0, id="behind than"),
        pytest.param("how many percent above Bo is Ada", 200.0, id="above"),
        pytest.param("how many percent below Ada is Bo", 100 * (3 / 9 - 1), id="below"),
        pytest.param("how many per cent below Ada is Bo", 100 * (3 / 9 - 1), id="per cent"),
    ],
)
def test_counts_from_what_stands_behind_than(question: str, expected: float, english: Language) -> None:
    assert result(question, RIDERS, english) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("question", "riders"),
    [
        pytest.param("the 2 highest", ("Ada", "Cy"), id="two"),
        pytest.param("top 15", ("Ada", "Cy", "Bo"), id="more than there are"),
        pytest.param("the 13 most punished, who are they", ("Ada", "Cy", "Bo"), id="most"),
        pytest.param("the top 2025 rider", ("Ada",), id="a year"),
        pytest.param("the best 50 kg rider", ("Bo",), id="an amount"),
    ],
)
def test_tells_as_many_as_are_asked_for(question: str, riders: tuple[str, ...], english: Language) -> None:
    found = result(question, replace(RIDERS, fewer_is_better="best" in question), english)

    assert found == riders


@pytest.mark.parametrize(
    ("code", "title", "question"),
    [
        ("de", "Startpreis", "welches ist das beste"),
        ("fr", "Prix", "quel est le meilleur"),
        ("es", "Precio", "cual es el mejor"),
        ("zh", "售价", "哪个最好"),
        ("en", "Price", "which is the best"),
    ],
)
def test_the_best_price_is_the_lowest_in_any_language(code: str, title: str, question: str) -> None:
    prices = Measure("loaves", "loaves", "Loaves", (Cell("rye", "Rye", 9), Cell("oat", "Oat", 3)), column=title)
    language = figure_language(code)
    assert language is not None

    assert result(question, prices, language) == ("Oat",)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        pytest.param("how long from 20 to 50 shops", 365.0, id="how long"),
        pytest.param("in how many months did we go from 20 to 50 shops", 365.0, id="how many months"),
        pytest.param("how long did the shop number 20 to 30 take", 152.0, id="a part of it"),
        pytest.param("how long from 50 to 20 shops", 365.0, id="said from its end"),
    ],
)
def test_tells_how_long_a_course_took(question: str, days: float, english: Language) -> None:
    points = (Point("2024-01-01", 20), Point("2024-06-01", 30), Point("2024-12-31", 50))
    (shops,) = measures_of(Series("shops", "Shops", "shops", unit="shops", points=points, kind=Kind.RUNNING))

    assert result(question, shops, english) == days


@pytest.mark.parametrize(
    ("question", "ids", "rest", "alone"),
    [
        pytest.param("price of rye in dollars?", ("USD",), "price of rye", False, id="in dollars"),
        pytest.param("revenue 2025 usd", ("USD",), "revenue 2025", False, id="behind a year"),
        pytest.param("what is that in $", ("USD",), "what is that", True, id="nothing else"),
        pytest.param("weight in pounds", ("GBP", "lb"), "weight", False, id="two units of one word"),
        pytest.param("how many dollars is a loaf", ("USD",), "how many yuan is a loaf", False, id="how many"),
    ],
)
def test_reads_the_unit_that_is_asked_for(
    question: str, ids: tuple[str, ...], rest: str, alone: bool, units: UnitsAsked
) -> None:
    wish = units.wish(question)

    assert wish is not None
    assert (wish.units, wish.rest, wish.nothing_else_asked) == (ids, rest, alone)


def test_a_unit_is_told_as_its_rate_writes_it_however_the_vocabulary_does(english: Language) -> None:
    units = _units(Vocabulary(rates=RATES, units=(Unit("usd", "dollar", "US dollars", ("dollars",)),)), english)

    wish = units.wish("how many dollars is a loaf")

    assert wish is not None
    assert (wish.units, wish.rest, units.held.id_of("billion usd")) == (("USD",), "how many yuan is a loaf", "USD")


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("how much per 2 km", 2),
        ("how much per 100 km", 100),
        ("how much per bike", 1),
        ("how much is a 2 metre bike", 1),
    ],
)
def test_reads_for_how_many_it_is_asked(question: str, count: float, english: Language) -> None:
    assert [one.count for one in read_per(normalise(question), english)] == [count]


@pytest.mark.parametrize(
    ("question", "beside", "rest"),
    [
        pytest.param("price of rye in pounds and dollars?", (("GBP", "lb"),), "price of rye", id="and"),
        pytest.param("price of rye in pounds, in dollars?", (("GBP", "lb"),), "price of rye", id="listed"),
        pytest.param("a pound of rye in dollars?", (), "a pound of rye", id="not listed"),
    ],
)
def test_reads_all_units_that_are_asked_for(
    question: str, beside: tuple[tuple[str, ...], ...], rest: str, units: UnitsAsked
) -> None:
    wish = units.wish(question)

    assert wish is not None
    assert (wish.units, wish.beside, wish.rest) == (("USD",), beside, rest)


@pytest.mark.parametrize(
    ("code", "question", "rest"),
    [
        ("de", "Wie viele Dollar kostet das Rad?", "Wie viele Euro kostet das Rad?"),
        ("de", "wieviel Dollar kostet das Rad?", "wieviel Euro kostet das Rad?"),
        ("fr", "Combien de dollars coûte le vélo ?", "Combien de euros coûte le vélo?"),
        ("es", "¿Cuántos dólares cuesta la bici?", "¿Cuántos euros cuesta la bici?"),
        ("zh", "这辆车多少美元？", "这辆车多少欧元？"),
        ("zh", "用美元这辆车多贵？", "这辆车多贵？"),
    ],
)
def test_a_unit_is_asked_for_in_any_language(code: str, question: str, rest: str) -> None:
    dollar, euro = {
        "de": ("Dollar", "Euro"),
        "fr": ("dollars", "euros"),
        "es": ("dólares", "euros"),
        "zh": ("美元", "欧元"),
    }[code]
    described = (Unit("USD", dollar, dollar), Unit("EUR", euro, euro))
    language = figure_language(code)
    assert language is not None
    wish = _units(Vocabulary(rates=(Rate("EUR", "USD", 1.1),), units=described), language).wish(question)

    assert wish is not None
    assert (wish.units, normalise(wish.rest), wish.asked_explicitly) == (("USD",), normalise(rest), True)


@pytest.mark.parametrize(
    "question", ["which cost over 100 billion dollars", "price of rye", "$ 5 for what", "how far per dollar"]
)
def test_the_unit_of_a_number_is_not_asked_for(question: str, units: UnitsAsked) -> None:
    assert units.wish(question) is None


def test_a_word_for_two_units_means_the_one_that_can_be_had(units: UnitsAsked) -> None:
    wish = units.wish("how much in pounds")

    assert wish is not None
    assert [units.held.into(unit, wish.units) for unit in ("billion yuan", "kg", "cars")] == ["GBP", "lb", ""]


@pytest.mark.parametrize(("question", "told"), [("lark gt range", 70), ("range of the lark long range", 83)])
def test_the_title_of_a_column_names_no_row(question: str, told: float, english: Language) -> None:
    cells = (Cell("range:gt", "Lark GT", 70), Cell("range:long", "Lark Long Range", 83))
    ranges = Measure("range", "larks", "Larks", cells, unit="km", column="Range")

    assert result(question, ranges, english) == told


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        pytest.param("the mean price of three loaves", Operation.AVERAGE, id="the mean"),
        pytest.param("loaves, monthly mean", Operation.AVERAGE, id="monthly"),
        pytest.param("three loaves and their mean", Operation.AVERAGE, id="of several"),
        pytest.param("mean baking time of the loaves", Operation.AVERAGE, id="of an amount"),
        pytest.param("the loaves: what does their baker mean", Operation.VALUE, id="what a baker means"),
        pytest.param("what does rye mean and how much is it", Operation.VALUE, id="a meaning"),
        pytest.param("loaves in May, i dont mean their first month", Operation.VALUE, id="what somebody means"),
    ],
)
def test_a_meaning_is_no_mean(text: str, operation: Operation, english: Language) -> None:
    assert read_cues(normalise(text), english).operation is operation


@pytest.mark.parametrize(
    ("code", "text", "operation"),
    [
        pytest.param("en", "which of the loaves outbakes the rye", Operation.COMPARE, id="one of several words"),
        pytest.param("en", "are loaves cooler than rolls", Operation.COMPARE, id="any word between"),
        pytest.param("en", "how many loaves", Operation.VALUE, id="not all of the words"),
        pytest.param("es", "cual es el pan mas esponjoso", Operation.EXTREME, id="an accent is left out"),
    ],
)
def test_words_of_the_subject_ask_for_an_operation(code: str, text: str, operation: Operation) -> None:
    cues = (Cue("compare", ("outbakes/outrises", "loaves * than")), Cue("extreme", ("más esponjoso",)))
    known = figure_language(code, cues)

    assert known is not None
    assert read_cues(normalise(text), known).operation is operation


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        pytest.param(r"\bhow (?:much|many)\b", {"how", "much", "many"}, id="without what stands for no word"),
        pytest.param(r"\bup [a-z]+ to\b", {"up", "to"}, id="without classes"),
        pytest.param(r"\bcolou?rs\b", {"colo"}, id="up to a letter that may be missing"),
        pytest.param("多少(?:钱)?", {"多", "少", "钱"}, id="signs of a script without spaces"),
    ],
)
def test_a_cue_knows_the_words_of_its_pattern(pattern: str, words: set[str]) -> None:
    (cue,) = read_operation_cues(({"operation": "count", "weight": 1, "patterns": [pattern]},), ())

    assert set(cue.own_words) == words


@pytest.mark.parametrize("code", ["de", "en", "es", "fr", "zh"])
def test_words_of_the_subject_count_in_each_language(code: str) -> None:
    lost = []
    for name in CUE_NAMES:
        known = figure_language(code, (Cue(name, ("plonk",)),))
        assert known is not None
        said = {word for one in read_cues(("plonk",), known).asked_for for word in one.said}
        listed = {one for one, words in known.words.items() if "plonk" in words}
        if name not in listed and not (said or name in LIMITED):
            lost.append(name)

    assert lost == []


@pytest.mark.parametrize("code", ["de", "en", "es", "fr", "zh"])
def test_each_language_says_plainly_what_a_change_is(code: str) -> None:
    language = figure_language(code)
    assert language is not None
    changes = [cue for cue in language.cues if cue.operation is Operation.CHANGE]

    assert any(cue.plain for cue in changes)
    assert sum(cue.of_one_time for cue in changes) > 1


@pytest.mark.parametrize(
    ("question", "change"),
    [
        pytest.param("how many minutes quicker from 10 to 80 percent than the old one", False, id="unit of a number"),
        pytest.param("from 5 to 8 bikes, in percent", True, id="asked for"),
        pytest.param("sales may 2025 vs june 2025, percent", True, id="behind a year"),
        pytest.param("what is 5% of the price", False, id="share"),
    ],
)
def test_percent_behind_a_number_asks_for_no_percentage(question: str, change: bool, english: Language) -> None:
    assert read_cues(normalise(question), english).has(Operation.CHANGE) is change


def test_the_only_figure_may_be_said_with_what_is_asked_of_it(english: Language) -> None:
    orders = Measure("m", "m", "Orders", (Cell("m:a", "Lark within 2 hours", 6900.0),), Kind.FLOW, "orders")
    lexicon = Lexicon(Vocabulary())
    question = "the lark got 6900 orders within 2 hours, how many an hour"

    bound = bind(asked_of(normalise(question), lexicon, english), orders, pools_of([orders], lexicon))

    assert bound is not None
    assert bound.uptake.numbers_left == 0
