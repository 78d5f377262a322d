"""What conversations hand on: a question as it was understood."""

from __future__ import annotations

from dataclasses import dataclass

from bot.matching import Ranking
from bot.model import Context


@dataclass(frozen=True, slots=True)
class Completed:
    """A question as it was understood."""

    text: str
    ranking: Ranking
    context: Context
    """What is left of the context: empty where it is too old."""
    picked: str | None = None
    """Id of the entry that was picked among the choices, or that is asked about again."""
    declined: bool = False
    """None of the offered choices was meant."""
    more: bool = False
    """More is wanted on the last answer."""
    second: str = ""
    """A second question of the same message."""
    measure: str = ""
    """Id of the measure that is asked about further."""
    undated: bool = False
    """It counts from a day that is not known ("last year"), so that no figure can be the right one."""
