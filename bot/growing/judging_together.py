"""Judges the lines of a worksheet together, by the base that has grown by all of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from bot.bot import Bot
from bot.evaluation import LeftOut, Verdict, ask_by_main_words, evaluate, left_out_ways, main_words
from bot.growing.judging_alone import SURE, JudgedLine, bots_own
from bot.matching import normalise
from bot.model import Entry, Knowledge

Compile = Callable[[Knowledge], Bot]


class _Answered(NamedTuple):
    text: str
    id: str  # Of the entry that answers.
    is_right: bool


def judged_together(bot: Bot, lines: list[JudgedLine], compile_bot: Compile) -> tuple[list[JudgedLine], Bot]:
    """Compile `bot` with the lines that are left, refuse those that do harm in it, and begin again until none does.
    Return the lines, and the bot compiled last.

    A question may still get another answer than before: where it turns to an entry that got no new line, no line is
    refused for it, and nothing tells of it.
    """
    right = {one.text: one.id for one in _answered(bot) if one.is_right}
    while True:
        grown = compile_bot(_with_ways(bot.knowledge, lines))
        kept = _refuse_turning([*_refuse_misplaced(lines, grown)], _answered(grown), right, bot)
        if kept == lines:
            return lines, grown
        lines = kept


def _refuse_misplaced(lines: Sequence[JudgedLine], grown: Bot) -> Iterator[JudgedLine]:
    """Those that surely get another entry when they are left out."""
    for line, left_out in _left_out(lines, grown):
        if left_out is not None and left_out.confidence >= SURE and _gets_another(line, left_out, grown):
            yield replace(line, refused=f"without it, it gets {left_out.got.id}")
        else:
            yield line


def _left_out(lines: Sequence[JudgedLine], grown: Bot) -> Iterator[tuple[JudgedLine, LeftOut | None]]:
    """Each line with what it gets when it is left out of its entry; None where that was not tried."""
    tried = {(entry.id, normalise(one.text)): one for entry, one in left_out_ways(grown.index)}
    for line in lines:
        yield line, tried.get((line.taken.id, normalise(line.written.text))) if line.taken else None


def _gets_another(line: JudgedLine, left_out: LeftOut, grown: Bot) -> bool:
    """Whether another entry answers it, which is not the bot's own small talk."""
    own = {line.taken.id} if line.taken else set()
    return left_out.is_answered and left_out.got.id not in own | bots_own(grown)


def _refuse_turning(
    lines: list[JudgedLine], answered: Iterable[_Answered], right: Mapping[str, str], bot: Bot
) -> list[JudgedLine]:
    """One for each question that was answered with the `right` entry, by its text, and gets another now."""
    for now in answered:
        before = right.get(now.text)
        if before is not None and now.id != before:
            lines = _refuse_cause(lines, now, before, bot)
    return lines


def _answered(bot: Bot) -> Iterator[_Answered]:
    """The questions of the base and of its cases that are answered."""
    for entry, tried in left_out_ways(bot.index):
        if tried.is_answered:
            yield _Answered(tried.text, tried.got.id, tried.got is entry)
    for one in (*ask_by_main_words(bot).judged, *evaluate(bot, bot.knowledge.cases).judged):
        if one.reply.answer:
            yield _Answered(one.case.text, one.reply.answer.id, one.verdict is Verdict.RIGHT)


def _refuse_cause(lines: Sequence[JudgedLine], now: _Answered, before: str, bot: Bot) -> list[JudgedLine]:
    """Of the lines for the entry that answers now, the one that shares most main words with the question."""
    words = set(main_words(now.text, bot))
    own = [line for line in lines if line.taken and line.taken.id == now.id]
    cause = max(own, key=lambda line: len(words.intersection(main_words(line.written.text, bot))), default=None)
    reason = f"“{now.text}” would get {now.id} rather than {before}"
    return [replace(line, refused=reason) if line is cause else line for line in lines]


def _with_ways(knowledge: Knowledge, lines: Sequence[JudgedLine]) -> Knowledge:
    entries = (replace(one, phrasings=(*one.phrasings, *ways_for(lines, one))) for one in knowledge.entries)
    return replace(knowledge, entries=tuple(entries))


def ways_for(lines: Sequence[JudgedLine], entry: Entry) -> tuple[str, ...]:
    return tuple(line.written.text for line in lines if line.taken and line.taken.id == entry.id)


def with_chances(lines: Sequence[JudgedLine], grown: Bot) -> Iterator[JudgedLine]:
    """`instead` stays where the line got another entry even before the base has grown."""
    for line, left_out in _left_out(lines, grown):
        if left_out is None:
            yield line
        else:
            instead = left_out.got.id if _gets_another(line, left_out, grown) else ""
            found = left_out.confidence if line.taken and left_out.got.id == line.taken.id else 0.0
            yield replace(line, found=found, instead=line.instead or instead)
