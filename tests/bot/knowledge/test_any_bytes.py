"""Whatever stands in a file: findings come out, never an exception."""

from __future__ import annotations

import json
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge import inspect_knowledge, load_knowledge
from bot.knowledge.parts.entries import ENTRY_KEYS
from bot.knowledge.parts.manifest import MANIFEST_KEYS
from bot.knowledge.parts.part import FILE_KEYS
from bot.knowledge.parts.series import SERIES_KEYS
from bot.model import Finding

PIECES = (
    *(f"{key}: " for key in (*FILE_KEYS, *MANIFEST_KEYS, *ENTRY_KEYS, *SERIES_KEYS)),
    *(
        "\n",
        "\n  - ",
        "\n    ",
        "\t",
        "[",
        "]",
        "{",
        "}",
        ",",
        ": ",
        "&a ",
        "*a",
        "<<: ",
        "|\n",
        "'",
        '"',
        "#",
        "---\n",
    ),
    *("a", "2025", "2025-13", "true", "null", ".inf", "{label}", "{value}", "é", "🍞", "\x00", "!!int "),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(PIECES),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (
                    *ENTRY_KEYS,
                    *SERIES_KEYS,
                    "label",
                    "value",
                    "minimum",
                    "which",
                    "column",
                    "unit",
                    "title",
                    "text",
                    "expect",
                )
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)
FILES = st.dictionaries(st.sampled_from((*FILE_KEYS, *MANIFEST_KEYS)), VALUES, max_size=4)


def findings_of(content: bytes, name: str) -> tuple[Finding, ...]:
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        knowledge, found = inspect_knowledge(Path(folder))
    assert knowledge is not None or found
    assert all(one.code and one.message and one.remedy and "\n" not in str(one) for one in found)
    "".join(map(str, found)).encode()
    return found


@given(st.binary(max_size=200), st.sampled_from(("a.yaml", "a.json")))
def test_any_bytes_make_findings(content: bytes, name: str) -> None:
    findings_of(content, name)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(("a.yaml", "knowledge.yaml")))
def test_anything_like_yaml_makes_findings(text: str, name: str) -> None:
    findings_of(text.encode(), name)


@given(FILES, st.sampled_from(("a.json", "knowledge.json")))
def test_any_values_under_known_keys_make_findings(values: dict[str, object], name: str) -> None:
    findings_of(json.dumps(values).encode(), name)


def test_20_000_phrases_as_json_load_in_seconds(tmp_path: Path) -> None:
    entries = [
        {
            "id": f"part-{i}",
            "question": f"What is part {i}?",
            "answer": f"Part {i}.",
            "phrasings": [f"{i} in way {j}" for j in range(20)],
        }
        for i in range(1000)
    ]
    (tmp_path / "parts.json").write_text(json.dumps({"entries": entries}))

    start = time.perf_counter()
    knowledge = load_knowledge(tmp_path)
    seconds = time.perf_counter() - start

    assert len(knowledge.entries) == 1000
    assert seconds < 5
