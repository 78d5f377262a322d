"""Files become trees of nodes, or one clear finding."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from another_user import as_another_user
from bot.knowledge import digest, inspect_knowledge, load_knowledge
from bot.model import Finding, Knowledge, KnowledgeError

GOOD = """
entries:
  - id: rye-price
    question: What does a rye loaf cost?
    answer: "**4 euros**."
"""
Inspect = Callable[..., tuple[Finding, ...]]
Write = Callable[[dict[str, str]], Path]
Load = Callable[[str], Knowledge]

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdef", "bcdefg", strict=True)
)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param("entries:\n  - id: rye\n\tquestion: What?\n", "KB007", 3, id="tab"),
        pytest.param("entries:\n  - id: rye\n    answer: one: two\n", "KB006", 3, id="colon"),
        pytest.param("entries: [\n", "KB006", 2, id="bracket left open"),
        pytest.param("entries: []\nentries: []\n", "KB010", 2, id="repeated key"),
        pytest.param("entries: []\n---\nentries: []\n", "KB006", 2, id="second document"),
        pytest.param("entries: *nowhere\n", "KB006", 1, id="alias without an anchor"),
        pytest.param("entries: &loop\n  - *loop\n", "KB008", 2, id="anchor loop"),
        pytest.param(BOMB, "KB008", 5, id="bomb"),
        pytest.param("entries: !!python/name:os.system\n", "KB006", 1, id="tag"),
        pytest.param("entries: " + "[" * 31 + "]" * 31, "KB009", 1, id="nested"),
        pytest.param("entries: " + "[" * 100_000, "KB009", 1, id="nested beyond measure"),
        pytest.param("[1, 2]: three\n", "KB012", 1, id="list as a key"),
        pytest.param("- entries\n", "KB012", 1, id="list of keys"),
        pytest.param("only a sentence\n", "KB012", 1, id="no mapping at all"),
        pytest.param("entry: []\n", "KB011", 1, id="unknown key"),
        pytest.param("entries: soon\n", "KB012", 1, id="text where a list belongs"),
        pytest.param("entries: [rye]\n", "KB012", 1, id="text where an entry belongs"),
        pytest.param('questions: ["ring the \\a bell"]\n', "KB013", 1, id="control character"),
    ],
)
def test_names_what_is_wrong_with_a_file_and_the_line(inspect: Inspect, text: str, code: str, line: int) -> None:
    found = inspect(text)

    assert [(one.code, one.place.file, one.place.line) for one in found] == [(code, "bakery.yaml", line)]


def test_an_unknown_key_comes_with_the_nearest_known_one(inspect: Inspect) -> None:
    (found,) = inspect(GOOD + "    answr: four\n")

    assert found.code == "KB011"
    assert found.entry == "rye-price"
    assert 'did you mean "answer"?' in str(found)


def test_a_repeated_key_names_its_entry(inspect: Inspect) -> None:
    (found,) = inspect(GOOD + "    question: What again?\n")

    assert (found.code, found.entry, found.place.line) == ("KB010", "rye-price", 5)


def test_all_problems_are_found_in_one_pass(inspect: Inspect) -> None:
    found = inspect(
        """
        entries:
          - id: Rye Price
            question: What does rye cost?
            answer: Four.
            as_of: 2025-02-30
          - question: ""
            answers: Five.
        """
    )

    assert {one.code for one in found} == {"KB102", "KB106", "KB101", "KB104", "KB105", "KB011"}


def test_ordinary_anchors_and_merges_are_fine(load: Load) -> None:
    knowledge = load(
        """
        entries:
          - &rye
            id: rye
            question: What does rye cost?
            answer: &price Four.
            tags: [bread]
          - <<: *rye
            id: spelt
            question: What does spelt cost?
            answer: *price
        """
    )

    assert [(entry.id, entry.answer, entry.tags) for entry in knowledge.entries] == [
        ("rye", "Four.", ("bread",)),
        ("spelt", "Four.", ("bread",)),
    ]


def test_texts_stay_as_they_are_written(load: Load) -> None:
    knowledge = load(
        """
        entries:
          - id: on
            question: 2025
            phrasings: [yes, no, 1.50, 2025-12-31, 1_000, true]
            answer: off
            as_of: 2025-12
          - id: off
            question: What?
            answer: null and void
            as_of: 2025
            sources: [{publisher: 24/7, title: null, published: 2025-12-31}]
        """
    )

    first, second = knowledge.entries
    assert (first.id, first.question, first.answer, first.as_of) == ("on", "2025", "off", "2025-12")
    assert first.phrasings == ("yes", "no", "1.50", "2025-12-31", "1_000", "true")
    assert (second.answer, second.as_of) == ("null and void", "2025")
    assert (second.sources[0].title, second.sources[0].published) == (None, "2025-12-31")


def test_json_is_read_with_lines_and_emoji(write: Write) -> None:
    folder = write(
        {
            "a.json": '{"entries": [\n'
            '{"id": "rye", "question": "Rye?", "answer": "\\ud83c\\udf5e"},\n'
            '{"id": "spelt"}\n]}',
        }
    )

    found = inspect_knowledge(folder)[1]

    assert [(one.code, one.place.line, one.entry) for one in found] == [
        ("KB104", 3, "spelt"),
        ("KB105", 3, "spelt"),
    ]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        pytest.param('{"entries": [],}', "KB006", 1, id="comma too many"),
        pytest.param('{"entries": []\n"topic": "x"}', "KB006", 2, id="comma missing"),
        pytest.param('{"entries": [], "entries": []}', "KB010", 1, id="repeated key"),
        pytest.param('{"entries": []} []', "KB006", 1, id="something behind the end"),
        pytest.param('{"questions": ["\\ud800"]}', "KB013", 1, id="half of a surrogate pair"),
        pytest.param("[" * 100_000, "KB009", 1, id="nested beyond measure"),
    ],
)
def test_names_what_is_wrong_with_json(write: Write, text: str, code: str, line: int) -> None:
    found = inspect_knowledge(write({"a.json": text}))[1]

    assert [(one.code, one.place.line) for one in found] == [(code, line)]


def test_bytes_that_are_no_utf_8_are_named_with_their_line(write: Write) -> None:
    folder = write({"good.yaml": GOOD})
    (folder / "old.yaml").write_bytes("topic: sales\nentries: [] # caf\xe9".encode("latin-1"))

    (found,) = inspect_knowledge(folder)[1]

    assert (found.code, found.place.file, found.place.line) == ("KB005", "old.yaml", 2)


def test_a_byte_order_mark_does_no_harm(write: Write) -> None:
    folder = write({"good.yaml": "\ufeff" + GOOD.lstrip()})

    assert [entry.id for entry in load_knowledge(folder).entries] == ["rye-price"]


def test_a_file_of_50_mb_is_refused_before_it_is_parsed(write: Write) -> None:
    folder = write({"good.yaml": GOOD})
    with (folder / "big.yaml").open("wb") as big:
        big.truncate(50 * 1024 * 1024)

    (found,) = inspect_knowledge(folder)[1]

    assert (found.code, found.place.file) == ("KB004", "big.yaml")
    assert "50 MB" in found.message


def test_what_is_no_file_is_named(write: Write) -> None:
    folder = write({"good.yaml": GOOD})
    (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    os.mkfifo(folder / "pipe.yaml")

    found = inspect_knowledge(folder)[1]

    assert [(one.code, one.place.file) for one in found] == [("KB003", "gone.yaml"), ("KB003", "pipe.yaml")]


def test_a_file_without_permission_is_named(open_folder: Path) -> None:
    for name in ("good.yaml", "secret.yaml"):
        (open_folder / name).write_text(GOOD)
    (open_folder / "secret.yaml").chmod(0)

    with as_another_user():
        (found,) = inspect_knowledge(open_folder)[1]

    assert (found.code, found.place.file) == ("KB003", "secret.yaml")


def test_strange_file_names_stay_on_one_line(write: Write) -> None:
    folder = write({"good.yaml": GOOD, "new\nline.yaml": "["})

    (found,) = inspect_knowledge(folder)[1]

    assert found.place.file == "new\ufffdline.yaml"
    assert len(digest(folder)) == 64


def test_sub_folders_count_and_hidden_ones_do_not(write: Write) -> None:
    folder = write(
        {
            "topics/deep/bread.yml": GOOD,
            ".git/broken.yaml": "[",
            "notes.txt": "[",
        }
    )
    (folder / "topics" / "loop").symlink_to(folder, target_is_directory=True)

    (entry,) = load_knowledge(folder).entries

    assert entry.place.file == "topics/deep/bread.yml"
    assert entry.place.line == 2
    assert entry.topic == "bread"


@pytest.mark.parametrize("name", ["nowhere", "file.txt"])
def test_a_folder_that_is_none_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file.txt").write_text("no folder")
    folder = tmp_path / name

    knowledge, (found,) = inspect_knowledge(folder)
    with pytest.raises(KnowledgeError, match="KB001") as error:
        load_knowledge(folder)
    with pytest.raises(KnowledgeError, match=name):
        digest(folder)

    assert knowledge is None
    assert str(folder)[-10:] in found.message
    assert error.value.findings == (found,)


def test_a_folder_without_entries_is_named(inspect: Inspect) -> None:
    (found,) = inspect("# nothing yet\n")

    assert found.code == "KB002"


def test_the_digest_changes_with_names_and_bytes_of_what_counts(write: Write) -> None:
    folder = write({"a.yaml": GOOD, "cases/a.yaml": "cases: []\n"})
    first = digest(folder)

    write({"notes.txt": "does not count"})
    assert digest(folder) == first
    (folder / "cases/a.yaml").write_text("cases: [] # new")
    second = digest(folder)
    (folder / "a.yaml").rename(folder / "b.yaml")

    assert len({first, second, digest(folder)}) == 3


def test_errors_are_raised_with_every_finding_in_one_line(write: Write) -> None:
    folder = write({"a.yaml": "entries: [{id: rye}]\n"})

    with pytest.raises(KnowledgeError) as error:
        load_knowledge(folder)

    assert [one.code for one in error.value.findings] == ["KB104", "KB105"]
    assert str(error.value).startswith("a.yaml:1: KB104 entry rye: the entry has no question; add")
    assert "\n" not in str(error.value)
