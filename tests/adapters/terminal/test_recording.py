"""`chat --record`, `log --export` and `doctor`, through the real console script."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from console_script import ConsoleScript

URL = "postgresql://bot:hush@127.0.0.1:1/evbot"


def test_a_recorded_chat_can_be_exported_and_asked_again(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    asked = "how many loaves were baked in 2024?\nwrite to anna@example.com\n"
    done = evbot("chat", "--record", "--knowledge", bakery, stdin=asked)
    exported = evbot("log", "--export", "questions.jsonl")
    text = evbot("log", "--export", "questions.txt", "--text")
    again = evbot("ask", "--knowledge", bakery, "--batch", "questions.txt", "--json")

    assert (done.status, exported.status, text.status) == (0, 0, 0)
    assert "90,500" in done.out
    lines = [json.loads(line) for line in (tmp_path / "questions.jsonl").read_text().splitlines()]
    assert [line["text"] for line in lines] == ["how many loaves were baked in 2024?", "write to [email]"]
    assert [set(line) for line in lines] == [{"text", "outcome", "id", "asked_at", "votes", "gaps", "meant"}] * 2
    assert lines[0]["id"] == "loaves-per-year:2024"
    assert [reply["outcome"] for reply in again.objects] == [line["outcome"] for line in lines]


def test_votes_and_privacy_have_commands(evbot: ConsoleScript, bakery: Path) -> None:
    lines = "opening hours\n/bad\n/good\n/privacy\n/privacy export\n/privacy delete\n/privacy export\n"
    done = evbot("chat", "--record", "--knowledge", bakery, stdin=lines)

    assert "for 90 days" in done.out
    exports = [json.loads(line) for line in done.out.splitlines() if line.startswith('{"turns"')]
    assert [row["vote"] for row in exports[0]["votes"]] == ["good"]
    assert not any(exports[1].values())


def test_help_names_the_commands_that_only_a_recorded_chat_has(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("chat", "--record", "--knowledge", bakery, stdin="/help\n")

    assert all(command in done.out for command in ("/good", "/bad", "/privacy export", "/privacy delete"))


def test_a_vote_before_any_answer_is_told_so(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("chat", "--record", "--knowledge", bakery, stdin="/good\n")

    assert done.out == "There is no answer yet to vote on.\n"


def test_a_mistyped_vote_is_not_taken_for_a_question(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("chat", "--record", "--knowledge", bakery, stdin="/goood\n")

    assert done.out == "Did you mean /good?\n"


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["chat"], id="chat"),
        pytest.param(["ask", "opening hours"], id="ask"),
        pytest.param(["ask", "--batch", "-"], id="batch"),
        pytest.param(["eval", "cases.yaml"], id="eval"),
        pytest.param(["check"], id="check"),
    ],
)
def test_without_record_no_file_is_made(
    evbot: ConsoleScript, bakery: Path, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "cases.yaml").write_text("cases: [{text: opening hours, expect: opening-hours}]\n")
    before = set(tmp_path.rglob("*"))
    settings = {"EVBOT_DATABASE_URL": "sqlite:///evbot.db"}
    done = evbot(*arguments, "--knowledge", bakery, stdin="opening hours\n", **settings)

    assert done.status == 0
    assert set(tmp_path.rglob("*")) == before


def test_nothing_but_the_index_is_made_in_the_cache(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    evbot("ask", "opening hours", "--knowledge", bakery, XDG_CACHE_HOME=str(cache))

    assert [path.parent for path in cache.rglob("index-*")] == [cache / "evbot"]
    assert len(list((cache / "evbot").iterdir())) == 1


def test_sigterm_ends_it_with_all_recorded(evbot: ConsoleScript, bakery: Path) -> None:
    process = evbot.start("chat", "--record", "--knowledge", bakery)
    assert process.stdin
    assert process.stdout
    process.stdin.write(b"opening hours\n")
    process.stdin.flush()
    process.stdout.readline()
    started = time.monotonic()
    os.kill(process.pid, signal.SIGTERM)
    process.wait()
    assert time.monotonic() - started < 5

    assert evbot("log", "--export", "-", "--text").out == "opening hours\n"


def test_record_and_json_exclude_each_other(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("chat", "--record", "--json", "--knowledge", bakery)

    assert done.status == 2
    assert "exclude each other" in done.err


def test_a_database_that_is_not_there_is_one_line(evbot: ConsoleScript, bakery: Path) -> None:
    settings = {"EVBOT_DATABASE_URL": URL, "EVBOT_HASH_KEY": "k" * 32}
    done = evbot("chat", "--record", "--knowledge", bakery, **settings)

    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "hush" not in done.err


def test_an_export_of_nothing_is_said_and_makes_nothing(evbot: ConsoleScript, tmp_path: Path) -> None:
    done = evbot("log", "--export", "questions.jsonl")

    assert done.status == 2
    assert "nothing was recorded there yet" in done.err
    assert not (tmp_path / "evbot.db").exists()
    assert not (tmp_path / "questions.jsonl").exists()


def test_doctor_finds_a_fresh_set_up_fine_and_makes_nothing(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    done = evbot("doctor", "--json", "--knowledge", bakery)

    assert done.status == 0
    assert [line["name"] for line in done.objects] == [
        "settings", "knowledge", "discord", "slack", "database", "key", "cache folder", "state folder", "versions",
        "clock",
    ]  # fmt: skip
    assert all(set(line) == {"name", "ok", "message", "fix"} for line in done.objects)
    assert {line["message"] for line in done.objects if line["name"] in ("discord", "slack")} == {"not set up"}
    assert not (tmp_path / "evbot.db").exists()


def test_doctor_says_where_the_key_is_and_who_may_read_it(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    def told(**settings: str) -> dict[str, Any]:
        done = evbot("doctor", "--json", "--knowledge", bakery, **settings)
        return next(line for line in done.objects if line["name"] == "key")

    before = told()
    evbot("chat", "--record", "--knowledge", bakery, stdin="opening hours\n")
    after = told()
    (tmp_path / "evbot.db.key").chmod(0o644)
    open_to_all = told()

    assert before["message"] == "evbot.db.key will be made with the database"
    assert after["message"].startswith("evbot.db.key, for its owner alone")
    assert (open_to_all["ok"], open_to_all["fix"]) == (False, "chmod 600 evbot.db.key")
    assert told(EVBOT_HASH_KEY="k" * 32)["message"] == "given as EVBOT_HASH_KEY"


@pytest.mark.parametrize(
    ("name", "settings", "fix"),
    [
        pytest.param("settings", {"EVBOT_RETENTION_DAY": "3"}, "EVBOT_RETENTION_DAYS", id="unknown-setting"),
        pytest.param("settings", {"EVBOT_RETENTION_DAYS": "many"}, "EVBOT_RETENTION_DAYS=90", id="bad-setting"),
        pytest.param("knowledge", {"EVBOT_KNOWLEDGE": "/nowhere"}, "", id="knowledge"),
        pytest.param("database", {"EVBOT_DATABASE_URL": "sqlite:////nowhere/x.db"}, "create it", id="folder"),
        pytest.param("database", {"EVBOT_DATABASE_URL": URL}, "write 32 random characters", id="no-key"),
        pytest.param("database", {"EVBOT_DATABASE_URL": URL, "EVBOT_HASH_KEY": "k" * 32}, "make sure", id="server"),
        pytest.param("slack", {"SLACK_BOT_TOKEN": "hush"}, "SLACK_SIGNING_SECRET", id="slack"),
    ],
)
def test_doctor_says_what_is_wrong_and_the_fix(
    evbot: ConsoleScript, bakery: Path, name: str, settings: dict[str, str], fix: str
) -> None:
    done = evbot("doctor", "--json", **({"EVBOT_KNOWLEDGE": str(bakery)} | settings))

    assert done.status == 1
    (wrong,) = [line for line in done.objects if not line["ok"]]
    assert wrong["name"] == name
    assert fix in (wrong["fix"] or "")
    assert "hush" not in done.out + done.err


def test_doctor_tells_of_the_knowledge_that_is_set_beside_a_wrong_setting(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("doctor", "--json", EVBOT_KNOWLEDGE=str(bakery), EVBOT_RETENTION_DAYS="many")

    (line,) = [line for line in done.objects if line["name"] == "knowledge"]
    assert str(bakery) in line["message"]


def test_doctor_tells_of_no_knowledge_where_the_settings_cannot_be_read(evbot: ConsoleScript, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("EVBOT_KNOWLEDGE=bakery\nthis is no setting\n")

    done = evbot("doctor", "--json")

    assert [line["name"] for line in done.objects if not line["ok"]] == ["settings"]
    assert "knowledge" not in [line["name"] for line in done.objects]


def test_doctor_names_the_setting_that_a_misspelt_one_may_mean(
    evbot: ConsoleScript, bakery: Path, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKN=hush\nSLACK_WEBHOOK_URL=https://a.example\n")

    done = evbot("doctor", "--knowledge", bakery)

    lines = [line for line in done.out.splitlines() if line.startswith("ok     settings: .env")]
    assert done.status == 0
    assert lines == [
        "ok     settings: .env:1: DISCORD_TOKN is no setting, and is left alone; write DISCORD_TOKEN, if that is meant"
    ]
    assert "hush" not in done.out
