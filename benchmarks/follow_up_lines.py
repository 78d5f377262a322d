"""Tries follow-ups on the shipped knowledge, and notes the evidence for each candidate and whether it is right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from benchmarks.progress import bar
from bot.conversation import read_turn
from bot.conversation.proposing import Proposer
from bot.conversation.queries.index_reader import reader_of
from bot.evaluation import load_cases
from bot.matching import Matcher, Ranking
from bot.matching.language.facets import Facets
from bot.matching.ranking.candidates import PARTS, SITUATION, Candidates, MeaningOf
from bot.matching.ranking.clues import EVIDENCE
from bot.matching.ranking.follow_up import FollowUp
from bot.matching.ranking.following import FollowUpRanker
from bot.model import SMALL_TALK, Context, Knowledge, Question

LINES = Path(__file__).with_name("follow_ups.tsv")
NEW = 700
"""Questions on something new."""
COLUMNS = (*(part for at, part in enumerate(PARTS) if at != SITUATION), *EVIDENCE, "nothing")


@dataclass(frozen=True, slots=True)
class Line:
    before: str
    expect: str | None
    text: str
    known: bool = False
    """It stands in the knowledge base."""
    new: bool = False
    """It is a question on something new."""


@dataclass(frozen=True, slots=True)
class Tried:
    line: Line
    values: NDArray[np.float64]
    """Candidates by `COLUMNS`; those that the guard refuses are left out."""
    right: NDArray[np.bool_]
    """Candidates that answer the line: "nothing" where nothing is asked that is held."""
    told: NDArray[np.float64]
    """Share of the words asked that each candidate tells."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """As in `Tried`, and the entries of these candidates."""

    values: NDArray[np.float64]
    entries: NDArray[np.int64]
    told: NDArray[np.float64]


class _Listening(FollowUpRanker):
    _latest: _Noted

    def listen(self, follow_up: FollowUp) -> _Noted:
        """Return what a follow-up is ranked by."""
        self.ranking_of(follow_up)  # Which calls `weigh`.
        return self._latest

    def weigh(
        self, found: Candidates, asked: Facets, follow_up: FollowUp, faint: Ranking, meaning_of: MeaningOf
    ) -> Candidates:
        ranked = super().weigh(found, asked, follow_up, faint, meaning_of)
        nothing = len(self.situations.entries)
        evidence = self.situations.evidence(follow_up, faint, ranked.entries.tolist())
        own = np.delete(ranked.parts, SITUATION, axis=1)
        unmeant = ranked.entries == nothing
        passed = unmeant.copy()
        passed[~unmeant] = [kind is None for kind in self.guard.contradictions(asked, ranked.entries[~unmeant])]
        entries = ranked.entries[passed]
        told = self.situations.words_told.anywhere(follow_up.asks, entries.tolist()).astype(np.float64)
        values = np.hstack([own, evidence, unmeant[:, None]])[passed].astype(np.float64)
        self._latest = _Noted(values, entries, told)
        return ranked


def read_lines(knowledge: Knowledge, path: Path = LINES) -> list[Line]:
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    asked = [
        (entry.id, expect, text) for entry in knowledge.entries for expect, texts in entry.follow_ups for text in texts
    ]
    return [
        *(Line(before, expect, text, known=True) for before, expect, text in asked),
        *(Line(before, None if expect == "-" else expect, text) for before, expect, text in rows),
    ]


def new_subjects(matcher: Matcher, cases: Path) -> list[Line]:
    """Questions that stand for themselves, each after an answer that it has nothing to do with."""
    random = Random(7)
    real = [entry.id for entry in matcher.entries if entry.topic != SMALL_TALK]
    known = {id for id, number in matcher.entry_of_id.items() if matcher.entries[number].topic != SMALL_TALK}
    asked = [case for case in load_cases(cases) if case.expect in known]
    random.shuffle(asked)
    return [Line(random.choice(real), case.expect, case.text, new=True) for case in asked[:NEW]]


def try_out(matcher: Matcher, lines: Sequence[Line]) -> Iterator[Tried]:
    random = Random(5)
    nothing = matcher.index.layout.nothing
    listening = _Listening(matcher.guard, matcher.situations, matcher.reader, matcher.ranker)
    matcher.followups = listening
    reader = reader_of(matcher)
    cells = {cell.id: cell for cell in matcher.index.texts.knowledge.cells}
    for line in bar([one for one in lines if not _stays(one, matcher)], "follow-ups"):
        entry = cells.get(line.before) or matcher.entries[matcher.entry_of_id[line.before]]
        question = random.choice((entry.question, *entry.phrasings))
        context = Context(entry.id, question, matcher.ranking_of(question).facets.values)
        turn = read_turn(Question(line.text), context, matcher)
        follow_up = Proposer(turn, context, matcher, reader).follow_up(matcher.entry_of_id[entry.id])
        if line.known:
            last = follow_up.before.entry
            asked_nearly = matcher.situations.asked_nearly(turn.alone.words, left_out_after=last)
            follow_up = replace(follow_up, asked_nearly=asked_nearly)
        noted = listening.listen(follow_up)
        truth = nothing if line.expect is None else matcher.entry_of_id[line.expect]
        right = np.array([truth == one or matcher.guard.agree(truth, one) for one in noted.entries.tolist()])
        yield Tried(line, noted.values, right, noted.told)


def _stays(line: Line, matcher: Matcher) -> bool:
    """Whether another figure of the series that was answered from is asked for."""
    if line.expect is None:
        return False
    before, expect = (matcher.entries[matcher.entry_of_id[id]].series for id in (line.before, line.expect))
    return before is not None and before == expect
