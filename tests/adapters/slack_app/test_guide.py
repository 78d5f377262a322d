"""The guide for admins: what the bot says in the log stands there with its cure, and every setting is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adapters.slack_app.manifest import SCOPES

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs/slack.md").read_text()
_WARNING = re.compile(r"log\.(?:warning|error|exception)\(\s*\"(slack [a-z ,]+)")


def warnings() -> list[str]:
    """The words that the lines begin with."""
    found = (line for path in (ROOT / "adapters/slack_app").glob("*.py") for line in _WARNING.findall(path.read_text()))
    return sorted({re.sub(r" (?:reason|status|count|within)$", "", line.strip()) for line in found})


@pytest.mark.parametrize("line", warnings())
def test_each_line_that_warns_stands_in_the_guide(line: str) -> None:
    assert f"`{line}" in GUIDE


@pytest.mark.parametrize("scope", [*SCOPES, "connections:write"])
def test_each_scope_is_told_what_it_is_for(scope: str) -> None:
    assert f"| `{scope}` |" in GUIDE
