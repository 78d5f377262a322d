"""`evbot grow`, through the real console script."""

from __future__ import annotations

from pathlib import Path

import pytest

from console_script import ConsoleScript

HOURS = """\
  - id: opening-hours
    question: When does the bakery open?   # asked most
"""


@pytest.fixture
def thin(bakery: Path) -> Path:
    """Opening hours with one way of asking."""
    text = (bakery / "bread.yaml").read_text()
    start, end = text.index("  - id: opening-hours"), text.index("    answer: The bakery opens")
    (bakery / "bread.yaml").write_text(text[:start] + HOURS + text[end:])
    return bakery


def test_from_a_thin_base_to_what_people_wrote(evbot: ConsoleScript, thin: Path, tmp_path: Path) -> None:
    needs = evbot("grow", thin, "--json")
    asked = evbot("grow", "--worksheet", "sheet.md", "--knowledge", thin)
    sheet = (tmp_path / "sheet.md").read_text()
    above = sheet[: sheet.index("> The bakery opens")]
    heading = above[above.rindex("## Answer") :].strip()
    questions = "- from what time can I get rolls\n- price of rye bread\n- rye bread price please\n"
    (tmp_path / "filled.md").write_text(f"{heading}\n\n{questions}")
    read = evbot("grow", thin, "--read", "filled.md", "--json")

    assert needs.objects[0]["entry"] == "opening-hours"
    assert (needs.objects[0]["kind"], needs.objects[0]["ways"]) == ("ways", 1)
    assert asked.status == 0
    assert "opening-hours" not in sheet
    rolls, exact, near = read.objects
    assert (rolls["entry"], rolls["refused"], rolls["line"]) == ("opening-hours", None, 3)
    assert 0 <= rolls["found"] <= 1
    assert "rye-price, word for word" in exact["refused"]
    assert near["refused"]
    assert (thin / "bread.yaml").read_text().count(HOURS) == 1
    assert 'phrasings: ["from what time can I get rolls"]\n' in (thin / "bread.yaml").read_text()


def test_what_people_wrote_goes_where_the_ways_of_asking_stand(
    evbot: ConsoleScript, thin: Path, tmp_path: Path
) -> None:
    before = (thin / "bread.yaml").read_text()
    (thin / "asking.yaml").write_text("asking:\n  opening-hours:\n    phrasings:\n      - when do you open\n")
    evbot("grow", thin, "--worksheet", "sheet.md")
    sheet = (tmp_path / "sheet.md").read_text()
    above = sheet[: sheet.index("> The bakery opens")]
    heading = above[above.rindex("## Answer") :].strip()
    (tmp_path / "filled.md").write_text(f"{heading}\n\n- from what time are there rolls\n")

    done = evbot("grow", thin, "--read", "filled.md", "--json")

    assert [line["refused"] for line in done.objects] == [None]
    assert (thin / "bread.yaml").read_text() == before
    assert (thin / "asking.yaml").read_text().endswith('- when do you open\n      - "from what time are there rolls"\n')


def test_a_worksheet_that_is_there_is_not_written_over(evbot: ConsoleScript, thin: Path, tmp_path: Path) -> None:
    (tmp_path / "sheet.md").write_text("mine\n")

    done = evbot("grow", thin, "--worksheet", "sheet.md")

    assert done.status == 2
    assert "sheet.md" in done.err
    assert (tmp_path / "sheet.md").read_text() == "mine\n"


def test_the_knowledge_that_comes_with_the_bot_is_not_written_to(evbot: ConsoleScript) -> None:
    done = evbot("grow", "--read", "sheet.md")

    assert done.status == 2
    assert "--knowledge DIR" in done.err


def test_the_next_worksheet_has_a_name_of_its_own(evbot: ConsoleScript, thin: Path, tmp_path: Path) -> None:
    (tmp_path / "questions.md").write_text("filled in\n")

    assert "`evbot grow --worksheet questions-2.md --knowledge " in evbot("grow", thin).out


def test_a_worksheet_without_a_question_is_an_error(evbot: ConsoleScript, thin: Path) -> None:
    evbot("grow", thin, "--worksheet", "sheet.md")

    done = evbot("grow", thin, "--read", "sheet.md")

    assert (done.status, done.out) == (2, "")
    assert "sheet.md: no question is written in it; write some behind the dashes" in done.err
