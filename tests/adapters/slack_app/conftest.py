"""The fixtures of the bakery on Slack."""

from conftest_slack import slack_bakery, slack_environment, stage, talk, talking

__all__ = ["slack_bakery", "slack_environment", "stage", "talk", "talking"]
