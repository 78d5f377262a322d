"""`evbot curate` through the real console script: what is listed, accepted, refused and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from console_script import ConsoleScript

ASKED = "do you sell cheese\nis there goat cheese?\nwho was the first emperor of rome\n"
KEYS = {"id", "kind", "entry", "text", "times", "askers", "examples", "reason"}


@pytest.fixture
def recorded(evbot: ConsoleScript, bakery: Path) -> ConsoleScript:
    assert evbot("chat", "--record", "--knowledge", bakery, stdin=ASKED).status == 0
    return evbot


def lines_taken_in(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if "+ " in line]


def test_what_is_listed_can_be_accepted_after_a_preview_and_taken_back(
    recorded: ConsoleScript, bakery: Path, tmp_path: Path
) -> None:
    (tmp_path / "answer.md").write_text("We sell **goat cheese** on Saturdays.\n")
    listed = recorded("curate", "--json", "--knowledge", bakery)
    row = listed.objects[0]
    assert (listed.status, listed.err) == (0, "")
    assert all(set(one) == KEYS for one in listed.objects)
    assert {row["text"], *row["examples"]} == {"do you sell cheese", "is there goat cheese?"}
    assert (row["kind"], row["times"], row["askers"]) == ("entry", 2, 1)
    assert row["reason"].startswith("asked 2 times by 1 person; ")
    preview = recorded("curate", "show", row["id"], "--knowledge", bakery).out

    done = recorded("curate", "accept", row["id"], "--answer", "answer.md", "--knowledge", bakery)

    assert done.status == 0
    assert len(lines_taken_in(done.out)) == 2
    assert lines_taken_in(preview) == lines_taken_in(done.out)
    chatted = recorded("chat", "--record", "--knowledge", bakery, stdin="Is there goat cheese\n").out
    assert chatted.startswith("We sell goat cheese on Saturdays.")
    undone = recorded("curate", "undo", "--json", "--knowledge", bakery)
    assert (undone.status, undone.objects) == (0, [{"id": row["id"], "undone": "accepted"}])
    assert row["id"] in recorded("curate", "--knowledge", bakery).out


def test_a_refusal_exits_with_1_and_names_the_question_and_both_answers(recorded: ConsoleScript, bakery: Path) -> None:
    id = recorded("curate", "--json", "--knowledge", bakery).objects[0]["id"]

    done = recorded("curate", "accept", id, "--entry=rye-price", "--text=Opening hours?", "--knowledge", bakery)
    mistaken = recorded("curate", "accept", id, "--answer", "none.yaml", "--knowledge", bakery)

    assert done.status == 1
    assert "Opening hours?" in done.out
    assert "opening-hours (When does the bakery open?)" in done.out
    assert "rye-price (What does a loaf of rye bread cost?)" in done.out
    assert recorded("curate", "undo", "--knowledge", bakery).status == 2
    assert (mistaken.status, mistaken.err.count("\n")) == (2, 1)
    assert "none.yaml: there is no such file; name one that holds the answer" in mistaken.err


def test_a_mistyped_command_names_the_nearest_one(evbot: ConsoleScript) -> None:
    done = evbot("curate", "acept", "x")

    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "did you mean `evbot curate accept`?" in done.err
