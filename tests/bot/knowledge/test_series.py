"""Series and tables are read into numbers, or become findings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.model import Column, Finding, Kind, Knowledge, Point, Source

Inspect = Callable[..., tuple[Finding, ...]]
Load = Callable[[str], Knowledge]

POINTS = "points: [{label: a, value: 1}, {label: b, value: 2}]"
ASK = "{question: '{label}?', answer: '{value}'}"
TABLE = "columns: [{id: bread}, {id: price, unit: euros}]\n    rows: [[rye, 4], [spelt, 5]]"


def series_with(lines: str, title: str = "Loaves sold") -> str:
    return f"series:\n  - id: sold\n    title: {title}\n    {lines}\n"


def test_reads_points_gaps_and_qualifiers(load: Load) -> None:
    (series,) = load(
        series_with(
            "points: [{label: 2024, value: 1_500}, {label: 2025, value: 2.5e3, minimum: true},"
            " {label: 2026, value: null}]"
        )
    ).series

    assert series.points == (Point("2024", 1500.0), Point("2025", 2500.0, minimum=True), Point("2026", None))


def test_reads_what_figures_are_and_rest_on(load: Load) -> None:
    points = "[{label: 2025, value: 9, approximate: true, within: 2.5%, as_of: 2026-01, source: {publisher: Weekly}}]"
    (series,) = load(
        series_with(f"points: {points}\n    kind: flow\n    noun: loaves sold\n    basis: company count")
    ).series
    (table,) = load(
        series_with(
            "kind: flow\n    columns: [{id: bread}, {id: sold, kind: running, noun: loaves sold, basis: till}]\n"
            "    rows: [[rye, 4]]"
        )
    ).series

    assert (series.kind, series.noun, series.basis) == (Kind.FLOW, "loaves sold", "company count")
    assert series.points == (
        Point("2025", 9.0, approximate=True, within=0.025, as_of="2026-01", sources=(Source("Weekly"),)),
    )
    assert table.columns[1] == Column("sold", "Sold", kind=Kind.RUNNING, basis="till", noun="loaves sold")


def test_without_a_date_it_is_as_old_as_its_newest_figure(load: Load) -> None:
    dated = "points: [{label: 2025-03, value: 2}, {label: 2025-02, value: 1}, {label: 2025-04, value: null}]"

    (series,) = load(series_with(dated)).series
    (given,) = load(series_with(f"as_of: 2025-02\n    {dated}")).series
    (undated,) = load(series_with(POINTS)).series

    assert series.as_of == "2025-03-31"
    assert given.as_of == "2025-02"
    assert undated.as_of is None


def test_reads_tables(load: Load) -> None:
    (series,) = load(
        series_with(
            "columns: [{id: bread, title: Bread}, {id: price_net, title: Price, unit: euros}, {id: organic}]\n"
            "    rows: [[rye, 4, true], [spelt, 4.5, ~], [2025, 5, false]]".replace("[2025", "['2025'")
        )
    ).series

    assert series.columns == (
        Column("bread", "Bread"),
        Column("price_net", "Price", "euros"),
        Column("organic", "Organic"),
    )
    assert series.rows == (("rye", 4, True), ("spelt", 4.5, None), ("2025", 5, False))
    assert series.key == ("bread",)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        pytest.param("unit: loaves", "KB202", id="no data"),
        pytest.param("points: []", "KB202", id="no points"),
        pytest.param("rows: [[1]]", "KB202", id="rows without columns"),
        pytest.param(f"{POINTS}\n    {TABLE}", "KB203", id="points and a table"),
        pytest.param("points: [{label: a, value: 1}, {label: a, value: 2}]", "KB204", id="label twice"),
        pytest.param("points: [{value: 1}]", "KB109", id="no label"),
        pytest.param("points: [{label: a, value: .nan}]", "KB205", id="not a number"),
        pytest.param("points: [{label: a, value: 1e999}]", "KB205", id="infinite"),
        pytest.param("points: [{label: a, value: '410,000'}]", "KB012", id="number in words"),
        pytest.param(f"{POINTS}\n    kind: sum", "KB218", id="unknown kind"),
        pytest.param("columns: [{id: a, kind: Flow}]\n    rows: [[1]]", "KB218", id="unknown kind of a column"),
        pytest.param("points: [{label: a, value: 1, approximate: true, within: 5}]", "KB219", id="no per cent"),
        pytest.param("points: [{label: a, value: 1, within: 5%}]", "KB219", id="exact within something"),
        pytest.param("points: [{label: a, value: 1, as_of: soon}]", "KB106", id="date of a point"),
        pytest.param("points: [{label: a, value: 1, source: Weekly}]", "KB012", id="source of a point as a text"),
        pytest.param("points: [{label: a, value: 1, source: {title: T}}]", "KB108", id="source without publisher"),
        pytest.param("columns: [{id: bread}, {id: price}]\n    rows: [[rye, 4], [spelt, five]]", "KB206", id="mixed"),
        pytest.param("columns: [{id: bread}, {id: price}]\n    rows: [[rye, 4], [spelt]]", "KB207", id="short row"),
        pytest.param("columns: [{id: bread}, {id: price}]\n    rows: [[rye, 4, 5]]", "KB207", id="long row"),
        pytest.param("columns: [{id: bread}]\n    rows: [rye]", "KB012", id="row that is no list"),
        pytest.param("columns: [{id: bread}]\n    rows: [[rye], [rye]]", "KB208", id="key not unique"),
        pytest.param("columns: [{id: bread}]\n    rows: [[~]]", "KB208", id="gap in the key"),
        pytest.param("columns: [{id: The Bread}]\n    rows: [[rye]]", "KB217", id="id of a column"),
        pytest.param("columns: [{title: Bread}]\n    rows: [[rye]]", "KB217", id="column without id"),
        pytest.param("columns: [{id: a}, {id: a}]\n    rows: [[1, 2]]", "KB217", id="column twice"),
        pytest.param(f"{TABLE}\n    key: [loaf]", "KB209", id="unknown column in key"),
        pytest.param(
            f"{TABLE}\n    ask: [{{question: '{{row}}?', answer: '{{value}}', columns: [prize]}}]",
            "KB209",
            id="unknown column in ask",
        ),
        pytest.param(f"{TABLE}\n    short: {{rice: r}}", "KB210", id="unknown row in short"),
        pytest.param(f"{TABLE}\n    short: {{rye: The Rye}}", "KB213", id="short name not in kebab-case"),
        pytest.param(
            f"{POINTS}\n    ask: [{{question: '{{lable}} {{label}}?', answer: '{{value}}'}}]", "KB211", id="typo"
        ),
        pytest.param(
            f"{TABLE}\n    ask: [{{question: '{{label}} {{row}}?', answer: '{{value}}'}}]", "KB211", id="label"
        ),
        pytest.param(
            f"{POINTS}\n    ask: [{{question: 'How many?', answer: '{{value}}'}}]", "KB212", id="no label in it"
        ),
        pytest.param(f"{POINTS}\n    ask: [{{question: '{{label}}?', answer: Many.}}]", "KB212", id="no value in it"),
        pytest.param(f"{POINTS}\n    ask: [{{question: '{{label}}?', answer: '{{figure}}'}}]", "KB215", id="no unit"),
        pytest.param(f"{POINTS}\n    ask: [{{question: '{{label}}?'}}]", "KB105", id="template without answer"),
        pytest.param(f"{POINTS}\n    superlatives: [{{which: most, question: Q?, answer: A}}]", "KB216", id="which"),
        pytest.param(f"{TABLE}\n    superlatives: [{{which: max, question: Q?, answer: A}}]", "KB216", id="no column"),
        pytest.param(
            f"{TABLE}\n    superlatives: [{{which: max, column: bread, question: Q?, answer: A}}]",
            "KB216",
            id="of texts",
        ),
        pytest.param(
            f"{POINTS}\n    ask: [{ASK}, {ASK}]",
            "KB214",
            id="asked twice",
        ),
        pytest.param(
            f"points: [{{label: '{'long ' * 20}', value: 1}}]\n    ask: [{ASK}]",
            "KB213",
            id="generated id too long",
        ),
        pytest.param(
            "points: [{label: 黑麦, value: 1}]\n    ask: [{question: '{label}?', answer: '{value}'}]",
            "KB213",
            id="label without a Latin letter",
        ),
        pytest.param(
            "points: [{label: A+, value: 1}, {label: A, value: 2}]\n"
            "    ask: [{question: '{label}?', answer: '{value}'}]",
            "KB214",
            id="two labels with one id",
        ),
    ],
)
def test_names_what_is_wrong_with_a_series(inspect: Inspect, lines: str, code: str) -> None:
    (found,) = inspect(series_with(lines))

    assert (found.code, found.entry) == (code, "sold")


@pytest.mark.parametrize("title", ["''", "**Loaves** sold", "'`Loaves`'", "'# Loaves'", "[Loaves](url)", "l" * 121])
def test_a_title_is_plain_text_of_at_most_120_characters(inspect: Inspect, title: str) -> None:
    (found,) = inspect(series_with(POINTS, title=title if title[0] != "*" and title[0] != "[" else f"'{title}'"))

    assert found.code == "KB201"


def test_short_names_make_long_labels_fit(load: Load) -> None:
    knowledge = load(
        series_with(
            f"points: [{{label: {'very long ' * 9}, value: 1}}]\n"
            f"    short: {{{('very long ' * 9).strip()}: long}}\n"
            "    ask: [{question: 'Sold in {label}?', answer: '{value}'}]"
        )
    )

    assert [entry.id for entry in knowledge.cells] == ["sold:long"]


def test_the_id_of_a_superlative_has_its_limit_too(inspect: Inspect) -> None:
    text = series_with(
        f"columns: [{{id: bread}}, {{id: {'p' * 40}, unit: euros}}]\n    rows: [[rye, 4], [spelt, 5]]\n"
        f"    superlatives: [{{which: max, column: {'p' * 40}, question: Which costs most?, answer: '{{row}}'}}]"
    )

    assert inspect(text) == ()
    (found,) = inspect(text.replace("id: sold", f"id: {'s' * 40}"))
    assert found.code == "KB213"


def test_a_misspelt_placeholder_comes_with_the_right_one(inspect: Inspect) -> None:
    found = inspect(series_with(f"{TABLE}\n    ask: [{{question: '{{row}}?', answer: '{{value}} or {{valeu}}'}}]"))

    assert [one.code for one in found] == ["KB211"]
    assert "did you mean {value}?" in found[0].remedy
