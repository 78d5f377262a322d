"""Slack: a desk and the settings in; it answers there until it is cancelled."""

from adapters.slack_app.serving import serve

__all__ = ["serve"]
