"""Makes the app manifest from which Slack sets the app up."""

from typing import Any

from adapters.slack_app import limits
from adapters.slack_app.credentials import Mode
from bot.model import Manifest, Words
from bot.pages import shortened

EVENTS = "/slack/events"  # Path to which Slack sends requests.
REDIRECT = "/slack/oauth_redirect"  # Path to which Slack sends back who has installed the app.
ANSWER_THIS, MAKE_ANSWER = "answer_this", "make_answer"
"""Callback ids of the message shortcuts, and the keys of their names in `Words.commands`."""
ADDRESS = "https://your-address.example"  # Where the process is reached over HTTP: to be filled in.

BOT_EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "assistant_thread_started",
    "message.im",
    "tokens_revoked",
)
SCOPES = ("app_mentions:read", "assistant:write", "chat:write", "commands", "files:write", "im:history", "users:read")


def command_of(manifest: Manifest) -> str:
    return f"/{manifest.slash_command}"[: limits.COMMAND]


def app_manifest(manifest: Manifest, words: Words, mode: Mode, *, oauth: bool = False) -> dict[str, Any]:
    """As docs.slack.dev/reference/app-manifest describes it; HTTP mode adds addresses."""
    here = {"request_url": ADDRESS + EVENTS} if mode == "http" else {}
    description = words.app_description.format(name=manifest.what_about)
    redirects = {"redirect_urls": [ADDRESS + REDIRECT]} if oauth and mode == "http" else {}
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": shortened(manifest.name, limits.APP_NAME),
            "description": shortened(description, limits.APP_DESCRIPTION),
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": shortened(manifest.name, limits.BOT_NAME), "always_online": True},
            "agent_view": {"agent_description": shortened(description, limits.AGENT_DESCRIPTION)},
            "shortcuts": [
                _shortcut(words, ANSWER_THIS, words.answer_this_description),
                _shortcut(words, MAKE_ANSWER, words.make_answer_description),
            ],
            "slash_commands": [
                {
                    "command": command_of(manifest),
                    **({"url": ADDRESS + EVENTS} if mode == "http" else {}),
                    "description": shortened(description, limits.COMMAND_DESCRIPTION),
                    "usage_hint": words.command_hint,
                    "should_escape": True,
                }
            ],
        },
        "oauth_config": {**redirects, "scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {**here, "bot_events": list(BOT_EVENTS)},
            "interactivity": {"is_enabled": True, **here},
            "org_deploy_enabled": False,
            "socket_mode_enabled": mode == "socket",
            "token_rotation_enabled": False,
        },
    }


def _shortcut(words: Words, id: str, description: str) -> dict[str, str]:
    return {"name": words.commands[id], "type": "message", "callback_id": id, "description": description}
