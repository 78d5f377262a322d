"""Makes suggestions for a curator, the most wanted first."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from math import inf

from bot.bot import Bot
from bot.curating.alike import side_by_side
from bot.curating.decided import Decided, Kind, name_of
from bot.curating.drafting import with_drafts
from bot.curating.gaps import SHOWN, Members, Noted, commonest, gather
from bot.curating.hearing import Heard
from bot.curating.judging import COMPLAINTS, Pick, of_matter, of_picks, picked
from bot.curating.suggestion import Suggestion, distinct, name_of_gap, often
from bot.matching import Matcher, normalise
from bot.memory import Gap, NotedGap, Told
from bot.model import SMALL_TALK, Entry, Outcome, Question
from bot.replies import is_stale


def suggest(
    noted: Sequence[NotedGap], told: Sequence[Told], decided: Decided, bot: Bot, today: date
) -> tuple[Suggestion, ...]:
    """`bot` answers what was decided already. What most askers want comes first, then what was asked most often;
    below each stands what may be of the same matter."""
    picks: dict[tuple[str, ...], list[Pick]] = {}
    for pick in filter(None, map(picked, told)):
        picks.setdefault(normalise(pick.text), []).append(pick)
    old = [gap for gap in noted if gap.kind is Gap.OUT_OF_DATE and gap.entry]
    rest = [gap for gap in noted if not (gap.kind is Gap.OUT_OF_DATE and gap.entry)]
    found: list[Suggestion] = []
    matcher = Matcher(bot.index)
    for members in gather(rest, matcher):
        open_ = [(gap, heard) for gap, heard in members if _is_open(gap, heard, decided)]
        if open_:
            words = {normalise(heard.wording) for _, heard in open_ if heard.wording}
            chosen = [pick for one in sorted(words) for pick in picks.pop(one, ())]
            found.append(
                of_matter(open_, chosen, _taken_for(members, decided), tells_outside=bool(bot.knowledge.out_of_scope))
            )
    found += [of_picks(chosen) for words, chosen in picks.items() if _is_unanswered(words, chosen, decided, bot)]
    found += grown_old(told, old, decided, bot, today)
    wanted = (one for one in found if 2 * sum(name in decided.rejected for name in one.names) < len(one.names))
    listed = with_drafts(wanted, decided)
    ordered = sorted(listed, key=lambda one: (-one.askers, -one.times, -one.sure, one.text, one.id))
    return side_by_side(ordered, matcher)


def _is_open(gap: NotedGap, heard: Heard, decided: Decided) -> bool:
    """Whether it is undecided. Complaints about an accepted answer are, and so are wordings that were not accepted
    with others of the matter."""
    _, since = decided.settled.get(name_of_gap(gap), (None, -inf))
    is_answered = normalise(heard.wording) in decided.answered
    return gap.at > since and (gap.kind in COMPLAINTS or not is_answered)


def _taken_for(members: Members, decided: Decided) -> str | None:
    """The entry that was accepted for other wordings of the matter."""
    found = (decided.settled.get(name_of_gap(gap), (None, 0.0))[0] for gap, _ in members)
    return next(filter(None, found), None)


def _is_unanswered(words: tuple[str, ...], chosen: Sequence[Pick], decided: Decided, bot: Bot) -> bool:
    if words in decided.answered:
        return False
    reply = bot.answer(Question(chosen[0].text))
    return reply.outcome is not Outcome.ANSWER


def grown_old(
    told: Sequence[Told], noted: Sequence[NotedGap], decided: Decided, bot: Bot, today: date
) -> Iterator[Suggestion]:
    """`noted`: what was called out of date."""
    called: dict[str, list[NotedGap]] = {}
    for gap in noted:
        called.setdefault(gap.entry or "", []).append(gap)
    asked: dict[str, list[Told]] = {}
    for one in told:
        asked.setdefault(one.entry, []).append(one)
    after = bot.knowledge.manifest.stale_after_days
    for entry in bot.knowledge.entries:
        since = decided.renewed.get(entry.id, -inf)
        gaps = [gap for gap in called.get(entry.id, ()) if gap.at > since and _is_of(entry, gap)]
        if entry.topic != SMALL_TALK and (gaps or (entry.id in asked and is_stale(entry, after, today))):
            yield _of_entry(entry, asked.get(entry.id, ()), gaps)


def _is_of(entry: Entry, gap: NotedGap) -> bool:
    """Whether it was called out of date as it stands: not before the day that it tells of."""
    day = datetime.fromtimestamp(gap.at, UTC).date().isoformat()
    return entry.as_of is None or day >= entry.as_of


def _of_entry(entry: Entry, told: Sequence[Told], gaps: Sequence[NotedGap]) -> Suggestion:
    said: tuple[Noted, ...] = (*told, *gaps)
    times, askers = len({one.turn for one in said}), len({one.asker for one in said})
    called = f"; {len({gap.asker for gap in gaps})} called it out of date" if gaps else ""
    name = name_of(f"old {entry.id} {entry.as_of}")
    return Suggestion(
        id=name,
        kind=Kind.STALE,
        entry=entry.id,
        text=entry.question,
        times=times,
        askers=askers,
        reason=f"asked {often(times, askers)}; as of {entry.as_of or 'no day'}{called}",
        examples=distinct(commonest((one, " ".join((one.text or "").split())) for one in said))[:SHOWN],
        names=(name,),
        sure=1.0 if gaps else 0.5,
    )
