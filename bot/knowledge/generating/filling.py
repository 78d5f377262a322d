"""Makes the entries of series: fills the placeholders of templates, and adds the keys that all entries share."""

import re
from collections.abc import Mapping

from bot.model import Ask, Entry, Series, Superlative, Words

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def put_in(template: str, values: Mapping[str, str]) -> str:
    """Placeholders that `values` does not hold stay."""
    return PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)


def fill(template: str, values: Mapping[str, str], words: Words) -> str:
    """Write a capital if the template begins with {column}, or with a figure that has a bound: "More than 5 ..."."""
    text = put_in(template, values)
    said = text.lstrip("*")
    if template.startswith("{column}") or _begins_with_bound(template.lstrip("*"), said, words):
        return text[: len(text) - len(said)] + said[:1].upper() + said[1:]
    return text


def _begins_with_bound(template: str, said: str, words: Words) -> bool:
    """Look for the words of a bound, since a cell that is a text stays as it is written."""
    bounds = (pattern.partition("{number}")[0] for pattern in (words.more_than, words.about, words.at_least))
    is_of_figure = template.startswith(("{value}", "{figure}"))
    return is_of_figure and any(bound and said.startswith(bound) for bound in bounds)


def filled_entry(
    series: Series, id: str, template: Ask | Superlative, values: Mapping[str, str], words: Words, basis: str | None
) -> Entry:
    """`basis`: None where no figure rests on it."""
    told = with_basis(fill(template.answer, values, words), basis, words)
    return entry_of(series, id, fill(template.question, values, words), told)


def entry_of(series: Series, entry_id: str, question: str, answer: str) -> Entry:
    """The series gives the other fields; no phrasings, since the matcher finds cells by their measure."""
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
    """Add the basis of the figures: to a single line as its last sentence, to several lines as a paragraph."""
    paragraph = basis_paragraph(basis, words)
    return answer + (paragraph if "\n" in answer else paragraph.replace("\n\n", " ", 1))


def basis_paragraph(basis: str | None, words: Words) -> str:
    """With the blank line before it; empty where there is no basis."""
    return f"\n\n{words.basis.format(basis=basis.rstrip('.'))}" if basis else ""
