"""`evbot topics` and `evbot show`, through the real console script."""

from __future__ import annotations

from pathlib import Path

from console_script import ConsoleScript

GENERATED = {f"loaves-per-year:{suffix}" for suffix in ("2023", "2024", "2025", "max", "min")}


def test_topics_lists_what_can_be_asked(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("topics", "--knowledge", bakery)

    assert done.status == 0
    assert "bread" in done.out.lower()
    assert "What does a loaf of rye bread cost?" in done.out


def test_topics_has_a_machine_form(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("topics", "--knowledge", bakery, "--json")

    (topic,) = done.objects
    assert topic["topic"] == "bread"
    assert {"id": "rye-price", "question": "What does a loaf of rye bread cost?"} in topic["questions"]


def test_small_talk_is_listed_nowhere(evbot: ConsoleScript) -> None:
    done = evbot("topics", "--json")

    assert "smalltalk" not in {topic["topic"] for topic in done.objects}


def test_show_gives_one_entry(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("show", "rye-price", "--knowledge", bakery)

    assert done.status == 0
    assert "A loaf of rye bread costs 4.20 euros." in done.out
    assert "The Baker" in done.out


def test_an_id_may_be_typed_in_capitals(evbot: ConsoleScript, bakery: Path) -> None:
    shown = evbot("show", "RYE-Price", "--knowledge", bakery)
    near = evbot("show", "RYE-PRISE", "--knowledge", bakery)

    assert "4.20 euros" in shown.out
    assert "there is no entry 'RYE-PRISE'; the nearest is rye-price" in near.err


def test_show_has_a_machine_form(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("show", "rye-price", "--knowledge", bakery, "--json")

    (entry,) = done.objects
    assert entry["id"] == "rye-price"
    assert entry["as_of"] == "2025-12-31"


def test_show_all_knows_every_entry(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("show", "--all", "--json", "--knowledge", bakery)

    ids = [entry["id"] for entry in done.objects]
    assert {"rye-price", "opening-hours", "loaves-per-year", *GENERATED} == set(ids)
    assert len(ids) == len(set(ids))


def test_every_id_of_show_all_can_be_shown(evbot: ConsoleScript, bakery: Path) -> None:
    listed = evbot("show", "--all", "--json", "--knowledge", bakery).objects

    for entry in listed[-3:]:
        assert evbot("show", entry["id"], "--json", "--knowledge", bakery).objects == [entry]


def test_an_unknown_id_gets_the_nearest(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("show", "rye-prise", "--knowledge", bakery)

    assert done.status == 2
    assert "rye-prise" in done.err
    assert "rye-price" in done.err
    assert done.err.count("\n") == 1


def test_show_needs_an_id(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("show", "--knowledge", bakery)

    assert done.status == 2
    assert "name one ID, or --all" in done.err
