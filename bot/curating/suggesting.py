"""Makes suggestions for a curator, the most wanted first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from math import inf

from bot.bot import Bot
from bot.curating.alike import side_by_side
from bot.curating.decided import Decided
from bot.curating.drafting import with_drafts
from bot.curating.gap_reading import GapReading
from bot.curating.gaps import SHOWN, Members, Noted, commonest, gather
from bot.curating.judging import COMPLAINTS, Pick, of_matter, of_picks, to_pick
from bot.curating.suggestion import Kind, Suggestion, distinct, fingerprint_of_gap, often
from bot.curating.taken import fingerprint
from bot.knowledge import one_line
from bot.matching import Matcher, normalise
from bot.memory import AnsweredTurn, Gap, NotedGap
from bot.model import SMALL_TALK, Entry, Outcome, Question
from bot.replies import is_stale


def suggest(
    noted: Sequence[NotedGap], told: Sequence[AnsweredTurn], decided: Decided, bot: Bot, today: date
) -> tuple[Suggestion, ...]:
    """`bot` answers what was decided already. What most askers want comes first, then what was asked most often;
    below each stands what may be of the same matter."""
    called_old = [gap for gap in noted if gap.kind is Gap.OUT_OF_DATE and gap.entry]
    unanswered = [gap for gap in noted if gap.kind is not Gap.OUT_OF_DATE or not gap.entry]
    matcher = Matcher(bot.index)
    made = (*_of_questions(unanswered, told, decided, bot, matcher), *_outdated(told, called_old, decided, bot, today))
    wanted = (one for one in made if not _is_rejected(one, decided))
    listed = with_drafts(wanted, decided)
    ordered = sorted(listed, key=lambda one: (-one.askers, -one.times, -one.sure, one.text, one.id))
    return side_by_side(ordered, matcher)


def _is_rejected(suggestion: Suggestion, decided: Decided) -> bool:
    """Whether at least half of what askers wrote in it was."""
    return 2 * sum(name in decided.rejected_fingerprints for name in suggestion.names) >= len(suggestion.names)


def _of_questions(
    noted: Sequence[NotedGap], told: Sequence[AnsweredTurn], decided: Decided, bot: Bot, matcher: Matcher
) -> Iterator[Suggestion]:
    """One for each matter with what was picked for its wordings, then one for each wording that was only picked for."""
    picks: dict[tuple[str, ...], list[Pick]] = {}
    for pick in filter(None, map(to_pick, told)):
        picks.setdefault(normalise(pick.text), []).append(pick)
    tells_outside = bool(bot.knowledge.out_of_scope)
    for members in gather(noted, matcher):
        open_ = [(gap, reading) for gap, reading in members if _is_open(gap, reading, decided)]
        if open_:
            wordings = {normalise(reading.wording) for _, reading in open_ if reading.wording}
            chosen = [pick for wording in sorted(wordings) for pick in picks.pop(wording, ())]
            yield of_matter(open_, chosen, _taken_for(members, decided), tells_outside=tells_outside)
    for words, chosen in picks.items():
        if words not in decided.entry_by_words and bot.answer(Question(chosen[0].text)).outcome is not Outcome.ANSWER:
            yield of_picks(chosen)


def _is_open(gap: NotedGap, reading: GapReading, decided: Decided) -> bool:
    """Whether a curator still has to decide it: it was noted after its question was last accepted, if ever; and it is
    a complaint, or nothing that was accepted answers its words."""
    accepted = decided.acceptance_by_fingerprint.get(fingerprint_of_gap(gap))
    is_answered = normalise(reading.wording) in decided.entry_by_words
    is_new = accepted is None or gap.at > accepted.at
    return is_new and (gap.kind in COMPLAINTS or not is_answered)


def _taken_for(members: Members, decided: Decided) -> str | None:
    """The entry that was accepted for other wordings of the matter."""
    accepted = (decided.acceptance_by_fingerprint.get(fingerprint_of_gap(gap)) for gap, _ in members)
    taken = (decided.taken_by_ruling[one] for one in accepted if one is not None)
    return next((one.entry for one in taken if one.entry), None)


def _outdated(
    told: Sequence[AnsweredTurn], called_old: Sequence[NotedGap], decided: Decided, bot: Bot, today: date
) -> Iterator[Suggestion]:
    """One for each entry that has grown old and is asked for, or was called out of date."""
    called, asked = defaultdict[str, list[NotedGap]](list), defaultdict[str, list[AnsweredTurn]](list)
    for gap in called_old:
        called[gap.entry or ""].append(gap)
    for one in told:
        asked[one.entry].append(one)
    for entry in bot.knowledge.entries:
        since = decided.renewed_at.get(entry.id, -inf)
        # Whoever calls it old before the day that it tells of has not meant it as it stands.
        gaps = [gap for gap in called[entry.id] if gap.at > since and _day_of(gap) >= (entry.as_of or "")]
        is_called = bool(gaps) and entry.topic != SMALL_TALK
        if is_called or (asked[entry.id] and has_grown_old(entry, bot, today)):
            yield _of_entry(entry, asked[entry.id], gaps)


def has_grown_old(entry: Entry, bot: Bot, today: date) -> bool:
    return entry.topic != SMALL_TALK and is_stale(entry, bot.knowledge.manifest.stale_after_days, today)


def _day_of(gap: NotedGap) -> str:
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
