"""The app manifest: for each handler its event and scope, and the reverse; printed for either mode."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from shops import HOURS, bot_of
from slack_bolt.app.async_app import AsyncApp

from adapters.slack_app.answering import Answering
from adapters.slack_app.commands import Commands
from adapters.slack_app.homes import Homes
from adapters.slack_app.interactions import Interactions
from adapters.slack_app.manifest import app_manifest
from adapters.slack_app.messages import Messages
from bot.desk import Desk
from bot.knowledge import words_in
from bot.model import Manifest
from bot.pages import Front, PlatformTraits
from console_script import ConsoleScript

EVENT_SCOPES = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "app_uninstalled": None,
    "assistant_thread_started": "assistant:write",
    "message.im": "im:history",
    "tokens_revoked": None,
}
"""As docs.slack.dev/reference/events tells them."""
METHOD_SCOPES = {
    "chat.postMessage": "chat:write",
    "files.getUploadURLExternal": "files:write",
    "users.info": "users:read",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "a slash command": "commands",
}


class Recorder(AsyncApp):
    """The real one, which also tells what was asked of it."""

    asked: list[tuple[str, Any]]

    def event(self, event: Any, *others: Any, **named: Any) -> Any:
        self.asked.append(("event", event))
        return super().event(event, *others, **named)

    def shortcut(self, constraints: Any, *others: Any, **named: Any) -> Any:
        self.asked.append(("shortcut", constraints))
        return super().shortcut(constraints, *others, **named)


@pytest.fixture
def asked() -> list[tuple[str, Any]]:
    Recorder.asked = []
    app = Recorder(token="xoxb-1", signing_secret="x")
    desk = Desk(bot_of(HOURS))
    answering = Answering(Front(desk, PlatformTraits("slack", str)), ())
    for handlers in (Messages(answering), Commands(answering), Homes(answering, None), Interactions(answering)):
        handlers.register(app)
    return Recorder.asked


def test_each_handler_has_its_event_in_the_manifest_and_the_reverse(asked: list[tuple[str, Any]]) -> None:
    handled = {name for kind, name in asked if kind == "event" and isinstance(name, str)}
    subscribed = app_manifest(Manifest(), words_in(), "socket")["settings"]["event_subscriptions"]["bot_events"]

    assert {name.partition(".")[0] for name in subscribed} == handled


def test_the_shortcuts_are_in_the_manifest(asked: list[tuple[str, Any]]) -> None:
    shortcuts = app_manifest(Manifest(), words_in(), "socket")["features"]["shortcuts"]
    handled = [held["callback_id"] for kind, held in asked if kind == "shortcut" and isinstance(held, dict)]

    assert handled == [one["callback_id"] for one in shortcuts] == ["answer_this", "make_answer"]
    assert [one["name"] for one in shortcuts] == ["Answer this", "Make this an answer"]


def test_the_scopes_are_those_that_are_needed() -> None:
    content = app_manifest(Manifest(), words_in(), "http")
    events = content["settings"]["event_subscriptions"]["bot_events"]
    needed = {EVENT_SCOPES[event] for event in events} | set(METHOD_SCOPES.values())

    assert set(content["oauth_config"]["scopes"]["bot"]) == needed - {None}


def test_the_command_is_the_knowledge_base_s() -> None:
    (command,) = app_manifest(Manifest(slash_command="bakery"), words_in(), "socket")["features"]["slash_commands"]

    assert command["command"] == "/bakery"
    assert "url" not in command


def test_http_has_addresses_and_socket_has_none() -> None:
    http, socket = (json.dumps(app_manifest(Manifest(), words_in(), mode)) for mode in ("http", "socket"))

    assert http.count("/slack/events") == 3
    assert "https://" not in socket


def test_long_names_are_shortened_to_what_slack_takes() -> None:
    content = app_manifest(Manifest(name="Bakery " * 50, slash_command="x" * 80), words_in(), "socket")

    assert len(content["display_information"]["name"]) <= 35
    assert len(content["display_information"]["description"]) <= 140
    assert len(content["features"]["slash_commands"][0]["command"]) <= 32


@pytest.mark.parametrize(
    ("settings", "socket"),
    [
        pytest.param({}, True, id="nothing-yet"),
        pytest.param({"EVBOT_SLACK_MODE": "http"}, False, id="http"),
        pytest.param({"EVBOT_SLACK_MODE": "socket"}, True, id="socket"),
        pytest.param({"SLACK_SIGNING_SECRET": "x"}, False, id="by-its-secret"),
    ],
)
def test_it_is_printed_for_the_chosen_mode(evbot: ConsoleScript, settings: dict[str, str], socket: bool) -> None:
    done = evbot("slack", "--manifest", **settings)

    assert done.status == 0
    assert yaml.safe_load(done.out)["settings"]["socket_mode_enabled"] is socket


def test_it_is_the_same_as_json(evbot: ConsoleScript) -> None:
    as_yaml, as_json = evbot("slack", "--manifest"), evbot("slack", "--manifest", "--json")

    assert yaml.safe_load(as_yaml.out) == json.loads(as_json.out)
