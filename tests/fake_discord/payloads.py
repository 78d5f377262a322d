"""The platform's objects, as small as the library takes them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

Payload = dict[str, Any]

BOT = 900_000_000_000_000_001
APPLICATION = 900_000_000_000_000_002
GUILD = 900_000_000_000_000_003
CHANNEL = 900_000_000_000_000_004
DIRECT = 900_000_000_000_000_005
THREAD = 900_000_000_000_000_006
FORUM = 900_000_000_000_000_007
OTHER_GUILD = 900_000_000_000_000_008
"""A server that the bot was not added to; a user brought it along."""
ASKER = 900_000_000_000_000_009
OTHER = 900_000_000_000_000_010
ADMIN = 900_000_000_000_000_011
"""Of the bot."""
ALL_RIGHTS = 0x0007FFFFFFFFFFFF
NO_MANAGING = ALL_RIGHTS & ~(1 << 3) & ~(1 << 5) & ~(1 << 13)
"""Without administrator, manage server and manage messages."""

_EPOCH = 1_420_070_400_000
_numbers = count(1)


def snowflake() -> str:
    """Of now, and never the same twice."""
    now = int(datetime.now(UTC).timestamp() * 1000)
    return str(((now - _EPOCH) << 22) | (next(_numbers) & 0x3FFFFF))


def timestamp() -> str:
    return datetime.now(UTC).isoformat()


def user(id: int = ASKER, **others: Any) -> Payload:
    return {"id": str(id), "username": f"user{id % 1000}", "discriminator": "0", "avatar": None, **others}


def own_user() -> Payload:
    return user(BOT, bot=True, verified=True) | {"username": "evbot"}


def member(id: int = ASKER) -> Payload:
    return {"roles": [], "joined_at": timestamp(), "deaf": False, "mute": False, "flags": 0, "user": user(id)}


def role(id: int, name: str, rights: int = 0, *, mentionable: bool = False) -> Payload:
    base = {"id": str(id), "name": name, "permissions": str(rights), "position": 0, "color": 0}
    return base | {"hoist": False, "managed": False, "mentionable": mentionable, "flags": 0}


def guild(rights: int = ALL_RIGHTS) -> Payload:
    everyone = role(GUILD, "@everyone", rights)
    return {
        "id": str(GUILD),
        "name": "Server",
        "owner_id": str(OTHER),
        "roles": [everyone],
        "emojis": [],
        "stickers": [],
        "features": [],
        "members": [member(BOT) | {"user": own_user()}],
        "member_count": 3,
        "channels": [channel(CHANNEL), channel(FORUM, type=15, name="forum")],
        "threads": [thread()],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "large": False,
        "unavailable": False,
        "preferred_locale": "en-US",
        "premium_tier": 0,
        "nsfw_level": 0,
        "system_channel_flags": 0,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
    }


def channel(id: int = CHANNEL, **others: Any) -> Payload:
    base: Payload = {"id": str(id), "type": 0, "guild_id": str(GUILD), "name": "general", "position": 0}
    return base | {"permission_overwrites": [], "parent_id": None, "nsfw": False, "topic": None, **others}


def thread() -> Payload:
    times = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": timestamp(), "locked": False}
    return channel(THREAD, type=11, name="a post", parent_id=str(FORUM), owner_id=str(ASKER), thread_metadata=times) | {
        "message_count": 1,
        "member_count": 1,
    }


def direct_channel() -> Payload:
    return {"id": str(DIRECT), "type": 1, "recipients": [user()], "last_message_id": None, "flags": 0}


def message(content: str, author: int = ASKER, channel: int = CHANNEL, *, pings: bool = True, **others: Any) -> Payload:
    """`pings`: the bot stands among those who are mentioned."""
    base: Payload = {
        "id": snowflake(),
        "channel_id": str(channel),
        "author": user(author),
        "content": content,
        "timestamp": timestamp(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [own_user()] if pings else [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "components": [],
        "flags": 0,
    }
    if channel != DIRECT:
        base |= {"guild_id": str(GUILD), "member": member(author)}
    return base | others


def interaction(kind: int, data: Payload, asker: int = ASKER, place: str = "guild", **others: Any) -> Payload:
    """`kind`: 2 a command, 3 a button or menu, 4 a completion, 5 a form. `place`: guild, thread, direct, elsewhere."""
    rights = others.pop("rights", NO_MANAGING)
    base: Payload = {
        "id": snowflake(),
        "application_id": str(APPLICATION),
        "type": kind,
        "data": data,
        "token": f"token-{snowflake()}",
        "version": 1,
        "app_permissions": str(others.pop("app_rights", ALL_RIGHTS)),
        "locale": others.pop("locale", "en-US"),
        "entitlements": [],
        "authorizing_integration_owners": {"1": str(asker)} if place == "elsewhere" else {"0": str(GUILD)},
        "attachment_size_limit": 10_485_760,
    }
    if place == "direct":
        return (
            base | {"channel_id": str(DIRECT), "channel": direct_channel(), "user": user(asker), "context": 1} | others
        )
    where = thread() if place == "thread" else channel()
    home = str(OTHER_GUILD if place == "elsewhere" else GUILD)
    return (
        base
        | {
            "guild_id": home,
            "guild": {"id": home, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "channel_id": where["id"],
            "channel": where | {"permissions": str(rights)},
            "member": member(asker) | {"permissions": str(rights)},
            "context": 0,
        }
        | others
    )
