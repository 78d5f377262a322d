"""The place of an event: the asker, and the places where an answer may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Location:
    """Where something happened, and the ways to answer there.

    `address` and `here` tell a post of a later day where it belongs; `place` is where the conversation is remembered.
    """

    team: str
    user: str
    channel: str = ""
    """Empty in the Home."""
    thread: str = ""
    """The thread that an answer belongs in; empty: the channel itself."""
    message: str = ""
    """The message whose button was pressed, or that was written."""
    response_url: str = ""
    trigger: str = ""
    ephemeral: bool = False
    """What was pressed is shown to the asker alone."""
    enterprise: str = ""
    """The organisation of the workspace, if it has one."""
    name: str = ""
    """The user's name, as others see it."""

    @property
    def open_thread(self) -> str:
        """The thread, if it exists already: Slack shows an ephemeral message in no other."""
        return self.thread if self.thread != self.message else ""

    @property
    def address(self) -> str:
        """Identifies the workspace, so that its token can be found later."""
        return f"{self.enterprise}/{self.team}"

    @property
    def here(self) -> str:
        """The channel and thread, within the workspace."""
        return f"{self.channel}/{self.thread}"

    @classmethod
    def at(cls, address: str, here: str) -> Location:
        """The place of an `address` and a `here`, of which the thread may be left out."""
        enterprise, _, team = address.partition("/")
        channel, _, thread = here.partition("/")
        return cls(team, "", channel, thread, enterprise=enterprise)

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith("D")

    @property
    def asker(self) -> str:
        return f"slack:{self.team}/{self.user}"

    @property
    def place(self) -> str:
        """Where the conversation is remembered.

        A direct conversation is one place, so that a follow-up works outside its thread too. It lies outside the
        workspace's places, whose digest therefore tells nothing of it.
        """
        roots = roots_of(self.team)
        if self.is_direct or not self.channel:
            return f"{roots.direct}/{self.channel or f'D{self.user}'}"
        return "/".join(part for part in (roots.channels, self.channel, self.thread) if part)


class PlaceRoots(NamedTuple):
    """The beginnings of all places of a workspace: of its channels, and of its direct conversations with the bot."""

    channels: str
    direct: str


def roots_of(team: str) -> PlaceRoots:
    return PlaceRoots(f"slack:{team}", f"slack:{team}@me")
