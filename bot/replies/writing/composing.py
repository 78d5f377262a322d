"""Composes the parts of a reply from entries: its text, its figure for programs, and whether it may be out of date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.figures import FigureAnswer
from bot.knowledge.dates import parse_date
from bot.model import Answer, Choice, Entry, Figure, FigureOperand, Manifest, Reply, Source, Words

_CURRENT = timedelta(days=31)  # The time for which an answer still counts as being of now.


def answer_of(entry: Entry, manifest: Manifest, today: date | None, qualification: str = "", led: str = "") -> Answer:
    """`led`: what is told of the entry's answer in its place, as in `ByEntry`."""
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


def to_figure(answer: FigureAnswer, series: str) -> Figure:
    """The figure as other programs read it."""
    operands = tuple(FigureOperand(one.label, one.value, one.bound.value) for one in answer.operands)
    result, unit = answer.result, answer.unit
    if answer.converted and isinstance(result, float):
        result, unit = answer.converted[0].value, answer.converted[0].unit
    return Figure(series, answer.query.operation.value, operands, result, unit, answer.exact)


def answer_message(answer: Answer, suggestions: Sequence[Choice], words: Words) -> str:
    """The text, then date and sources, then a note on its age, then what one could ask next."""
    paragraphs = [answer.text]
    facts = []
    if answer.as_of:
        facts.append(words.as_of.format(date=words.date(answer.as_of)) + ".")
    if answer.sources:
        sources = "; ".join(source_line(dated(source, words)) for source in answer.sources)
        facts.append(f"{words.source_heading}: {sources}.")
    if facts:
        paragraphs.append(" ".join(facts))
    if answer.stale and answer.as_of:
        paragraphs.append(words.stale.format(date=words.date(answer.as_of)))
    if suggestions:
        paragraphs.append("\n".join([f"{words.related_heading}:", *(list_item(one.question) for one in suggestions)]))
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


def joined(first: Reply, second: Reply, words: Words) -> Reply:
    """Both answers of a message that asks two things; the second ends with its date, if it is another, and with a note
    on its age."""
    one, other = first.answer, second.answer
    if one is None or other is None:
        return first
    facts = []
    if other.as_of and other.as_of != one.as_of:
        facts.append(words.as_of.format(date=words.date(other.as_of)) + ".")
        if other.stale:
            facts.append(words.stale.format(date=words.date(other.as_of)))
    text = " ".join((f"{one.text}\n\n{other.text}", *facts))
    sources = tuple(dict.fromkeys((*one.sources, *other.sources)))
    stale = one.stale or (other.stale and other.as_of == one.as_of)
    answer = replace(one, text=text, sources=sources, chart=one.chart or other.chart, stale=stale)
    suggestions = tuple(choice for choice in first.suggestions if choice.id != other.id)
    return replace(
        first,
        answer=answer,
        message=answer_message(answer, suggestions, words),
        suggestions=suggestions,
        confidence=min(first.confidence, second.confidence),
        context=second.context,
        also=(other.id, *second.also),
    )


def led_by(line: str, reply: Reply, words: Words) -> Reply:
    """A reply to one of two questions, behind what is said of the other."""
    if reply.answer is None:
        return reply
    answer = replace(reply.answer, text=f"{line}\n\n{reply.answer.text}")
    return replace(reply, answer=answer, message=answer_message(answer, reply.suggestions, words))


def list_item(line: str) -> str:
    """As it stands in a message, where the chat finds it again and puts a number in place of the dash."""
    return f"- {line}"


def last_day(as_of: str) -> date | None:
    """The last day of a day, month or year; None where it is none of these."""
    period = parse_date(as_of)
    return period.end if period is not None else None


def is_stale(entry: Entry, after_days: int | None, today: date | None) -> bool:
    """Only entries that change go stale; closed periods never do."""
    day = last_day(entry.as_of or "")
    if not entry.changes or day is None or after_days is None or today is None:
        return False
    return day + timedelta(days=after_days) < today


def is_past(as_of: str, today: date | None) -> bool:
    """Whether a date is so long over that a question about now must be told so."""
    day = last_day(as_of)
    return today is not None and day is not None and day + _CURRENT < today
