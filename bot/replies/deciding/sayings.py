"""Looks in words for ways of asking with alternatives and gaps, such as "should i/we * buy"."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.matching import normalise

_GAP = 2  # Words that "*" stands for at most.


@dataclass(frozen=True, slots=True)
class _Step:
    skips: int  # Words that may stand before it.
    choices: frozenset[tuple[str, ...]]
    lengths: tuple[int, ...]

    def ends(self, words: Sequence[str], starts: Iterable[int]) -> Iterator[int]:
        """The places behind a choice, where it begins at one of the starts or a gap further on."""
        for at in {start + skipped for start in starts for skipped in range(self.skips + 1)}:
            for length in self.lengths:
                if tuple(words[at : at + length]) in self.choices:
                    yield at + length


class Sayings:
    """Several ways of asking; the time that they take grows with the number of words and no faster."""

    def __init__(self, sayings: Iterable[str]) -> None:
        self._each = list(filter(None, map(_steps, sayings)))
        self._first_words = [{choice[0] for choice in steps[0].choices} for steps in self._each]

    def found_in(self, words: Sequence[str]) -> bool:
        each = zip(self._first_words, self._each, strict=True)
        return any(not first.isdisjoint(words) and _is_said(steps, words) for first, steps in each)


def _steps(saying: str) -> tuple[_Step, ...]:
    steps: list[_Step] = []
    skips = 0
    for token in saying.split():
        if token != "*":
            choices = frozenset(filter(None, map(normalise, token.split("/"))))
            steps.append(_Step(skips, choices, tuple(sorted({len(choice) for choice in choices}))))
        skips = _GAP if token == "*" else 0
    return tuple(steps)


def _is_said(steps: Iterable[_Step], words: Sequence[str]) -> bool:
    ends: Collection[int] = range(len(words))
    for step in steps:
        ends = set(step.ends(words, ends))
    return bool(ends)
