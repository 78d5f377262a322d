"""Puts a reply into words: a decision and the entries in, a `Reply` with all that a person reads out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.model import Answer, Choice, Entry, Manifest, Source
from bot.replies import wording
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


def answer_message(answer: Answer, suggestions: Sequence[Choice], line: str = "") -> str:
    """The text, then date and sources, then a note on its age, then `line`, then what one could ask next."""
    paragraphs = [answer.text]
    facts = []
    if answer.as_of:
        facts.append(wording.AS_OF.format(date=wording.readable_date(answer.as_of)) + ".")
    if answer.sources:
        facts.append(f"{wording.SOURCE_HEADING}: {'; '.join(source_line(source) for source in answer.sources)}.")
    if facts:
        paragraphs.append(" ".join(facts))
    if answer.stale and answer.as_of:
        paragraphs.append(wording.STALE.format(date=wording.readable_date(answer.as_of)))
    if line:
        paragraphs.append(line)
    if suggestions:
        paragraphs.append(_listed(f"{wording.RELATED_HEADING}:", [one.question for one in suggestions]))
    return "\n\n".join(paragraphs)


def source_line(source: Source) -> str:
    name = f"{source.publisher}, “{source.title}”" if source.title else source.publisher
    linked = f"[{name}]({source.url})" if source.url else name
    return f"{linked} ({wording.readable_date(source.published)})" if source.published else linked


def clarify_message(line: str, choices: Sequence[Choice]) -> str:
    numbered = [f"{number}. {choice.question}" for number, choice in enumerate(choices, 1)]
    return "\n".join([line, *numbered, f"0. {wording.NONE_OF_THESE}"])


def topics_line(titles: Sequence[str], *, others: bool = False) -> str:
    """`others`: there are topics that are not named."""
    if not titles:
        return ""
    return (wording.TOPICS_AMONG if others else wording.TOPICS).format(topics=wording.enumeration(titles))


def _listed(heading: str, lines: Sequence[str]) -> str:
    return "\n".join([heading, *(f"- {line}" for line in lines)])
