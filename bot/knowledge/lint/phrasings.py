"""Finds questions and phrasings that occur twice, in their normal form."""

from collections.abc import Iterator, Mapping

from bot.knowledge.findings import Code, finding, shown
from bot.knowledge.parts.part import Part
from bot.knowledge.texts import plain
from bot.model import Entry, Finding, Knowledge, Place

TextPlaces = Mapping[tuple[str, str], Place]
"""By the id of an entry and a phrasing or follow-up: where this stands, if apart from its entry."""


def places_of_texts(whole: Part) -> TextPlaces:
    return {
        (one.id, text): one.place
        for one in whole.asking
        for text in (*one.phrasings, *(text for _, texts in one.follow_ups for text in texts))
    }


def same_phrasings(knowledge: Knowledge, places: TextPlaces) -> Iterator[Finding]:
    """Compare curated entries with each other, and generated ones with each other, since a curated entry wins over a
    generated one. Each pair of entries or series is reported once."""
    first: dict[tuple[str, bool], tuple[Entry, Place]] = {}
    told = set()
    for entry in knowledge.entries:
        for text in entry.ways:
            place = places.get((entry.id, text), entry.place)
            other, there = first.setdefault((plain(text), entry.series is None), (entry, place))
            pair = (other.series or other.id, entry.series or entry.id)
            if other.id != entry.id and pair not in told:
                told.add(pair)
                message = f"{shown(text)} also asks for {other.id} ({there})"
                remedy = "leave it to one of them; asked exactly, the bot can only offer both"
                yield finding(Code.SAME_PHRASING, place, message, remedy, entry.id)


def same_follow_ups(knowledge: Knowledge, places: TextPlaces) -> Iterator[Finding]:
    for entry in knowledge.entries:
        first: dict[str, str | None] = {}
        for asked, texts in entry.follow_ups:
            for text in texts:
                other = first.setdefault(plain(text), asked)
                if other != asked:
                    message = f"the follow-up {shown(text)} asks for both {other or 'null'} and {asked or 'null'}"
                    place = places.get((entry.id, text), entry.place)
                    yield finding(Code.SAME_FOLLOW_UP, place, message, "leave it to one of them", entry.id)


def scope_overlaps(knowledge: Knowledge, whole: Part) -> Iterator[Finding]:
    asked = _all_asked(knowledge)
    for text, place in whole.out_of_scope:
        entry = asked.get(plain(text))
        if entry:
            message = f"{shown(text)} must not be answered, but asks for {entry.id}"
            remedy = "remove it here, or from the entry"
            yield finding(Code.SCOPE_OVERLAP, place, message, remedy, entry.id)


def copied_cases(knowledge: Knowledge) -> Iterator[Finding]:
    """A case measures how the bot answers unseen questions; a copy of a phrasing measures nothing."""
    asked = _all_asked(knowledge)
    lines = {plain(line) for line in knowledge.out_of_scope}
    for case in knowledge.cases:
        text = plain(case.text)
        entry = asked.get(text)
        if entry or text in lines:
            whose = f"a question of {entry.id}" if entry else "a line out of scope"
            message = f"the case {shown(case.text)} copies {whose}"
            yield finding(Code.COPIED_CASE, case.place, message, "ask it in other words", entry.id if entry else None)


def _all_asked(knowledge: Knowledge) -> dict[str, Entry]:
    """Of several entries with the same way of asking, the first."""
    return {plain(text): entry for entry in reversed(knowledge.entries) for text in entry.ways}
