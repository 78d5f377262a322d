"""`evbot gaps` and what `evbot log --export` tells beside the questions, through the real console script."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from adapters.terminal.recorded import gaps_text
from bot.curating import Matter
from console_script import ConsoleScript

ASKED = "do you have cheese\nis there goat cheese?\nopening hours\n/bad\nwho was the first emperor of rome\n"


@pytest.fixture
def recorded(evbot: ConsoleScript, bakery: Path) -> ConsoleScript:
    assert evbot("chat", "--record", "--knowledge", bakery, stdin=ASKED).status == 0
    return evbot


def test_each_matter_is_one_object(recorded: ConsoleScript, bakery: Path) -> None:
    done = recorded("gaps", "--json", "--knowledge", bakery)

    assert (done.status, done.err) == (0, "")
    keys = {"question", "times", "askers", "outcomes", "examples", "meant", "nearest"}
    assert all(set(row) == keys for row in done.objects)
    assert [(row["times"], row["askers"], row["outcomes"]) for row in done.objects] == [
        (2, 1, {"unknown": 2}),
        (1, 1, {"bad_vote": 1}),
        (1, 1, {"unknown": 1}),
    ]
    assert {done.objects[0]["question"], *done.objects[0]["examples"]} == {
        "do you have cheese",
        "is there goat cheese?",
    }
    assert done.objects[1]["nearest"][0]["id"] == "opening-hours"


def test_the_text_form_has_a_block_a_matter(recorded: ConsoleScript, bakery: Path) -> None:
    done = recorded("gaps", "--knowledge", bakery)

    assert len(done.out.rstrip().split("\n\n")) == 3
    assert "   2 times, 1 asker: not known 2\n" in done.out


def test_the_text_form_fits_eighty_columns_and_obeys_no_control_sign() -> None:
    long = "is " + "a very long word and another one " * 9 + "x" * 100 + "\x1b[31m"
    matter = Matter(
        long, 3, 2, (("unknown", 3),), (long,) * 5, (long,), (("a-name-of-forty-eight-letters" * 3, 0.5),) * 3
    )

    text = gaps_text([matter, matter])

    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_since_takes_spans_and_days(recorded: ConsoleScript, bakery: Path) -> None:
    sinces = ("30d", "12h", "2w", "2026-01-01", "999999w")

    found = {since: recorded("gaps", "--json", "--since", since, "--knowledge", bakery).objects for since in sinces}

    assert {since: len(rows) for since, rows in found.items()} == dict.fromkeys(sinces, 3)


def test_since_leaves_out_what_is_older(recorded: ConsoleScript, bakery: Path) -> None:
    far = str(date.today().year + 2)
    later = recorded("gaps", "--since", "30d", "--today", f"{far}-01-01", "--knowledge", bakery)

    assert later.out == "Nothing is noted that was asked and not answered.\n"


@pytest.mark.parametrize("since", ["yesterday", "0d", "-3d", "30", "3m", "2026-13-01", "2026-1-1", "", "٣d"])
def test_a_bad_since_names_the_remedy(evbot: ConsoleScript, bakery: Path, since: str) -> None:
    done = evbot("gaps", f"--since={since}", "--knowledge", bakery)

    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "write 30d, 12h, 2w, or a day as 2026-11-25" in done.err


def test_without_a_database_it_says_so_and_makes_none(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    done = evbot("gaps", "--knowledge", bakery)

    assert done.status == 2
    assert "evbot.db: nothing was recorded there yet; what people ask on Discord, Slack" in done.err
    assert "`evbot chat --record`" in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "evbot.db").exists()


def test_where_no_text_is_kept_rows_still_count(evbot: ConsoleScript, bakery: Path) -> None:
    evbot("chat", "--record", "--knowledge", bakery, stdin=ASKED, EVBOT_STORE_TEXT="false")
    done = evbot("gaps", "--json", "--knowledge", bakery)

    assert {row["question"] for row in done.objects} == {"(text not kept)"}
    assert [row["times"] for row in done.objects] == [3, 1]


def test_the_exported_log_carries_votes_gaps_and_what_was_meant(recorded: ConsoleScript) -> None:
    lines = [json.loads(line) for line in recorded("log", "--export", "-").out.splitlines()]

    assert [line["gaps"] for line in lines] == [["unknown"], ["unknown"], ["bad_vote"], ["unknown"]]
    assert [line["votes"] for line in lines][2] == {"good": 0, "bad": 1}
    assert [line["meant"] for line in lines] == [[]] * 4
