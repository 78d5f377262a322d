"""Reads who asks, where, and the text, from Slack's events, commands, presses and submissions."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from adapters.slack_app.location import Location
from adapters.slack_app.plain_text import to_words, without_mention
from bot.pages import Visit

Json = Mapping[str, Any]

_PLACE = re.compile(r"<#(?P<channel>[CG]\w++)(?:\|[^<>|]*+)?>|<!subteam\^(?P<group>S\w++)(?:\|[^<>|]*+)?>", re.ASCII)
_SPOKEN = (None, "thread_broadcast")
"""Subtypes of messages that a person has written; joins, files and the like have others."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What somebody has said to the bot."""

    text: str
    location: Location
    edited: bool = False


def to_heard(body: Json, bot_user: str) -> Heard | None:
    """A mention or a direct message; None for what is not for us, or not by a person."""
    event: Json = body.get("event") or {}
    edited = event.get("subtype") == "message_changed"
    said: Json = (event.get("message") or {}) if edited else event
    channel = _text(event, "channel")
    direct = event.get("channel_type") == "im" or channel.startswith("D")
    text = _text(said, "text")
    mentioned = bot_user != "" and f"<@{bot_user}" in text
    if event.get("type") == "message" and not direct and not (edited and mentioned):
        return None
    if event.get("type") == "app_mention" and direct:
        return None  # The same message comes as a direct one.
    if said.get("bot_id") or not said.get("user") or said.get("user") in (bot_user, "USLACKBOT"):
        return None
    if said.get("subtype") not in _SPOKEN:
        return None
    if edited and text == _text(event.get("previous_message") or {}, "text"):
        return None
    ts = _text(said, "ts")
    location = Location(_team(body), _text(said, "user"), channel, thread=_text(said, "thread_ts") or ts, message=ts)
    words = to_words(without_mention(text, bot_user) if bot_user else text)
    return Heard(words, location, edited or "edited" in said)


def location_of_command(body: Json) -> Location:
    return Location(
        _team(body),
        _text(body, "user_id"),
        _text(body, "channel_id"),
        response_url=_text(body, "response_url"),
        trigger=_text(body, "trigger_id"),
        ephemeral=True,
        enterprise=_text(body, "enterprise_id"),
        name=_text(body, "user_name"),
    )


def location_of_press(body: Json) -> Location:
    """A button, menu or shortcut of a message or the Home; a message that one person alone sees starts no thread."""
    container: Json = body.get("container") or {}
    message: Json = body.get("message") or {}
    ts = _text(container, "message_ts") or _text(message, "ts") or _text(body, "message_ts")
    ephemeral = bool(container.get("is_ephemeral"))
    thread = _text(container, "thread_ts") or _text(message, "thread_ts")
    return Location(
        _team(body),
        _id_of(body, "user"),
        _id_of(body, "channel") or _text(container, "channel_id"),
        thread=thread if thread or ephemeral else ts,
        message=ts,
        response_url=_text(body, "response_url"),
        trigger=_text(body, "trigger_id"),
        ephemeral=ephemeral,
        enterprise=_id_of(body, "enterprise"),
        name=_text(body.get("user") or {}, "username"),
    )


def to_metadata(location: Location) -> str:
    """What a form remembers of where it was opened."""
    return json.dumps([location.channel, location.thread, location.message, location.response_url])


@dataclass(frozen=True, slots=True)
class Submission:
    location: Location
    """Where the form was opened."""
    identifier: str
    typed: Mapping[str, str]
    """By the fields' names."""
    choice: str
    """What was picked in place of typing; mostly empty."""


def to_submission(body: Json) -> Submission:
    view: Json = body.get("view") or {}
    values: Json = (view.get("state") or {}).get("values") or {}
    fields = {name: field for block in values.values() for name, field in block.items()}
    typed = {name: str(field.get("value") or "") for name, field in fields.items()}
    picked = str(((fields.get("choice") or {}).get("selected_option") or {}).get("value") or "")
    try:
        channel, thread, message, url = (str(part) for part in json.loads(_text(view, "private_metadata")))
    except ValueError:
        channel = thread = message = url = ""
    location = Location(_team(body), _id_of(body, "user"), channel, thread, message, url, ephemeral=True)
    return Submission(location, _text(view, "callback_id"), typed, picked)


def location_of_home(body: Json) -> Location:
    event: Json = body.get("event") or {}
    return Location(_team(body), _text(event, "user"))


def shortcut_text(body: Json) -> str:
    return to_words(_text(body.get("message") or {}, "text"))


def pressed(action: Json) -> tuple[str, tuple[str, ...]]:
    """The identifier of what was pressed or picked, and the channels that were picked."""
    if action.get("type") == "static_select":
        return _text(action.get("selected_option") or {}, "value"), ()
    channels = action.get("selected_channels") or action.get("selected_conversations") or ()
    return _text(action, "action_id"), tuple(str(one) for one in channels)


def named_places(typed: str) -> tuple[str, str] | None:
    """The channel and the user group that were typed, each at most once; None where there is anything else."""
    found = {"channel": "", "group": ""}
    for word in typed.split():
        read = _PLACE.fullmatch(word)
        kind = read.lastgroup if read else None
        if read is None or kind is None or found[kind]:
            return None
        found[kind] = read[kind]
    return found["channel"], found["group"]


def event_key(body: Json) -> str:
    """The same key each time that Slack delivers an event, to whichever process."""
    view: Json = body.get("view") or {}
    submitted = _text(view, "id") if body.get("type") == "view_submission" else ""
    own = submitted or _text(body, "event_id") or _text(body, "trigger_id") or _text(body, "action_ts")
    return f"slack:{_team(body)}:{own}"


def to_visit(location: Location, *, may_manage: bool = False, link: str = "") -> Visit:
    return Visit(
        location.asker,
        location.place,
        channel="" if location.is_direct else location.channel,
        may_manage=may_manage,
        may_moderate=may_manage,
        may_share=bool(location.channel) and not location.is_direct,
        private=location.ephemeral,
        may_write=bool(location.channel) and not location.ephemeral,
        relabels=not location.ephemeral,
        name=location.name,
        link=link,
        here=location.here,
        address=location.address,
    )


def _team(body: Json) -> str:
    view: Json = body.get("view") or {}
    team = body.get("team")
    named = team.get("id") if isinstance(team, Mapping) else team
    user = body.get("user")
    of_user = user.get("team_id") if isinstance(user, Mapping) else None
    return str(body.get("team_id") or named or view.get("team_id") or of_user or "")


def _id_of(body: Json, name: str) -> str:
    held = body.get(name)
    return str((held.get("id") if isinstance(held, Mapping) else held) or "")


def _text(body: Json, name: str) -> str:
    held = body.get(name)
    return held if isinstance(held, str) else ""
