"""The place of an event: the asker, and the places where an answer may go."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Location:
    """Where something happened, with the ids of Slack; `address` and `here` find it again on a later day."""

    team: str
    user: str
    channel: str = ""  # Empty in the Home.
    thread: str = ""  # The thread that an answer belongs in; empty: the channel itself.
    message: str = ""  # The message whose button was pressed, or that was written.
    response_url: str = ""
    trigger: str = ""
    ephemeral: bool = False  # What was pressed is shown to the asker alone.
    enterprise: str = ""  # The organisation of the workspace, if it has one.
    name: str = ""  # The user's name, as others see it.

    @property
    def open_thread(self) -> str:
        """The thread, if it exists already: Slack shows an ephemeral message in no other."""
        return self.thread if self.thread != self.message else ""

    @property
    def address(self) -> str:
        """The workspace, as "E12/T34", or "/T34" without an organisation: finds its token on a later day."""
        return f"{self.enterprise}/{self.team}"

    @property
    def here(self) -> str:
        """The channel and thread within the workspace, as "C56/1764486345.000100", or "C56/" without a thread."""
        return f"{self.channel}/{self.thread}"

    @classmethod
    def at(cls, address: str, here: str) -> Self:
        """From an `address` and a `here`, of which "/thread" may be left out; of nobody in particular."""
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
        """Where the conversation is remembered: "slack:T34/C56/1764486345.000100", or directly "slack:T34@me/D78".

        A direct conversation is one place, so that a follow-up works outside its thread. It begins otherwise than the
        channels, so that the workspace's digest does not count it."""
        channels, direct = roots_of(self.team)
        if self.is_direct or not self.channel:
            return f"{direct}/{self.channel or f'D{self.user}'}"
        return "/".join(part for part in (channels, self.channel, self.thread) if part)


def roots_of(team: str) -> tuple[str, str]:
    """How all places of a workspace begin: its channels, and its direct conversations with the bot."""
    return f"slack:{team}", f"slack:{team}@me"
