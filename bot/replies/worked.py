"""What was worked out of the figures that were told last."""

from __future__ import annotations

from dataclasses import dataclass

from bot.replies.figured import Figured


@dataclass(frozen=True, slots=True)
class Worked:
    text: str
    """The whole question."""
    figured: Figured
