"""Words the digest of a server's week: what was asked there, and what came of decisions."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.bot import Bot
from bot.curating import DecisionOutcome
from bot.memory import Verdict, Votes
from bot.model import Outcome, Words
from bot.pages.cutting import shortened
from bot.pages.page import Page
from bot.reporting import Report

_SHOWN = 5  # Lines of a section.
_LINE = 150  # Characters of a line.


def digest_page(report: Report, decisions: Sequence[DecisionOutcome], since: date, bot: Bot) -> Page | None:
    """None if there is nothing to tell. The askers' texts stand only in `Page.code`."""
    words = bot.words
    if not (report.questions or report.gaps or decisions):
        return None
    gaps = [words.digest_gap.format(question=one.question, times=one.times, askers=one.askers) for one in report.gaps]
    old = [
        words.digest_old.format(question=one.question, date=words.date(one.as_of), times=one.asked)
        for one in report.stale
        if one.asked
    ]
    lines = (
        *_counts(report, words),
        *_section(words.digest_gaps, gaps),
        *_section(words.digest_stale, old),
        *_section(words.digest_decided, [_decided(one, bot) for one in decisions]),
    )
    first, last = words.date(since.isoformat()), words.date(report.today.isoformat())
    return Page(words.digest_title, lead=words.digest_lead.format(first=first, last=last), code=lines)


def _counts(report: Report, words: Words) -> Iterator[str]:
    answered, asked_back, unknown = map(report.count_of, (Outcome.ANSWER, Outcome.CLARIFY, Outcome.UNKNOWN))
    yield words.digest_counts.format(
        questions=report.questions, answered=answered, asked_back=asked_back, unknown=unknown
    )
    if report.votes != Votes():
        yield words.digest_votes.format(good=report.votes.good, bad=report.votes.bad)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    """The first lines of all that the title counts."""
    if lines:
        yield from ("", title.format(count=len(lines)))
        yield from (f"- {shortened(line, _LINE)}" for line in lines[:_SHOWN])


def _decided(one: DecisionOutcome, bot: Bot) -> str:
    words = bot.words
    if one.verdict is Verdict.REJECTED:
        return words.digest_rejected.format(text=one.text)
    if one.entry is None:
        return words.digest_declined.format(text=one.text)
    answer = bot.show(one.entry)
    entry = answer.question if answer else one.entry
    if not one.text:
        return words.digest_renewed.format(question=entry)
    return words.digest_answered.format(text=one.text, question=entry)
