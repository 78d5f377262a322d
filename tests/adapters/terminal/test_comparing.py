"""`evbot diff`: what two knowledge bases answer otherwise, told before a change is merged."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from adapters.terminal import World, run
from console_script import PATH, Done

ROOT = Path(__file__).resolve().parents[3]
CASES = """\
cases:
  - {text: "what is the price of a rye loaf", expect: rye-price}
  - {text: "at what time in the morning do you open", expect: opening-hours}
"""
MOVED = """\
topic: fair
entries:
  - id: rye-at-the-fair
    question: What does rye bread cost at the fair?
    phrasings: [what is the price of a rye loaf, fair price of rye, rye at the fair]
    answer: At the fair a rye loaf costs **5 euros**.
"""

Evbot = Callable[..., Done]


@pytest.fixture
def evbot_here(tmp_path: Path, shared_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Evbot:
    monkeypatch.setenv("XDG_CACHE_HOME", str(shared_folder / "examples"))
    monkeypatch.chdir(tmp_path)

    def evbot(*arguments: str, stdin: str = "", **environ: str) -> Done:
        out, err = io.StringIO(), io.StringIO()
        status = run(arguments, World(environ, tmp_path / ".env", io.BytesIO(stdin.encode()), out, err))
        return Done(status, out.getvalue(), err.getvalue())

    return evbot


@pytest.fixture
def old(bakery: Path) -> Path:
    (bakery / "cases.yaml").write_text(CASES)
    # Nothing is learned from everyday sentences in a language that has none, so that compiling takes no time.
    (bakery / "knowledge.yaml").write_text("language: xx\n")
    return bakery


@pytest.fixture
def new(old: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(old, tmp_path / "new"))


def reprice(folder: Path) -> None:
    file = folder / "bread.yaml"
    file.write_text(file.read_text().replace("4.20 euros", "4.50 euros"))


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Baker", "-c", "user.email=baker@bakery.example"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_what_gets_worse_comes_first_with_question_and_both_answers(evbot_here: Evbot, old: Path, new: Path) -> None:
    reprice(new)
    (new / "fair.yaml").write_text(MOVED)

    done = evbot_here("diff", "bakery", "new")

    assert (done.status, done.err) == (1, "")
    told = done.out.split("\n\n")
    assert told[0] == "2 questions that have a right answer were asked of both: 1 got worse."
    assert told[1] == "Worse, 1 that was right before:"
    assert told[2].splitlines()[:3] == [
        "what is the price of a rye loaf",
        "   wanted: rye-price (a case in cases.yaml:2)",
        "   old: rye-price: A loaf of rye bread costs **4.20 euros**.",
    ]
    assert "   new: rye-at-the-fair: At the fair a rye loaf costs **5 euros**." in told[2]
    assert "   new: rye-price: A loaf of rye bread costs **4.50 euros**." in done.out


def test_what_an_edited_entry_answers_instead_is_no_chance(evbot_here: Evbot, old: Path, new: Path) -> None:
    (new / "fair.yaml").write_text(MOVED)

    done = evbot_here("diff", "bakery", "new", "--by-chance")

    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("2 questions that have a right answer were asked of both: 1 got worse.")


def test_an_edited_answer_is_told_once_and_is_nothing_worse(evbot_here: Evbot, old: Path, new: Path) -> None:
    file = new / "bread.yaml"
    file.write_text(file.read_text().replace("The Baker", "The Miller").replace("**six**", "**five**"))

    done = evbot_here("diff", "bakery", "new", "--json")

    assert done.status == 0
    rows = {row["old"]["answer"]["id"]: row for row in done.objects}
    assert len(done.objects) == len(rows) == 2
    assert {row["effect"] for row in done.objects} == {"changed"}
    assert "**six**" in rows["opening-hours"]["old"]["answer"]["text"]
    assert "**five**" in rows["opening-hours"]["new"]["answer"]["text"]
    told = evbot_here("diff", "bakery", "new").out
    assert "   old: rye-price, as of 2025-12-31: The Baker https://bakery.example/prices" in told
    assert "   new: rye-price, as of 2025-12-31: The Miller https://bakery.example/prices" in told


def test_a_case_that_is_taken_out_with_what_answered_it_still_counts(evbot_here: Evbot, old: Path, new: Path) -> None:
    (new / "cases.yaml").write_text(CASES.splitlines()[0] + "\n" + CASES.splitlines()[1] + "\n")
    (new / "bread.yaml").write_text((new / "bread.yaml").read_text().partition("  - id: opening-hours")[0])
    (new / "bread.yaml").write_text((new / "bread.yaml").read_text().replace("    related: [opening-hours]\n", ""))

    rows = evbot_here("diff", "bakery", "new", "--json").objects

    assert [(row["effect"], row["expect"]) for row in rows if row["effect"] == "worse"] == [("worse", "opening-hours")]


def test_revisions_of_the_repository_are_compared(evbot_here: Evbot, old: Path, tmp_path: Path) -> None:
    git(tmp_path, "init")
    git(tmp_path, "add", "bakery")
    git(tmp_path, "commit", "-m", "Open the bakery")
    (old / "fair.yaml").write_text(MOVED)
    git(tmp_path, "add", "bakery")
    git(tmp_path, "commit", "-m", "Tell of the fair")

    done = evbot_here("--knowledge", "bakery", "diff", "HEAD~1", "HEAD")

    assert done.status == 1
    assert "Worse, 1 that was right before:" in done.out
    assert evbot_here("--knowledge", "bakery", "diff", "HEAD", "bakery", "--json").objects == []


def test_an_answer_with_a_thumb_up_must_stay(evbot_here: Evbot, old: Path, new: Path, tmp_path: Path) -> None:
    rows = [
        {"text": "rye bread price?", "id": "rye-price", "votes": {"good": 1, "bad": 0}},
        {"text": "opening hours?", "id": "opening-hours", "votes": {"good": 0, "bad": 0}},
        {"text": None, "id": None, "votes": {"good": 0, "bad": 0}},
    ]
    (tmp_path / "log.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for wording in ("rye bread price", "opening hours"):
        file = new / "bread.yaml"
        file.write_text(file.read_text().replace(wording, "crumbs"))
    (new / "fair.yaml").write_text(MOVED.replace("fair price of rye", "rye bread price, opening hours"))

    done = evbot_here("diff", "bakery", "new", "--log", "log.jsonl", "--json")

    assert done.status == 1
    effects = {row["question"]: (row["effect"], row["reason"]) for row in done.objects}
    assert effects["rye bread price?"] == ("worse", "an answer that was voted up")
    assert effects["opening hours?"] == ("changed", None)


def test_what_a_curator_accepted_must_stay(evbot_here: Evbot, old: Path, new: Path) -> None:
    for folder in (old, new):
        (folder / "knowledge.yaml").unlink()  # What is far from all that is held is learned from everyday sentences.
    assert evbot_here("--knowledge", "bakery", "chat", "--record", stdin="is there goat cheese?\n").status == 0
    (suggested,) = evbot_here("--knowledge", "bakery", "curate", "--json").objects
    accepted = evbot_here("--knowledge", "bakery", "curate", "accept", suggested["id"], "--entry", "opening-hours")
    assert accepted.status == 0
    (new / "fair.yaml").write_text(MOVED.replace("fair price of rye", "is there goat cheese"))

    done = evbot_here("diff", "bakery", "new", "--json")

    worse = [row for row in done.objects if row["effect"] == "worse"]
    assert ("is there goat cheese?", "it was accepted before") in [(row["question"], row["reason"]) for row in worse]


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        pytest.param(["bakery", "nowhere"], "nowhere is neither a folder nor a git revision", id="nowhere"),
        pytest.param(["bakery", "--", "--output=x"], "--output=x is neither a folder nor", id="option"),
        pytest.param(["bakery", "bakery", "--log", "log"], "evbot log --export log", id="no-log"),
        pytest.param(["bakery", "bakery", "--log", "bad"], "bad:2: is no recorded question; write", id="bad-log"),
        pytest.param(["bakery", "broken"], "broken/bread.yaml:2: ", id="broken"),
    ],
)
def test_a_mistake_gets_one_line_with_the_remedy(
    evbot_here: Evbot, old: Path, new: Path, tmp_path: Path, given: list[str], remedy: str
) -> None:
    (tmp_path / "bad").write_text('{"text": "rye?", "id": null, "votes": {"good": 0, "bad": 0}}\n{"text": "oats?"}\n')
    new.rename(tmp_path / "broken")
    (tmp_path / "broken" / "bread.yaml").write_text("entries:\n  - id: rye-price\n    question: What?\n")

    done = evbot_here("diff", *given)

    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert remedy in done.err


def test_ci_compares_with_the_commit_before_and_fails_where_an_answer_gets_worse(
    old: Path, shared_folder: Path
) -> None:
    root = old.parent
    (root / ".ci").mkdir()
    script = shutil.copy(ROOT / ".ci" / "compare-knowledge", root / ".ci")
    old.rename(root / "knowledge")
    cache = {"XDG_CACHE_HOME": str(shared_folder / "examples")}

    def compare() -> tuple[int, str]:
        done = subprocess.run([script, PATH], env=os.environ | cache, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    told = [compare()]
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Bake")
    told.append(compare())
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Rest")
    told.append(compare())
    (root / "knowledge" / "fair.yaml").write_text(MOVED)
    told.append(compare())

    skips = ("no git repository here", "has no earlier commit (git fetch --deepen 1)", "has changed since HEAD^")
    for skip, (status, line) in zip(skips, told[:3], strict=True):
        assert (status, line.count("\n")) == (0, 1)
        assert line.startswith("not compared with what the knowledge was: ")
        assert skip in line
    assert told[3][0] == 1
    assert "1 got worse." in told[3][1]
