"""`evbot import` as it is typed: from a file to checked knowledge that answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from console_script import ConsoleScript

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "imports"


@pytest.fixture
def evbot(tmp_path: Path, environment: dict[str, str], shared_folder: Path) -> ConsoleScript:
    return ConsoleScript(tmp_path, environment | {"XDG_CACHE_HOME": str(shared_folder / "examples")})


def test_from_a_file_to_an_answer(evbot: ConsoleScript) -> None:
    imported = evbot("import", SAMPLES / "pool.csv", "--to", "pool")
    checked = evbot("check", "--knowledge", "pool")
    answered = evbot("ask", "--knowledge", "pool", "--json", "how much is a ticket for the pool")

    assert (imported.status, imported.err) == (0, "")
    assert imported.out == (
        "pool/knowledge.yaml\n"
        "pool/topics/pool.yaml\n"
        "\n"
        "Entries: 6 new. Not carried over: 0.\n"
        "Now: evbot check --knowledge pool    to find mistakes\n"
        "     evbot --knowledge pool          to chat with it\n"
    )
    assert checked.status == 0
    assert answered.objects[0]["answer"]["id"] == "what-does-a-ticket-cost"


def test_lists_what_is_not_carried_over(evbot: ConsoleScript) -> None:
    for_people = evbot("import", SAMPLES / "zendesk.csv", "--to", "camp")
    for_machines = evbot("import", SAMPLES / "zendesk.csv", "--to", "camp", "--json")

    assert "\nNot carried over:\n  zendesk.csv:3: Winter: it is a draft\n\nEntries: 1 new. Not" in for_people.out
    assert for_machines.objects == [
        {"entry": "when-can-i-arrive", "outcome": "same"},
        {"file": "zendesk.csv", "line": 3, "left_out": "Winter: it is a draft"},
    ]


def test_the_current_folder_has_the_name_that_it_has_elsewhere(evbot: ConsoleScript) -> None:
    pages = evbot.folder / "pages"
    pages.mkdir()
    (pages / "camp.csv").write_text("question,answer\nIs there a shop?,Yes.\n")

    outside = evbot("import", "pages", "--to", "camp")
    inside = ConsoleScript(pages, evbot.environment)("import", ".", "--to", "../camp")

    assert "Entries: 1 new." in outside.out
    assert "Entries: 1 as before." in inside.out
    assert "from: pages\n" in (evbot.folder / "camp" / "imported.txt").read_text()


def test_a_fault_is_one_line(evbot: ConsoleScript) -> None:
    done = evbot("import", "faq.csv", "--to", "camp")

    assert (done.status, done.out) == (2, "")
    assert done.err == "evbot: faq.csv: it cannot be read: No such file or directory; name a file that is there\n"
