"""A worksheet gives nothing of the questions away, and is read as it was filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from shops import entry

from bot.growing import read_worksheet, worksheet_of
from bot.growing.worksheet import VOICES, code_of
from bot.model import BotError

ENTRIES = (
    entry("rye-price", "What does rye bread cost?", answer="A loaf costs **4 euros**.\n\nHalf a loaf 2."),
    entry("opening-hours", "When do you open?", "opening hours", answer="At six."),
)


def test_the_questions_are_not_on_it_and_each_dash_names_a_voice() -> None:
    page = worksheet_of("Bakery", ENTRIES, wanted=4)

    assert "> A loaf costs **4 euros**." in page
    for hidden in ("rye", "When do you open", "opening"):
        assert hidden not in page
    voices = [line[2:].removesuffix(": ") for line in page.split("\n") if line.endswith(": ")]
    assert len(voices) == 4 + 3
    assert set(voices) <= set(VOICES)


def test_what_is_written_behind_the_dashes_is_read_with_its_answer(tmp_path: Path) -> None:
    page = worksheet_of("Bakery", ENTRIES, wanted=2)
    page = page.replace(f"- {VOICES[0]}: ", f"- {VOICES[0]}: how much: is a  loaf", 1) + "- a line of its own\n"
    (tmp_path / "sheet.md").write_text(page)

    written = read_worksheet(tmp_path / "sheet.md")

    assert [(one.code, one.text) for one in written] == [
        (code_of("rye-price"), "how much: is a loaf"),
        (code_of("opening-hours"), "a line of its own"),
    ]
    assert page.split("\n")[written[0].place.line - 1].endswith("is a  loaf")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("what is this\n", "sheet.md:1: is no worksheet", id="another file"),
        pytest.param("# Hall\n\n## Is it open?\n\nYes.\n", "sheet.md:1: is no worksheet", id="a page with headings"),
        pytest.param("## Answer 1, code 00000g\n", "sheet.md:1: the heading was changed", id="heading"),
        pytest.param("## Answer 1, code 00000a\n\nhow much\n", "sheet.md:3: the line does not begin", id="no dash"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "sheet.md").write_text(text)

    with pytest.raises(BotError, match=said):
        read_worksheet(tmp_path / "sheet.md")
