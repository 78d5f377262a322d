"""The stage of Slack, for tests of more than one platform."""

from __future__ import annotations

from conftest_slack import slack_bakery, slack_environment, stage

__all__ = ["slack_bakery", "slack_environment", "stage"]
