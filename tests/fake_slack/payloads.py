"""Makes the payloads that Slack delivers, as its documentation shows them."""

from __future__ import annotations

import itertools
import time
from typing import Any

Json = dict[str, Any]

TEAM, APP, BOT_USER, BOT = "T1BAKERY", "A1BAKER", "UBOT", "B1BOT"


class Payloads:
    """Every event, trigger and message has an id of its own, also beside those of others, unless it is given one."""

    _counter = itertools.count(1)

    def __init__(self, response_base: str, team: str = TEAM, organisation: str | None = None) -> None:
        """`organisation`: the app is installed for all its workspaces, of which `team` is one."""
        self._base = response_base
        self.team = team
        self.organisation = organisation

    def ts(self) -> str:
        return f"{time.time():.0f}.{next(self._counter):06d}"

    def event(self, event: Json) -> Json:
        number = next(self._counter)
        return {
            "token": "verification",
            "team_id": self.team,
            "enterprise_id": self.organisation,
            "api_app_id": APP,
            "event": {"event_ts": event.get("ts", self.ts()), **event},
            "type": "event_callback",
            "event_id": f"Ev{number:08d}",
            "event_time": int(time.time()),
            "authorizations": [
                {"enterprise_id": self.organisation, "team_id": None if self.organisation else self.team,
                 "user_id": BOT_USER, "is_bot": True, "is_enterprise_install": self.organisation is not None}
            ],
            "is_ext_shared_channel": False,
        }  # fmt: skip

    def mention(self, text: str, channel: str = "C1", user: str = "U1", **others: Any) -> Json:
        said = {"type": "app_mention", "user": user, "text": f"<@{BOT_USER}> {text}".rstrip(), "ts": self.ts(),
                "team": self.team, "channel": channel, **others}  # fmt: skip
        return self.event(said)

    def direct(self, text: str, user: str = "U1", **others: Any) -> Json:
        said = {"type": "message", "user": user, "text": text, "ts": self.ts(), "team": self.team,
                "channel": f"D{user}", "channel_type": "im", **others}  # fmt: skip
        return self.event(said)

    def edited(self, before: Json, text: str) -> Json:
        """A direct message after its author has changed it."""
        said = before["event"]
        return self.event(
            {"type": "message", "subtype": "message_changed", "channel": said["channel"], "channel_type": "im",
             "ts": self.ts(), "hidden": True,
             "message": {"type": "message", "user": said["user"], "text": text, "ts": said["ts"],
                         "edited": {"user": said["user"], "ts": self.ts()},
                         **({"thread_ts": said["thread_ts"]} if "thread_ts" in said else {})},
             "previous_message": {"type": "message", "user": said["user"], "text": said["text"], "ts": said["ts"]}}
        )  # fmt: skip

    def home_opened(self, user: str = "U1", tab: str = "home") -> Json:
        return self.event({"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": tab})

    def assistant_opened(self, user: str = "U1") -> Json:
        thread = {"user_id": user, "context": {}, "channel_id": f"D{user}", "thread_ts": self.ts()}
        return self.event({"type": "assistant_thread_started", "assistant_thread": thread})

    def command(self, text: str, user: str = "U1", channel: str = "C1", command: str = "/bakery") -> Json:
        return {
            "token": "verification", "team_id": self.team, "team_domain": "bakery", "channel_id": channel,
            "channel_name": "directmessage" if channel.startswith("D") else "general",
            "user_id": user, "user_name": "anna", "command": command, "text": text, "api_app_id": APP,
            "is_enterprise_install": "false", "response_url": self.response_url(),
            "trigger_id": self.trigger(),
        }  # fmt: skip

    def shortcut(self, text: str, user: str = "U1", channel: str = "C1", author: str = "U2", **message: Any) -> Json:
        return {
            "type": "message_action", "token": "verification", "action_ts": self.ts(),
            "team": {"id": self.team, "domain": "bakery"},
            "user": {"id": user, "username": "anna", "team_id": self.team},
            "channel": {"id": channel, "name": "general"}, "is_enterprise_install": False, "enterprise": None,
            "callback_id": "answer_this", "trigger_id": self.trigger(), "response_url": self.response_url(),
            "message_ts": message.get("ts") or self.ts(),
            "message": {"type": "message", "user": author, "text": text, "ts": self.ts(), "team": self.team, **message},
        }  # fmt: skip

    def press(self, action: Json, message: Json, user: str = "U1", channel: str = "C1") -> Json:
        """`message` as the fake keeps it; one that is ephemeral comes without its content, as Slack does it."""
        ephemeral = bool(message.get("ephemeral"))
        payload: Json = {
            "type": "block_actions", "user": {"id": user, "username": "anna", "team_id": self.team},
            "api_app_id": APP, "token": "verification", "trigger_id": self.trigger(),
            "team": {"id": self.team, "domain": "bakery"}, "enterprise": None, "is_enterprise_install": False,
            "container": {"type": "message", "message_ts": message["ts"], "channel_id": channel,
                          "is_ephemeral": ephemeral,
                          **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {})},
            "channel": {"id": channel, "name": "general"}, "response_url": self.response_url(),
            "state": {"values": {}}, "actions": [{"block_id": "b", "action_ts": self.ts(), **action}],
        }  # fmt: skip
        if not ephemeral:
            payload["message"] = {
                "user": BOT_USER, "type": "message", "ts": message["ts"], "bot_id": BOT, "app_id": APP,
                "text": message.get("text", ""), "team": self.team, "blocks": message.get("blocks", []),
                **({"thread_ts": message["thread_ts"]} if message.get("thread_ts") else {}),
            }  # fmt: skip
        return payload

    def press_home(self, action: Json, user: str = "U1") -> Json:
        return {
            "type": "block_actions", "user": {"id": user, "username": "anna", "team_id": self.team},
            "api_app_id": APP, "token": "verification", "trigger_id": self.trigger(),
            "team": {"id": self.team, "domain": "bakery"}, "enterprise": None, "is_enterprise_install": False,
            "container": {"type": "view", "view_id": "V1"},
            "view": {"id": "V1", "type": "home", "team_id": self.team, "blocks": [], "state": {"values": {}}},
            "actions": [{"block_id": "b", "action_ts": self.ts(), **action}],
        }  # fmt: skip

    def submit(self, view: Json, values: Json, user: str = "U1") -> Json:
        return {
            "type": "view_submission", "team": {"id": self.team, "domain": "bakery"},
            "user": {"id": user, "username": "anna", "team_id": self.team}, "api_app_id": APP, "token": "verification",
            "trigger_id": self.trigger(), "enterprise": None, "is_enterprise_install": False, "response_urls": [],
            "view": {**view, "team_id": self.team, "hash": self.ts(), "state": {"values": values}},
        }  # fmt: skip

    def trigger(self) -> str:
        return f"{next(self._counter)}.{time.time():.3f}.trigger"

    def response_url(self) -> str:
        return f"{self._base}/commands/{self.team}/{next(self._counter)}/token"
