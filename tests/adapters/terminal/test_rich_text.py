"""`adapters/terminal/rich_text.py`: what a terminal shows of an answer."""

from __future__ import annotations

import io

from rich.console import Console

from adapters.terminal.rich_text import print_markdown


def shown(markdown: str, **options: bool) -> str:
    console = Console(file=io.StringIO(), width=40, highlight=False, **options)
    print_markdown(console, markdown)
    written = console.file
    assert isinstance(written, io.StringIO)
    return "\n".join(line.rstrip() for line in written.getvalue().split("\n"))


def test_a_number_stays_as_it_was_written() -> None:
    assert shown("Which?\n1. Rye\n2. Oat\n0. None of these").split("\n")[-4:-1] == [
        " 1 Rye",
        " 2 Oat",
        " 0 None of these",
    ]


def test_lines_stay_lines() -> None:
    assert "one\ntwo\n" in shown("one\ntwo")


def test_a_table_keeps_its_columns() -> None:
    assert "rye    4.20\noat    3.90" in shown("```\nrye    4.20\noat    3.90\n```")


def test_a_link_can_be_followed() -> None:
    assert "\x1b]8;" in shown("[the baker](https://a.example)", force_terminal=True)


def test_long_lines_are_wrapped_between_words() -> None:
    assert max(map(len, shown("loaf " * 30).split("\n"))) <= 40
