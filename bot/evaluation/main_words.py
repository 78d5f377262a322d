"""Tests entries with few ways of asking by the main words of their question.

Left out, one of so few would leave hardly anything of its entry; so this stands in for the question of somebody else.
"""

from collections.abc import Iterator

from bot.bot import Bot
from bot.evaluation.leaveout import TELLING, left_out_counts
from bot.evaluation.tally import Tally, Verdict, evaluate
from bot.knowledge import Code, finding
from bot.matching import normalise
from bot.model import SMALL_TALK, Case, Finding, Place

_SAYS_SOMETHING = 0.3  # Weight of a word by its rarity; "how", "can" and "get" have less.
_FEW = 0.5  # Share of plain questions below which too few are answered.


def ask_by_main_words(bot: Bot) -> Tally:
    return evaluate(bot, _cases(bot))


def main_words(text: str, bot: Bot) -> tuple[str, ...]:
    """The words of a question that say what it is about."""
    return tuple(word for word in normalise(text) if bot.index.common.weight(word) >= _SAYS_SOMETHING)


def main_words_summary(tally: Tally) -> Iterator[str]:
    if tally.judged:
        yield (
            f"Entries with fewer than {TELLING} ways of asking, by the main words of their question alone: "
            f"{tally.count(Verdict.RIGHT)} of {len(tally.judged)} are answered, {tally.count(Verdict.ASKED)} asked "
            f"back, {tally.count(Verdict.WRONG)} answered with another entry. "
            "Asked in people's own words, they get less."
        )


def few_answered(bot: Bot, by_main_words: Tally, next_command: str) -> Iterator[Finding]:
    left_out = left_out_counts(bot.index)
    tried = left_out.tried + len(by_main_words.judged)
    right = left_out.right + by_main_words.count(Verdict.RIGHT)
    if right < _FEW * tried:
        message = f"{right} of {tried} questions that are made to test it would be answered"
        remedy = f"write more ways of asking; {next_command} begins with those that help most"
        yield finding(Code.FEW_ANSWERED, Place(), message, remedy)


def _cases(bot: Bot) -> Iterator[Case]:
    for entry in bot.knowledge.entries:
        if entry.series is None and len(entry.ways) < TELLING and entry.topic != SMALL_TALK:
            main = main_words(entry.question, bot)
            if 0 < len(main) < len(normalise(entry.question)):
                yield Case(" ".join(main), entry.id)
