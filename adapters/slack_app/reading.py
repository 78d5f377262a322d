"""Reads who asks, where, and the text, from Slack's commands, presses and submissions."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from adapters.slack_app.location import Location
from bot.pages import Visit

Json = Mapping[str, Any]

_PLACE = re.compile(r"<#(?P<channel>[CG]\w++)(?:\|[^<>|]*+)?>|<!subteam\^(?P<group>S\w++)(?:\|[^<>|]*+)?>", re.ASCII)
_REMEMBERED = ("channel", "thread", "message", "response_url")  # What a form keeps of its `Location`.


def location_of_command(body: Json) -> Location:
    return Location(
        team_of(body),
        text_of(body, "user_id"),
        text_of(body, "channel_id"),
        response_url=text_of(body, "response_url"),
        trigger=text_of(body, "trigger_id"),
        ephemeral=True,
        enterprise=text_of(body, "enterprise_id"),
        name=text_of(body, "user_name"),
    )


def location_of_press(body: Json) -> Location:
    """A button, menu or shortcut of a message or the Home; a message that one person alone sees starts no thread."""
    container: Json = body.get("container") or {}
    message: Json = body.get("message") or {}
    ts = text_of(container, "message_ts") or text_of(message, "ts") or text_of(body, "message_ts")
    ephemeral = bool(container.get("is_ephemeral"))
    thread = text_of(container, "thread_ts") or text_of(message, "thread_ts")
    return Location(
        team_of(body),
        _id_of(body, "user"),
        _id_of(body, "channel") or text_of(container, "channel_id"),
        thread=thread if thread or ephemeral else ts,
        message=ts,
        response_url=text_of(body, "response_url"),
        trigger=text_of(body, "trigger_id"),
        ephemeral=ephemeral,
        enterprise=_id_of(body, "enterprise"),
        name=text_of(body.get("user") or {}, "username"),
    )


def to_metadata(location: Location) -> str:
    """What a form remembers of where it was opened."""
    return json.dumps([getattr(location, name) for name in _REMEMBERED])


def _from_metadata(text: str) -> dict[str, str]:
    """The parts of a `Location`; empty where the text was cut."""
    try:
        return {name: str(part) for name, part in zip(_REMEMBERED, json.loads(text), strict=True)}
    except ValueError:
        return {}


@dataclass(frozen=True, slots=True)
class Submission:
    location: Location  # Where the form was opened.
    identifier: str
    typed: Mapping[str, str]  # By the fields' names.
    choice: str  # What was picked in place of typing; mostly empty.


def to_submission(body: Json) -> Submission:
    view: Json = body.get("view") or {}
    values: Json = (view.get("state") or {}).get("values") or {}
    fields = {name: field for block in values.values() for name, field in block.items()}
    typed = {name: str(field.get("value") or "") for name, field in fields.items()}
    picked = str(((fields.get("choice") or {}).get("selected_option") or {}).get("value") or "")
    where = _from_metadata(text_of(view, "private_metadata"))
    location = Location(team_of(body), _id_of(body, "user"), **where, ephemeral=True)
    return Submission(location, text_of(view, "callback_id"), typed, picked)


def location_of_home(body: Json) -> Location:
    return Location(team_of(body), text_of(body.get("event") or {}, "user"))


class Press(NamedTuple):
    identifier: str  # Of what was pressed or picked; empty where what was picked in a menu was taken back.
    channels: tuple[str, ...] = ()  # Those that were picked.


def to_press(action: Json) -> Press:
    if action.get("type") == "static_select":
        return Press(text_of(action.get("selected_option") or {}, "value"))
    channels = action.get("selected_channels") or action.get("selected_conversations") or ()
    return Press(text_of(action, "action_id"), tuple(str(one) for one in channels))


class Places(NamedTuple):
    channel: str = ""  # Empty, as `group`, where none was typed.
    group: str = ""


def named_places(typed: str) -> Places | None:
    """The channel and the user group that were typed, each at most once; None where there is anything else."""
    found: dict[str, str] = {}
    for word in typed.split():
        read = _PLACE.fullmatch(word)
        if read is None or read.lastgroup is None or read.lastgroup in found:
            return None
        found[read.lastgroup] = read[read.lastgroup]
    return Places(**found)


def event_key(body: Json) -> str:
    """The same key each time that Slack delivers an event, to whichever process."""
    view: Json = body.get("view") or {}
    submitted = text_of(view, "id") if body.get("type") == "view_submission" else ""
    own = submitted or text_of(body, "event_id") or text_of(body, "trigger_id") or text_of(body, "action_ts")
    return f"slack:{team_of(body)}:{own}"


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


def team_of(body: Json) -> str:
    view: Json = body.get("view") or {}
    team = body.get("team")
    named = team.get("id") if isinstance(team, Mapping) else team
    user = body.get("user")
    of_user = user.get("team_id") if isinstance(user, Mapping) else None
    return str(body.get("team_id") or named or view.get("team_id") or of_user or "")


def _id_of(body: Json, name: str) -> str:
    held = body.get(name)
    return str((held.get("id") if isinstance(held, Mapping) else held) or "")


def text_of(body: Json, name: str) -> str:
    held = body.get(name)
    return held if isinstance(held, str) else ""
