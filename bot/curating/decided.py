"""The decisions in force, with their joint effect: answers word for word, and a knowledge base to learn."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bot.curating.taken import Draft, Taken, draft_of, in_place, rejected_in, taken_of, ways_of
from bot.matching import normalise
from bot.memory import Decision, Verdict
from bot.model import Accepted, Entry, Knowledge


@dataclass(frozen=True)
class Decided:
    """Decisions that were not taken back."""

    rulings: tuple[Decision, ...] = ()  # Those that accept or reject, in their order.
    last: int = 0  # Number of the last decision of all, also where it was taken back.
    proposals: tuple[Decision, ...] = ()  # Each stays one when another decision accepts or rejects it.

    @cached_property
    def drafts(self) -> tuple[tuple[Decision, Draft], ...]:
        """The proposals that are neither accepted nor rejected."""
        closed = {*self.acceptance_by_fingerprint, *self.rejected_fingerprints}
        return tuple((one, draft_of(one)) for one in self.proposals if one.suggestion not in closed)

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        return tuple(self.taken_by_ruling.values())

    @cached_property
    def taken_by_ruling(self) -> Mapping[Decision, Taken]:
        """Only the rulings that accept."""
        return {one: taken_of(one) for one in self.rulings if one.verdict is Verdict.ACCEPTED}

    @cached_property
    def entry_by_words(self) -> Mapping[tuple[str, ...], str | None]:
        """The entry that answers, None where nothing may, by the normalised words of each accepted wording. Where one
        was accepted twice, the later ruling counts."""
        return {normalise(text): taken.entry for taken in self.taken for text in taken.texts}

    @cached_property
    def acceptance_by_fingerprint(self) -> Mapping[str, Decision]:
        """The last ruling that accepted a question, by the fingerprint of the question."""
        return {name: ruling for ruling, taken in self.taken_by_ruling.items() for name in taken.names}

    @cached_property
    def renewed_at(self) -> Mapping[str, float]:
        """When the answer of an entry that is held was last renewed, by the id of the entry."""
        by_ruling = self.taken_by_ruling.items()
        return {taken.entry: ruling.at for ruling, taken in by_ruling if taken.entry and taken.is_renewal}

    @cached_property
    def rejected_fingerprints(self) -> frozenset[str]:
        """Of the questions that a ruling rejected."""
        rejections = (one for one in self.rulings if one.verdict is Verdict.REJECTED)
        return frozenset(name for one in rejections for name in rejected_in(one))

    def fingerprints_of(self, ruling: Decision) -> tuple[str, ...]:
        """Of the questions that it accepts or rejects."""
        taken = self.taken_by_ruling.get(ruling)
        return taken.names if taken else rejected_in(ruling)

    def leaning_on(self, ruling: Decision) -> Decision | None:
        """The first later ruling that needs what this one brought: of a new entry, a way of asking for it or a renewal
        of it; of a renewal, another renewal of the same entry."""
        brought = self.taken_by_ruling.get(ruling)
        if brought is None or brought.answer is None:
            return None
        for later, taken in self.taken_by_ruling.items():
            needs_it = taken.entry == brought.entry and (taken.is_renewal or not brought.is_renewal)
            if needs_it and later.number > ruling.number:
                return later
        return None

    def accepted(self, knowledge: Knowledge, *further: Taken) -> Accepted:
        """What a bot of this knowledge base answers beside it; where that has changed since, it counts as it stands.
        `further`: what is taken as accepted, too."""
        held = {entry.id: entry for entry in knowledge.entries}
        all_taken = (*self.taken, *further)
        entries: dict[str, Entry] = {}
        for taken in all_taken:
            if taken.answer is not None:
                id = taken.answer.id
                new = in_place(taken, taken.answer, entries.get(id) or held.get(id))
                if new is not None:
                    entries[id] = new
        asked = tuple((text, taken.entry) for taken in all_taken for text in taken.texts)
        return Accepted(asked, tuple(entries.values()))


def in_force(decisions: Sequence[Decision]) -> Decided:
    """`decisions`: all of them, in their order."""
    taken_back = {int(one.what) for one in decisions if one.verdict is Verdict.UNDONE}
    kept = [one for one in decisions if one.verdict is not Verdict.UNDONE and one.number not in taken_back]
    rulings = tuple(one for one in kept if one.verdict is not Verdict.PROPOSED)
    proposals = tuple(one for one in kept if one.verdict is Verdict.PROPOSED)
    return Decided(rulings, decisions[-1].number if decisions else 0, proposals)


def with_accepted(knowledge: Knowledge, accepted: Accepted) -> Knowledge:
    """The knowledge with all that was accepted, but for ways of asking for a cell: cells learn nothing of their own."""
    ways: dict[str | None, list[str]] = defaultdict(list)
    last_by_words = {normalise(text): (text, id) for text, id in accepted.asked}
    for text, id in last_by_words.values():
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
