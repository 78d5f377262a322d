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
"""Confidence from which on an answer of today counts for more than the line's writer. Of the lines written for two FAQs
of `benchmarks.faqs`, another entry answered 20, always wrongly; this refuses only one of them."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line of a worksheet, and what became of it."""

    written: Written
    entry: Entry | None
    refused: str = ""
    """Why it was not taken in."""
    instead: str = ""
    """The id of another entry that answered it until now."""
    found: float | None = None
    """Chance that its entry is found when this line is left out; the less, the more the line adds."""


@dataclass(frozen=True, slots=True)
class _Answered:
    text: str
    id: str
    """Of the entry that answers."""
    is_right: bool


def take_in(bot: Bot, folder: Path, written: Sequence[Written], compiled: Compile) -> tuple[JudgedLine, ...]:
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


def _judged_alone(bot: Bot, written: Sequence[Written]) -> list[JudgedLine]:
    """Refuse what belongs to no entry, stands there already, or is surely answered with another entry today."""
    entries = by_code(entry for entry in bot.knowledge.entries if entry.series is None)
    asked = {normalise(text): entry for entry in entries.values() for text in (entry.question, *entry.phrasings)}
    outside = set(map(normalise, bot.knowledge.out_of_scope))
    own = frozenset(one.id for one in bot.knowledge.entries if BOTS_OWN in one.tags)
    lines = []
    for one in written:
        entry, words = entries.get(one.code), normalise(one.text)
        line = JudgedLine(one, entry, _reason(one, entry, asked.get(words), words in outside))
        if entry is not None and not line.refused:
            # On a base that says little, much comes near the bot's own small talk: that is no other answer.
            line = _against_today(bot, line, own | {entry.id})
        if entry is not None and not line.refused:
            asked[words] = entry
        lines.append(line)
    return lines


def _reason(one: Written, entry: Entry | None, same: Entry | None, is_outside: bool) -> str:
    if entry is None:
        return f"no entry has the code {one.code}; it was removed since"
    if same is not None:
        return "it stands there already" if same is entry else f"it asks for {same.id}, word for word"
    return "it stands among the lines that must not be answered" if is_outside else ""


def _against_today(bot: Bot, line: JudgedLine, fitting: frozenset[str]) -> JudgedLine:
    """Refuse it where an entry that is not `fitting` surely answers it today."""
    reply = bot.answer(Question(line.written.text))
    if reply.answer is None or reply.answer.id in fitting:
        return line
    instead = reply.answer.id
    refused = f"it is answered with {instead} today" if reply.confidence >= _SURE else ""
    return replace(line, instead=instead, refused=refused)


def _judged_together(bot: Bot, lines: list[JudgedLine], compiled: Compile) -> tuple[Bot, list[JudgedLine]]:
    """Refuse lines until none turns the answer to another question."""
    if all(line.refused for line in lines):
        return bot, lines
    before = {one.text: one.id for one in _answered(bot) if one.is_right}
    while True:
        grown = compiled(_with_ways(bot.knowledge, lines))
        turned = [one for one in _answered(grown) if before.get(one.text, one.id) != one.id]
        again = list(lines)
        for one in turned:
            _refuse_cause(again, one, before[one.text], bot)
        if again == lines:
            return grown, lines
        lines = again


def _answered(bot: Bot) -> Iterator[_Answered]:
    """The questions of the base and of its cases that are answered."""
    for tried in left_out_ways(bot.index):
        if tried.confidence >= bot.index.confidence.answer_from:
            yield _Answered(tried.text, tried.got.id, tried.got.id == tried.entry.id)
    for one in (*ask_by_main_words(bot).judged, *evaluate(bot, bot.knowledge.cases).judged):
        if one.reply.answer:
            yield _Answered(one.case.text, one.reply.answer.id, one.verdict is Verdict.RIGHT)


def _refuse_cause(lines: list[JudgedLine], turned: _Answered, before: str, bot: Bot) -> None:
    """Of the lines for the entry that answers now, refuse the one that shares most main words with the question."""
    words = set(main_words(turned.text, bot))
    own = [at for at, line in enumerate(lines) if line.entry and line.entry.id == turned.id and not line.refused]
    if own:
        at = max(own, key=lambda at: len(words.intersection(main_words(lines[at].written.text, bot))))
        lines[at] = replace(lines[at], refused=f"“{turned.text}” would get {turned.id} rather than {before}")


def _with_ways(knowledge: Knowledge, lines: Sequence[JudgedLine]) -> Knowledge:
    entries = (replace(one, phrasings=(*one.phrasings, *_ways(lines, one))) for one in knowledge.entries)
    return replace(knowledge, entries=tuple(entries))


def _ways(lines: Sequence[JudgedLine], entry: Entry) -> tuple[str, ...]:
    taken = [line for line in lines if line.entry is not None and line.entry.id == entry.id and not line.refused]
    return tuple(line.written.text for line in taken)


def _write(folder: Path, lines: Sequence[JudgedLine]) -> None:
    """Where the phrasings of each entry stand, behind them; nothing where one file cannot be written to."""
    files = Files(folder)
    for entry in {line.entry.id: line.entry for line in lines if line.entry and not line.refused}.values():
        name = (entry.asking or entry.place).file
        files.put(name, with_ways(files.text(name), name, entry.id, _ways(lines, entry)))
    try:
        write(files.changes, folder)
    except OSError as error:
        raise BotError(f"{folder}: cannot be written: {error.strerror or error}; look at its permissions") from error
