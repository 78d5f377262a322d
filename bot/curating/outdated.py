"""Suggests to renew entries that have grown old and are asked for, or that were called out of date."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from math import inf

from bot.bot import Bot
from bot.curating.decided import Decided, fingerprint
from bot.curating.gaps import SHOWN, Noted, commonest
from bot.curating.suggestion import Kind, Suggestion, distinct, often
from bot.knowledge import one_line
from bot.memory import AnsweredTurn, NotedGap
from bot.model import SMALL_TALK, Entry
from bot.replies import is_stale


def outdated(
    told: Sequence[AnsweredTurn], noted: Sequence[NotedGap], decided: Decided, bot: Bot, today: date
) -> Iterator[Suggestion]:
    """`noted`: where an entry was called out of date."""
    called, asked = defaultdict[str, list[NotedGap]](list), defaultdict[str, list[AnsweredTurn]](list)
    for gap in noted:
        called[gap.entry or ""].append(gap)
    for one in told:
        asked[one.entry].append(one)
    for entry in bot.knowledge.entries:
        since = decided.renewed.get(entry.id, -inf)
        # Whoever calls it old before the day that it tells of has not meant it as it stands.
        gaps = [gap for gap in called[entry.id] if gap.at > since and _day(gap) >= (entry.as_of or "")]
        is_called = bool(gaps) and entry.topic != SMALL_TALK
        if is_called or (asked[entry.id] and has_grown_old(entry, bot, today)):
            yield _of_entry(entry, asked[entry.id], gaps)


def has_grown_old(entry: Entry, bot: Bot, today: date) -> bool:
    return entry.topic != SMALL_TALK and is_stale(entry, bot.knowledge.manifest.stale_after_days, today)


def _day(gap: NotedGap) -> str:
    return datetime.fromtimestamp(gap.at, UTC).date().isoformat()


def _of_entry(entry: Entry, told: Sequence[AnsweredTurn], gaps: Sequence[NotedGap]) -> Suggestion:
    said: tuple[Noted, ...] = (*told, *gaps)
    times, askers = len({one.turn for one in said}), len({one.asker for one in said})
    called = f"; {len({gap.asker for gap in gaps})} called it out of date" if gaps else ""
    name = fingerprint(f"old {entry.id} {entry.as_of}")
    return Suggestion(
        id=name,
        kind=Kind.STALE,
        entry=entry.id,
        text=entry.question,
        times=times,
        askers=askers,
        reason=f"asked {often(times, askers)}; as of {entry.as_of or 'no day'}{called}",
        examples=distinct(commonest((one, one_line(one.text or "")) for one in said))[:SHOWN],
        names=(name,),
        sure=1.0 if gaps else 0.5,
    )
