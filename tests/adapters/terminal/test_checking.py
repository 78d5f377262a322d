"""`evbot check`, `evbot eval` and `evbot init`, through the real console script."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from console_script import PATH, ConsoleScript

ROOT = Path(__file__).resolve().parents[3]

CASES = """\
cases:
- {text: rye bread price please, expect: rye-price}
- {text: "opening hours?", expect: opening-hours}
- {text: who won the war of the roses, expect: null}
- {text: price of rye bread, expect: opening-hours}
"""


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.yaml"
    path.write_text(CASES)
    return path


def test_the_shipped_knowledge_is_clean(evbot: ConsoleScript) -> None:
    done = evbot("check", "--json")

    assert (done.status, done.objects) == (0, [])


def test_a_warning_alone_ends_with_0(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "more.yaml").write_text("entries:\n- {id: oat, question: Oat?, answer: Yes., related: [nowhere]}\n")

    done = evbot("check", "--knowledge", bakery, "--json")

    assert done.status == 0
    assert {finding["severity"] for finding in done.objects} == {"warning"}
    assert "oat" in [finding["entry"] for finding in done.objects if finding["code"] == "KB402"]


def test_a_thin_base_is_told_what_it_lacks_and_what_to_type_next(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("check", "--knowledge", bakery, "--json")

    remedies = {finding["code"]: finding["remedy"] for finding in done.objects}
    assert done.status == 0
    assert f"`evbot grow --knowledge {bakery}`" in remedies["KB406"]
    assert f"`evbot --knowledge {bakery}`" in remedies["KB422"]
    assert "KB421" not in remedies  # The bot has small talk of its own in this language.


def test_what_a_series_lacks_is_told(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "series.yaml").write_text(
        "series:\n  - {id: loaves, title: Loaves, topic: bread, unit: loaves, points: [{label: Rye, value: 4}]}\n"
    )

    done = evbot("check", "--knowledge", bakery, "--json")

    (found,) = (finding for finding in done.objects if finding["code"] == "KB423")
    assert (found["file"], found["line"], found["entry"]) == ("series.yaml", 2, "loaves")
    assert found["message"] == "the series has no `as_of:`, `noun:`, `basis:`, `ask:`"


def test_a_base_in_a_language_without_small_talk_is_told(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "knowledge.yaml").write_text("language: nl\n")

    done = evbot("check", "--knowledge", bakery, "--json")

    remedies = {finding["code"]: finding["remedy"] for finding in done.objects}
    assert "`evbot init example`" in remedies["KB421"]


def test_a_base_with_nothing_to_add_is_told_nothing(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "knowledge.yaml").write_text("min_phrasings: 0\n")
    (bakery / "scope.yaml").write_text("questions: [who bakes the best bread in town]\n")
    (bakery / "small_talk.yaml").write_text(
        "topic: smalltalk\nentries: [{id: hello, question: Hello!, answer: Good morning.}]\n"
    )

    done = evbot("check", "--knowledge", bakery, "--json")

    assert (done.status, done.objects) == (0, [])


def test_an_error_ends_with_1_and_names_place_and_remedy(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "more.yaml").write_text("entries:\n- id: oat\n  question: Oat?\n")

    done = evbot("check", "--knowledge", bakery)

    assert done.status == 1
    assert "more.yaml:2: KB" in done.out
    assert done.err == ""


def test_lists_what_has_grown_old_and_ends_with_0(evbot: ConsoleScript, bakery: Path) -> None:
    (bakery / "knowledge.yaml").write_text("version: 1\nstale_after_days: 30\n")
    (bakery / "more.yaml").write_text(
        "entries:\n- {id: oat, question: Oat?, answer: Yes., as_of: 2025-01-31, changes: true, related: [nowhere]}\n"
    )

    early = evbot("check", "--knowledge", bakery, "--stale", "--json", "--today", "2025-02-10")
    late = evbot("check", "--knowledge", bakery, "--stale", "--json", "--today", "2025-06-10")

    assert (early.status, early.objects) == (0, [])
    assert late.status == 0
    assert [(finding["severity"], finding["entry"]) for finding in late.objects] == [("stale", "oat")]


def test_sums_up_in_plain_words(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("check", "--knowledge", bakery)

    # Two entries with four ways of asking each, and those of a series.
    assert re.search(r"^Each way of asking, .+: \d+ of \d+ get their answer, \d+ another one", done.out, re.MULTILINE)


def test_eval_counts(evbot: ConsoleScript, bakery: Path, cases: Path) -> None:
    done = evbot("eval", cases, "--knowledge", bakery, "--json")

    assert done.status == 0
    assert done.objects == [{"cases": 4, "right": 3, "asked": 0, "missed": 0, "wrong": 1}]


def test_eval_takes_lines_of_json(evbot: ConsoleScript, bakery: Path, tmp_path: Path) -> None:
    (tmp_path / "cases.jsonl").write_text('{"text": "opening hours", "expect": "opening-hours"}\n')

    done = evbot("eval", "cases.jsonl", "--knowledge", bakery, "--json")

    assert done.objects == [{"cases": 1, "right": 1, "asked": 0, "missed": 0, "wrong": 0}]


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        pytest.param((), 0, id="none"),
        pytest.param(("--right", "75", "--wrong", "25"), 0, id="kept"),
        pytest.param(("--right", "76"), 1, id="too-few-right"),
        pytest.param(("--right-or-asked", "80"), 1, id="too-few-right-or-asked"),
        pytest.param(("--wrong", "20"), 1, id="too-many-wrong"),
        pytest.param(("--right", "most"), 2, id="no-number"),
        pytest.param(("--right", "101"), 2, id="no-percentage"),
    ],
)
def test_eval_keeps_to_its_limits(
    evbot: ConsoleScript, bakery: Path, cases: Path, limits: tuple[str, ...], status: int
) -> None:
    done = evbot("eval", cases, "--knowledge", bakery, *limits)

    assert done.status == status


def test_eval_lists_the_cases_that_are_not_right(evbot: ConsoleScript, bakery: Path, cases: Path) -> None:
    done = evbot("eval", cases, "--knowledge", bakery, "--verbose")

    assert "price of rye bread" in done.out
    assert "rye bread price please" not in done.out


def test_eval_says_which_knowledge_it_used(evbot: ConsoleScript, bakery: Path, cases: Path) -> None:
    (bakery / "knowledge.yaml").write_text("name: Corner Bakery\n")

    done = evbot("eval", cases, "--knowledge", bakery)

    assert done.out.splitlines()[0] == f"knowledge: Corner Bakery, {bakery}"


@pytest.mark.parametrize("form", [(), ("--json",)], ids=["text", "json"])
def test_a_case_of_other_knowledge_is_an_error_with_its_place(
    evbot: ConsoleScript, bakery: Path, tmp_path: Path, form: tuple[str, ...]
) -> None:
    folder = tmp_path / "more" / "deep"
    folder.mkdir(parents=True)
    (folder / "cases.jsonl").write_text(
        '{"text": "opening hours", "expect": "opening-hours"}\n{"text": "milk", "expect": "milk-price"}\n'
    )

    done = evbot("eval", "more", "--knowledge", bakery, *form)

    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("evbot: more/deep/cases.jsonl:2: ")
    assert "'milk-price'" in done.err
    assert done.err.count("\n") == 1


def test_eval_says_which_file_is_missing(evbot: ConsoleScript, bakery: Path) -> None:
    done = evbot("eval", "nowhere.yaml", "--knowledge", bakery)

    assert done.status == 2
    assert "nowhere.yaml" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("named", ["none", "blank.jsonl"], ids=["folder", "file"])
def test_eval_of_no_cases_is_an_error(
    evbot: ConsoleScript, bakery: Path, tmp_path: Path, cases: Path, named: str
) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "blank.jsonl").write_text("\n")

    done = evbot("eval", cases, named, "--knowledge", bakery)

    assert (done.status, done.out) == (2, "")
    assert f"{named}: there are no cases in it" in done.err


@pytest.mark.skipif(which("make") is None, reason="there is no make here")
@pytest.mark.parametrize(
    ("limits", "has_cases", "status", "said"),
    [
        pytest.param("", False, 0, "no cases to count: there is no folder", id="none"),
        pytest.param("--right 80 --wrong 5", False, 0, "no cases to count: there is no folder", id="none-limited"),
        pytest.param("--right 75", True, 0, "4 cases: right 75.0 %", id="kept"),
        pytest.param("--right 80", True, 2, "4 cases: right 75.0 %", id="passed"),
    ],
)
def test_make_check_counts_the_cases_of_another_base(
    evbot: ConsoleScript, bakery: Path, cases: Path, limits: str, has_cases: bool, status: int, said: str
) -> None:
    if has_cases:
        (bakery / "cases").mkdir()
        cases.rename(bakery / "cases" / "bread.yaml")
    command = ["make", "-o", ".venv/installed", "check", f"BIN={Path(PATH).parent}", f"KNOWLEDGE={bakery}"]

    done = subprocess.run(
        [*command, f"LIMITS={limits}"], cwd=ROOT, env=evbot.environment, capture_output=True, check=False, text=True
    )

    assert done.returncode == status
    assert said in done.stdout


def test_init_makes_a_knowledge_base_that_is_clean_and_answers(evbot: ConsoleScript, tmp_path: Path) -> None:
    made = evbot("init", tmp_path / "own")
    checked = evbot("check", "--knowledge", tmp_path / "own", "--json")
    listed = evbot("show", "--all", "--json", "--knowledge", tmp_path / "own").objects
    asked = evbot("ask", "--json", "--knowledge", tmp_path / "own", listed[0]["question"])

    assert made.status == 0
    assert "evbot --knowledge" in made.out
    assert (checked.status, checked.objects) == (0, [])
    assert asked.objects[0]["answer"]["id"] == listed[0]["id"]


def test_init_makes_a_folder_of_the_name_and_asks_nothing_in_a_script(evbot: ConsoleScript, tmp_path: Path) -> None:
    made = evbot("init", "--name", "River Club", "--subject", "rowing", "--language", "en")
    nameless = evbot("init")

    assert (made.status, made.err) == (0, "")
    assert 'name: "River Club"' in (tmp_path / "river-club" / "knowledge.yaml").read_text()
    assert (nameless.status, nameless.out) == (2, "")
    assert "evbot init DIR" in nameless.err


def test_init_leaves_a_full_folder_alone(evbot: ConsoleScript, bakery: Path) -> None:
    before = sorted(path.name for path in bakery.iterdir())

    done = evbot("init", bakery)

    assert done.status == 2
    assert done.err.count("\n") == 1
    assert sorted(path.name for path in bakery.iterdir()) == before


def test_version(evbot: ConsoleScript) -> None:
    done = evbot("--version")

    assert done.status == 0
    assert done.out.startswith("evbot 0.")
