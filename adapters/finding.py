"""A finding of `evbot doctor`: a part of the set-up, its state, and the fix."""

from dataclasses import dataclass

from bot.knowledge import one_line
from bot.model import BotError


@dataclass(frozen=True, slots=True)
class SetupFinding:
    name: str
    ok: bool
    message: str
    fix: str | None = None


def wrong(name: str, error: BotError) -> SetupFinding:
    """An error for operators says what is wrong, and behind the semicolon how to mend it."""
    message, _, fix = str(error).partition("; ")
    return SetupFinding(name, False, one_line(message), one_line(fix) or None)
