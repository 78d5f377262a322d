"""Fills the placeholders of a template."""

import re

from bot.knowledge.dates import parse_label
from bot.knowledge.generating.cells import basis_of
from bot.model import Column, Entry, Series, Words

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(template: str, values: dict[str, str], words: Words) -> str:
    """What begins the text with a column or a bound ("more than") begins it with a capital."""
    text = PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), template)
    at = len(text) - len(text.lstrip("*"))
    figure = template.lstrip("*").startswith(("{value}", "{figure}")) and _is_bounded(text[at:], words)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :] if figure or template.startswith("{column}") else text


def _is_bounded(text: str, words: Words) -> bool:
    leads = (pattern.partition("{number}")[0] for pattern in (words.more_than, words.about, words.at_least))
    return any(lead and text.startswith(lead) for lead in leads)


def made_entry(
    series: Series,
    entry_id: str,
    question: str,
    answer: str,
    phrasings: tuple[str, ...],
    values: dict[str, str],
    words: Words,
    about: tuple[tuple[str, str], ...] = (),
    column: Column | None = None,
) -> Entry:
    """Make an entry that inherits from its series whatever an entry can inherit; a gap rests on nothing."""
    basis = basis_of(series, column) if "value" in values else None
    return Entry(
        id=entry_id,
        question=fill(question, values, words),
        answer=with_basis(fill(answer, values, words), basis, words),
        topic=series.topic,
        phrasings=tuple(dict.fromkeys(fill(phrasing, values, words) for phrasing in phrasings)),
        as_of=series.as_of,
        changes=series.changes,
        sources=series.all_sources,
        related=(series.id,),
        chart=series.id,
        about=tuple(dict.fromkeys((*series.about, *about))),
        series=series.id,
        place=series.place,
    )


def with_basis(answer: str, basis: str | None, words: Words) -> str:
    """End with what the figures rest on, in the last line of a sentence, in one of its own behind more than that."""
    if not basis:
        return answer
    return f"{answer}{chr(10) * 2 if chr(10) in answer else ' '}{words.basis.format(basis=basis.rstrip('.'))}"


def label_text(label: str, words: Words) -> str:
    """As a label reads in a sentence: "May 2025" for 2025-05."""
    period = parse_label(label)
    return words.facet(*period.facets[-1]) if period else label


def sentence_column(column: Column, proper: frozenset[str]) -> str:
    """Return the title as it reads within a sentence: "price" for "Price", but "CLTC range" and names as they are."""
    first = column.title.split()[0]
    is_word = first[:1].isupper() and first[1:].islower() and first.casefold() not in proper
    return column.title[:1].lower() + column.title[1:] if is_word else column.title
