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


TABLE = """```
| Bread     | Price (euros) | Opening
|-----------|---------------|-----------------------
| Rye       |          4.20 | every day from six in the morning
| Spelt     |             – | Sunday
```"""


def test_a_table_that_is_a_little_too_wide_wraps_inside_its_columns() -> None:
    lines = shown(TABLE).strip("\n").split("\n")

    assert max(map(len, lines)) <= 40
    assert [line.count("|") for line in lines] == [2] * len(lines)
    rye = next(line for line in lines if "Rye" in line)
    assert rye.split("|")[1].endswith("4.20 ")
    hours = " ".join(line.split("|")[2] for line in lines[2:]).split()
    assert " ".join(hours) == "every day from six in the morning Sunday"


def test_a_table_whose_columns_would_break_words_becomes_a_list() -> None:
    wide = TABLE.replace("Opening", "Opening | Wholegrain or not").replace("morning", "morning | unquestionably")

    lines = shown(wide).strip("\n").split("\n")

    assert max(map(len, lines)) <= 40
    assert lines[:2] == ["Rye", "  Price (euros): 4.20"]
    assert "  Wholegrain or not: unquestionably" in lines
    assert not any("|" in line for line in lines)


def test_an_explanation_wraps_between_words_with_an_indent() -> None:
    lines = shown("```\nscore 5.72 = margin 0.20 + likelihood -0.49 + words 0.73\n```").strip("\n").split("\n")

    assert lines == ["score 5.72 = margin 0.20 + likelihood", "    -0.49 + words 0.73"]


def test_a_link_can_be_followed() -> None:
    assert "\x1b]8;" in shown("[the baker](https://a.example)", force_terminal=True)


def test_long_lines_are_wrapped_between_words() -> None:
    assert max(map(len, shown("loaf " * 30).split("\n"))) <= 40
