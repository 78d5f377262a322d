"""`evbot ask --batch`, through the real console script."""

from __future__ import annotations

import os
import select
from pathlib import Path

import pytest

from console_script import ConsoleScript


def test_every_line_gets_one_reply_in_order(evbot: ConsoleScript, bakery: Path) -> None:
    questions = [f"question number {number} about rye bread" for number in range(200)]

    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", stdin="\n".join(questions))

    assert [reply["question"] for reply in done.objects] == questions


def test_reads_a_file(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_bytes(b"\xef\xbb\xbfopening hours\r\nprice of rye bread\r\n")

    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "questions.txt")

    assert [reply["question"] for reply in done.objects] == ["opening hours", "price of rye bread"]
    assert [reply["answer"]["id"] for reply in done.objects] == ["opening-hours", "rye-price"]
    assert done.err == ""


def test_an_empty_line_gets_a_reply_too(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", stdin="opening hours\n\n\nopening hours\n")

    assert [reply["question"] for reply in done.objects] == ["opening hours", "", "", "opening hours"]


def test_nothing_in_nothing_out(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", stdin="")

    assert (done.status, done.out) == (0, "")


def test_only_the_line_feed_ends_a_line(evbot: ConsoleScript, bakery: Path) -> None:
    lines = "opening\u2028hours\nopening\x0chours\nopening\x85hours\n"

    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", stdin=lines)

    assert len(done.objects) == 3


def test_goes_on_after_bytes_that_are_not_utf_8(evbot: ConsoleScript, bakery: Path) -> None:
    lines = b"opening \xff\xfe hours\n\xed\xa0\x80\nprice of rye bread\n"

    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", stdin=lines)

    assert done.status == 0
    assert len(done.objects) == 3
    assert done.objects[2]["answer"]["id"] == "rye-price"


def test_the_first_reply_is_out_before_the_second_line_is_read(evbot: ConsoleScript, bakery: Path) -> None:
    with evbot.start("ask", "--knowledge", bakery, "--json", "--batch", "-") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"opening hours\n")
        process.stdin.flush()
        readable, _, _ = select.select([process.stdout], [], [], 60)
        first = os.read(process.stdout.fileno(), 100_000) if readable else b""
        process.stdin.close()

        assert first.endswith(b"}\n")
        assert process.wait(60) == 0


def test_a_reader_that_leaves_is_no_error(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "many.txt").write_text("opening hours\n" * 2000)

    with evbot.start("ask", "--knowledge", bakery, "--json", "--batch", "many.txt") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()

        assert process.wait(120) == 0
        assert process.stderr.read() == b""


def test_a_conversation_remembers_until_a_blank_line(evbot: ConsoleScript, bakery: Path) -> None:
    turns = "how many loaves were baked in 2024?\nand in 2025?\n\nand in 2025?\n"

    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", "--conversation", stdin=turns)

    assert [reply["question"] for reply in done.objects] == turns.replace("\n\n", "\n").splitlines()
    assert done.objects[1]["answer"]["id"] == "loaves-per-year:2025"
    assert done.objects[2]["outcome"] != "answer"


def test_lines_of_a_batch_know_nothing_of_each_other(evbot: ConsoleScript, bakery: Path) -> None:
    turns = "how many loaves were baked in 2024?\nand in 2025?\n"

    done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", stdin=turns)

    assert done.objects[1]["outcome"] != "answer"


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_same_questions_get_the_same_replies(evbot: ConsoleScript, bakery: Path, seed: str) -> None:
    def replies(hash_seed: str) -> list[dict[str, object]]:
        lines = "price of bread\nwhen open\nloaves 2025\nloafs of rye\nhello\n"
        done = evbot("ask", "--knowledge", bakery, "--json", "--batch", "-", stdin=lines, PYTHONHASHSEED=hash_seed)
        return [reply | {"elapsed_ms": 0} for reply in done.objects]

    assert replies(seed) == replies("2")
