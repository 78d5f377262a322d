"""Scores each row of a measure by how well a part of a question names it.

The score is 1 for each name in the part that means the row, and the share that the part says of the words that tell its
label from the others. Rows with one score are told apart by the tie-break, for which the whole question counts. "Owl
with sail" gives the rows "Owl" and "Owl with sail" the score 2 each, for the name and all of their words. The tie-break
is 1.12 of "Owl" (1 for its name, 0.1 + 0.02 for its word), and 1.36 of "Owl with sail", three of whose words are said.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.queries.held.rows import Row
from bot.conversation.queries.words.asked import Asked
from bot.conversation.queries.words.said import Pairs, Part
from bot.matching import is_time

_LEAST = 0.5
"""Share of what tells a row from the others that must be said. Both a third and two thirds give more wrong answers."""
_DIGITS = 6  # Digits behind the point to which scores are told apart: sums of the same parts may differ behind.

# Tie-breaks, where a name that the question says counts 1; no few words outweigh one.
_TIME = 0.5  # The row is of a time that is asked for.
_WORD = 0.1  # A word of its label is said.
_WORD_OF_PART = 0.02  # The part itself says it: "the 2024 Lark" against that of 2025.
_UNSAID_NAME = -0.3  # A name of the row is not said: "Lark" is no "Lark Pro".
_UNSAID_WORD = -0.01  # A word is not that tells it from others; it only decides between rows that are alike else.


@dataclass(frozen=True, slots=True)
class Candidate:
    row: Row
    telling: Mapping[str, float]  # As in `Rows`.
    names: Pairs  # Names in the part that mean it.
    worth: tuple[float, float]  # The score and the tie-break, rounded.


def candidate_of(
    row: Row, telling: Mapping[str, float], part: Part, elsewhere: Pairs, asked: Asked
) -> Candidate | None:
    """None where the part does not name the row, or names another."""
    kinds = asked.lexicon.kinds
    if row.is_contradicted(part.row_names, kinds):
        return None
    if row.is_contradicted(elsewhere, kinds):
        model = {word for kind, value in row.facets if kind in kinds.leading for word in value.split("-")}
        if model.isdisjoint(asked.whole.said):
            return None
    names, share = part.row_names & row.met_by, _share_said(row, telling, part.said, asked)
    if not names and not share:
        return None
    worth = round(len(names) + share, _DIGITS), round(_tie_break(row, telling, part, asked), _DIGITS)
    return Candidate(row, telling, names, worth)


def _share_said(row: Row, telling: Mapping[str, float], said: frozenset[str], asked: Asked) -> float:
    """How much is said of the words that tell the row from others, but for "and"; 0 where it is too little. A time may
    be said beside others ("the 2024 prototype"), but need not."""
    cuts = asked.language.words["and"]
    plain = {word: weight for word, weight in telling.items() if not is_time(word) and word not in cuts}
    found = [word for word in plain if word in said]
    if row.title.issuperset(found) and not said.issuperset(telling):
        return 0.0  # "Range" asks for one, and names no "Long Range".
    timely = sum(weight for word, weight in telling.items() if is_time(word) and word in said) if found else 0.0
    share = (sum(plain[word] for word in found) + timely) / (sum(plain.values()) + timely or 1.0)
    return share if share >= _LEAST else 0.0


def _tie_break(row: Row, telling: Mapping[str, float], part: Part, asked: Asked) -> float:
    said, named, span = asked.whole.said, asked.whole.facets, row.cell.span
    return (
        len(named & row.met_by)
        + _WORD * len(row.words & said)
        + _TIME * (span is not None and any(map(span.meets, asked.times.spans)))
        + _WORD_OF_PART * len(row.words & part.said)
        + _UNSAID_NAME * sum(names.isdisjoint(part.row_names | named) for names in row.exact)
        + _UNSAID_WORD * sum(word not in said for word in telling)
    )
