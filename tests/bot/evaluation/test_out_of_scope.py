"""An entry that answers a line out of scope is told with that line."""

from __future__ import annotations

from shops import HOURS, OAT, RYE, entry, index_of

from bot.evaluation import scope_findings

SAUNA = entry("sauna", "Is there a sauna?", answer="Yes, above the oven.")
LINES = ("Do you have a sauna?", "Who painted the ceiling?")


def test_tells_the_entry_and_the_line_that_it_answers() -> None:
    (found,) = scope_findings(index_of(RYE, OAT, HOURS, SAUNA, out_of_scope=LINES))

    assert (found.code, found.severity, found.entry) == ("KB505", "warning", "sauna")
    assert "“Do you have a sauna?”" in found.message
    assert "remove the line" in found.remedy


def test_a_line_that_no_entry_comes_near_is_no_finding() -> None:
    assert list(scope_findings(index_of(RYE, OAT, HOURS, out_of_scope=LINES))) == []


def test_a_line_that_is_a_way_of_asking_is_found_without_an_index() -> None:
    assert list(scope_findings(index_of(RYE, OAT, HOURS, SAUNA, out_of_scope=("Is there a sauna?",)))) == []
