"""What was accepted comes into the files of a knowledge base, each once, and nothing else in them changes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot import Bot
from bot.curating import Taken
from bot.curating.exporting import export
from bot.curating.taken import fingerprint
from bot.knowledge import load_knowledge
from bot.knowledge.writing import write
from bot.model import BOTS_OWN, Entry, KnowledgeError

WAY = Taken(("Is there a bicycle rack?",), "parking")
HELMETS = Entry("helmets", "Do you sell helmets?", "Yes, from **30 euros**.", "shop", ("helmets", "any helmets"))


@pytest.fixture
def folder(bicycles_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bicycles_folder, tmp_path / "bicycles"))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def written_out(folder: Path, *taken: Taken) -> tuple[str, ...]:
    """Returns what was left."""
    changes, left = export(folder, taken)
    write(changes, folder)
    return left


def move_ways_of_parking(folder: Path) -> None:
    file = folder / "topics" / "shop.yaml"
    head, own = file.read_text("utf-8").split("    question: Where can I park at the shop?\n")
    ways, rest = own.split("    answer: There are ten", 1)
    file.write_text(f"{head}    question: Where can I park at the shop?\n    answer: There are ten{rest}", "utf-8")
    (folder / "asking").mkdir()
    (folder / "asking" / "shop.yaml").write_text(f"asking:\n  parking:\n{ways}", "utf-8")


def test_one_way_of_asking_is_one_line_of_one_file(folder: Path) -> None:
    before = contents(folder)

    assert written_out(folder, WAY) == ()

    after = contents(folder)
    assert [name for name in after if after[name] != before.get(name)] == ["topics/shop.yaml"]
    old, new = (one["topics/shop.yaml"].decode().splitlines() for one in (before, after))
    assert [line for line in new if line not in old] == ['      - "Is there a bicycle rack?"']
    assert len(new) == len(old) + 1
    (parking,) = [entry for entry in load_knowledge(folder).entries if entry.id == "parking"]
    assert parking.phrasings[-1] == "Is there a bicycle rack?"


def test_a_way_of_asking_joins_those_that_stand_apart(folder: Path) -> None:
    move_ways_of_parking(folder)
    before = contents(folder)

    assert written_out(folder, WAY) == ()

    after = contents(folder)
    assert [name for name in after if after[name] != before.get(name)] == ["asking/shop.yaml"]
    assert after["asking/shop.yaml"] == before["asking/shop.yaml"] + b'      - "Is there a bicycle rack?"\n'
    (parking,) = [entry for entry in load_knowledge(folder).entries if entry.id == "parking"]
    assert parking.phrasings[-1] == "Is there a bicycle rack?"
    written_out(folder, WAY)
    assert contents(folder) == after


def test_what_an_answer_brings_to_ask_with_is_left_where_that_stands_apart(folder: Path) -> None:
    move_ways_of_parking(folder)
    (old,) = [entry for entry in load_knowledge(folder).entries if entry.id == "parking"]
    new = replace(old, answer="Twelve spaces.", phrasings=("parking",))
    taken = Taken((), old.id, new, ("answer", "phrasings", "follow_ups"), fingerprint(old.answer))

    left = written_out(folder, taken)

    assert left == ("parking: its phrasings stand in asking/shop.yaml:2; write there what is new",)
    (parking,) = [entry for entry in load_knowledge(folder).entries if entry.id == "parking"]
    assert (parking.answer, parking.phrasings) == ("Twelve spaces.", old.phrasings)


def test_all_kinds_come_in_once_and_are_held_then(folder: Path, bicycles: Bot) -> None:
    held = {entry.id: entry for entry in bicycles.knowledge.entries if BOTS_OWN not in entry.tags}
    old = held["comet-price"]
    new = replace(old, answer="Now **999 euros**.", as_of="2025-07-01")
    taken = (
        WAY,
        Taken(("Do you sell helmets?", "helmets", "any helmets"), "helmets", HELMETS),
        Taken(("a helmet for my son",), "helmets"),
        Taken(("is the moon made of cheese",)),
        Taken((), old.id, new, ("answer", "as_of"), fingerprint(old.answer)),
        Taken(("bikes a year",), "bikes-sold"),
    )

    assert written_out(folder, *taken) == ()

    knowledge = load_knowledge(folder)
    now = {entry.id: entry for entry in knowledge.entries}
    assert replace(now["helmets"], place=HELMETS.place) == replace(
        HELMETS, phrasings=("helmets", "any helmets", "a helmet for my son")
    )
    assert (now[old.id].answer, now[old.id].as_of) == ("Now **999 euros**.", "2025-07-01")
    assert now[old.id].phrasings == old.phrasings
    assert knowledge.out_of_scope == (*bicycles.knowledge.out_of_scope, "is the moon made of cheese")
    assert "bikes a year" in now["bikes-sold"].phrasings
    assert len(now) == len(held) + 1
    before = contents(folder)
    assert written_out(folder, *taken) == ()
    assert contents(folder) == before


def test_line_ends_and_a_byte_order_mark_stay(folder: Path) -> None:
    file = folder / "topics" / "shop.yaml"
    before = b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(before)

    written_out(folder, WAY)

    assert file.read_bytes().replace(b'      - "Is there a bicycle rack?"\r\n', b"") == before


def test_what_cannot_be_written_is_named(folder: Path, bicycles: Bot) -> None:
    (old,) = [entry for entry in bicycles.knowledge.entries if entry.id == "comet-price"]
    before = contents(folder)

    left = written_out(
        folder,
        Taken(("how many in 2024",), "bikes-sold:2024"),
        Taken(("where is it",), "gone-since"),
        Taken((), old.id, replace(old, answer="Now **999 euros**."), ("answer",), "edited"),
    )

    assert left == (
        "bikes-sold:2024: how many in 2024: the entry is made by a series; write it under `ask:` there",
        "gone-since: where is it: the entry is gone",
        "comet-price: its answer was changed or removed since; compare it yourself",
    )
    assert contents(folder) == before


def test_what_would_break_the_knowledge_changes_no_file(folder: Path) -> None:
    before = contents(folder)
    broken = replace(HELMETS, tells=("bikes-sold:1066",))

    with pytest.raises(KnowledgeError, match="unknown cell"):
        written_out(folder, WAY, Taken(("helmets",), "helmets", broken))

    assert contents(folder) == before
