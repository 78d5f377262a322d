"""The place of an event: the asker, and the places where an answer may go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something happened, and the ways to answer there."""

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

    @property
    def begun(self) -> str:
        """The thread, if there is one already: Slack shows what is for one person in no other."""
        return self.thread if self.thread != self.message else ""

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith("D")

    @property
    def asker(self) -> str:
        return f"slack:{self.team}/{self.user}"

    @property
    def place(self) -> str:
        """Of a direct conversation as a whole, so that what follows up may stand outside of a thread."""
        parts = (self.team, self.channel or f"D{self.user}", "" if self.is_direct else self.thread)
        return "slack:" + "/".join(part for part in parts if part)
