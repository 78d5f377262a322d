"""Writes and reads worksheets: pages of bare answers, on which people write questions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.knowledge import one_line, read_text
from bot.model import BotError, Entry, Place

VOICES = (
    "a plain question",
    "bare keywords, as on a phone",
    "the same with other words for every main word",
    "short, with slang",
    "somebody who does not know the term, and describes the thing",
    "a long message with an aside, or one that tells why it asks",
    "somebody who learned the language late",
    "in a hurry, all lower case",
    "a sceptic",
)
_BRIEF = """\
# Questions wanted: {name}

Below stand answers without their questions. Write what people would ask to get each of them, one question a line,
behind the dashes. Each dash names a voice: ask as somebody like that would. More lines that begin with a dash are
welcome; a voice that does not fit, or an answer that tells too little, may stay empty.

- Do not look at how the question is asked anywhere else, and do not copy phrases of the answer.
- Do not put the figure or the fact itself into the question; ask for it.
- Do name the thing that it is about: "how much is it?" belongs to no answer. Write a date rather than "last year".
- Typing mistakes are not needed.
"""
_CODE = 6
_HEADING = re.compile(rf"## Answer \d+, code ([0-9a-f]{{{_CODE}}})\s*")
_ANSWER = re.compile(r"## Answer\b", re.IGNORECASE)  # What a heading begins with that was changed, too.
_VOICE = re.compile(rf"(?:{'|'.join(map(re.escape, VOICES))}):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    code: str
    text: str
    place: Place


def code_of(id: str) -> str:
    """Stands for an id, which would give away how the answer is asked for."""
    return sha256(id.encode()).hexdigest()[:_CODE]


def worksheet_of(name: str, entries: Sequence[Entry], wanted: int) -> str:
    """`wanted`: ways of asking that each entry shall have; there is room for two at least."""
    return "\n".join([_BRIEF.format(name=name), *_blocks(entries, wanted)])


def _blocks(entries: Sequence[Entry], wanted: int) -> Iterator[str]:
    for number, entry in enumerate(entries, 1):
        yield f"## Answer {number}, code {code_of(entry.id)}\n"
        yield from (f"> {line}".rstrip() for line in entry.answer.strip().split("\n"))
        yield ""
        room = max(2, wanted - len(entry.phrasings))
        yield from (f"- {VOICES[(number - 1 + at) % len(VOICES)]}: " for at in range(room))
        yield ""


def read_worksheet(path: Path) -> tuple[Written, ...]:
    """Raises BotError, which names the line, where something was written that belongs to no dash of an answer."""
    lines = read_text(path, "name a worksheet that was filled in").split("\n")
    starts = [at for at, line in enumerate(lines) if line.startswith("## ")]
    if not any(_ANSWER.match(lines[at]) for at in starts):
        raise BotError(f"{path}:1: is no worksheet; write one with `evbot grow --worksheet FILE`")
    return tuple(_written(path, lines, starts[0]))


def _written(path: Path, lines: Sequence[str], first: int) -> Iterator[Written]:
    code = ""
    for number, line in enumerate(lines[first:], first + 1):
        line = line.strip()
        heading = _HEADING.fullmatch(line)
        if heading:
            code = heading[1]
        elif line.startswith("## "):
            raise BotError(f"{path}:{number}: the heading was changed; write it as “## Answer 1, code {'0' * _CODE}”")
        elif line.startswith(("-", "*")):
            text = _VOICE.sub("", line[1:].strip(), count=1).strip()
            if text:
                yield Written(code, one_line(text), Place(str(path), number))
        elif line and not line.startswith(">"):
            raise BotError(f"{path}:{number}: the line does not begin with a dash; write “- ” before each question")
