"""Pictures of series, drawn by the real library."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from bot.charts import draw
from bot.charts.look import ACCENT, REST
from bot.model import Column, Kind, Manifest, Name, Point, Series, Source
from watched_canvas import drawn

BAKERS = Manifest(name="Miller Bakery")
YEARS = Series("loaves", "Loaves per year", "bread", points=(Point("2024", 90.0), Point("2025", 120.0)))
LOAVES = Series(
    "loaves",
    "Loaves baked per month",
    "bread",
    unit="loaves",
    as_of="2025-12-31",
    sources=(Source("The Baker"), Source("Bread Weekly")),
    points=tuple(Point(f"2025-{month:02}", 1000.0 * month) for month in range(1, 13)),
)
RIVALS = Series(
    "shops",
    "Loaves by bakery",
    "bread",
    points=(Point("Miller", 70.0), Point("Baker & Sons", 90.0), Point("Crust", 45.0)),
)
LOAF_TABLE = Series(
    "loaf-types",
    "Loaves by type",
    "bread",
    columns=(Column("loaf", "Loaf"), Column("price", "Price", "euros"), Column("weight", "Weight", "g")),
    rows=(("Rye", 4.2, 750), ("Wheat", 3.9, None)),
    key=("loaf",),
)

_LOADED = """
import sys
from bot.charts import alt_text, draw
from bot.model import Point, Series
series = Series("s", "Loaves", "t", points=(Point("Rye", 3.0),))
alt_text(series)
before = "matplotlib" in sys.modules
draw(series)
print(before, "matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules)
"""
_WITHOUT_MATPLOTLIB = """
import sys
sys.modules["matplotlib"] = None
from bot.charts import ChartError, alt_text, draw
from bot.model import Point, Series
try:
    draw(Series("s", "Loaves", "t", points=(Point("Rye", 3.0),)))
except ChartError as error:
    print(error)
"""


def fresh(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.strip()


def bar_lengths(series: Series, manifest: Manifest = BAKERS) -> list[float]:
    return [max(width, height) for width, height, _ in drawn(series, manifest).boxes]


def test_the_library_is_loaded_only_to_draw_and_without_pyplot() -> None:
    assert fresh(_LOADED) == "False True False"


def test_without_the_library_one_line_says_what_to_install() -> None:
    told = fresh(_WITHOUT_MATPLOTLIB)

    assert "matplotlib cannot be loaded" in told
    assert "pip install matplotlib" in told
    assert told.count("\n") == 0


@pytest.mark.parametrize("series", [YEARS, LOAVES, RIVALS, LOAF_TABLE], ids=["columns", "line", "bars", "table"])
def test_the_same_series_gives_the_same_bytes(series: Series) -> None:
    assert draw(series, BAKERS) == draw(series, BAKERS)


def test_threads_may_draw_at_once() -> None:
    wanted = [draw(series) for series in (YEARS, LOAVES, RIVALS, LOAF_TABLE)] * 4

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(draw, [YEARS, LOAVES, RIVALS, LOAF_TABLE] * 4))

    assert found == wanted


def test_settings_of_the_library_are_left_as_they_were() -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    draw(LOAVES)

    assert dict(matplotlib.rcParams) == before


def test_the_foot_has_unit_date_and_sources() -> None:
    texts = drawn(LOAVES).texts

    assert "Unit: loaves" in texts
    assert "As of 31 December 2025 · Sources: The Baker, Bread Weekly" in texts


def test_the_foot_says_what_figures_rest_on() -> None:
    assert "Unit: loaves · Basis: company count" in drawn(replace(LOAVES, basis="company count")).texts


def test_a_month_is_written_out() -> None:
    points = (Point("2025-05", 3.0), Point("Easter", 9.0))

    assert "May 2025" in drawn(Series("s", "Loaves", "t", points=points)).texts


def test_bars_are_as_long_as_their_values() -> None:
    short, long = bar_lengths(YEARS)

    assert short / long == pytest.approx(90 / 120)


def test_lying_bars_are_as_long_as_their_values() -> None:
    miller, sons, crust = bar_lengths(RIVALS)

    assert miller / sons == pytest.approx(70 / 90)
    assert crust / sons == pytest.approx(45 / 90)


def test_the_subject_has_the_colour_and_the_rest_is_grey() -> None:
    assert [colour for _, _, colour in drawn(RIVALS, BAKERS).boxes] == [ACCENT, REST, REST]


def test_where_all_is_the_subjects_all_has_the_colour() -> None:
    assert {colour for _, _, colour in drawn(YEARS, BAKERS).boxes} == {ACCENT}


def test_a_thing_called_by_the_subjects_name_is_the_subjects() -> None:
    names = (
        Name("bakery", "miller"),
        Name("bakery", "crust"),
        Name("loaf", "city-loaf", ("miller city loaf",)),
        Name("loaf", "dark-loaf", ("crust dark loaf",)),
    )
    loaves = Series("s", "Loaves", "t", points=(Point("City Loaf", 3.0), Point("Dark Loaf", 4.0)))

    assert [colour for _, _, colour in drawn(loaves, BAKERS, names).boxes] == [ACCENT, REST]


def test_the_subjects_row_of_a_table_is_marked() -> None:
    table = Series(
        "s",
        "Bakeries",
        "t",
        columns=(Column("shop", "Shop"), Column("street", "Street"), Column("loaves", "Loaves")),
        rows=(("Crust", "Main Street", 3), ("Miller", "High Street", 4)),
        key=("shop",),
    )
    canvas = drawn(table, BAKERS)

    assert canvas.colour_of("Miller") == ACCENT
    assert canvas.colour_of("Crust") != ACCENT


def test_a_minimum_is_marked_and_explained() -> None:
    series = Series("s", "Loaves", "t", points=(Point("2024", 90.0, minimum=True), Point("2025", 120.0)))
    canvas = drawn(series)

    assert "> 90" in canvas.texts
    assert "> more than" in canvas.texts
    assert len(canvas.lines) == 3  # Two sides of the open end, and the ground that bars stand on.


def test_an_approximate_figure_is_marked_and_explained() -> None:
    texts = drawn(Series("s", "Loaves", "t", points=(Point("Rye", 90.0, approximate=True),))).texts

    assert "~ 90" in texts
    assert "~ about" in texts


def test_a_gap_is_no_bar() -> None:
    series = Series("s", "Loaves", "t", points=(Point("Rye", 90.0), Point("Wheat", None), Point("Spelt", 8.0)))
    canvas = drawn(series)

    assert len(canvas.boxes) == 2
    assert "no figure" in canvas.texts


def test_months_left_out_leave_room_between_bars() -> None:
    series = Series("s", "Loaves", "t", points=(Point("2025-01", 3.0), Point("2025-04", 4.0)))
    canvas = drawn(series)

    assert [text for text in canvas.texts if text in ("Jan", "Feb", "Mar", "Apr")] == ["Jan", "Feb", "Mar", "Apr"]
    assert canvas.texts.count("figure") == 2


def test_days_too_close_for_their_distance_are_said_to_be_uneven() -> None:
    days = ("2025-01-01", "2025-01-02", "2025-12-31")
    series = Series("s", "Loaves", "t", points=tuple(Point(day, 3.0) for day in days))

    assert "dates not evenly spaced" in drawn(series).texts


def test_a_gap_splits_a_line() -> None:
    points = tuple(Point(point.label, None if point.label == "2025-06" else point.value) for point in LOAVES.points)
    canvas = drawn(Series("s", "Loaves", "t", points=points))

    assert sorted(len(line) for line in canvas.lines if len(line) > 2) == [5, 6]
    assert "no figure" in canvas.texts


def test_a_month_left_out_splits_a_line() -> None:
    months = [f"2025-{month:02}" for month in range(1, 9)] + [f"2026-{month:02}" for month in range(1, 6)]
    canvas = drawn(Series("s", "Loaves", "t", points=tuple(Point(month, 5.0) for month in months)))

    assert sorted(len(line) for line in canvas.lines if len(line) > 2) == [5, 8]


def test_a_line_tells_its_newest_highest_and_lowest() -> None:
    told = "Newest and highest 12,000 (December 2025), lowest 1,000 (January 2025)"

    assert told in drawn(LOAVES).texts


def test_of_a_running_total_only_the_newest_is_told() -> None:
    texts = drawn(replace(LOAVES, kind=Kind.RUNNING)).texts

    assert "Newest 12,000 (December 2025)" in texts


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    points = tuple(Point(f"2025-{month:02}", 1000.0 + month) for month in range(1, 13))

    assert "axis does not begin at zero" in drawn(Series("s", "Loaves", "t", points=points)).texts
    assert "axis does not begin at zero" not in " ".join(drawn(LOAVES).texts)


def test_a_year_and_its_quarters_are_not_one_line() -> None:
    quarters = [f"{year} Q{quarter}" for year in (2023, 2024, 2025) for quarter in (1, 2, 3, 4)]
    series = Series("s", "Loaves", "t", points=tuple(Point(label, 5.0) for label in [*quarters, "2025"]))

    assert len(drawn(series).boxes) == 13


def test_a_table_has_titles_with_units_and_a_dash_for_a_gap() -> None:
    texts = drawn(LOAF_TABLE).texts

    assert {"Loaf", "Price (euros)", "Weight (g)", "Rye", "4.2", "750", "–"} <= set(texts)


def test_a_list_of_names_and_numbers_is_drawn_as_bars() -> None:
    table = Series(
        "s",
        "Prices",
        "t",
        columns=(Column("loaf", "Loaf"), Column("price", "Price", "euros")),
        rows=(("Rye", 4.2), ("Wheat", 2.1)),
        key=("loaf",),
    )
    rye, wheat = bar_lengths(table)

    assert wheat / rye == pytest.approx(0.5)
    assert {"Price", "Unit: euros"} <= set(drawn(table).texts)


def test_a_wide_table_is_turned() -> None:
    columns = tuple(Column(f"c{number}", f"Property {number}") for number in range(12))
    table = Series("s", "Loaves", "t", columns=columns, rows=(tuple(range(12)), tuple(range(12))), key=("c0",))
    canvas = drawn(table)

    titles = [written for written in canvas.written if written.text.startswith("Property")]
    assert len(titles) == 12
    assert len({written.left for written in titles}) == 1


def test_a_hundred_categories_are_as_many_as_fit_and_the_number_of_the_rest() -> None:
    series = Series("s", "Loaves", "t", points=tuple(Point(f"Loaf {n}", float(n)) for n in range(100)))
    canvas = drawn(series)

    shown = len([text for text in canvas.texts if text.startswith("Loaf ")])
    assert shown > 10
    assert f"… and {100 - shown} more" in canvas.texts


def test_a_hundred_rows_are_as_many_as_fit_and_the_number_of_the_rest() -> None:
    rows = tuple((f"Loaf {n}", n, n) for n in range(100))
    canvas = drawn(Series("s", "Loaves", "t", columns=LOAF_TABLE.columns, rows=rows, key=("loaf",)))

    shown = len([text for text in canvas.texts if text.startswith("Loaf ")])
    assert shown > 10
    assert f"… and {100 - shown} more rows" in canvas.texts


def test_a_hundred_columns_are_as_many_as_fit_and_the_number_of_the_rest() -> None:
    columns = tuple(Column(f"c{n}", f"Property {n}") for n in range(100))
    rows = tuple(tuple(range(1000, 1100)) for _ in range(40))
    canvas = drawn(Series("s", "Loaves", "t", columns=columns, rows=rows, key=("c0",)))

    assert any(text.endswith("more columns") for text in canvas.texts)
    assert canvas.flaws() == []


def test_a_hundred_months_are_a_line() -> None:
    months = tuple(Point(f"{2015 + n // 12}-{n % 12 + 1:02}", float(n)) for n in range(100))
    canvas = drawn(Series("s", "Loaves", "t", points=months))

    assert max(len(line) for line in canvas.lines) == 100
    assert canvas.flaws() == []


def test_a_series_of_one_point_is_drawn() -> None:
    assert "3" in drawn(Series("s", "Loaves", "t", points=(Point("2025", 3.0),))).texts


@pytest.mark.parametrize(
    "series",
    [
        pytest.param(Series("s", "Loaves", "t"), id="empty"),
        pytest.param(Series("s", "Loaves", "t", points=(Point("2025", None),)), id="only gaps"),
    ],
)
def test_a_series_without_figures_says_so(series: Series) -> None:
    assert "There is no figure yet." in drawn(series).texts


def test_a_title_of_300_characters_is_wrapped_not_cut() -> None:
    title = " ".join(["Loaves baked"] * 23)
    canvas = drawn(Series("s", title, "t", points=LOAVES.points))

    lines = [written.text for written in canvas.written if written.text.startswith(("Loaves", "baked"))]
    assert " ".join(lines) == title
    assert canvas.flaws() == []


def test_marks_are_taken_off_a_title() -> None:
    assert "Loaves of rye a day" in drawn(Series("s", "**Loaves** of [rye](https://rye.example) `a` day", "t")).texts


def test_dollars_are_no_formula() -> None:
    assert "Price in $ and in US$" in drawn(Series("s", "Price in $ and in US$", "t")).texts


def test_what_no_font_here_can_write_is_left_out(recwarn: pytest.WarningsRecorder) -> None:
    unwritable = "\U000f1234"
    texts = drawn(Series("s", f"Loaves ({unwritable}) baked", "t", points=(Point(unwritable, 3.0),))).texts

    assert "Loaves baked" in texts
    assert "?" in texts
    assert not recwarn.list


def test_a_name_that_no_font_here_can_write_stands_in_latin_letters() -> None:
    unwritable = "\U000f1234\U000f1235"
    names = (Name("bakery", "grain-mill", ("grainmill", unwritable)),)
    series = Series("s", "Loaves", "t", points=(Point(f"{unwritable}: rye", 3.0), Point("Wheat", 4.0)))

    assert "Grain Mill : rye" in drawn(series, names=names).texts
