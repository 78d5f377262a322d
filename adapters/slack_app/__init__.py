"""Slack: its events in, its blocks, forms and Home out; all that is said stands in the core."""

from adapters.slack_app.serving import check_settings, serve

__all__ = ["check_settings", "serve"]
