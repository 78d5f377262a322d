"""Accepted answers that the compiled index does not hold yet; the bot gives them word for word."""

from __future__ import annotations

from dataclasses import dataclass

from bot.model.knowledge import Entry


@dataclass(frozen=True, slots=True)
class Accepted:
    asked: tuple[tuple[str, str | None], ...] = ()
    """Ways of asking, each with the id of what answers it; None: nothing may. Of the same words the last one counts."""
    entries: tuple[Entry, ...] = ()
    """New ones, and those that stand in the place of the entry of the same id."""
