"""Fills templates: a template and the values of its placeholders in, texts and an entry out."""

from __future__ import annotations

import re

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import basis_of
from bot.model import Column, Entry, Series

PLACEHOLDER = re.compile(r"\{(\w+)\}")
# What may begin a sentence in lower case, behind the marks of bold text.
OPENING = re.compile(r"(\**)((?:more than|about|at least) )?(?=\S)")


def fill(template: str, values: dict[str, str]) -> str:
    text = PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)
    opening = OPENING.match(text) if template.lstrip("*").startswith(("{column}", "{value}", "{figure}")) else None
    if opening and (template.startswith("{column}") or opening[2]):
        return opening[1] + text[opening.end(1)].upper() + text[opening.end(1) + 1 :]
    return text


def made_entry(
    series: Series,
    entry_id: str,
    question: str,
    answer: str,
    phrasings: tuple[str, ...],
    values: dict[str, str],
    about: tuple[tuple[str, str], ...] = (),
    column: Column | None = None,
) -> Entry:
    """Make an entry that inherits from its series whatever an entry can inherit; a gap rests on nothing."""
    basis = basis_of(series, column) if "value" in values else None
    return Entry(
        id=entry_id,
        question=fill(question, values),
        answer=with_basis(fill(answer, values), basis),
        topic=series.topic,
        phrasings=tuple(dict.fromkeys(fill(phrasing, values) for phrasing in phrasings)),
        as_of=series.as_of,
        changes=series.changes,
        sources=series.sources,
        related=(series.id,),
        chart=series.id,
        about=tuple(dict.fromkeys((*series.about, *about))),
        series=series.id,
        place=series.place,
    )


def with_basis(answer: str, basis: str | None) -> str:
    """End with what the figures rest on, in the last line of a sentence, in one of its own behind more than that."""
    if not basis:
        return answer
    return f"{answer}{chr(10) * 2 if chr(10) in answer else ' '}Basis: {basis.rstrip('.')}."


def label_text(label: str) -> str:
    """As a label reads in a sentence: "May 2025" for 2025-05."""
    period = parse_label(label)
    return period.text if period else label


def sentence_column(column: Column, proper: frozenset[str]) -> str:
    """Return the title as it reads within a sentence: "price" for "Price", but "CLTC range" and names as they are."""
    first = column.title.split()[0]
    is_word = first[:1].isupper() and first[1:].islower() and first.casefold() not in proper
    return column.title[:1].lower() + column.title[1:] if is_word else column.title
