"""What a reply without an answer offers: topics by their titles, near what was asked or spoken of."""

from __future__ import annotations

from shops import entry

from bot.conversation.queries.reader import FigureReader
from bot.matching import Lexicon
from bot.model import Context, Knowledge, Manifest, Match, Question
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.writing.unanswered import Message, Unanswered

TOPICS = ("bread", "rolls", "cakes", "tarts", "coffee", "tea", "opening-hours", "smalltalk")
MANIFEST = Manifest(starters=("coffee-1",), topics=(("tea", "Tea & herbs"),))
KNOWLEDGE = Knowledge(MANIFEST, tuple(entry(f"{topic}-1", f"What about {topic}?", topic=topic) for topic in TOPICS))
UNANSWERED = Unanswered(
    Catalogue(KNOWLEDGE), FigureReader(KNOWLEDGE, Lexicon(KNOWLEDGE.vocabulary), frozenset(), lambda word: 1.0)
)


def test_topics_come_from_what_was_found_then_from_the_last_subject_then_from_the_starters() -> None:
    found = (Match("tea-1", "", 0.1), Match("smalltalk-1", "", 0.1))

    reply = UNANSWERED.unknown(Message(Question("x"), found), Context(entry="opening-hours-1"), "I don't know that.")

    assert reply.topics == ("tea", "opening-hours", "coffee")
    assert reply.message == "I don't know that. I know about Tea & herbs, Opening hours and Coffee, among others."


def test_no_more_than_five_topics_are_named() -> None:
    found = tuple(Match(f"{topic}-1", "", 0.1) for topic in TOPICS[:6])

    assert UNANSWERED.unknown(Message(Question("x"), found), Context(), "").topics == TOPICS[:5]
