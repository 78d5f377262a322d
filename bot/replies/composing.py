"""Composes the text of a reply from a decision and its entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.model import Answer, Choice, Entry, Manifest, Source, Words
from bot.replies.staleness import is_stale


def answer_of(entry: Entry, manifest: Manifest, today: date | None, qualification: str = "", led: str = "") -> Answer:
    """`led`: the entry's answer, its sentences in another order."""
    text = (led or entry.answer).strip()
    return Answer(
        id=entry.id,
        topic=entry.topic,
        question=entry.question,
        text=f"{qualification} {text}" if qualification else text,
        as_of=entry.as_of,
        stale=is_stale(entry, manifest.stale_after_days, today),
        sources=entry.sources,
        related=entry.related,
        chart=entry.chart,
    )


def answer_message(answer: Answer, suggestions: Sequence[Choice], words: Words) -> str:
    """The text, then date and sources, then a note on its age, then what one could ask next."""
    paragraphs = [answer.text]
    facts = []
    if answer.as_of:
        facts.append(words.as_of.format(date=words.date(answer.as_of)) + ".")
    if answer.sources:
        facts.append(
            f"{words.source_heading}: {'; '.join(source_line(dated(source, words)) for source in answer.sources)}."
        )
    if facts:
        paragraphs.append(" ".join(facts))
    if answer.stale and answer.as_of:
        paragraphs.append(words.stale.format(date=words.date(answer.as_of)))
    if suggestions:
        paragraphs.append(_listed(f"{words.related_heading}:", [one.question for one in suggestions]))
    return "\n\n".join(paragraphs)


def dated(source: Source, words: Words) -> Source:
    """The same with its date as it is read."""
    return replace(source, published=words.date(source.published)) if source.published else source


def source_line(source: Source) -> str:
    """In Markdown; the date as it stands."""
    name = f"{source.publisher}, “{source.title}”" if source.title else source.publisher
    linked = f"[{name}]({source.url})" if source.url else name
    return f"{linked} ({source.published})" if source.published else linked


def clarify_message(line: str, choices: Sequence[Choice], words: Words) -> str:
    numbered = [f"{number}. {choice.question}" for number, choice in enumerate(choices, 1)]
    return "\n".join([line, *numbered, f"0. {words.none_of_these}"])


def topics_line(titles: Sequence[str], words: Words, *, others: bool = False) -> str:
    """`others`: there are topics that are not named."""
    if not titles:
        return ""
    return (words.topics_among if others else words.topics).format(topics=words.listed(titles))


def _listed(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([heading, *(f"- {line}" for line in lines)])
