"""A suggestion to a curator, and its reason in words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.curating.gap_reading import Near
from bot.curating.taken import Draft, fingerprint
from bot.matching import normalise
from bot.memory import NotedGap


class Kind(StrEnum):
    ENTRY = "entry"  # A new entry.
    PHRASING = "phrasing"  # A way of asking for an entry that is held.
    APART = "apart"  # Two entries of which one is taken for the other.
    OUT_OF_SCOPE = "out_of_scope"  # What must not be answered.
    STALE = "stale"  # An entry that has grown old, and is asked for.


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who asked and where stands nowhere in it."""

    id: str  # Ten signs; the same as long as what was asked first is kept.
    kind: Kind
    entry: str | None  # Which answers it, is old, or is taken for another.
    text: str
    times: int
    askers: int
    reason: str
    examples: tuple[str, ...] = ()  # Other wordings, as they were typed, the commonest first; at most five.
    wordings: tuple[str, ...] = ()  # What would become ways of asking, the commonest first.
    nearest: tuple[Near, ...] = ()
    meant: tuple[str, ...] = ()  # What askers wrote that they had meant.
    names: tuple[str, ...] = ()  # Fingerprints of all that was asked.
    answered: tuple[str, ...] = ()  # The entries that were answered with, and complained about.
    draft: Draft | None = None  # An answer that was proposed.
    sure: float = 0.0  # From 0 to 1: how much speaks for the kind; sorts what is asked equally often.
    see_also: tuple[str, ...] = ()  # Ids of suggestions that may be of the same matter.


def most(said: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Of (asker, what they chose) how many askers chose each, the most first."""
    counts = Counter(what for _, what in set(said))
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def often(times: int, askers: int) -> str:
    return f"{times} time{'s' * (times != 1)} by {askers} {'person' if askers == 1 else 'people'}"


def distinct(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[tuple[str, ...], str] = {}
    for text in texts:
        found.setdefault(normalise(text), text)
    return tuple(found.values())


def fingerprint_of_gap(gap: NotedGap) -> str:
    return fingerprint(gap.kept_text or f"without text {gap.stands_for}")
