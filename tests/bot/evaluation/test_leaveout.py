"""What leaving out shows: planted knowledge is found by its code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from shops import base, entry

from bot import Bot
from bot.evaluation import left_out_findings, left_out_lines
from bot.evaluation.leaveout import left_out_counts
from bot.matching import Index
from bot.matching.compiling import compile_index
from bot.model import Entry, Finding, Knowledge, Manifest, Severity

OPENINGS = (
    "what does {} cost",
    "price of {}",
    "how much is {}",
    "{} price please",
    "cost of one {}",
    "what do you take for {}",
)
GOODS = (
    "rye bread",
    "oat cake",
    "plum tart",
    "almond croissant",
    "cheese pretzel",
    "apple strudel",
    "honey bun",
    "seed roll",
)


def priced(id: str, goods: str) -> Entry:
    question, *phrasings = (opening.format(goods) for opening in OPENINGS)
    return entry(id, question, *phrasings)


def clean() -> Knowledge:
    entries = [priced(goods.replace(" ", "-"), goods) for goods in GOODS]
    return base(*entries, language="en", precision=0.9)


def misplaced() -> Knowledge:
    """Rye bread is asked for in many ways, and in five more that stand under the oat cake."""
    rye, oat, *others = clean().entries
    more = ("rye bread cost", "the cost of rye bread", "how much does rye bread cost", "how much for a rye bread")
    most = (
        "what is the rye bread price",
        "rye bread in euros",
        "what do i pay for rye bread",
        "rye bread costs how much",
    )
    wrong = ("what does a rye bread cost", "what do you take for one rye bread", "how much do i pay for one rye bread")
    worse = ("rye bread at what price", "euros for a rye bread")
    rye = replace(rye, phrasings=(*rye.phrasings, *more, *most))
    return replace(clean(), entries=(rye, replace(oat, phrasings=(*oat.phrasings, *wrong, *worse)), *others))


def codes(findings: Iterable[Finding]) -> list[str]:
    return [one.code for one in findings]


@pytest.fixture(scope="module")
def index() -> Index:
    return compile_index(clean())


def spoilt(index: Index, *, precision: float, got: dict[int, int] | None = None, confidence: float = 0.999) -> Index:
    """The index as if leaving out had given the `got` entry to each of these rows with this `confidence`."""
    texts = replace(index.texts, knowledge=replace(index.texts.knowledge, manifest=Manifest(precision=precision)))
    found = index.left_out
    entries, confidences = found.got.copy(), found.confidences.copy()
    for at, row in enumerate(found.rows.tolist()):
        if got and row in got:
            entries[at], confidences[at] = got[row], confidence
    return replace(index, texts=texts, left_out=replace(found, got=entries, confidences=confidences))


def rows(index: Index, entry: int) -> list[int]:
    return [row for row in index.left_out.rows.tolist() if index.layout.entry_of_row[row] == entry]


def test_entries_that_tell_themselves_apart_are_no_finding(index: Index) -> None:
    assert list(left_out_findings(index)) == []


def test_every_phrasing_was_left_out_once(index: Index) -> None:
    tried = [row for row in index.left_out.rows.tolist() if index.layout.entry_of_row[row] < len(GOODS)]

    assert sorted(tried) == list(range(len(GOODS) * len(OPENINGS)))


def test_more_wrong_answers_than_precision_allows_are_an_error(index: Index) -> None:
    wrong = dict.fromkeys(rows(index, 0), 1)

    (error,) = [one for one in left_out_findings(spoilt(index, precision=0.95, got=wrong)) if one.code == "KB501"]

    assert error.severity is Severity.ERROR
    assert "5%" in error.message
    assert error.remedy


def test_wrong_answers_within_the_limits_are_no_error(index: Index) -> None:
    wrong = {rows(index, 0)[0]: 1}

    assert "KB501" not in codes(left_out_findings(spoilt(index, precision=0.9, got=wrong)))


def test_entries_with_a_few_ways_of_asking_are_no_error() -> None:
    few = [replace(one, phrasings=one.phrasings[:2]) for one in clean().entries]
    thin = compile_index(replace(clean(), entries=tuple(few)))
    wrong = {row: 1 for entry in (0, 2, 3, 4) for row in rows(thin, entry)}

    assert "KB501" not in codes(left_out_findings(spoilt(thin, precision=0.95, got=wrong)))


def test_answered_lines_out_of_scope_are_an_error(index: Index) -> None:
    outside = rows(index, len(GOODS))
    taken = dict.fromkeys(outside[: len(outside) // 4 + 1], 0)

    (error,) = [one for one in left_out_findings(spoilt(index, precision=0.95, got=taken)) if one.code == "KB502"]

    assert error.severity is Severity.ERROR
    assert f"{len(taken)} of {len(outside)}" in error.message


def test_three_phrasings_that_get_another_entry_are_a_warning(index: Index) -> None:
    stolen = dict.fromkeys(rows(index, 2)[:3], 5)

    (warning,) = [one for one in left_out_findings(spoilt(index, precision=0.5, got=stolen)) if one.code == "KB503"]

    assert warning.severity is Severity.WARNING
    assert warning.entry == "plum-tart"
    assert "apple-strudel" in warning.message
    assert "3 of its phrasings" in warning.message


def test_two_phrasings_are_none(index: Index) -> None:
    stolen = dict.fromkeys(rows(index, 2)[:2], 5)

    assert "KB503" not in codes(left_out_findings(spoilt(index, precision=0.5, got=stolen)))


def test_an_entry_with_the_same_figure_takes_nothing_away() -> None:
    rye, oat, *others = misplaced().entries
    same = replace(
        misplaced(), entries=(replace(rye, answer="**4.50**"), replace(oat, answer="It is **4.50**."), *others)
    )

    assert "oat-cake" not in {one.entry for one in left_out_findings(compile_index(same)) if one.code == "KB503"}


def test_phrasings_that_merely_rank_behind_another_are_no_finding_but_a_line(index: Index) -> None:
    behind = spoilt(index, precision=0.95, got=dict.fromkeys(rows(index, 2), 5), confidence=0.01)

    assert list(left_out_findings(behind)) == []
    assert left_out_counts(behind).behind == len(OPENINGS)
    heading, *lines = left_out_lines(behind)
    assert "these get no answer" in heading
    assert sum("plum-tart" in line and "nearer to apple-strudel (0.01)" in line for line in lines) == len(OPENINGS)


def test_wrong_answers_are_told_before_what_merely_ranks_behind(index: Index) -> None:
    behind = spoilt(index, precision=0.95, got=dict.fromkeys(rows(index, 0), 5), confidence=0.01)
    both = spoilt(behind, precision=0.95, got={rows(index, 2)[0]: 5})

    heading, wrong, next_heading, *lines = left_out_lines(both)

    assert "these get a wrong answer" in heading
    assert "plum-tart" in wrong
    assert "these get no answer" in next_heading
    assert len(lines) == len(OPENINGS)


def test_pairs_quote_the_phrasing(index: Index) -> None:
    row = rows(index, 2)[1]
    texts = (index.texts.knowledge.entries[2].question, *index.texts.knowledge.entries[2].phrasings)

    (line,) = [one for one in left_out_lines(spoilt(index, precision=0.95, got={row: 5})) if "plum-tart" in one]

    text = texts[row - int(index.layout.entry_of_row.searchsorted(2))]
    assert line == f"plum-tart: “{text}”, left out, is answered with apple-strudel (1.00)"


def test_a_line_out_of_scope_that_is_answered_is_quoted(bicycles: Bot) -> None:
    index = bicycles.index
    outside = len(bicycles.knowledge.entries)
    row = rows(index, outside)[0]

    lines = list(left_out_lines(spoilt(index, precision=0.95, got={row: 0})))

    first = int(index.layout.entry_of_row.searchsorted(outside))
    assert any(bicycles.knowledge.out_of_scope[row - first] in line for line in lines)


def test_phrasings_in_the_wrong_entry_are_found() -> None:
    found = list(left_out_findings(compile_index(misplaced())))

    warnings = {one.entry: one.message for one in found if one.code == "KB503"}
    assert "rye-bread" in warnings["oat-cake"]
