"""Questions and answers that read like a person's are made from the numbers of series."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.knowledge.dates import canonical_facets, parse_label
from bot.knowledge.generating.numbers import with_unit
from bot.knowledge.wording import words_in
from bot.model import Entry, Knowledge

Load = Callable[[str], Knowledge]

MONTHS = """
series:
  - id: sold
    title: Loaves sold per month
    unit: loaves
    topic: sales
    as_of: 2025-08
    changes: true
    sources: [{publisher: The bakery}]
    about: {quantity: sales, bread: rye}
    phrasings: [how sales went]
    points:
      - {label: 2025-05, value: 136854}
      - {label: 2025-06, value: 410000, minimum: true}
      - {label: 2025-07, value: 25000, approximate: true}
      - {label: 2025-08, value: null}
    ask:
      - question: How many loaves were sold in {label}?
        phrasings: ["sales {label}"]
        answer: The bakery sold **{value}** loaves in {label}.
"""
TABLE = """
series:
  - id: breads
    title: "Our breads"
    columns:
      - {id: bread, title: Bread}
      - {id: price, title: Price, unit: EUR}
      - {id: weight_g, title: Weight, unit: g}
      - {id: flour, title: Flour}
      - {id: since, title: Sold since}
    rows:
      - [Rye, 4.5, 1000, dark, 1999]
      - [Spelt, 5, 750, ~, 2010]
      - [Oat, 5, ~, light, 2020]
    ask:
      - question: What is the {column} of the {row} loaf?
        phrasings: ["{row} {column}"]
        answer: "The {column} of the {row} loaf: **{figure}**."
      - columns: [price]
        question: How much is the {row} loaf?
        answer: The {row} loaf costs **{figure}**.
"""


def by_id(knowledge: Knowledge) -> dict[str, Entry]:
    """Cells and measures alike: each can be addressed."""
    return {entry.id: entry for entry in (*knowledge.entries, *knowledge.cells)}


def test_a_point_makes_a_cell_that_inherits_from_its_series(load: Load) -> None:
    entry = by_id(load(MONTHS))["sold:2025-05"]

    assert entry.question == "How many loaves were sold in May 2025?"
    assert entry.answer == "The bakery sold **136,854** loaves in May 2025."
    assert (entry.topic, entry.series) == ("sales", "sold")
    assert (entry.chart, entry.related) == ("sold", ("sold",))
    assert entry.sources[0].publisher == "The bakery"
    assert entry.about == (("quantity", "sales"), ("bread", "rye"), ("year", "2025"), ("month", "2025-05"))


def test_a_figure_is_of_the_end_of_its_period_unless_that_is_not_over(load: Load) -> None:
    ask = "ask: [{question: 'How many in {label}?', answer: '{value}.'}]"
    prices = f"series: [{{id: prices, title: T, as_of: 2025-08, {ask}, points: [{{label: Rye, value: 4}}]}}]"
    entries = by_id(load(MONTHS.replace("{label: 2025-08, value: null}", "{label: 2025, value: 900000}")))

    assert entries["sold:2025-05"].as_of == "2025-05-31"
    assert entries["sold:2025"].as_of == "2025-08"
    assert by_id(load(prices))["prices:rye"].as_of == "2025-08"


def test_a_point_names_its_own_date_and_sources_the_whole_those_of_all_points(load: Load) -> None:
    own = "{label: 2025-05, value: 136854, as_of: 2025-06-02, source: [{publisher: Weekly}, {publisher: The bakery}]}"
    other = "{label: 2025-06, value: 410000, source: {publisher: The till}}"
    text = MONTHS.replace("{label: 2025-05, value: 136854}", own)
    entries = by_id(load(text.replace("{label: 2025-06, value: 410000, minimum: true}", other)))
    publishers = {id: [source.publisher for source in entry.sources] for id, entry in entries.items()}

    assert entries["sold:2025-05"].as_of == "2025-06-02"
    assert publishers["sold:2025-05"] == ["Weekly", "The bakery"]
    assert publishers["sold:2025-07"] == ["The bakery"]
    assert publishers["sold:max"] == ["The till"]
    assert publishers["sold"] == ["The bakery", "Weekly", "The till"]


def test_a_cell_is_no_candidate_but_its_measure_is(load: Load) -> None:
    knowledge = load(MONTHS)

    assert [entry.id for entry in knowledge.entries] == ["sold"]
    assert [cell.id for cell in knowledge.cells] == [
        *(f"sold:2025-{month:02}" for month in range(5, 9)),
        "sold:max",
        "sold:min",
    ]


def test_ids_are_unique_over_measures_and_cells(load: Load) -> None:
    knowledge = load(MONTHS + TABLE.replace("series:\n", ""))

    ids = [entry.id for entry in (*knowledge.entries, *knowledge.cells)]
    assert len(ids) == len(set(ids))


def test_the_figure_of_a_closed_period_changes_no_more(load: Load) -> None:
    entries = by_id(load(MONTHS.replace("{label: 2025-07,", "{label: 2025,")))

    assert entries["sold"].changes
    assert not entries["sold:2025-05"].changes
    assert entries["sold:2025"].changes, "the year was not over in August"
    assert entries["sold:2025-08"].changes, "the gap may be filled"


@pytest.mark.parametrize(
    ("entry_id", "answer"),
    [
        ("sold:2025-06", "The bakery sold **more than 410,000** loaves in June 2025."),
        ("sold:2025-07", "The bakery sold **about 25,000** loaves in July 2025."),
        ("sold:2025-08", "I have no figure for August 2025. (Loaves sold per month)"),
    ],
)
def test_says_what_is_no_exact_figure_and_what_is_none(load: Load, entry_id: str, answer: str) -> None:
    assert by_id(load(MONTHS))[entry_id].answer == answer


def test_what_figures_rest_on_ends_each_answer(load: Load) -> None:
    entries = by_id(load(MONTHS.replace("as_of: 2025-08", "as_of: 2025-08\n    basis: counted at the till.")))

    assert entries["sold:2025-05"].answer.endswith(" loaves in May 2025. Basis: counted at the till.")
    assert entries["sold"].answer.endswith("\n\nBasis: counted at the till.")
    assert entries["sold:max"].answer.endswith(" Basis: counted at the till.")
    assert "Basis" not in entries["sold:2025-08"].answer, "a gap rests on nothing"


def test_a_column_has_a_basis_before_that_of_its_table(load: Load) -> None:
    priced = TABLE.replace("unit: EUR}", "unit: EUR, basis: with tax}").replace(
        "columns:\n", "basis: our own\n    columns:\n", 1
    )

    entries = by_id(load(priced))

    assert entries["breads:rye:price"].answer == "The Rye loaf costs **EUR 4.5**. Basis: with tax."
    assert entries["breads:rye:flour"].answer.endswith("**dark**. Basis: our own.")
    assert entries["breads:price:max"].answer.endswith("Basis: with tax.")
    assert entries["breads:price"].answer.endswith("\n\nBasis: with tax.")
    assert entries["breads:flour"].answer.endswith("\n\nBasis: our own.")


def test_a_running_total_has_neither_highest_nor_lowest(load: Load) -> None:
    entries = by_id(load(MONTHS.replace("as_of: 2025-08", "as_of: 2025-08\n    kind: running")))

    assert not entries.keys() & {"sold:max", "sold:min"}
    assert "lowest" not in entries["sold"].answer
    assert "Newest: **about 25,000 loaves** (July 2025)." in entries["sold"].answer


def test_the_series_itself_is_an_entry_with_its_newest_figure_first(load: Load) -> None:
    entry = by_id(load(MONTHS))["sold"]

    assert entry.question == "What are the figures for: Loaves sold per month?"
    assert entry.phrasings[:2] == ("how sales went", "Loaves sold per month")
    assert entry.answer.startswith("Newest: **about 25,000 loaves** (July 2025).")
    assert "the highest more than 410,000 (June 2025)" in entry.answer
    assert entry.answer.index("August 2025: no figure") < entry.answer.index("May 2025: 136,854")
    assert entry.related == ("sold:max", "sold:min")


def test_the_points_of_a_series_are_asked_for_together(load: Load) -> None:
    entry = by_id(load(MONTHS))["sold"]

    assert entry.labels == ("May 2025", "June 2025", "July 2025", "August 2025")
    assert any(text in {f"sales {label}" for label in entry.labels} for text in entry.phrasings)
    assert {f"How many loaves were sold in {label}?" for label in entry.labels} <= set(entry.phrasings)
    assert "highest: Loaves sold per month" in " / ".join(entry.phrasings)
    assert not any("{" in text for text in entry.phrasings)


def test_a_series_that_nothing_asks_of_is_a_measure_all_the_same(load: Load) -> None:
    knowledge = load(MONTHS[: MONTHS.index("    ask:")])

    assert [entry.id for entry in knowledge.entries] == ["sold"]
    assert knowledge.entries[0].labels == ("May 2025", "June 2025", "July 2025", "August 2025")


def test_a_table_and_each_column_that_is_asked_for_are_measures(load: Load) -> None:
    entries = load(TABLE).entries

    assert [entry.id for entry in entries] == [
        "breads",
        "breads:price",
        "breads:weight-g",
        "breads:flour",
        "breads:since",
    ]
    assert {entry.labels for entry in entries} == {("Rye", "Spelt", "Oat")}
    assert all(entry.chart == "breads" for entry in entries)


def test_a_column_that_nothing_asks_for_is_no_measure(load: Load) -> None:
    asked = TABLE.replace("question: What is the {column}", "columns: [flour]\n        question: What is the {column}")

    assert [entry.id for entry in load(asked).entries] == ["breads", "breads:price", "breads:flour"]


def test_a_column_tells_what_each_row_has(load: Load) -> None:
    entry = by_id(load(TABLE))["breads:price"]

    assert entry.question == "Price by bread (Our breads)"
    assert "- Rye: EUR 4.5\n- Spelt: EUR 5\n- Oat: EUR 5" in entry.answer
    assert entry.related == ("breads",)
    assert any(text in {f"How much is the {row} loaf?" for row in entry.labels} for text in entry.phrasings)


def test_the_highest_and_lowest_are_made_where_points_are_asked_for(load: Load) -> None:
    entries = by_id(load(MONTHS))

    assert entries["sold:max"].question == "In which month was the figure highest: Loaves sold per month?"
    assert entries["sold:max"].answer.startswith("**At least 410,000 loaves** in **June 2025**")
    assert entries["sold:min"].answer.startswith("**About 25,000 loaves** in **July 2025**")


def test_fewer_than_three_numbers_have_no_highest(load: Load) -> None:
    knowledge = load(MONTHS.replace("136854", "null"))

    assert "sold:max" not in by_id(knowledge)


def test_superlatives_can_be_written_or_switched_off(load: Load) -> None:
    written = load(
        MONTHS
        + "    superlatives: [{which: max, question: Which was the best month?, answer: 'In {label}: {value}.'}]\n"
    )
    entry = by_id(written)["sold:max"]

    assert (entry.question, entry.answer) == ("Which was the best month?", "In June 2025: at least 410,000.")
    assert "sold:min" not in by_id(written)


def test_an_empty_list_of_superlatives_makes_none(load: Load) -> None:
    assert "sold:max" not in by_id(load(MONTHS + "    superlatives: []\n"))


def test_each_figure_of_a_series_that_nothing_asks_of_can_be_shown(load: Load) -> None:
    entries = by_id(load(MONTHS[: MONTHS.index("    ask:")]))

    assert entries["sold:2025-06"].question == "Loaves sold per month: June 2025?"
    assert entries["sold:2025-06"].answer == "**More than 410,000 loaves** in June 2025. (Loaves sold per month)"
    assert {"sold:2025-05", "sold:2025-07", "sold:2025-08", "sold:max", "sold:min"} <= entries.keys()


def test_each_figure_of_a_column_that_nothing_asks_for_can_be_shown(load: Load) -> None:
    entries = by_id(load(TABLE[: TABLE.index("    ask:")]))

    assert entries["breads:rye:price"].question == "Price: Rye? (Our breads)"
    assert entries["breads:rye:price"].answer.startswith("**EUR 4.5** for Rye. (Our breads: ")
    assert "breads:price:max" in entries


def test_a_figure_whose_id_would_be_too_long_is_told_all_the_same(load: Load) -> None:
    label = "a very long name of a loaf that nobody has ever shortened or even counted"
    knowledge = load(TABLE[: TABLE.index("    ask:")].replace("Rye", label))

    assert not any("shortened" in entry.id for entry in knowledge.cells)
    assert label in knowledge.entries[0].labels


def test_a_cell_has_an_answer_of_its_own(load: Load) -> None:
    entries = by_id(load(TABLE))

    assert entries["breads:rye:weight-g"].question == "What is the weight of the Rye loaf?"
    assert entries["breads:rye:weight-g"].answer == "The weight of the Rye loaf: **1,000 g**."
    assert entries["breads:rye:flour"].answer == "The flour of the Rye loaf: **dark**."
    assert entries["breads:rye:since"].answer == "The sold since of the Rye loaf: **1999**."
    assert entries["breads:spelt:flour"].answer == "I have no figure for flour: Spelt. (Our breads)"


def test_a_template_for_a_column_goes_before_the_general_one(load: Load) -> None:
    assert by_id(load(TABLE))["breads:rye:price"].answer == "The Rye loaf costs **EUR 4.5**."


def test_the_highest_of_a_column_names_all_that_share_it(load: Load) -> None:
    entries = by_id(load(TABLE))

    assert entries["breads:price:max"].question == "Which bread has the highest price? (Our breads)"
    assert entries["breads:price:max"].answer.startswith("**Spelt and Oat** with **EUR 5**")
    assert "breads:weight-g:max" not in entries
    assert "breads:since:max" not in entries


def test_the_head_of_a_column_says_its_unit_once(load: Load) -> None:
    columns = "columns: [{id: shop}, {id: sold, title: Loaves sold, unit: loaves}, {id: per, unit: loaves}]"
    table = f"series:\n  - id: shops\n    title: Our shops\n    {columns}\n    rows: [[High Street, 40, 2]]\n"

    assert "| Shop        | Loaves sold | Per (loaves)\n" in by_id(load(table))["shops"].answer


def test_a_table_is_shown_aligned_with_its_gaps(load: Load) -> None:
    answer = by_id(load(TABLE))["breads"].answer

    assert answer == (
        "**Our breads**\n\n```\n"
        "| Bread | Price (EUR) | Weight (g) | Flour | Sold since\n"
        "|-------|-------------|------------|-------|------------\n"
        "| Rye   |         4.5 |      1,000 | dark  |       1999\n"
        "| Spelt |           5 |        750 | –     |       2010\n"
        "| Oat   |           5 | –          | light |       2020\n"
        "```"
    )


def test_names_keep_their_capital_within_a_sentence(load: Load) -> None:
    knowledge = load(TABLE.replace("title: Flour", "title: Ada") + "names: {person: {ada: [ada]}}\n")

    assert by_id(knowledge)["breads:rye:flour"].question == "What is the Ada of the Rye loaf?"


def test_big_series_stay_within_one_message(load: Load) -> None:
    points = ", ".join(f"{{label: {'x' * 200} {i}, value: {i}}}" for i in range(40))
    rows = ", ".join(f"[{'row ' * 9}{i}, {'b' * 400}]" for i in range(200))
    knowledge = load(
        f"series:\n  - {{id: many, title: Many, points: [{points}]}}\n"
        f"  - {{id: table, title: Table, columns: [{{id: a}}, {{id: b}}], rows: [{rows}],\n"
        "     ask: [{question: 'B of {row}?', answer: '{value}'}]}\n"
    )

    assert all(len(entry.answer) < 1800 for entry in knowledge.entries)
    assert "of 40." in by_id(knowledge)["many"].answer
    assert "of 200 rows." in by_id(knowledge)["table"].answer
    assert by_id(knowledge)["table:b"].answer.endswith(" of 200.")


@pytest.mark.parametrize(
    ("label", "text", "facets"),
    [
        ("2025", "2025", {"year": "2025"}),
        ("2025-05", "May 2025", {"year": "2025", "month": "2025-05"}),
        ("2025-05-31", "31 May 2025", {"year": "2025", "month": "2025-05", "day": "2025-05-31"}),
        ("2025-Q1", "Q1 2025", {"year": "2025", "quarter": "2025-Q1"}),
        ("Q1 2025", "Q1 2025", {"year": "2025", "quarter": "2025-Q1"}),
        ("2025 H2", "H2 2025", {"year": "2025", "half": "2025-H2"}),
    ],
)
def test_labels_that_are_dates_read_like_dates(label: str, text: str, facets: dict[str, str]) -> None:
    period = parse_label(label)

    assert period is not None
    assert (period.text, dict(period.facets)) == (text, facets)


@pytest.mark.parametrize("label", ["1000", "2025-13", "2025-02-30", "2025-Q5", "2025 (January)", "Rye", ""])
def test_other_labels_are_no_dates(label: str) -> None:
    assert parse_label(label) is None


@pytest.mark.parametrize(
    ("about", "canonical"),
    [
        ((("month", "May"), ("year", "2025")), (("month", "2025-05"), ("year", "2025"))),
        ((("month", "5"),), (("month", "--05"),)),
        ((("month", "2025-05"),), (("month", "2025-05"),)),
        ((("year", "2025"), ("quarter", "q1")), (("year", "2025"), ("quarter", "2025-Q1"))),
        ((("half", "2"),), (("half", "--H2"),)),
        ((("quantity", "May"),), (("quantity", "May"),)),
    ],
)
def test_facets_of_curators_get_the_same_form(
    about: tuple[tuple[str, str], ...], canonical: tuple[tuple[str, str], ...]
) -> None:
    assert canonical_facets(about) == canonical


@pytest.mark.parametrize(
    ("value", "text"),
    [(136854, "136,854"), (0.41, "0.41"), (4.0, "4"), (-2.5, "-2.5"), (1495.69, "1,495.69"), (1e18, "1e+18")],
)
def test_numbers_read_like_a_person_writes_them(value: float, text: str) -> None:
    assert words_in().number(value) == text


@pytest.mark.parametrize(
    ("unit", "text"),
    [(None, "12"), ("percent", "12%"), ("CNY billion", "CNY 12 billion"), ("$", "$12"), ("loaves", "12 loaves")],
)
def test_units_stand_where_people_write_them(unit: str | None, text: str) -> None:
    assert with_unit("12", unit, words_in()) == text


def test_names_are_joined_as_in_a_sentence() -> None:
    assert words_in().listed(("a", "b", "c")) == "a, b and c"
    assert words_in().listed(("a",)) == "a"
