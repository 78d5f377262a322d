"""The decisions in force, and what they bring together: answers word for word, and a knowledge base to learn."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import msgspec

from bot.curating.taken import Draft, Taken, in_place, ways_of
from bot.matching import normalise
from bot.memory import Decision, Verdict
from bot.model import Accepted, Entry, Knowledge


@dataclass(frozen=True)
class Decided:
    """Decisions that were not taken back."""

    standing: tuple[Decision, ...] = ()
    last: int = 0  # Number of the last decision of all, also where it was taken back.
    proposed: tuple[Decision, ...] = ()  # Nothing is decided about these by themselves.

    @cached_property
    def drafts(self) -> tuple[tuple[Decision, Draft], ...]:
        """Those that are neither accepted nor rejected."""
        closed = {*self.settled, *self.rejected}
        open_ = (one for one in self.proposed if one.suggestion not in closed)
        return tuple((one, msgspec.json.decode(one.what, type=Draft)) for one in open_)

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        return tuple(self.brought.values())

    @cached_property
    def brought(self) -> Mapping[Decision, Taken]:
        """Of those that were accepted."""
        kept = (one for one in self.standing if one.verdict is Verdict.ACCEPTED)
        return {one: msgspec.json.decode(one.what, type=Taken) for one in kept}

    @cached_property
    def answered(self) -> Mapping[tuple[str, ...], str | None]:
        """By the words of what was accepted what answers it."""
        return {normalise(text): taken.entry for taken in self.taken for text in taken.texts}

    @cached_property
    def settled(self) -> Mapping[str, Decision]:
        """By the fingerprint of what was asked the last decision that accepted it."""
        return {name: one for one, taken in self.brought.items() for name in taken.names}

    @cached_property
    def renewed(self) -> Mapping[str, float]:
        """Since when an entry that is held says something else."""
        return {taken.entry: one.at for one, taken in self.brought.items() if taken.entry and taken.is_renewal}

    @cached_property
    def rejected(self) -> frozenset[str]:
        """Fingerprints of what was asked."""
        kept = (one for one in self.standing if one.verdict is Verdict.REJECTED)
        return frozenset(name for one in kept for name in self.names_of(one))

    def names_of(self, decision: Decision) -> tuple[str, ...]:
        """Fingerprints of what was asked that it is about."""
        taken = self.brought.get(decision)
        return taken.names if taken else msgspec.json.decode(decision.what, type=tuple[str, ...])

    def leaning_on(self, decision: Decision) -> Decision | None:
        """A later decision that needs what this one brought: a new entry, or what an entry says since."""
        brought = self.brought.get(decision)
        if brought is None or brought.answer is None:
            return None
        later = ((one, taken) for one, taken in self.brought.items() if one.number > decision.number)
        of_same = ((one, taken) for one, taken in later if taken.entry == brought.entry)
        return next((one for one, taken in of_same if taken.is_renewal or not brought.is_renewal), None)

    def accepted(self, knowledge: Knowledge) -> Accepted:
        """What a bot of this knowledge base answers beside it; where that has changed since, it counts as it stands."""
        held = {entry.id: entry for entry in knowledge.entries}
        entries: dict[str, Entry] = {}
        for taken in self.taken:
            if taken.answer is not None:
                id = taken.answer.id
                new = in_place(taken, taken.answer, entries.get(id) or held.get(id))
                if new is not None:
                    entries[id] = new
        asked = tuple((text, taken.entry) for taken in self.taken for text in taken.texts)
        return Accepted(asked, tuple(entries.values()))


def in_force(decisions: Sequence[Decision]) -> Decided:
    """`decisions`: all of them, in their order."""
    gone = {int(one.what) for one in decisions if one.verdict is Verdict.UNDONE}
    made = [one for one in decisions if one.verdict is not Verdict.UNDONE and one.number not in gone]
    proposed = tuple(one for one in made if one.verdict is Verdict.PROPOSED)
    standing = tuple(one for one in made if one.verdict is not Verdict.PROPOSED)
    return Decided(standing, decisions[-1].number if decisions else 0, proposed)


def with_accepted(knowledge: Knowledge, accepted: Accepted) -> Knowledge:
    """The knowledge with all that was accepted, but for ways of asking for a cell: cells learn nothing of their own."""
    ways: dict[str | None, list[str]] = defaultdict(list)
    for text, id in {normalise(text): (text, id) for text, id in accepted.asked}.values():
        ways[id].append(text)
    new = {entry.id: entry for entry in accepted.entries}
    held = tuple(_asked_also(new.pop(entry.id, entry), ways[entry.id]) for entry in knowledge.entries)
    added = tuple(_asked_also(entry, ways[entry.id]) for entry in new.values())
    # What was made of series stands last, as it does where the same is read from files.
    entries = sorted((*held, *added), key=lambda entry: entry.series is not None)
    return replace(knowledge, entries=tuple(entries), out_of_scope=(*knowledge.out_of_scope, *ways[None]))


def _asked_also(entry: Entry, ways: list[str]) -> Entry:
    known = ways_of(entry)
    return replace(entry, phrasings=(*entry.phrasings, *(way for way in ways if normalise(way) not in known)))
