"""Judges each line of a worksheet by the base as it is today, with the lines above it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.bot import Bot
from bot.growing.unfit import Unfit
from bot.growing.worksheet import Written, code_of
from bot.matching import normalise
from bot.model import BOTS_OWN, Entry, Question

SURE = 0.95
"""Confidence from which on the answer of another entry counts for more than the line's writer. Of the lines written for
two FAQs of `benchmarks.faqs`, another entry answered 20, always wrongly; this refuses only one of them."""


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


def judged_alone(bot: Bot, written: Sequence[Written]) -> list[JudgedLine]:
    """Refuse what belongs to no entry, stands there already, is unfit, or surely gets another entry today."""
    entries = {code_of(entry.id): entry for entry in bot.knowledge.entries if entry.series is None}
    asked = {normalise(text): entry for entry in entries.values() for text in entry.ways}
    outside = set(map(normalise, bot.knowledge.out_of_scope))
    own, unfit, lines = bots_own(bot), Unfit(bot), list[JudgedLine]()
    for one in written:
        entry, words = entries.get(one.code), normalise(one.text)
        refused = _misplaced(one, entry, asked.get(words), words in outside) or unfit.reason(one.text)
        line = JudgedLine(one, entry, refused)
        if line.taken:
            # On a base that says little, much comes near the bot's own small talk: that is no other answer.
            line = _against_today(bot, line, own | {line.taken.id})
        if line.taken:
            asked[words] = line.taken
        lines.append(line)
    return lines


def bots_own(bot: Bot) -> frozenset[str]:
    return frozenset(one.id for one in bot.knowledge.entries if BOTS_OWN in one.tags)


def _misplaced(one: Written, entry: Entry | None, same: Entry | None, is_outside: bool) -> str:
    """Why it cannot stand where it was written; empty where it can. `same`: the entry that is asked for so already."""
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
    refused = f"it is answered with {instead} today" if reply.confidence >= SURE else ""
    return replace(line, instead=instead, refused=refused)
