"""`evbot curate`: what is listed, accepted, refused, written and taken back."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from adapters.terminal import World, run
from bot.knowledge import load_knowledge
from console_script import Done

ASKED = "do you have cheese\nis there goat cheese?\nwho was the first emperor of rome\n"
KEYS = {"id", "kind", "entry", "text", "times", "askers", "examples", "reason"}

Evbot = Callable[..., Done]


@pytest.fixture
def evbot_here(bakery: Path, tmp_path: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Evbot:
    """The command in this process, since a start for each takes longest; something was asked already."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_folder / "examples"))
    monkeypatch.chdir(tmp_path)

    def evbot(*arguments: str, stdin: str = "") -> Done:
        out, err = io.StringIO(), io.StringIO()
        environ = {"EVBOT_KNOWLEDGE": str(bakery)}
        status = run(arguments, World(environ, tmp_path / ".env", io.BytesIO(stdin.encode()), out, err))
        return Done(status, out.getvalue(), err.getvalue())

    assert evbot("chat", "--record", stdin=ASKED).status == 0
    return evbot


def lines_taken_in(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if "+ " in line]


def test_what_is_listed_can_be_accepted_after_a_preview_written_and_taken_back(
    evbot_here: Evbot, bakery: Path, tmp_path: Path
) -> None:
    (tmp_path / "answer.md").write_text("We sell **goat cheese** on Saturdays.\n")
    listed = evbot_here("curate", "--json")
    row = listed.objects[0]
    assert (listed.status, listed.err) == (0, "")
    assert all(set(one) == KEYS for one in listed.objects)
    assert {row["text"], *row["examples"]} == {"do you have cheese", "is there goat cheese?"}
    assert (row["kind"], row["times"], row["askers"]) == ("entry", 2, 1)
    assert row["reason"].startswith("asked 2 times by 1 person; ")
    preview = evbot_here("curate", "show", row["id"]).out

    done = evbot_here("curate", "accept", row["id"], "--answer", "answer.md")

    assert done.status == 0
    assert len(lines_taken_in(done.out)) == 2
    assert lines_taken_in(preview) == lines_taken_in(done.out)
    chatted = evbot_here("chat", "--record", stdin="Is there goat cheese\n").out
    assert chatted.startswith("We sell goat cheese on Saturdays.")
    before = (bakery / "bread.yaml").read_text()
    exported = evbot_here("curate", "export")
    assert exported.status == 0
    assert (bakery / "bread.yaml").read_text().startswith(before)
    assert '+  - id: do-you-have-cheese\n+    question: "do you have cheese"\n' in exported.out
    undone = evbot_here("curate", "undo", "--json")
    assert (undone.status, undone.objects) == (0, [{"id": row["id"], "undone": "accepted"}])
    assert row["id"] in evbot_here("curate").out


def test_two_suggestions_are_accepted_as_one_and_taken_back_as_one(evbot_here: Evbot, tmp_path: Path) -> None:
    (tmp_path / "answer.md").write_text("We sell **goat cheese** and know Rome.\n")
    ids = [one["id"] for one in evbot_here("curate", "--json").objects]

    done = evbot_here("curate", "accept", *ids, ids[0], "--answer", "answer.md", "--json")

    assert len(ids) == 2
    (accepted,) = done.objects
    assert sorted(accepted["texts"]) == sorted(ASKED.splitlines())
    assert evbot_here("curate", "--json").objects == []
    assert evbot_here("chat", "--record", stdin="who was the first emperor of rome\n").out.startswith("We sell")
    evbot_here("curate", "undo", ids[0])
    assert {one["id"] for one in evbot_here("curate", "--json").objects} == set(ids)


def test_export_to_a_new_folder_leaves_the_knowledge_as_it_is(evbot_here: Evbot, bakery: Path, tmp_path: Path) -> None:
    id = evbot_here("curate", "--json").objects[0]["id"]
    evbot_here("curate", "accept", id, "--entry", "rye-price", "--text", "price of cheese bread")
    before = {file.name: file.read_bytes() for file in bakery.iterdir()}

    done = evbot_here("curate", "export", "--to", "copy", "--json")

    assert done.objects == [{"file": "bread.yaml", "added": 1, "removed": 1}]
    assert {file.name: file.read_bytes() for file in bakery.iterdir()} == before
    assert b'rye bread price, "price of cheese bread"]' in (tmp_path / "copy" / "bread.yaml").read_bytes()
    again = evbot_here("curate", "export", "--to", "copy")
    assert (again.status, again.out) == (0, "Nothing is to be written: all that was accepted stands in copy.\n")


def held(bakery: Path) -> tuple[dict[str, bytes], list[str]]:
    """What stands in the knowledge and in the database."""
    with closing(sqlite3.connect(bakery.parent / "evbot.db")) as database:
        rows = list(database.iterdump())
    return {file.name: file.read_bytes() for file in bakery.iterdir()}, rows


def test_a_refusal_exits_with_1_names_the_question_and_both_answers_and_changes_nothing(
    evbot_here: Evbot, bakery: Path
) -> None:
    id = evbot_here("curate", "--json").objects[0]["id"]
    before = held(bakery)

    done = evbot_here("curate", "accept", id, "--entry=rye-price", "--text=Opening hours?")

    assert done.status == 1
    assert "Opening hours?" in done.out
    assert "opening-hours (When does the bakery open?)" in done.out
    assert "rye-price (What does a loaf of rye bread cost?)" in done.out
    assert held(bakery) == before
    assert evbot_here("curate", "undo").status == 2


def test_what_somebody_typed_is_nothing_but_text_in_the_files(evbot_here: Evbot, bakery: Path) -> None:
    typed = """cheese"] # {answer: x} & *all !!python/object/apply:os.system ['ls'] : - | %TAG"""
    evbot_here("chat", "--record", stdin=f"{typed} <@1234567>\n")
    row = next(one for one in evbot_here("curate", "--json").objects if "cheese" in one["text"])
    before = load_knowledge(bakery)
    mention = evbot_here("curate", "accept", row["id"], "--entry", "rye-price", "--text", f"{typed} <@1234567>")
    assert (mention.status, "something personal" in mention.err) == (2, True)

    accepted = evbot_here("curate", "accept", row["id"], "--entry", "rye-price", "--text", typed)
    exported = evbot_here("curate", "export")

    assert (accepted.status, exported.status) == (0, 0)
    after = load_knowledge(bakery)
    (rye,) = (one for one in after.entries if one.id == "rye-price")
    assert rye.phrasings[-1] == typed
    assert [one.id for one in after.entries] == [one.id for one in before.entries]
    assert [one.answer for one in after.entries] == [one.answer for one in before.entries]


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        pytest.param(["accept", "0", "--answer", "none"], "none: there is no such file", id="no-file"),
        pytest.param(["show", "zz"], "`evbot curate` lists them", id="no-suggestion"),
        pytest.param(["acept", "x"], "did you mean `evbot curate accept`?", id="mistyped"),
        pytest.param(["export", "--to", "bakery/bread.yaml"], "name a folder with YAML files", id="no-folder"),
    ],
)
def test_a_mistake_gets_one_line_with_the_remedy(evbot_here: Evbot, given: list[str], remedy: str) -> None:
    done = evbot_here("curate", *given)

    assert (done.status, done.err.count("\n")) == (2, 1)
    assert remedy in done.err
