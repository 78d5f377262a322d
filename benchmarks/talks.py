"""Reads conversations from a file, with what a right answer to each turn must hold.

Each line of a file is one conversation: `{"id", "turns": [{"text", "must", "must_not", "kind"}]}`; what else stands
there is for people. `must` and `must_not` are regular expressions; "#" before a number stands for all ways of writing
it ("#219900": 219,900; 219.9k; 220 thousand). In place of `must`, `ids` may name the entries and series that answer,
and `operation` what is to be done with the figures. A turn with neither asks for what is not held, or for nothing.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from bot.evaluation.tally import ROUNDED
from bot.knowledge import series_of
from bot.model import Answer

TALKS = Path(__file__).with_name("talks")
_MARKS = re.compile(r"[*_`~\\]")
_SCALES = ((1e3, r"(?:k\b|thousand)"), (1e6, r"(?:m\b|mn\b|million)"), (1e9, r"(?:b\b|bn\b|billion)"))
_NUMBER = re.compile(r"#-?(\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Said:
    text: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]
    kind: str = ""
    ids: tuple[str, ...] = ()
    operation: str = ""

    @property
    def held(self) -> bool:
        """Whether something that is held answers it."""
        return bool(self.must or self.ids)

    def is_answered_by(self, answer: Answer) -> bool:
        if not self.ids:
            return self.held and self.fits(answer.text)
        operation = answer.figure.operation if answer.figure else ""
        return bool({answer.id, series_of(answer.id)} & {*self.ids}) and self.operation in ("", operation)

    def fits(self, answer: str) -> bool:
        text = plain(answer)
        return bool(text) and holds(text, map(_pattern, self.must), map(_pattern, self.must_not))


@dataclass(frozen=True, slots=True)
class Talk:
    id: str
    turns: tuple[Said, ...]


def read_talks(path: Path) -> tuple[Talk, ...]:
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(Talk(one["id"], tuple(_said(turn) for turn in one["turns"])) for one in lines)


def plain(text: str) -> str:
    """Without the marks of Markdown, with single spaces."""
    return " ".join(_MARKS.sub("", text).split())


def holds(text: str, must: Iterable[re.Pattern[str]], must_not: Iterable[re.Pattern[str]]) -> bool:
    return all(one.search(text) for one in must) and not any(one.search(text) for one in must_not)


def _said(turn: dict[str, object]) -> Said:
    must, must_not, ids = (
        tuple(map(str, cast(list[object], turn.get(key, ())))) for key in ("must", "must_not", "ids")
    )
    return Said(str(turn["text"]), must, must_not, str(turn.get("kind", "")), ids, str(turn.get("operation", "")))


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(_NUMBER.sub(lambda found: _ways_of_writing(found[1]), text), re.IGNORECASE)


def _ways_of_writing(number: str) -> str:
    value = float(number)
    ways = [rf"(?<![\d.,]){_digits(value)}(?!\d|[.,]\d)"]
    for size, names in _SCALES:
        if value >= size:
            rounded = {round(value / size, digits) for digits in range(4)}
            near = sorted(one for one in rounded if one and abs(one - value / size) <= ROUNDED * value / size)
            ways += [rf"(?<![\d.,]){_digits(one)}\s?{names}" for one in near]
    return f"(?:{'|'.join(ways)})"


def _digits(value: float) -> str:
    text = f"{value:,.3f}".rstrip("0").rstrip(".")
    return re.escape(text).replace(",", r"[,.\s'’]?")
