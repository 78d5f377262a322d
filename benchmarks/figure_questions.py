"""Gathers the questions that the evidence of queries is fitted to, each with its right readings."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figure_truth import CaseTruth, FigureTruth, LackingTruth, OpeningTruth, OutsideTruth, SmallTruth, Truth
from benchmarks.talks import TALKS, read_talks
from bot.figures import Operation
from bot.model import Knowledge

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    text: str
    truth: Truth


def figure_questions(knowledge: Knowledge) -> Iterator[FigureQuestion]:
    """Folds are dealt in this order."""
    for name in ("figures", "values", "side_by_side"):
        for line in _lines(f"{name}.jsonl"):
            one = json.loads(line)
            yield FigureQuestion(one["text"], _figure_truth(one))
    for line in _lines("lacking.jsonl"):
        yield FigureQuestion(json.loads(line)["text"], LackingTruth())
    entries = {entry.id: entry for entry in (*knowledge.entries, *knowledge.cells)}
    for case in knowledge.cases:
        if case.expect and case.operation is None:  # Those with an operation stand in figures.jsonl.
            yield FigureQuestion(case.text, CaseTruth(case.expect, entries.get(case.expect)))
    for talk in read_talks(TALKS / "fit.jsonl"):
        yield FigureQuestion(talk.turns[0].text, OpeningTruth(talk.turns[0]))
    unexpected = (case.text for case in knowledge.cases if case.expect is None)
    for text in (*_lines("elsewhere.txt"), *knowledge.out_of_scope, *unexpected):
        yield FigureQuestion(text, OutsideTruth())


BASES = HERE / "figure_bases"
"""Small knowledge bases of other subjects, without ways of asking for their figures; each with its questions."""


def questions_of_base(folder: Path) -> Iterator[FigureQuestion]:
    """Those of one of `BASES`, and calculations in other fields."""
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        truth = LackingTruth() if one["op"] == "lacking" else _figure_truth(one, SmallTruth)
        yield FigureQuestion(one["text"], truth)
    for text in _lines("elsewhere.txt"):
        yield FigureQuestion(text, OutsideTruth())


def _lines(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").splitlines()


def _figure_truth(one: dict[str, Any], kind: type[FigureTruth] = FigureTruth) -> FigureTruth:
    return kind(
        series=one["series"],
        operation=None if one["op"] == "trap" else Operation(one["op"]),
        result=one["result"],
        column=one.get("column"),
        rows=frozenset(one.get("rows", ())),
        told_by=frozenset(one.get("told_by", ())),
    )
