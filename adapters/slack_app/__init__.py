"""The Slack adapter: turns events into visits, and pages into blocks, forms and the Home."""

from adapters.slack_app.credentials import read_credentials as check_settings
from adapters.slack_app.serving import serve
