"""A question that was written down word for word is found at once."""

from __future__ import annotations

import pytest

from bot.matching.index.exact import learn_exact

TABLE = learn_exact([
    [("price", "of", "rye"), ("loaf",)],
    [("price", "of", "oat"), ("loaf",), ("loaf",)],
    [()],
], outside=[("price", "of", "tea"), ("loaf",), ()])  # fmt: skip


@pytest.mark.parametrize(
    ("words", "entries"),
    [
        pytest.param(("price", "of", "rye"), (0,), id="one entry"),
        pytest.param(("loaf",), (0, 1), id="two entries, each once"),
        pytest.param(("rye", "of", "price"), (), id="another order"),
        pytest.param(("price", "of"), (), id="a part"),
        pytest.param(("price of rye",), (0,), id="however it was split"),
        pytest.param((), (), id="nothing"),
    ],
)
def test_finds_the_entries_that_are_asked_so(words: tuple[str, ...], entries: tuple[int, ...]) -> None:
    assert TABLE.find(words) == entries


def test_nothing_is_found_where_nothing_is_written_down() -> None:
    assert learn_exact([]).find(("loaf",)) == ()


@pytest.mark.parametrize(
    ("words", "is_outside"),
    [
        pytest.param(("price", "of", "tea"), True, id="a line"),
        pytest.param(("price", "of"), False, id="a part of one"),
        pytest.param(("loaf",), False, id="a line that is a way of asking, too"),
        pytest.param((), False, id="nothing"),
    ],
)
def test_finds_the_lines_out_of_scope_that_no_entry_is_asked_by(words: tuple[str, ...], is_outside: bool) -> None:
    assert TABLE.is_outside(words) is is_outside
