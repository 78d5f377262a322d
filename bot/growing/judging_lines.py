"""Judges the lines of a worksheet: each alone first, then all together, as an index of the whole shows them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from bot.bot import Bot
from bot.evaluation import LeftOut, Verdict, ask_by_main_words, evaluate, left_out_ways, main_words
from bot.growing.unfit import Unfit
from bot.growing.worksheet import Written, code_of
from bot.matching import normalise
from bot.model import BOTS_OWN, Entry, Knowledge, Question

Compile = Callable[[Knowledge], Bot]
_SURE = 0.95
"""Confidence from which on an answer of today counts for more than the line's writer. Of the lines written for two FAQs
of `benchmarks.faqs`, another entry answered 20, always wrongly; this refuses only one of them."""


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """A line of a worksheet, and what became of it."""

    written: Written
    entry: Entry | None
    refused: str = ""  # Why it was not taken in.
    instead: str = ""  # The id of another entry that answers it without this line.
    found: float | None = None
    """Chance that its entry is found when this line is left out; the less, the more the line adds."""

    @property
    def taken(self) -> Entry | None:
        """The entry that takes it in; None: it is refused."""
        return None if self.refused else self.entry


class _Answered(NamedTuple):
    text: str
    id: str  # Of the entry that answers.
    is_right: bool


def judged_alone(bot: Bot, written: Sequence[Written]) -> list[JudgedLine]:
    """Refuse what belongs to no entry, stands there already, is unfit, or surely gets another entry today."""
    entries = {code_of(entry.id): entry for entry in bot.knowledge.entries if entry.series is None}
    asked = {normalise(text): entry for entry in entries.values() for text in entry.ways}
    outside = set(map(normalise, bot.knowledge.out_of_scope))
    own, unfit, lines = _bots_own(bot), Unfit(bot), list[JudgedLine]()
    for one in written:
        entry, words = entries.get(one.code), normalise(one.text)
        line = JudgedLine(one, entry, _reason(one, entry, asked.get(words), words in outside))
        line = replace(line, refused=line.refused or unfit.reason(one.text))
        if line.taken:
            # On a base that says little, much comes near the bot's own small talk: that is no other answer.
            line = _against_today(bot, line, own | {line.taken.id})
        if line.taken:
            asked[words] = line.taken
        lines.append(line)
    return lines


def _bots_own(bot: Bot) -> frozenset[str]:
    return frozenset(one.id for one in bot.knowledge.entries if BOTS_OWN in one.tags)


def _reason(one: Written, entry: Entry | None, same: Entry | None, is_outside: bool) -> str:
    if entry is None:
        return f"no entry has the code {one.code}; it was removed since, or the worksheet is of another base"
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


def judged_together(bot: Bot, lines: list[JudgedLine], compile_bot: Compile) -> tuple[list[JudgedLine], Bot]:
    """Compile with the lines that are left, refuse those that turn the answer to another question, and begin again:
    each round but the last refuses one more at least. Return the lines, and the bot compiled last."""
    right = {one.text: one.id for one in _answered(bot) if one.is_right}
    while True:
        grown = compile_bot(_with_ways(bot.knowledge, lines))
        kept = [*_without_others(lines, grown)]
        for one in _answered(grown):
            if one.id != right.get(one.text, one.id):
                kept = _without_cause(kept, one, right[one.text], bot)
        if kept == lines:
            return lines, grown
        lines = kept


def _without_others(lines: Sequence[JudgedLine], grown: Bot) -> Iterator[JudgedLine]:
    """Refuse the lines that surely get another entry when they are left out."""
    for line, one in _left_out(lines, grown):
        surely = one is not None and one.confidence >= _SURE and _is_of_another(line, one, grown)
        yield replace(line, refused=f"without it, it gets {one.got.id}") if one is not None and surely else line


def _left_out(lines: Sequence[JudgedLine], grown: Bot) -> Iterator[tuple[JudgedLine, LeftOut | None]]:
    """Each line with what it gets when it is left out of its entry; None where that was not tried."""
    tried = {(entry.id, normalise(one.text)): one for entry, one in left_out_ways(grown.index)}
    for line in lines:
        yield line, tried.get((line.taken.id, normalise(line.written.text))) if line.taken else None


def _is_of_another(line: JudgedLine, one: LeftOut, grown: Bot) -> bool:
    """Whether another entry answers it, which is not the bot's own small talk."""
    return one.is_answered and line.taken is not None and one.got.id not in {line.taken.id, *_bots_own(grown)}


def _answered(bot: Bot) -> Iterator[_Answered]:
    """The questions of the base and of its cases that are answered."""
    for entry, tried in left_out_ways(bot.index):
        if tried.is_answered:
            yield _Answered(tried.text, tried.got.id, tried.got is entry)
    for one in (*ask_by_main_words(bot).judged, *evaluate(bot, bot.knowledge.cases).judged):
        if one.reply.answer:
            yield _Answered(one.case.text, one.reply.answer.id, one.verdict is Verdict.RIGHT)


def _without_cause(lines: list[JudgedLine], turned: _Answered, right: str, bot: Bot) -> list[JudgedLine]:
    """Of the lines for the entry that answers now, refuse the one that shares most main words with the question."""
    words = set(main_words(turned.text, bot))
    own = [line for line in lines if line.taken and line.taken.id == turned.id]
    cause = max(own, key=lambda line: len(words.intersection(main_words(line.written.text, bot))), default=None)
    reason = f"“{turned.text}” would get {turned.id} rather than {right}"
    return [replace(line, refused=reason) if line is cause else line for line in lines]


def _with_ways(knowledge: Knowledge, lines: Sequence[JudgedLine]) -> Knowledge:
    entries = (replace(one, phrasings=(*one.phrasings, *ways_for(lines, one))) for one in knowledge.entries)
    return replace(knowledge, entries=tuple(entries))


def ways_for(lines: Sequence[JudgedLine], entry: Entry) -> tuple[str, ...]:
    return tuple(line.written.text for line in lines if line.taken and line.taken.id == entry.id)


def with_chances(lines: Sequence[JudgedLine], grown: Bot) -> Iterator[JudgedLine]:
    for line, one in _left_out(lines, grown):
        if one is None:
            yield line
        else:
            instead = one.got.id if _is_of_another(line, one, grown) else ""
            found = one.confidence if line.taken and one.got.id == line.taken.id else 0.0
            yield replace(line, found=found, instead=line.instead or instead)
