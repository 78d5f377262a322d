"""Cases from files: YAML, JSONL, or a folder of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.evaluation import load_cases
from bot.model import BotError, Operation


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_reads_yaml(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.yaml", "cases:\n  - {text: rye?, expect: rye-price}\n  - {text: weather, expect: null}\n"
    )

    assert [(case.text, case.expect) for case in load_cases(path)] == [("rye?", "rye-price"), ("weather", None)]


def test_reads_a_line_of_json_each(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "a.jsonl",
        '{"text": "rye?", "expect": "rye-price", "style": "typo"}\n\n{"text": "x", "expect": null}\n',
    )

    cases = load_cases(path)

    assert [(case.text, case.expect) for case in cases] == [("rye?", "rye-price"), ("x", None)]
    assert [case.place.line for case in cases] == [1, 3]


def test_reads_what_must_be_worked_out(tmp_path: Path) -> None:
    text = "cases: [{text: a, expect: x, operation: per unit, result: 5}, {text: b, expect: x, result: [c, d]}]"

    cases = load_cases(written(tmp_path, "a.yaml", text))

    assert [(case.operation, case.result) for case in cases] == [(Operation.PER_UNIT, 5.0), (None, ("c", "d"))]


def test_a_text_of_yaml_needs_no_quotes(tmp_path: Path) -> None:
    cases = load_cases(written(tmp_path, "a.yaml", "cases: [{text: 2025-13-45, expect: on, style: typo}]"))

    assert [(case.text, case.expect) for case in cases] == [("2025-13-45", "on")]


def test_a_folder_gives_the_cases_of_its_files_in_their_order(tmp_path: Path) -> None:
    written(tmp_path, "b.jsonl", '{"text": "two", "expect": null}\n')
    written(tmp_path, "a.yaml", "cases: [{text: one, expect: null}]\n")
    written(tmp_path, "notes.txt", "no cases here")

    assert [case.text for case in load_cases(tmp_path)] == ["one", "two"]


def test_no_cases_are_no_error(tmp_path: Path) -> None:
    assert load_cases(written(tmp_path, "a.jsonl", "\n")) == ()
    assert load_cases(written(tmp_path, "a.yaml", "cases: []\n")) == ()


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        pytest.param("a.jsonl", '{"text": "x", "expect": null}\n{"text": ', "a.jsonl:2", id="cut JSON"),
        pytest.param("a.jsonl", '\n\n["x"]\n', "a.jsonl:3", id="a list"),
        pytest.param("a.jsonl", '{"text": "x"}\n', "a.jsonl:1", id="nothing expected"),
        pytest.param("a.jsonl", '{"expect": null}\n', "a.jsonl:1", id="no text"),
        pytest.param("a.jsonl", '{"text": 5, "expect": null}\n', "a.jsonl:1", id="text that is none"),
        pytest.param("a.jsonl", '{"text": "x", "expect": 5}\n', "a.jsonl:1", id="an id that is none"),
        pytest.param("a.jsonl", '{"text": "x", "expect": "y", "operation": "add"}', "a.jsonl:1", id="operation"),
        pytest.param("a.jsonl", '{"text": "x", "expect": "y", "result": {}}', "a.jsonl:1", id="result"),
        pytest.param("a.yaml", "cases:\n  - {text: x\n", "a.yaml:", id="cut YAML"),
        pytest.param("a.yaml", "questions: []\n", "a.yaml:1", id="another key"),
        pytest.param("a.yaml", "", "a.yaml:1", id="empty"),
        pytest.param("a.yaml", "cases: 5\n", "a.yaml:1", id="no list"),
        pytest.param("a.yaml", "cases: [5]\n", "a.yaml", id="a number"),
        pytest.param("a.yaml", b"cases: [{text: \xff, expect: null}]", "a.yaml", id="bytes that are no text"),
        pytest.param("a.yaml", "cases:\n\t- x\n", "a.yaml:2", id="a tab"),
        pytest.param("a.jsonl", "[" * 100_000, "a.jsonl:1", id="brackets without end"),
        pytest.param("a.yaml", "[" * 10_000, "a.yaml", id="YAML without end"),
    ],
)
def test_an_error_is_one_line_that_names_the_place(tmp_path: Path, name: str, text: str | bytes, where: str) -> None:
    path = written(tmp_path, name, text)

    with pytest.raises(BotError) as raised:
        load_cases(path)

    assert str(raised.value).startswith(str(tmp_path / where))
    assert "\n" not in str(raised.value)
    assert ";" in str(raised.value)


def test_a_case_of_yaml_that_is_wrong_is_named_by_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, "a.yaml", "cases:\n  - {text: rye?, expect: rye-price}\n  - {text: weather}\n")

    with pytest.raises(BotError, match=r"a\.yaml:3: "):
        load_cases(path)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(BotError, match=r"no\.yaml: there is no such file; "):
        load_cases(tmp_path / "no.yaml")
