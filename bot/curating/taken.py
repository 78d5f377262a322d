"""The contents of decisions: a `Taken` for an accepted suggestion, a `Draft` for a proposal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import msgspec

from bot.matching import normalise
from bot.memory import Decision
from bot.model import Entry


@dataclass(frozen=True, slots=True)
class Taken:
    """What an accepted suggestion brings, in one of four shapes, which `match` tells apart in this order:

    - a renewal of an entry that is held: `entry`, `answer`, `keys` and `replaces`;
    - a new entry: `texts`, `entry` and `answer`;
    - lines that nothing may answer: `texts` alone;
    - ways of asking for an entry that is held: `texts` and `entry`.
    """

    texts: tuple[str, ...] = ()
    entry: str | None = None
    answer: Entry | None = None
    keys: tuple[str, ...] = ()  # The fields of `answer` that are new.
    replaces: str = ""  # The fingerprint of the answer that goes, so that a later edit of it is left alone.
    names: tuple[str, ...] = ()  # Fingerprints of what askers wrote, which is settled by it.

    @property
    def is_renewal(self) -> bool:
        return bool(self.keys)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person has answered, as it was proposed for an entry."""

    question: str
    answer: str
    source: str  # Who says so, with an address or without; may be empty.
    as_of: str


def in_place(taken: Taken, answer: Entry, held: Entry | None) -> Entry | None:
    """The entry as it is from now on; None where the knowledge base has gone on by itself."""
    if held is None:
        return None if taken.is_renewal else answer
    if not taken.is_renewal or fingerprint(held.answer) != taken.replaces:
        return None
    return replace(held, **{key: getattr(answer, key) for key in taken.keys})


def fingerprint(text: str) -> str:
    """Ten signs that do not tell the text; the same for the same words, whatever stands between them."""
    return blake2b(" ".join(normalise(text)).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def written(what: Taken | Draft | Sequence[str]) -> str:
    """As `Decision.what` holds it: a `Taken` where it accepts, a `Draft` where it proposes, and where it rejects the
    fingerprints of what was asked."""
    return msgspec.json.encode(what).decode()


def taken_of(acceptance: Decision) -> Taken:
    return msgspec.json.decode(acceptance.what, type=Taken)


def draft_of(proposal: Decision) -> Draft:
    return msgspec.json.decode(proposal.what, type=Draft)


def rejected_in(rejection: Decision) -> tuple[str, ...]:
    """Fingerprints of what was asked."""
    return msgspec.json.decode(rejection.what, type=tuple[str, ...])


def ways_of(entry: Entry) -> dict[tuple[str, ...], str]:
    """All ways of asking for an entry, by their words."""
    return {normalise(text): text for text in entry.ways}
