"""Turns an accepted suggestion into an entry or a phrasing, or says what it lacks."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.bot import Bot
from bot.curating.decided import Taken, fingerprint
from bot.curating.suggestion import Kind, Suggestion, distinct
from bot.curating.wording import confirmed, written_answer
from bot.knowledge import ID_LIMIT, is_id, kebab, read_answer
from bot.matching import normalise
from bot.model import SMALL_TALK, BotError, Entry, Knowledge

NOTHING = "null"
"""Given in the place of an entry, as in the files."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a curator gives beside the suggestion."""

    entry: str | None = None
    """The entry that answers it, or NOTHING, which may not be answered. With an `answer` the id of a new entry."""
    text: str | None = None
    """How it is asked, in place of what askers wrote; of a new entry its question."""
    file: str = ""
    """What to call the place of the answer in a message."""
    answer: str | None = None
    """As a file holds it: YAML, or the text alone."""

    @property
    def nothing_may_answer(self) -> bool:
        return self.entry == NOTHING


def to_taken(one: Suggestion, wishes: Wishes, bot: Bot) -> Taken:
    """Nothing is judged yet. Raises BotError."""
    if wishes.text is not None:
        wishes = replace(wishes, text=confirmed(wishes.text))
    if one.kind is Kind.STALE:
        return _renewed(one, wishes, _held(bot.knowledge)[one.entry or ""], bot.knowledge)
    if wishes.answer is not None:
        return _new(one, wishes, bot.knowledge)
    if wishes.nothing_may_answer:
        return Taken(_ways(one, wishes))
    if wishes.entry is not None:
        return _of_held(one, wishes, wishes.entry, bot.knowledge)
    return _as_suggested(one, wishes, bot.knowledge)


def _as_suggested(one: Suggestion, wishes: Wishes, knowledge: Knowledge) -> Taken:
    if one.draft:
        answer = written_answer(one.draft.answer, one.draft.source, one.draft.as_of)
        return _new(one, replace(wishes, file="the draft", answer=answer), knowledge)
    if one.kind is Kind.OUT_OF_SCOPE:
        return Taken(_ways(one, wishes))
    if one.kind is Kind.PHRASING and one.entry is not None:
        return _of_held(one, wishes, one.entry, knowledge)
    what = "asks for what is not held" if one.kind is Kind.ENTRY else "was taken for another"
    raise BotError(
        f"suggestion {one.id} {what}; give an answer for a new entry (--answer FILE),"
        " or the id of one that is held (--entry ID)"
    )


def _of_held(one: Suggestion, wishes: Wishes, entry: str, knowledge: Knowledge) -> Taken:
    held = _held(knowledge)
    if entry not in held:
        raise BotError(
            f"there is no entry {entry!r}; {_nearest(entry, held)}, or give an answer (--answer FILE) to make it"
        )
    return Taken(_ways(one, wishes), entry)


def _ways(one: Suggestion, wishes: Wishes) -> tuple[str, ...]:
    ways = one.wordings if wishes.text is None else (wishes.text,)
    telling = tuple(way for way in ways if any(map(str.isalpha, way)))
    if not telling:
        raise BotError(f"suggestion {one.id} has no wording that stands for itself; write one (--text)")
    return telling


def _new(one: Suggestion, wishes: Wishes, knowledge: Knowledge) -> Taken:
    question = wishes.text or one.text
    id = wishes.entry or kebab(question)[:ID_LIMIT].strip("-") or f"entry-{one.id}"
    begun = Entry(id=id, question=question, answer="", topic=_topic(one, knowledge), phrasings=one.wordings)
    asked = (*one.wordings, *((wishes.text,) if wishes.text else ()))
    sourced = knowledge.manifest.require_sources
    entry, given = read_answer(wishes.file, wishes.answer or "", begun, require_sources=sourced)
    if "question" not in given and wishes.text is None and not one.wordings:
        raise BotError(f"suggestion {one.id} has no wording that stands for itself; write the question (--text)")
    if not is_id(entry.id):
        raise BotError(f"{entry.id!r} is no id; use a-z, 0-9 and single hyphens (--entry)")
    if entry.id in {*_held(knowledge), *(series.id for series in knowledge.series)}:
        raise BotError(
            f"the id {entry.id} is taken; give another (--entry), or leave the answer out to ask for that entry"
        )
    ways = distinct((entry.question, *entry.phrasings, *asked))
    entry = replace(entry, phrasings=tuple(way for way in ways if normalise(way) != normalise(entry.question)))
    _check_links(entry, wishes.file, knowledge)
    return Taken(ways, entry.id, entry)


def _renewed(one: Suggestion, wishes: Wishes, held: Entry, knowledge: Knowledge) -> Taken:
    if wishes.answer is None:
        raise BotError(f"{held.id} has grown old; give what holds now (--answer FILE), or reject {one.id}")
    if wishes.entry not in (None, held.id) or wishes.text is not None:
        raise BotError(f"suggestion {one.id} renews {held.id}; leave the entry and the wording out (--entry, --text)")
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
    return {entry.id: entry for entry in (*knowledge.entries, *knowledge.cells)}


def _check_links(entry: Entry, file: str, knowledge: Knowledge) -> None:
    charts = (entry.chart,) if entry.chart else ()
    links = (("related", entry.related, knowledge.entries), ("chart", charts, knowledge.series))
    for key, ids, things in (*links, ("tells", entry.tells, knowledge.cells)):
        known = {one.id for one in things}
        for id in ids:
            if id not in known and id != entry.id:
                raise BotError(f"{file}: `{key}` names {id!r}, which is unknown; {_nearest(id, known)}")


def _nearest(id: str, known: Collection[str]) -> str:
    near = get_close_matches(id, known, 1)
    return f"did you mean {near[0]}?" if near else "`evbot show --all` lists the ids"
