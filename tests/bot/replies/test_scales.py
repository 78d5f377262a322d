"""What is weighed of each answer that a follow-up may mean."""

from __future__ import annotations

from dataclasses import asdict

from shops import asked, entry, index_of

from bot.conversation.queries.index_reader import reader_of
from bot.conversation.turn import read_turn
from bot.matching import Matcher
from bot.model import Context
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.turns.understanding import Understander


def test_every_field_is_filled() -> None:
    """A field without a value is an error, which `Bot.answer` would turn into "I don't know"."""
    rye = entry("rye", "When is the rye bread ready?", "Rye bread, from when?")
    matcher = Matcher(index_of(rye, entry("wheat", "When is the wheat bread ready?", "Wheat bread, from when?")))
    leaning = Understander(matcher, reader_of(matcher), Catalogue(matcher.index.texts.knowledge)).leaning
    turn = read_turn(asked("and the wheat bread?"), Context("rye", rye.question), matcher)

    weighed = leaning.weighed(turn, leaning.finding.found(turn))

    assert {meant.id for meant, _ in weighed} == {"rye", "wheat"}
    assert all(0 <= value <= 1 for _, evidence in weighed for value in asdict(evidence).values())
