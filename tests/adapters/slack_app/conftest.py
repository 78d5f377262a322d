"""The fixtures of the bakery on Slack; a file of one mode names it in MODES."""

from __future__ import annotations

import pytest

from conftest_slack import slack_bakery, slack_environment, stage, talk, talking

__all__ = ["slack_bakery", "slack_environment", "stage", "talk", "talking"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "talking" in metafunc.fixturenames:
        modes = getattr(metafunc.module, "MODES", ("socket", "http"))
        metafunc.parametrize("talking", modes, indirect=True, scope="module")
