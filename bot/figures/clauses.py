"""Removes the Markdown of an answer, and finds the clause around each of its figures."""

import re
from dataclasses import dataclass
from typing import NamedTuple

_MARK = re.compile(r"\*\*|__|[`~]")  # Marks of Markdown.
_BREAK = re.compile(r"\n|[;:()]|[.!?,] | (?:and|but|while|against|after) ")  # What divides the clauses of an answer.
_FIGURE = r"(?:[a-z]{1,9} ){0,2}[$€£¥]?\d"
_FROM_TO = re.compile(
    rf"""
    \bfrom[ ]{_FIGURE.replace(" ", "[ ]")}
    [^;:()\n]{{0,60}}? [a-z]{{2}} [^;:()\n]{{0,20}}?   # A word between the two, within a clause.
    (?P<to>[ ]to[ ]) (?={_FIGURE.replace(" ", "[ ]")})
    """,
    re.VERBOSE,
)
"""Two figures with words between them, which "to" divides: "from 20 bikes in May to 30"; those of "from 20 to 30 bikes"
stand together."""
_ASIDE = re.compile(r"\((?:about )?[\d.,]+ [\w/%]{1,8}\)(?= [a-z])")
"""A figure told in another unit amid its clause, whose brackets divide nothing: "30 miles (48 km) with a full bag"."""
_AROUND = " -|"  # What may stand around a clause and is no part of it: the mark of a list, the line of a table.


class Clause(NamedTuple):
    begin: int  # Where it begins in the plain text.
    text: str
    passage: str  # Its sentence, or line of a list, up to the end of the clause.


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """An answer without its Markdown."""

    text: str
    bold: tuple[range, ...]  # Places of the text.
    breaks: tuple[range, ...]  # Each between two clauses.

    def is_bold(self, at: int) -> bool:
        return any(at in places for places in self.bold)

    def clause_around(self, figure: re.Match[str]) -> Clause:
        """`figure`: a match in the text, with the group "number". If nothing else stands in its clause, the clause
        before is added: "It goes far (300 miles)" of "It is new. It goes far (300 miles), or more"."""
        begins = [0, *(one.stop for one in self.breaks if one.stop <= figure.start())]
        end = next((one.start for one in self.breaks if one.start >= figure.end("number")), len(self.text))
        is_alone = self.text[begins[-1] : end].strip(" -") == figure[0].strip()
        if not is_alone or len(begins) == 1:
            return self._clause(begins[-1], end)
        is_in_brackets = self.text[begins[-1] - 1] == "("
        return self._clause(begins[-2], end, ")" if is_in_brackets else "")

    def _clause(self, begin: int, end: int, bracket: str = "") -> Clause:
        """The clause between two places, without what stands around it. `bracket`: closes one that it has opened."""
        shown = self.text[begin:end].lstrip(_AROUND)
        first = end - len(shown)
        text = " ".join(f"{shown}{bracket}".strip(_AROUND).split())
        sentence = max(self.text.rfind("\n", 0, first), self.text.rfind(". ", 0, first)) + 1
        return Clause(first, text, self.text[sentence:first].lstrip(_AROUND) + text)


def without_markdown(answer: str) -> PlainAnswer:
    text, bold, opened, last = "", [], None, 0
    for mark in _MARK.finditer(answer):
        text += answer[last : mark.start()]
        last = mark.end()
        if mark[0] == "**" and opened is not None:
            bold.append(range(opened, len(text)))
            opened = None
        elif mark[0] == "**":
            opened = len(text)
    text += answer[last:]
    return PlainAnswer(text, tuple(bold), _breaks(text))


def _breaks(text: str) -> tuple[range, ...]:
    brackets_of_asides = {at for found in _ASIDE.finditer(text) for at in (found.start(), found.end() - 1)}
    breaks = [range(*found.span()) for found in _BREAK.finditer(text) if found.start() not in brackets_of_asides]
    breaks += (range(*found.span("to")) for found in _FROM_TO.finditer(text))
    return tuple(sorted(breaks, key=lambda one: one.start))
