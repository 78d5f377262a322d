"""Reads `synonyms:` and `names:`."""

from __future__ import annotations

from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.parts.fields import Fields, texts_of
from bot.knowledge.reading.nodes import Mapping, describe
from bot.knowledge.words import is_id, one_line
from bot.model import Name, Place


def read_synonyms(fields: Fields) -> tuple[tuple[str, ...], ...]:
    groups = []
    for node in fields.items("synonyms"):
        words = tuple(one_line(word) for word in texts_of(node, "synonyms", fields.report))
        if len(words) == 1:
            message = f"{shown(words[0])} stands alone in its group of synonyms"
            fields.report.add(Code.LONE_SYNONYM, node.line, message, "add words that mean the same, or remove it")
        groups.append(words)
    return tuple(words for words in groups if len(words) > 1)


def read_names(fields: Fields) -> tuple[tuple[Name, Place], ...]:
    """Read {kind: {value: [spelling, ...]}}."""
    found = []
    for kind, values in fields.pairs("names"):
        if not isinstance(values, Mapping):
            message = f"the names of {shown(kind.text)} are {describe(values)}"
            fields.report.add(
                Code.WRONG_TYPE, values.line, message, "write a mapping: city-bike: [city bike, citybike]"
            )
            continue
        _check_word(kind.text, "kind of names", kind.line, fields.report)
        for value, spellings in values.pairs:
            _check_word(value.text, "name", value.line, fields.report)
            words = tuple(one_line(word) for word in texts_of(spellings, value.text, fields.report))
            found.append((Name(kind.text, value.text, words), Place(fields.report.file, value.line)))
    return tuple(found)


def _check_word(word: str, what: str, line: int, report: Report) -> None:
    if not is_id(word):
        message = f"the {what} {shown(word)} is not in kebab-case"
        report.add(Code.BAD_NAME, line, message, "use a-z, 0-9 and single hyphens, and put the word into its spellings")
