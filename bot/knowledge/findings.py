"""The codes of all findings, the report that collects findings, and the likely meaning of an unknown word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from bot.model import BotError, Finding, Place, Severity

_SHOWN = 60  # Characters of a quoted text: with place, message and remedy, about two lines of a terminal.
_COMPARED = 50
"""Words that are compared, since it is slow: a thousand misspelt ids among a thousand must not take minutes."""
_ALIKE = 0.6  # Least ratio of common letters to all letters, from 0 to 1, as difflib counts it by default.


class Code(StrEnum):
    """Codes never change; docs/knowledge.md explains each. KB5xx need an index, so `bot/evaluation` finds them."""

    FOLDER_MISSING = "KB001"
    NO_ENTRIES = "KB002"
    FILE_UNREADABLE = "KB003"
    FILE_TOO_BIG = "KB004"
    NOT_UTF8 = "KB005"
    NOT_YAML = "KB006"
    TAB = "KB007"
    ALIASES = "KB008"
    TOO_DEEP = "KB009"
    DUPLICATE_KEY = "KB010"
    UNKNOWN_KEY = "KB011"
    WRONG_TYPE = "KB012"
    UNPRINTABLE = "KB013"

    NO_ID = "KB101"
    BAD_ID = "KB102"
    DUPLICATE_ID = "KB103"
    NO_QUESTION = "KB104"
    NO_ANSWER = "KB105"
    BAD_DATE = "KB106"
    NO_SOURCE = "KB107"
    BAD_SOURCE = "KB108"
    EMPTY_TEXT = "KB109"
    BAD_FACET = "KB110"
    BAD_TOPIC = "KB111"
    UNKNOWN_ASKED = "KB112"
    ASKED_TWICE = "KB113"

    BAD_TITLE = "KB201"
    NO_DATA = "KB202"
    POINTS_AND_ROWS = "KB203"
    LABEL_TWICE = "KB204"
    NOT_A_NUMBER = "KB205"
    MIXED_TYPES = "KB206"
    ROW_LENGTH = "KB207"
    KEY_NOT_UNIQUE = "KB208"
    UNKNOWN_COLUMN = "KB209"
    UNKNOWN_ROW = "KB210"
    UNKNOWN_PLACEHOLDER = "KB211"
    NO_PLACEHOLDER = "KB212"
    GENERATED_ID = "KB213"
    GENERATED_ID_TAKEN = "KB214"
    NO_UNIT = "KB215"
    BAD_SUPERLATIVE = "KB216"
    BAD_COLUMN = "KB217"
    BAD_KIND = "KB218"
    BAD_WITHIN = "KB219"

    UNKNOWN_VERSION = "KB301"
    OUT_OF_RANGE = "KB302"
    TWO_MANIFESTS = "KB303"
    BAD_COMMAND = "KB304"
    UNKNOWN_TOPIC = "KB305"
    LONE_SYNONYM = "KB311"
    BAD_NAME = "KB312"
    NAME_TWICE = "KB313"
    SPELLING_TWICE = "KB314"
    BAD_HOST = "KB315"
    BAD_RATE = "KB316"
    RATE_TWICE = "KB317"
    UNIT_TWICE = "KB318"
    UNKNOWN_EXPECTATION = "KB321"
    BAD_CASE = "KB322"
    UNKNOWN_CELL = "KB323"
    BAD_DECLINE = "KB331"
    BAD_SAYING = "KB332"
    DECLINE_TWICE = "KB333"
    UNKNOWN_NEED = "KB334"
    BAD_FACET_KIND = "KB341"
    KIND_TWICE = "KB342"
    UNKNOWN_PARENT = "KB343"
    UNKNOWN_WIDER = "KB344"
    SENTENCE_TWICE = "KB351"

    SAME_PHRASING = "KB401"
    UNKNOWN_RELATED = "KB402"
    UNKNOWN_CHART = "KB403"
    UNKNOWN_STARTER = "KB404"
    LONG_ANSWER = "KB405"
    FEW_PHRASINGS = "KB406"
    PAST_REVIEW = "KB407"
    RELATIVE_DATE = "KB408"
    COPIED_CASE = "KB409"
    CONTRADICTION = "KB410"
    SCOPE_OVERLAP = "KB411"
    UNKNOWN_FOLLOW_UP = "KB412"
    SAME_FOLLOW_UP = "KB413"
    NEWER_POINT = "KB414"
    CELL_DIFFERS = "KB415"
    RUNNING_EXTREME = "KB416"
    UNDATED_SOURCES = "KB417"
    VAGUE_ADDRESS = "KB418"
    POOR_HOST = "KB419"
    POOR_SOURCES = "KB420"
    NO_SMALL_TALK = "KB421"
    NO_OUT_OF_SCOPE = "KB422"
    BARE_SERIES = "KB423"
    MISSING_PLACEHOLDER = "KB430"
    UNSPOKEN_LANGUAGE = "KB431"
    STALE = "KB490"

    BEYOND_PRECISION = "KB501"
    SCOPE_ANSWERED = "KB502"
    ATTRACTS_OTHERS = "KB503"
    FEW_ANSWERED = "KB504"
    SCOPE_NEAR = "KB505"

    @property
    def severity(self) -> Severity:
        if self is Code.STALE:
            return Severity.STALE
        of_matcher = self in (Code.ATTRACTS_OTHERS, Code.FEW_ANSWERED, Code.SCOPE_NEAR)
        return Severity.WARNING if of_matcher or self.value.startswith("KB4") else Severity.ERROR


def finding(code: Code, place: Place, message: str, remedy: str, entry: str | None = None) -> Finding:
    return Finding(code.value, code.severity, place, _one_line(entry) if entry else None, _one_line(message), remedy)


def shown(text: str) -> str:
    """Quote a text of any length for a message."""
    line = _one_line(text)
    return f'"{line[:_SHOWN]}…"' if len(line) > _SHOWN else f'"{line}"'


@dataclass(frozen=True, slots=True)
class Report:
    """Where the reader stands (file and entry), and the list that all findings of one pass go to."""

    file: str = ""
    entry: str | None = None
    found: list[Finding] = field(default_factory=list)

    def of_entry(self, entry: str | None) -> Report:
        return replace(self, entry=entry)

    def place(self, line: int) -> Place:
        return Place(self.file, line)

    def add(self, code: Code, line: int, message: str, remedy: str) -> None:
        self.found.append(finding(code, self.place(line), message, remedy, self.entry))

    def refuse(self, message: str = "{}", remedy: str = "{}", place: Place | None = None) -> None:
        """Raise BotError if there are findings; the first one replaces the braces."""
        if self.found:
            first = self.found[0]
            raise BotError(f"{place or first.place}: {message.format(first.message)}; {remedy.format(first.remedy)}")


def _one_line(text: str) -> str:
    """No line breaks, control characters or lone surrogates: a finding is printed as it is."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def did_you_mean(word: str, known: tuple[str, ...], otherwise: str, form: str = "{}") -> str:
    """The remedy for an unknown word: the likely known one, which has the same first letter, in the given form; else
    `otherwise`.
    """
    # Only bad input comes here: good knowledge does not pay for the import.
    from difflib import get_close_matches

    from rapidfuzz.distance import Prefix

    alike = [other for other in known if other[:1] == word[:1] and abs(len(other) - len(word)) <= len(other) // 2]
    likely = sorted(alike, key=lambda other: -Prefix.similarity(word, other))[:_COMPARED]
    close = get_close_matches(word, likely, 1, _ALIKE)
    return f"did you mean {form.format(close[0])}?" if close else otherwise


def unknown(
    code: Code, what: str, named: Iterable[tuple[str, Place, str | None]], known: Collection[str], otherwise: str
) -> Iterator[Finding]:
    """Find the names that are not `known`; each has its place and, if any, its entry. `what` introduces them, as
    "`tells` names the unknown cell".
    """
    for name, place, entry in named:
        if name not in known:
            remedy = did_you_mean(name, tuple(sorted(known)), otherwise)
            yield finding(code, place, f"{what} {shown(name)}", remedy, entry)
