"""`evbot ask`, through the real console script."""

from __future__ import annotations

from pathlib import Path

import pytest

from console_script import ConsoleScript

REPLY_KEYS = {"question", "outcome", "confidence", "answer", "choices", "matches", "also", "message", "elapsed_ms"}
ANSWER_KEYS = {"id", "topic", "question", "text", "as_of", "stale", "sources", "related", "chart", "figure"}


def test_answers_from_a_foreign_knowledge_base(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "what does a loaf of rye bread cost")

    assert done.status == 0
    assert "A loaf of rye bread costs 4.20 euros." in done.out
    assert "2025" in done.out
    assert "The Baker" in done.out
    assert done.err == ""


def test_the_words_need_no_quotes(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "when", "does", "the", "bakery", "open")

    assert "six" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--knowledge", "bakery", "--json", "ask", "opening hours"), id="before"),
        pytest.param(("ask", "--knowledge", "bakery", "--json", "opening hours"), id="after"),
        pytest.param(("--json", "ask", "opening hours", "--knowledge=bakery"), id="around"),
    ],
)
def test_common_options_may_stand_anywhere(evbot: ConsoleScript, bakery: Path, arguments: tuple[str, ...]) -> None:
    done = evbot(*arguments)

    (reply,) = done.objects
    assert reply["answer"]["id"] == "opening-hours"


def test_the_knowledge_can_be_set(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "opening hours", "--json", EVBOT_KNOWLEDGE=str(bakery))

    assert done.objects[0]["answer"]["id"] == "opening-hours"


def test_json_has_the_keys_of_the_contract(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "--json", "price of rye bread")

    (reply,) = done.objects
    assert reply.keys() == REPLY_KEYS
    assert reply["answer"].keys() == ANSWER_KEYS
    assert reply["answer"]["text"].strip() == "A loaf of rye bread costs **4.20 euros**."
    assert reply["outcome"] == "answer"
    assert reply["question"] == "price of rye bread"
    assert reply["choices"] == []
    assert reply["matches"][0]["id"] == "rye-price"
    assert reply["matches"][0]["confidence"] == reply["confidence"]


def test_why_tells_how_it_was_found(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "--json", "--why", "price of rye braed")

    why = done.objects[0]["why"]
    assert why.keys() == {"understood", "repaired", "synonyms", "facets", "refused", "threshold", "candidates"}
    assert ["braed", "bread"] in why["repaired"]
    best = why["candidates"][0]
    assert best["id"] == "rye-price"
    assert sum(best["parts"].values()) == pytest.approx(best["score"])


def test_why_is_readable_too(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "--why", "price of rye braed")

    assert "braed → bread" in done.out


@pytest.mark.parametrize("text", ["", "   ", "\t"], ids=["empty", "blanks", "tab"])
def test_a_blank_question_gets_a_reply(evbot: ConsoleScript, bakery: Path, text: str) -> None:
    done = evbot("ask", "--knowledge", bakery, text)

    assert done.status == 0
    assert done.out.strip()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("rye " * 5000, id="20,000-characters"),
        pytest.param("price\x01 of\x1b[31m rye\x07 bread", id="control-characters"),
        pytest.param("\u202eprice of rye bread\u200f", id="right-to-left-marks"),
        pytest.param("🥖🍞🥐", id="emoji-only"),
        pytest.param(b"price of rye \xff\xfe", id="not-utf-8"),
        pytest.param("-- price of rye", id="dashes"),
    ],
)
def test_strange_text_gets_one_valid_line(evbot: ConsoleScript, bakery: Path, text: str | bytes) -> None:
    done = evbot("ask", "--knowledge", bakery, "--json", "--", text)

    assert done.status == 0
    assert len(done.objects) == 1
    assert done.objects[0].keys() == REPLY_KEYS
    assert done.err == ""


def test_control_characters_never_reach_the_terminal(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("ask", "--knowledge", bakery, "\x1b]0;title\x07 what is \x1b[31mthis")

    assert "\x1b" not in done.out


def test_the_day_decides_what_last_year_is(evbot: ConsoleScript, bakery: Path) -> None:
    ids = [
        evbot("ask", "--knowledge", bakery, "--json", "--today", day, "how many loaves were baked last year").objects[
            0
        ]["answer"]["id"]
        for day in ("2025-06-01", "2026-06-01")
    ]

    assert ids == ["loaves-per-year:2024", "loaves-per-year:2025"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(("ask", "--today", "2026-02-30", "x"), "'2026-02-30' is no day; write one as", id="no-day"),
        pytest.param(("ask", "--today", "tomorrow", "x"), "'tomorrow' is no day; write one as", id="no-date"),
        pytest.param(("ask",), 'there is no question; write `evbot ask "..."`', id="no-question"),
        pytest.param(("ask", "--conversation", "x"), "add --batch FILE", id="conversation-without-batch"),
        pytest.param(("ask", "--batch", "-", "x"), "leave one out", id="question-and-batch"),
        pytest.param(("ask", "--batch", "nowhere.txt"), "nowhere.txt: No such file", id="no-file"),
        pytest.param(("ask", "--batch", "."), ".: Is a directory; name a file", id="folder-for-a-file"),
        pytest.param(("aks", "x"), "there is no command 'aks'; did you mean `evbot ask`?", id="command"),
        pytest.param(("how", "much"), '`evbot show`? Or, to ask a question, write `evbot ask "how much"`', id="two"),
        pytest.param(("how", "much", "is", "it"), "'how'; to ask a question, write `evbot ask \"how", id="question"),
        pytest.param(("how much is it",), 'write `evbot ask "how much is it"`', id="question-in-quotes"),
        pytest.param(("chekc", "--verbose"), "did you mean `evbot check`?; see", id="command-with-an-option"),
        pytest.param(("ask", "--jsno", "x"), "--json", id="option"),
        pytest.param(("--knowlege", "x"), "--knowledge", id="option-before-the-command"),
        pytest.param(("ask", "--knowledge", "nowhere", "x"), "nowhere", id="no-knowledge"),
        pytest.param(
            ("import", "https://a.example/faq", "--to", "q"), "https://a.example/faq is an address", id="page"
        ),
        pytest.param(("report", "."), "it report.html;", id="report-to-a-folder"),
        pytest.param(("report", "/"), "it /report.html;", id="report-to-the-root"),
        pytest.param(("--knowledge", "x", "init", "y"), "`evbot init` has no use for --knowledge", id="init-before"),
        pytest.param(("init", "y", "--knowledge", "x"), "`evbot init` has no use for --knowledge", id="init-behind"),
        pytest.param(("import", "a", "--to", "b", "--knowledge", "x"), "no use for --knowledge", id="import"),
        pytest.param(("run", "--today", "2026-01-01"), "`evbot run` has no use for --today", id="platforms"),
        pytest.param(("grow", "x", "--knowledge", "y"), "x and --knowledge y are two knowledge bases", id="grow"),
    ],
)
def test_a_wrong_command_line_gets_one_line(evbot: ConsoleScript, arguments: tuple[str, ...], line: str) -> None:
    done = evbot(*arguments)

    assert done.status == 2
    assert done.out == ""
    assert done.err.startswith("evbot: ")
    assert line in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("--knowledge", "", "topics"), id="knowledge"),
        pytest.param(("ask", "--batch", ""), id="batch"),
        pytest.param(("show", "x", "--chart", ""), id="chart"),
        pytest.param(("eval", ""), id="cases"),
        pytest.param(("log", "--export", ""), id="log"),
        pytest.param(("report", ""), id="report"),
        pytest.param(("diff", "", "."), id="diff"),
        pytest.param(("curate", "export", "--to", ""), id="export"),
        pytest.param(("init", ""), id="init"),
        pytest.param(("import", "faq.md", "--to", ""), id="import"),
        pytest.param(("grow", ""), id="grow"),
    ],
)
def test_an_empty_path_is_not_the_current_folder(
    evbot: ConsoleScript, arguments: tuple[str, ...], tmp_path: Path
) -> None:
    done = evbot(*arguments)

    assert (done.status, done.out) == (2, "")
    assert "the path is empty" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["import", "init", "discord", "run"])
def test_help_offers_no_option_without_effect(evbot: ConsoleScript, command: str) -> None:
    assert "--today" not in evbot(command, "--help").out


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        pytest.param("EVBOT_KNOWLEGE", "x", "nearest is EVBOT_KNOWLEDGE", id="misspelt"),
        pytest.param("EVBOT_HTTP_PORT", "many", "EVBOT_HTTP_PORT=3000", id="bad-value"),
    ],
)
@pytest.mark.parametrize("command", [("ask", "x"), ("check",), ("topics",), ()], ids=["ask", "check", "topics", "chat"])
def test_a_wrong_setting_gets_one_line(
    evbot: ConsoleScript, command: tuple[str, ...], name: str, value: str, line: str
) -> None:
    done = evbot(*command, **{name: value})

    assert done.status == 2
    assert line in done.err
    assert done.err.count("\n") == 1


def test_help_needs_no_right_setting(evbot: ConsoleScript) -> None:
    done = evbot("ask", "--help", EVBOT_KNOWLEGE="x")

    assert done.status == 0
    assert "--batch" in done.out


def test_answers_without_a_home(evbot: ConsoleScript, bakery: Path) -> None:
    homeless = {"HOME": "/nonexistent", "XDG_CACHE_HOME": "", "XDG_STATE_HOME": ""}

    done = evbot("ask", "--knowledge", bakery, "opening hours", **homeless)

    assert "six" in done.out
    assert done.status == 0


def test_answers_where_the_cache_cannot_be_written(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    done = evbot("ask", "--knowledge", bakery, "opening hours", XDG_CACHE_HOME=str(in_the_way))

    assert "six" in done.out
    assert done.status == 0


def test_the_contract_holds_for_the_shipped_knowledge(evbot: ConsoleScript) -> None:
    done = evbot("ask", "--json", "who are you?")

    (reply,) = done.objects
    assert reply["outcome"] == "answer"
    assert reply["answer"]["topic"] == "smalltalk"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_gets_one_line(evbot: ConsoleScript, bakery: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        process = evbot.start("ask", "--knowledge", bakery, "opening hours", stdout=full)
        _, err = process.communicate()

    assert process.returncode == 2
    assert err.startswith(b"evbot: standard output: No space left on device")
    assert err.count(b"\n") == 1
