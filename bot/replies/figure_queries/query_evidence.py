"""The evidence that a question is a query about figures, by name, with the weights that make it a probability."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from operator import mul

from bot.replies.figure_queries.chances import softmax


@dataclass(frozen=True, slots=True)
class QueryEvidence:
    """For a query. Flags are 0 or 1; "what it takes up" is what of the question the query uses."""

    share: float = 0.0
    """Logarithm of the measure's share of all that was ranked; entries beside its picture count for it."""
    measured_share: float = 0.0  # The same where a measure comes first.
    times: float = 0.0  # Number of times that the query takes up.
    times_left: float = 0.0  # Number of times that it does not take up.
    names_left: float = 0.0  # Number of names that it does not take up.
    operands: float = 0.0  # Whether it compares two or more things that are named.
    operands_cue: float = 0.0  # The same, by how strongly the question asks for the operation.
    uncounted: float = 0.0  # How strongly the question asks for another operation.
    answered: float = 0.0  # Whether there is a result; that none is beyond a limit is hardly one.
    told: float = 0.0
    """Whether the first entry is asked for this operation itself; of a plain value, whether it is a curated one."""
    agreed: float = 0.0  # Whether the first entry, a curated one, tells the very number.
    disagreed: float = 0.0  # Whether one plain value is asked for, and the first entry, a curated one, tells another.
    titled: float = 0.0  # The share of the measure's title, each word by its rarity, that the question says.
    numbered: float = 0.0  # Whether what stands behind "how many" or a number is what the measure counts.
    strange: float = 0.0  # The share of the question that nothing of the measure explains.
    numbers_left: float = 0.0  # Numbers of the question that the query does not take up.
    elsewhere: float = 0.0  # Whether a place is named that neither its rows nor its ways of asking speak of.
    lasted: float = 0.0  # Whether it tells how long something took, both ends of which the measure holds.
    clash: float = 0.0  # Whether the question names another quantity than the measure's.
    amounts_left: float = 0.0
    """Number of quantities that the question names and it is not about, where it is about one."""
    suited: float = 0.0  # Whether its unit is one that a word asks for, as "heavier" asks for kg.
    unsuited: float = 0.0  # Whether a word asks for other units.


@dataclass(frozen=True, slots=True)
class EntryEvidence:
    """For the curated entry that is first in the ranking. Flags are 0 or 1."""

    entry: float = 1.0  # What counts for each entry: it is no query.
    entry_sure: float = 0.0  # Logarithm of the odds that the entry is right.
    entry_share: float = 0.0  # Logarithm of its share of all that was ranked.
    entry_strange: float = 0.0  # The share of the question that nothing of it explains.
    entry_timed: float = 0.0  # Whether it is about the very time that is asked about.
    entry_untimed: float = 0.0  # Whether it does not even speak of that time.
    entry_numbers_left: float = 0.0  # Numbers of the question that it does not speak of.
    entry_unworked: float = 0.0
    """Whether all that is asked can be worked out of figures on its matter, and it does not tell what that comes to."""
    entry_seldom_sure: float = 0.0
    """How strongly the question asks for an operation that it is seldom asked for, by its confidence."""


NAMES = tuple(one.name for kind in (QueryEvidence, EntryEvidence) for one in fields(kind))
"""Of all evidence, as in query_evidence.toml."""


def values_of(evidence: QueryEvidence | EntryEvidence) -> tuple[float, ...]:
    """In the order of `NAMES`; 0 for what the other kind of evidence has."""
    return tuple(getattr(evidence, name, 0.0) for name in NAMES)


def query_chances(readings: Sequence[QueryEvidence | EntryEvidence]) -> list[float]:
    """The probability of each reading of one question; what is left to 1 is that none of them is right."""
    known = [_weights()[name] for name in NAMES]
    return softmax([sum(map(mul, known, values_of(one)), _weights()["constant"]) for one in readings])


@cache
def _weights() -> Mapping[str, float]:
    """By `NAMES`, and "constant"; written by `python -m benchmarks.fit_figures`."""
    file = files("bot.replies.figure_queries") / "query_evidence.toml"
    found = tomllib.loads(file.read_text(encoding="utf-8"))["weights"]
    return {name: float(found[name]) for name in (*NAMES, "constant")}
