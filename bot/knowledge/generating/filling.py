"""Fills the placeholders of templates, and makes entries of them."""

import re
from collections.abc import Mapping

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import basis_of
from bot.model import Column, Entry, Series, Words

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def put_in(template: str, values: Mapping[str, str]) -> str:
    """Placeholders that `values` does not hold stay."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def fill(template: str, values: Mapping[str, str], words: Words) -> str:
    """A column, and words such as "more than" before a figure, get a capital where they begin the text."""
    text = put_in(template, values)
    at = len(text) - len(text.lstrip("*"))
    begins_with_figure = template.lstrip("*").startswith(("{value}", "{figure}"))
    if template.startswith("{column}") or (begins_with_figure and _is_bounded(text[at:], words)):
        return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
    return text


def _is_bounded(text: str, words: Words) -> bool:
    leads = (pattern.partition("{number}")[0] for pattern in (words.more_than, words.about, words.at_least))
    return any(lead and text.startswith(lead) for lead in leads)


def filled_entry(
    series: Series,
    entry_id: str,
    question: str,
    answer: str,
    values: Mapping[str, str],
    words: Words,
    column: Column | None = None,
) -> Entry:
    """Fill the templates `question` and `answer`; without "value" no basis is told."""
    basis = basis_of(series, column) if "value" in values else None
    told = with_basis(fill(answer, values, words), basis, words)
    return entry_of(series, entry_id, fill(question, values, words), told)


def entry_of(series: Series, entry_id: str, question: str, answer: str) -> Entry:
    """All else is that of the series; no phrasings, since cells are reached by their measure."""
    return Entry(
        id=entry_id,
        question=question,
        answer=answer,
        topic=series.topic,
        as_of=series.as_of,
        changes=series.changes,
        sources=series.all_sources,
        related=(series.id,),
        chart=series.id,
        about=tuple(dict.fromkeys(series.about)),
        series=series.id,
        place=series.place,
    )


def with_basis(answer: str, basis: str | None, words: Words) -> str:
    """Add what the figures rest on: to a single line as its last sentence, to several lines as a paragraph."""
    if not basis:
        return answer
    gap = "\n\n" if "\n" in answer else " "
    return f"{answer}{gap}{words.basis.format(basis=basis.rstrip('.'))}"


def label_text(label: str, words: Words) -> str:
    """As a label reads in a sentence: "May 2025" for 2025-05."""
    period = parse_label(label)
    return words.facet(*period.facets[-1]) if period else label


def sentence_column(column: Column, proper: frozenset[str]) -> str:
    """Return the title as it reads within a sentence: "price" for "Price", but "CLTC range" and names as they are."""
    first = column.title.split()[0]
    is_word = first[:1].isupper() and first[1:].islower() and first.casefold() not in proper
    return column.title[:1].lower() + column.title[1:] if is_word else column.title
