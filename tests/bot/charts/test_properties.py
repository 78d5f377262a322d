"""Whatever a series holds, there is a picture of it, of the right size, with nothing hidden or cut off."""

from __future__ import annotations

import struct

from hypothesis import given
from hypothesis import strategies as st

from bot import Bot
from bot.charts import alt_text
from bot.model import Column, Point, Series, Source
from watched_canvas import drawn

PNG = b"\x89PNG\r\n\x1a\n"

texts = st.text(max_size=60)
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 10**7).map(float)
days = st.dates().filter(lambda day: 1900 <= day.year < 2100).map(str)
months = st.builds("{}-{:02}".format, st.integers(1990, 2030), st.integers(1, 12))
quarters = st.builds("{} Q{}".format, st.integers(1990, 2030), st.integers(1, 4))
years = st.integers(1900, 2099).map(str)
labels = st.sampled_from([months, quarters, years, days, months | years, days | months, texts.filter(str.strip)])


def points_of(label: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Point, ...]]:
    point = st.builds(Point, label, numbers, st.booleans(), st.booleans())
    return st.lists(point, min_size=1, max_size=40, unique_by=lambda one: one.label).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Series:
    count = draw(st.integers(1, 9))
    cells = draw(st.lists(st.sampled_from([texts, numbers, st.booleans()]), min_size=count, max_size=count))
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=25))
    columns = tuple(Column(f"c{n}", draw(texts), draw(st.none() | st.just("km"))) for n in range(count))
    return Series("s", draw(texts), "t", columns=columns, rows=tuple(rows), key=("c0",))


series = st.builds(
    Series,
    st.just("s"),
    st.text(max_size=320),
    st.just("t"),
    unit=st.none() | texts | st.just("percent"),
    as_of=st.none() | days,
    sources=st.lists(st.builds(Source, texts), max_size=6).map(tuple),
    points=labels.flatmap(points_of),
)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(PNG)
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@given(series | tables())
def test_every_series_has_a_picture_of_one_size_in_which_no_text_hides_another_or_leaves_it(one: Series) -> None:
    canvas = drawn(one)

    assert size_of(canvas.png()) == (1200, 675)
    assert canvas.flaws() == []


@given(series | tables())
def test_the_alternative_text_is_one_line_that_platforms_take(one: Series) -> None:
    told = alt_text(one)

    assert told.endswith(".")
    assert "\n" not in told
    assert len(told) <= 1000


def test_every_shipped_series_is_drawn_whole(shipped: Bot) -> None:
    for one in shipped.knowledge.series:
        canvas = drawn(one, shipped.knowledge.manifest, shipped.knowledge.vocabulary.names)

        assert canvas.flaws() == [], one.id
        assert not [text for text in canvas.texts if text.endswith("…")], one.id
        assert min(written.size for written in canvas.written) >= 20, one.id
