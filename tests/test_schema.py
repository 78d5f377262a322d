"""The schema for editors against the loader: what one takes, the other takes."""

from __future__ import annotations

import json
import runpy
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from bot.knowledge import init_knowledge, inspect_knowledge
from bot.knowledge.parts.asking import ASKING_KEYS
from bot.knowledge.parts.cases import CASE_KEYS
from bot.knowledge.parts.data import COLUMN_KEYS, POINT_KEYS
from bot.knowledge.parts.entries import ENTRY_KEYS, SOURCE_KEYS
from bot.knowledge.parts.manifest import MANIFEST_KEYS
from bot.knowledge.parts.part import FILE_KEYS
from bot.knowledge.parts.rates import RATE_KEYS
from bot.knowledge.parts.series import SERIES_KEYS
from bot.knowledge.parts.templates import ASK_KEYS, SUPERLATIVE_KEYS
from bot.knowledge.parts.vocabulary import KIND_KEYS

ROOT = Path(__file__).resolve().parent.parent
SCHEMA: dict[str, Any] = json.loads((ROOT / "docs" / "knowledge.schema.json").read_text(encoding="utf-8"))


class _AsEditorsRead(yaml.SafeLoader):
    """A day stays a text, as in the YAML of editors."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def problems(text: str) -> list[str]:
    errors = Draft202012Validator(SCHEMA).iter_errors(yaml.load(text, _AsEditorsRead))
    return [f"{error.json_path}: {error.message}" for error in errors]


def properties(*path: str) -> set[str]:
    node = SCHEMA
    for key in path:
        node = node["properties"][key]
        node = node.get("items", node)
    return set(node["properties"])


def test_the_schema_is_up_to_date() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "schema.py"))["schema_text"]()

    assert (ROOT / "docs" / "knowledge.schema.json").read_text(encoding="utf-8") == made, "run `make schema`"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        pytest.param((), FILE_KEYS + MANIFEST_KEYS, id="file"),
        pytest.param(("entries",), ENTRY_KEYS, id="entry"),
        pytest.param(("entries", "sources"), SOURCE_KEYS, id="source"),
        pytest.param(("series",), SERIES_KEYS, id="series"),
        pytest.param(("series", "sources"), SOURCE_KEYS, id="source of a series"),
        pytest.param(("series", "points"), POINT_KEYS, id="point"),
        pytest.param(("series", "columns"), COLUMN_KEYS, id="column"),
        pytest.param(("series", "ask"), ASK_KEYS, id="template"),
        pytest.param(("series", "superlatives"), SUPERLATIVE_KEYS, id="superlative"),
        pytest.param(("rates",), RATE_KEYS, id="rate"),
        pytest.param(("rates", "source"), SOURCE_KEYS, id="source of a rate"),
        pytest.param(("cases",), CASE_KEYS, id="case"),
    ],
)
def test_the_keys_are_those_of_the_loader(path: tuple[str, ...], keys: tuple[str, ...]) -> None:
    assert properties(*path) == set(keys)


def test_the_keys_of_what_is_asked_elsewhere_are_those_of_the_loader() -> None:
    assert set(SCHEMA["properties"]["asking"]["additionalProperties"]["properties"]) == set(ASKING_KEYS)


def test_the_keys_of_a_kind_are_those_of_the_loader() -> None:
    assert set(SCHEMA["properties"]["kinds"]["additionalProperties"]["properties"]) == set(KIND_KEYS)


@pytest.mark.parametrize("file", sorted((ROOT / "knowledge").rglob("*.yaml")), ids=lambda file: file.name)
def test_the_shipped_knowledge_is_valid(file: Path) -> None:
    assert problems(file.read_text(encoding="utf-8")) == []


def test_what_init_makes_is_valid(tmp_path: Path) -> None:
    files = [file for file in init_knowledge(tmp_path) if file.suffix == ".yaml"]

    assert len(files) >= 6
    assert {file.name: problems(file.read_text(encoding="utf-8")) for file in files} == {
        file.name: [] for file in files
    }


ENTRY = "entries:\n  - {id: rye, question: What, answer: Bread."
SERIES = "series:\n  - {id: sold, title: Sold"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{ENTRY}, answr: Bread.}}", id="unknown key"),
        pytest.param(ENTRY.replace(", answer: Bread.", "}"), id="no answer"),
        pytest.param(ENTRY.replace("rye", "Rye_Bread") + "}", id="id"),
        pytest.param(f"{ENTRY}, as_of: spring}}", id="date"),
        pytest.param(f"{ENTRY}, changes: often}}", id="truth"),
        pytest.param(f"{ENTRY}, phrasings: what}}", id="no list"),
        pytest.param(f"{ENTRY}, sources: [{{url: 'https://example.org'}}]}}", id="no publisher"),
        pytest.param(f"{ENTRY}, sources: [{{publisher: A, url: example.org}}]}}", id="url"),
        pytest.param(f"{SERIES}}}", id="no points"),
        pytest.param(f"{SERIES}, points: [{{label: a, value: many}}]}}", id="no number"),
        pytest.param(f"{SERIES}, points: [{{value: 1}}]}}", id="no label"),
        pytest.param("cases: [{text: what}]", id="case without expectation"),
        pytest.param("synonyms: [[alone]]", id="lone synonym"),
        pytest.param("rates: [{from: yuan, to: USD, rate: 0.14}]", id="rate without a date"),
        pytest.param("rates: [{from: yuan, to: USD, rate: 0, as_of: 2025}]", id="rate of nothing"),
        pytest.param(f"{ENTRY}}}\nasking: {{rye: {{phrasing: [what]}}}}", id="unknown key of what is asked"),
        pytest.param(f"{ENTRY}}}\nasking: {{rye: [what]}}", id="what is asked as a list"),
        pytest.param(f"{ENTRY}}}\nkinds: {{flour: {{match: exactly}}}}", id="unknown match"),
        pytest.param(f"{ENTRY}}}\nkinds: {{flour: {{match: time}}}}", id="match of built-in kinds alone"),
        pytest.param(f"{ENTRY}}}\nkinds: {{month: {{match: any}}}}", id="kind that is built in"),
        pytest.param(f"{ENTRY}}}\nkinds: {{Flour: {{match: any}}}}", id="kind not in kebab-case"),
    ],
)
def test_an_editor_underlines_what_the_loader_refuses(text: str, tmp_path: Path) -> None:
    (tmp_path / "bakery.yaml").write_text(text, encoding="utf-8")

    assert problems(text)
    assert inspect_knowledge(tmp_path)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("entries: [{id: on, question: 2025, answer: true, as_of: 2025}]", id="texts without quotes"),
        pytest.param(f"{ENTRY}, about: {{year: 2025, model: [a, 7]}}}}", id="facets"),
        pytest.param(f"{SERIES}, points: [{{label: 2025, value: 1}}, {{label: 2026, value: null}}]}}", id="gap"),
        pytest.param(f"{ENTRY}}}\nkinds: {{flour: {{match: exact, parent: model, may_stay_open: yes}}}}", id="kind"),
        pytest.param(
            f"{ENTRY}}}\nasking:\n  rye: {{phrasings: [what], follow_ups: {{null: [why]}}}}",
            id="what is asked elsewhere",
        ),
        pytest.param(f"{ENTRY}}}\nasking:\n  rye:", id="nothing asked"),
        pytest.param(f"{SERIES}, columns: [{{id: a}}, {{id: b}}], rows: [[x, 1], [y, ~]]}}", id="table"),
    ],
)
def test_an_editor_takes_what_the_loader_takes(text: str, tmp_path: Path) -> None:
    (tmp_path / "bakery.yaml").write_text(text, encoding="utf-8")

    assert problems(text) == []
    assert inspect_knowledge(tmp_path)[0] is not None
