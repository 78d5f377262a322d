"""The Slack adapter: turns events into visits, and pages into blocks, forms and the Home."""

from adapters.slack_app.serving import check_settings, serve
