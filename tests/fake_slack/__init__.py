"""A Slack on loopback, which keeps what the bot calls and sends."""

from fake_slack.blocks import problems_of
from fake_slack.payloads import Payloads
from fake_slack.server import APP_TOKEN, BOT_TOKEN, FakeSlack
from fake_slack.signing import AGAIN, SECRET, signed_headers

__all__ = ["AGAIN", "APP_TOKEN", "BOT_TOKEN", "SECRET", "FakeSlack", "Payloads", "problems_of", "signed_headers"]
