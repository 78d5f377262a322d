"""The chat, piped and before a pseudo-terminal, through the real console script."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from console_script import Child, ConsoleScript


def test_each_piped_line_is_answered(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="opening hours\nprice of rye bread\n")

    assert (done.status, done.err) == (0, "")
    assert "six in the morning" in done.out
    assert "4.20 euros" in done.out
    assert "**" not in done.out
    assert "\x1b" not in done.out


def test_chat_is_the_same_as_no_command(evbot: ConsoleScript, bakery: Path) -> None:
    bare = evbot("--knowledge", bakery, stdin="opening hours\n")
    named = evbot("chat", "--no-history", "--knowledge", bakery, stdin="opening hours\n")

    assert bare.out == named.out


def test_a_piped_chat_prints_nothing_but_answers(evbot: ConsoleScript, bakery: Path) -> None:
    asked = evbot("ask", "--knowledge", bakery, "opening hours")
    piped = evbot("--knowledge", bakery, stdin="opening hours")

    assert piped.out.splitlines()[0] == asked.out.splitlines()[0]
    assert "›" not in piped.out


def test_an_empty_line_gets_a_reply(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="\n")

    assert done.status == 0
    assert done.out.strip()


def test_a_follow_up_leans_on_the_question_before(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="how many loaves were baked in 2024?\nand in 2025?\n")

    assert "90,500" in done.out
    assert "99,250" in done.out


def test_a_number_picks_a_choice(evbot: ConsoleScript, bakery: Path) -> None:
    lines = "entries:\n" + "".join(
        f"- {{id: {grain}, question: Which bread is the best?, answer: It is {grain}.}}\n" for grain in ("oat", "spelt")
    )
    (bakery / "more.yaml").write_text(lines)

    done = evbot("--knowledge", bakery, stdin="which bread is the best?\n2\n")

    assert "It is oat" not in done.out
    assert "It is spelt" in done.out


def test_0_picks_none_of_the_choices(evbot: ConsoleScript, bakery: Path) -> None:
    lines = "entries:\n" + "".join(
        f"- {{id: {grain}, question: Which bread is the best?, answer: It is {grain}.}}\n" for grain in ("oat", "spelt")
    )
    (bakery / "more.yaml").write_text(lines)

    done = evbot("--knowledge", bakery, stdin="which bread is the best?\n0\n/quit\n")

    assert done.status == 0
    assert "It is" not in done.out


def test_a_number_picks_what_could_be_asked_next(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="price of rye bread\n1\n")

    assert "1. When does the bakery open?" in done.out
    assert "six in the morning" in done.out


def test_of_what_was_picked_it_is_said_that_nothing_had_to_be_found(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="price of rye bread\n1\n/why\n")

    assert done.out.endswith("Nothing had to be found: there is no answer yet, or you picked its question yourself.\n")


def test_a_number_picks_only_what_is_numbered_as_the_help_says(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="/help\n/topics\n")

    assert "a number picks one of the numbered questions above it" in done.out
    assert "\n1. " not in done.out


def test_a_number_that_picks_nothing_is_said_so(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="price of rye bread\n7\n")

    assert "Pick a number from 1 to 1" in done.out


def test_a_line_after_quit_is_not_answered(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="/quit\nopening hours\n")

    assert (done.status, done.out) == (0, "")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("/topics", "What does a loaf of rye bread cost?", id="topics"),
        pytest.param("/show rye-price", "4.20 euros", id="show"),
        pytest.param("/show rye-prise", "rye-price", id="show-unknown"),
        pytest.param("opening hours\n/why", "opening-hours: ", id="why"),
        pytest.param("/help", "/topics", id="help"),
    ],
)
def test_a_slash_begins_a_command(evbot: ConsoleScript, bakery: Path, command: str, words: str) -> None:
    done = evbot("--knowledge", bakery, stdin=f"{command}\n")

    assert words in done.out


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("/topcs", "Did you mean /topics?", id="topics"),
        pytest.param("/qiut", "Did you mean /quit?", id="quit"),
        pytest.param("/Hlep me", "Did you mean /help?", id="with more behind it"),
        pytest.param("/zzz", "There is no command /zzz; /help lists them.", id="nothing like it"),
    ],
)
def test_a_mistyped_command_is_not_taken_for_a_question(
    evbot: ConsoleScript, bakery: Path, typed: str, meant: str
) -> None:
    done = evbot("--knowledge", bakery, stdin=f"{typed}\n")

    assert done.out == f"{meant}\n"


@pytest.mark.parametrize("word", ["exit", "quit", "Exit", "/exit"])
def test_a_word_ends_it_too(evbot: ConsoleScript, bakery: Path, word: str) -> None:
    done = evbot("--knowledge", bakery, stdin=f"{word}\nopening hours\n")

    assert (done.status, done.out) == (0, "")


def test_it_ends_while_more_may_be_typed(evbot: ConsoleScript, bakery: Path) -> None:
    chat = evbot.start("--knowledge", bakery)
    assert chat.stdin is not None
    chat.stdin.write(b"quit\n")
    chat.stdin.flush()
    status = chat.wait(timeout=60)
    _, told = chat.communicate()

    assert (status, told) == (0, b"")


def test_help_tells_nothing_that_is_not_there(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin="/help\n")

    assert "/good" not in done.out
    assert done.out.splitlines()[-1].startswith("- /quit")


def test_about_is_what_the_manifest_says(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "knowledge.yaml").write_text("version: 1\nabout: I know the bakery.\n")

    done = evbot("--knowledge", bakery, stdin="/about\n")

    assert "I know the bakery." in done.out


def test_json_makes_a_line_of_each_reply(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--json", "--knowledge", bakery, stdin="opening hours\nprice of rye bread\n")

    assert [reply["answer"]["id"] for reply in done.objects] == ["opening-hours", "rye-price"]


def test_goes_on_after_bytes_that_are_not_utf_8(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("--knowledge", bakery, stdin=b"\xff\xfe\nopening hours\n")

    assert done.status == 0
    assert "six in the morning" in done.out


@dataclass(slots=True)
class Terminal:
    """What a person sees and types."""

    process: Child
    handle: int
    seen: str = ""
    read: int = 0
    """How much of what was seen has been waited for."""

    def type(self, keys: str) -> None:
        os.write(self.handle, keys.encode())

    def wait_for(self, words: str) -> None:
        """Wait until the words are shown, after those that were waited for before."""
        deadline = time.monotonic() + 60
        while words not in self.seen[self.read :] and time.monotonic() < deadline:
            self._look()
        assert words in self.seen[self.read :]
        self.read = self.seen.index(words, self.read) + len(words)

    def wait_for_the_end(self) -> int | None:
        deadline = time.monotonic() + 60
        while self.process.poll() is None and time.monotonic() < deadline:
            self._look()
        return self.process.poll()

    def _look(self) -> None:
        if select.select([self.handle], [], [], 0.1)[0]:
            with suppress(OSError):  # The other end is closed.
                self.seen += os.read(self.handle, 65536).decode(errors="replace")


@contextmanager
def terminal(evbot: ConsoleScript, *arguments: str | Path, **settings: str) -> Iterator[Terminal]:
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, 100))
    script = ConsoleScript(evbot.folder, evbot.environment | {"TERM": "xterm-256color"} | settings)
    with os.fdopen(theirs, "r+b", buffering=0) as terminal:
        process = Child(script, arguments, terminal)
    try:
        yield Terminal(process, ours)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


needs_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")


@needs_a_terminal
def test_a_person_is_greeted_answered_and_let_go(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "knowledge.yaml").write_text("version: 1\nname: Baker\nstarters: [rye-price, opening-hours]\n")

    with terminal(evbot, "--knowledge", bakery) as shown:
        shown.wait_for("What does a loaf of rye bread cost?")
        shown.wait_for("›")
        shown.type("opening hours\r")
        shown.wait_for("in the morning")
        shown.wait_for("›")
        shown.type("\x04")

        assert shown.wait_for_the_end() == 0
        assert "\x1b[1m" in shown.seen


@needs_a_terminal
def test_a_starter_can_be_picked(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "knowledge.yaml").write_text("version: 1\nstarters: [rye-price, opening-hours]\n")

    with terminal(evbot, "--knowledge", bakery) as shown:
        shown.wait_for("›")
        shown.type("2\r")
        shown.wait_for("in the morning")


@needs_a_terminal
def test_questions_are_offered_while_typing(evbot: ConsoleScript, bakery: Path) -> None:
    with terminal(evbot, "--knowledge", bakery) as shown:
        shown.wait_for("›")
        shown.type("rye bread c")
        shown.wait_for("What does a loaf of rye bread cost?")


@needs_a_terminal
def test_ctrl_c_clears_the_line_and_twice_leaves(evbot: ConsoleScript, bakery: Path) -> None:
    with terminal(evbot, "--knowledge", bakery) as shown:
        shown.wait_for("›")
        shown.type("opening\x03")
        shown.type("\x03")
        shown.wait_for("once more")
        shown.type("\x03")

        assert shown.wait_for_the_end() == 0


@needs_a_terminal
def test_the_history_is_kept_unless_it_is_not_wanted(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    history = tmp_path / "state" / "evbot" / "history"

    for arguments, kept in ((("--no-history",), False), ((), True)):
        with terminal(evbot, "chat", "--knowledge", bakery, *arguments) as shown:
            shown.wait_for("›")
            shown.type("opening hours\r")
            shown.wait_for("in the morning")
            shown.wait_for("›")
            shown.type("\x04")
            shown.wait_for_the_end()

        assert history.exists() == kept
    assert "opening hours" in history.read_text()


@needs_a_terminal
def test_no_color_is_respected(evbot: ConsoleScript, bakery: Path) -> None:
    with terminal(evbot, "ask", "--knowledge", bakery, "opening hours", NO_COLOR="1") as shown:
        shown.wait_for("in the morning")
        shown.wait_for_the_end()

        assert "\x1b[3" not in shown.seen
