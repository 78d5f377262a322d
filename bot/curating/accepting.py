"""Turns an accepted suggestion and the curator's wishes into a `Taken`, or says what it lacks."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Self

from bot.bot import Bot
from bot.curating.suggestion import Kind, Suggestion, distinct
from bot.curating.taken import Taken, fingerprint
from bot.curating.typed_answers import confirmed, written_answer
from bot.knowledge import ID_LIMIT, is_id, kebab, read_answer
from bot.model import SMALL_TALK, BotError, Entry, Knowledge

_NOTHING = "null"  # Typed in the place of an entry, as in the files.


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a curator gives beside the suggestion."""

    entry: str | None = None  # Id of the entry that answers it; with an `answer` that of a new one.
    text: str | None = None  # How it is asked, in place of what askers wrote; of a new entry its question.
    file: str = ""  # What to call the place of the answer in a message.
    answer: str | None = None  # As a file holds it: YAML, or the text alone.
    out_of_scope: bool = False  # No entry may answer it.

    @classmethod
    def typed(cls, entry: str | None, text: str | None, file: str, answer: str | None) -> Self:
        """As a curator types them: "null" in the place of an entry says that none may answer. Raises BotError."""
        if entry != _NOTHING:
            return cls(entry, text, file, answer)
        if answer is not None:
            raise BotError(f"{_NOTHING} says that nothing may answer; leave it out, or leave the answer out")
        return cls(None, text, file, out_of_scope=True)


def to_taken(one: Suggestion, wishes: Wishes, bot: Bot) -> Taken:
    """What the curator gives goes before what was suggested; nothing is judged yet. Raises BotError.

    An old entry is renewed; else an answer makes a new entry, and without one the wordings go to an entry that is held.
    """
    if wishes.text is not None:
        wishes = replace(wishes, text=confirmed(wishes.text))
    if one.kind is Kind.STALE:
        return _renewed(one, wishes, bot.knowledge)
    if wishes.entry is None and wishes.answer is None and not wishes.out_of_scope and one.draft:
        answer = written_answer(one.draft.answer, one.draft.source, one.draft.as_of)
        wishes = replace(wishes, file="the draft", answer=answer)
    if wishes.answer is not None:
        return _new(one, wishes, bot.knowledge)
    entry = _answering(one, wishes, _held(bot.knowledge))
    return Taken(_ways(one, wishes), entry)


def _answering(one: Suggestion, wishes: Wishes, held: Collection[str]) -> str | None:
    """The entry that is given, else the one that was suggested; None: nothing may answer."""
    entry = wishes.entry
    if wishes.out_of_scope or (entry is None and one.kind is Kind.OUT_OF_SCOPE):
        return None
    if entry is None and one.kind is Kind.PHRASING:
        entry = one.entry
    if entry is None:
        what = "asks for what is not held" if one.kind is Kind.ENTRY else "was taken for another"
        raise BotError(
            f"suggestion {one.id} {what}; give an answer for a new entry, or the id of an entry that is held"
        )
    if entry not in held:
        raise BotError(f"there is no entry {entry!r}; {_nearest(entry, held)}, or give an answer to make it")
    return entry


def _ways(one: Suggestion, wishes: Wishes) -> tuple[str, ...]:
    ways = one.wordings if wishes.text is None else (wishes.text,)
    telling = tuple(way for way in ways if any(map(str.isalpha, way)))
    if not telling:
        raise BotError(f"suggestion {one.id} has no wording that stands for itself; write one")
    return telling


def _new(one: Suggestion, wishes: Wishes, knowledge: Knowledge) -> Taken:
    """Its question is the curator's wording, else that of the answer's file, else that of the suggestion. All of them,
    and what askers wrote, are ways of asking for it."""
    question = wishes.text or one.text
    id = wishes.entry or kebab(question)[:ID_LIMIT].strip("-") or f"entry-{one.id}"
    begun = Entry(id=id, question=question, answer="", topic=_topic(one, knowledge), phrasings=one.wordings)
    sourced = knowledge.manifest.require_sources
    entry, given = read_answer(wishes.file, wishes.answer or "", begun, require_sources=sourced)
    if "question" not in given and wishes.text is None and not one.wordings:
        raise BotError(f"suggestion {one.id} has no wording that stands for itself; write the question")
    if not is_id(entry.id):
        raise BotError(f"{entry.id!r} is no id; use a-z, 0-9 and single hyphens")
    if entry.id in {*_held(knowledge), *(series.id for series in knowledge.series)}:
        why = "give another, or leave the answer out to ask for that entry"
        raise BotError(f"the id {entry.id} is taken; {why}")
    # The answer may have brought a question and phrasings of its own, in place of those in `begun`.
    ways = distinct((entry.question, *entry.phrasings, *one.wordings, *filter(None, (wishes.text,))))
    entry = replace(entry, phrasings=ways[1:])
    _check_links(entry, wishes.file, knowledge)
    return Taken(ways, entry.id, entry)


def _renewed(one: Suggestion, wishes: Wishes, knowledge: Knowledge) -> Taken:
    held = _held(knowledge)[one.entry or ""]
    if wishes.answer is None:
        raise BotError(f"{held.id} has grown old; give what holds now, or reject {one.id}")
    if wishes.entry not in (None, held.id) or wishes.text is not None:
        raise BotError(f"suggestion {one.id} renews {held.id}; leave the entry and the wording out")
    if held.series is not None:
        raise BotError(f"{held.id} comes from a series; add the figure there, in {held.place}")
    sourced = knowledge.manifest.require_sources and held.topic != SMALL_TALK
    entry, keys = read_answer(wishes.file, wishes.answer, held, require_sources=sourced)
    if entry.id != held.id:
        raise BotError(f"{wishes.file}: the id is not {held.id}; leave it out")
    _check_links(entry, wishes.file, knowledge)
    return Taken((), held.id, entry, keys, fingerprint(held.answer))


def _topic(one: Suggestion, knowledge: Knowledge) -> str:
    """That of the nearest entry, else the first."""
    topics = {entry.id: entry.topic for entry in knowledge.entries if entry.topic != SMALL_TALK}
    near = (topics[id] for id, _ in one.nearest if id in topics)
    return next(near, next(iter(topics.values()), "more"))


def _held(knowledge: Knowledge) -> dict[str, Entry]:
    return {entry.id: entry for entry in knowledge.askable}


def _check_links(entry: Entry, file: str, knowledge: Knowledge) -> None:
    charts = (entry.chart,) if entry.chart else ()
    links = (("related", entry.related, knowledge.entries), ("chart", charts, knowledge.series))
    for key, ids, things in (*links, ("tells", entry.tells, knowledge.cells)):
        known = {one.id for one in things}
        for id in ids:
            if id not in known and id != entry.id:  # A new entry may name itself.
                raise BotError(f"{file}: `{key}` names {id!r}, which is unknown; {_nearest(id, known)}")


def _nearest(id: str, known: Collection[str]) -> str:
    near = get_close_matches(id, known, 1)
    return f"did you mean {near[0]}?" if near else "`evbot show --all` lists the ids"
