"""Makes the entries of series: fills the placeholders of templates, and adds what is the same for all of a series."""

import re
from collections.abc import Mapping

from bot.knowledge.generating.cells import basis_of
from bot.model import Ask, Column, Entry, Series, Superlative, Words

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def put_in(template: str, values: Mapping[str, str]) -> str:
    """Placeholders that `values` does not hold stay."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def fill(template: str, values: Mapping[str, str], words: Words) -> str:
    """A text that begins with a column, or with such as "more than" before a figure, gets a capital."""
    text = put_in(template, values)
    said = text.lstrip("*")
    begins_with_figure = template.lstrip("*").startswith(("{value}", "{figure}"))
    # A cell that is a text stays as it is written, so the words for a bound are looked for.
    bounds = (pattern.partition("{number}")[0] for pattern in (words.more_than, words.about, words.at_least))
    is_bounded = begins_with_figure and any(bound and said.startswith(bound) for bound in bounds)
    if template.startswith("{column}") or is_bounded:
        return text[: len(text) - len(said)] + said[:1].upper() + said[1:]
    return text


def filled_entry(
    series: Series, id: str, template: Ask | Superlative, values: Mapping[str, str], words: Words, column: Column | None
) -> Entry:
    """Without "value" no basis is told."""
    basis = basis_of(series, column) if "value" in values else None
    told = with_basis(fill(template.answer, values, words), basis, words)
    return entry_of(series, id, fill(template.question, values, words), told)


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
