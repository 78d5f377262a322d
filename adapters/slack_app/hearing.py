"""Reads what somebody has said to the bot, from the events of messages; None if it is not for the bot."""

from dataclasses import dataclass

from adapters.slack_app.location import Location
from adapters.slack_app.markup import to_words, without_mention
from adapters.slack_app.reading import Json, team_of, text_of

_SPOKEN = (None, "thread_broadcast")
"""Subtypes of messages that a person has written; joins, files and the like have others."""
_SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class Heard:
    text: str
    location: Location
    edited: bool = False


def to_heard(body: Json, bot_user: str) -> Heard | None:
    """A mention or a direct message; None for what is not for us, or not by a person."""
    event: Json = body.get("event") or {}
    edits = event.get("subtype") == "message_changed"
    said: Json = (event.get("message") or {}) if edits else event
    text = text_of(said, "text")
    mentioned = bot_user != "" and f"<@{bot_user}" in text
    if not _is_for_us(event, edits_mention=edits and mentioned) or not _is_by_a_person(said, bot_user):
        return None
    if edits and text == text_of(event.get("previous_message") or {}, "text"):
        return None  # Something else has changed, such as the preview of a link.
    ts = text_of(said, "ts")
    thread = text_of(said, "thread_ts") or ts
    location = Location(team_of(body), text_of(said, "user"), text_of(event, "channel"), thread=thread, message=ts)
    words = to_words(without_mention(text, bot_user) if bot_user else text)
    return Heard(words, location, edits or "edited" in said)


def _is_for_us(event: Json, *, edits_mention: bool) -> bool:
    """Each message once, though a mention comes both as a message and as a mention; an edit comes as a message only."""
    is_direct = event.get("channel_type") == "im" or text_of(event, "channel").startswith("D")
    match event.get("type"):
        case "message":
            return is_direct or edits_mention
        case "app_mention":
            return not is_direct
        case _:
            return True


def _is_by_a_person(said: Json, bot_user: str) -> bool:
    user = said.get("user")
    if said.get("bot_id") or not user or user in (bot_user, _SLACKBOT):
        return False
    return said.get("subtype") in _SPOKEN
