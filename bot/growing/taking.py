"""Takes in the questions on a worksheet, as ways of asking in the YAML."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.bot import Bot
from bot.evaluation import Verdict, ask_by_main_words, evaluate, left_out_ways, main_words
from bot.growing.worksheet import Written, by_code
from bot.knowledge.writing import Files, with_ways, write
from bot.matching import normalise
from bot.model import BOTS_OWN, BotError, Entry, Knowledge, Question

Compile = Callable[[Knowledge], Bot]
_SURE = 0.95
"""Confidence from which on an answer of today counts for more than whoever wrote the line. Of the lines written for two
of the FAQs of `benchmarks.faqs`, another entry answered 20, and none rightly; one of these it answered as surely."""


@dataclass(frozen=True, slots=True)
class Line:
    """One that was written, and what became of it."""

    written: Written
    entry: Entry | None
    refused: str = ""
    """Why it was not taken in."""
    instead: str = ""
    """The id of another entry that answered it until now."""
    found: float | None = None
    """Chance that its entry is found when this line is left out; the less, the more the line adds."""


def take_in(bot: Bot, folder: Path, written: Sequence[Written], compiled: Compile) -> tuple[Line, ...]:
    """Write what may be taken in, and say of each line why not, or what it brought. Raises BotError.

    `compiled` makes a bot of other knowledge.
    """
    lines = _judged_alone(bot, written)
    grown, lines = _judged_together(bot, lines, compiled)
    _write(folder, lines)
    chances = {
        (one.entry.id, normalise(one.text)): one.confidence if one.got.id == one.entry.id else 0.0
        for one in left_out_ways(grown.index)
    }
    return tuple(
        replace(line, found=chances.get((line.entry.id, normalise(line.written.text))))
        if line.entry and not line.refused
        else line
        for line in lines
    )


def _judged_alone(bot: Bot, written: Sequence[Written]) -> list[Line]:
    """Refuse what belongs to no entry, stands there already, or is surely answered with another entry today."""
    entries = by_code(entry for entry in bot.knowledge.entries if entry.series is None)
    asked = {normalise(text): entry for entry in entries.values() for text in (entry.question, *entry.phrasings)}
    outside = set(map(normalise, bot.knowledge.out_of_scope))
    own = frozenset(one.id for one in bot.knowledge.entries if BOTS_OWN in one.tags)
    lines = []
    for one in written:
        entry, words = entries.get(one.code), normalise(one.text)
        refused = _reason(one, entry, asked.get(words), words in outside)
        instead = ""
        if entry is not None and not refused:
            instead, chance = _answered_instead(bot, one.text, own | {entry.id})
            refused = f"it is answered with {instead} today" if chance >= _SURE else ""
        lines.append(Line(one, entry, refused, instead))
        if entry is not None and not refused:
            asked[words] = entry
    return lines


def _reason(one: Written, entry: Entry | None, same: Entry | None, is_outside: bool) -> str:
    if entry is None:
        return f"no entry has the code {one.code}; it was removed since"
    if same is not None:
        return "it stands there already" if same is entry else f"it asks for {same.id}, word for word"
    return "it stands among the lines that must not be answered" if is_outside else ""


def _answered_instead(bot: Bot, text: str, fitting: frozenset[str]) -> tuple[str, float]:
    """The other entry that answers it today, and the chance that it does so rightly; the bot's own small talk is as
    `fitting` as its entry, for on a base that says little much comes near it."""
    reply = bot.answer(Question(text))
    if reply.answer is None or reply.answer.id in fitting:
        return "", 0.0
    return reply.answer.id, reply.confidence


def _judged_together(bot: Bot, lines: list[Line], compiled: Compile) -> tuple[Bot, list[Line]]:
    """Refuse lines until none turns the answer to another question."""
    if all(line.refused for line in lines):
        return bot, lines
    before = {text: id for text, id, is_right in _answered(bot) if is_right}
    while True:
        grown = compiled(_with(bot.knowledge, lines))
        turned = [(text, id) for text, id, _ in _answered(grown) if before.get(text, id) != id]
        again = list(lines)
        for text, id in turned:
            _refuse(again, text, id, before[text], bot)
        if again == lines:
            return grown, lines
        lines = again


def _answered(bot: Bot) -> Iterator[tuple[str, str, bool]]:
    """What is asked of the base by itself and its cases, with the id that answers it, and whether that is right."""
    for tried in left_out_ways(bot.index):
        if tried.confidence >= bot.index.confidence.answer_from:
            yield tried.text, tried.got.id, tried.got.id == tried.entry.id
    for one in (*ask_by_main_words(bot).judged, *evaluate(bot, bot.knowledge.cases).judged):
        if one.reply.answer:
            yield one.case.text, one.reply.answer.id, one.verdict is Verdict.RIGHT


def _refuse(lines: list[Line], text: str, id: str, before: str, bot: Bot) -> None:
    """The line of the entry that answers now, of those taken in, which shares most with what it turned."""
    words = set(main_words(text, bot))
    own = [at for at, line in enumerate(lines) if line.entry and line.entry.id == id and not line.refused]
    if own:
        at = max(own, key=lambda at: len(words.intersection(main_words(lines[at].written.text, bot))))
        lines[at] = replace(lines[at], refused=f"“{text}” would get {id} rather than {before}")


def _with(knowledge: Knowledge, lines: Sequence[Line]) -> Knowledge:
    def grown(entry: Entry) -> Entry:
        return replace(entry, phrasings=(*entry.phrasings, *_ways(lines, entry)))

    return replace(knowledge, entries=tuple(map(grown, knowledge.entries)))


def _ways(lines: Sequence[Line], entry: Entry) -> tuple[str, ...]:
    taken = [line for line in lines if line.entry is not None and line.entry.id == entry.id and not line.refused]
    return tuple(line.written.text for line in taken)


def _write(folder: Path, lines: Sequence[Line]) -> None:
    """Where the phrasings of each entry stand, behind them; nothing where one file cannot be written to."""
    files = Files(folder)
    for entry in {line.entry.id: line.entry for line in lines if line.entry and not line.refused}.values():
        name = (entry.asking or entry.place).file
        files.put(name, with_ways(files.text(name), name, entry.id, _ways(lines, entry)))
    try:
        write(files.changes, folder)
    except OSError as error:
        raise BotError(f"{folder}: cannot be written: {error.strerror or error}; look at its permissions") from error
