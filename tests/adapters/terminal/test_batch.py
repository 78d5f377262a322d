"""`adapters.terminal.answering.py`: where a line ends, and what its bytes mean."""

from __future__ import annotations

import pytest

from adapters.terminal.answering import to_text


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param(b"rye?\n", "rye?", id="unix"),
        pytest.param(b"rye?\r\n", "rye?", id="windows"),
        pytest.param(b"rye?", "rye?", id="last-line"),
        pytest.param(b"rye\r?\n", "rye\r?", id="return-inside"),
        pytest.param("rye\u2028oat\n".encode(), "rye\u2028oat", id="line-separator-inside"),
        pytest.param(b"ry\xff?\n", "ry\ufffd?", id="not-utf-8"),
        pytest.param(b"\n", "", id="empty"),
    ],
)
def test_a_line_ends_at_the_line_feed_only(line: bytes, text: str) -> None:
    assert to_text(line) == text
