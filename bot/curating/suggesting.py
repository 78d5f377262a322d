"""Suggests what a curator could decide: what was noted and answered in, suggestions out, the most wanted first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum, inf

from bot.bot import Bot
from bot.curating.decided import Decided, Kind, name_of
from bot.curating.gaps import SHOWN, Matter, Members, Noted, commonest, gather, to_matter
from bot.curating.hearing import Heard, Near
from bot.matching.text import normalise
from bot.memory import Gap, NotedGap, Told
from bot.model import SMALL_TALK, Entry, Outcome, Question
from bot.replies.staleness import is_stale
from bot.replies.understanding import THIN

_OUTSIDE = 4.5
"""How much more must speak for "nothing" than for any entry; what is missing in a knowledge base comes nearer."""
_TELLS = 3
"""Words that a wording has on average, so that it tells enough to be called out of scope."""
_LIKELY = 0.5
"""Mean confidence from which on an entry may be what was asked for."""
_COMPLAINTS = {Gap.BAD_VOTE: "thumbs down", Gap.NOT_MEANT: "not what was meant", Gap.WRONG: "called wrong"}
_RIVAL = 0.5
"""Share of complaints, or of askers of the second choice beside the first, from which on two are to be told apart."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Who asked and where stands nowhere in it."""

    id: str
    """Ten signs; the same as long as what was asked first is kept."""
    kind: Kind
    entry: str | None
    """Which answers it, is old, or is taken for another."""
    text: str
    times: int
    askers: int
    reason: str
    wordings: tuple[str, ...] = ()
    """What would become ways of asking, the commonest first."""
    nearest: tuple[Near, ...] = ()
    meant: tuple[str, ...] = ()
    """What askers wrote that they had meant."""
    names: tuple[str, ...] = ()
    """Of all that was asked, as `name_of` makes them."""
    answered: tuple[str, ...] = ()
    """The entries that were answered with, and complained about."""
    sure: float = 0.0

    @property
    def examples(self) -> tuple[str, ...]:
        return tuple(one for one in self.wordings if one != self.text)[:SHOWN]


@dataclass(frozen=True, slots=True)
class _Pick:
    """What was picked among the choices that a question was asked back with."""

    turn: str
    asker: str
    text: str
    entry: str


@dataclass(frozen=True, slots=True)
class _Judged:
    kind: Kind
    entry: str | None
    sure: float
    why: str


def suggest(
    noted: Sequence[NotedGap], told: Sequence[Told], decided: Decided, bot: Bot, today: date
) -> tuple[Suggestion, ...]:
    """`bot` answers what was decided already. What most askers want comes first, then what was asked most often."""
    picks: dict[tuple[str, ...], list[_Pick]] = {}
    for pick in filter(None, map(_picked, told)):
        picks.setdefault(normalise(pick.text), []).append(pick)
    old = [gap for gap in noted if gap.kind is Gap.OUT_OF_DATE and gap.entry]
    rest = [gap for gap in noted if not (gap.kind is Gap.OUT_OF_DATE and gap.entry)]
    found: list[Suggestion] = []
    for members in gather(rest, bot.index):
        open_ = [(gap, heard) for gap, heard in members if _is_open(gap, heard, decided)]
        if open_:
            words = {normalise(heard.wording) for _, heard in open_ if heard.wording}
            chosen = [pick for one in sorted(words) for pick in picks.pop(one, ())]
            found.append(_of_matter(open_, chosen, _taken_for(members, decided), tells_outside=_tells_outside(bot)))
    found += [_of_picks(chosen) for words, chosen in picks.items() if _is_unanswered(words, chosen, decided, bot)]
    found += _stale(told, old, bot, today)
    wanted = (one for one in found if 2 * sum(name in decided.rejected for name in one.names) < len(one.names))
    return tuple(sorted(wanted, key=lambda one: (-one.askers, -one.times, -one.sure, one.text, one.id)))


def _picked(told: Told) -> _Pick | None:
    before = told.asked_in
    offered = {choice.id for choice in before.offered}
    return (
        _Pick(told.turn, told.asker, before.question, told.entry) if before.question and told.entry in offered else None
    )


def _is_open(gap: NotedGap, heard: Heard, decided: Decided) -> bool:
    """Whether it was not decided; what is wrong with an accepted answer counts anew, and so does what is still asked
    where other words were accepted."""
    _, since = decided.settled.get(_name(gap), (None, -inf))
    is_answered = normalise(heard.wording) in decided.answered
    return gap.at > since and (gap.kind in _COMPLAINTS or not is_answered)


def _taken_for(members: Members, decided: Decided) -> str | None:
    """The entry that was accepted for other wordings of the matter."""
    found = (decided.settled.get(_name(gap), (None, 0.0))[0] for gap, _ in members)
    return next(filter(None, found), None)


def _is_unanswered(words: tuple[str, ...], chosen: Sequence[_Pick], decided: Decided, bot: Bot) -> bool:
    if words in decided.answered:
        return False
    reply = bot.answer(Question(chosen[0].text))
    return reply.outcome is not Outcome.ANSWER


def _tells_outside(bot: Bot) -> bool:
    """Whether the knowledge base tells of lines out of scope, and is so grown that being far from all of it counts."""
    return bool(bot.knowledge.out_of_scope) and bot.index.confidence.thin < THIN


def _of_matter(members: Members, picks: Sequence[_Pick], taken_for: str | None, *, tells_outside: bool) -> Suggestion:
    matter = to_matter(members)
    gaps = sorted((gap for gap, _ in members), key=lambda gap: (gap.at, gap.turn))
    times = len({gap.turn for gap in gaps} | {pick.turn for pick in picks})
    askers = len({gap.asker for gap in gaps} | {pick.asker for pick in picks})
    complaints = [gap for gap in gaps if gap.kind in _COMPLAINTS and gap.entry]
    wrong = tuple(_most((gap.asker, gap.entry or "") for gap in complaints))
    picked = _most((pick.asker, pick.entry) for pick in picks)
    if taken_for is not None:
        judged = _Judged(Kind.PHRASING, taken_for, 1.0, f"other wordings of it were accepted for {taken_for}")
    elif complaints:
        judged = _of_complaints(complaints, wrong[0], matter, share=len(complaints) / len(gaps))
    elif picked:
        entry, count = next(iter(picked.items()))
        judged = _Judged(Kind.PHRASING, entry, count / askers, f"{count} chose {entry}")
    else:
        judged = _by_nearness(members, matter, tells_outside=tells_outside)
    wordings = _distinct(commonest((gap, heard.wording) for gap, heard in members))
    return Suggestion(
        id=_name(gaps[0]),
        kind=judged.kind,
        entry=judged.entry,
        text=next(iter(wordings), matter.question),
        times=times,
        askers=askers,
        reason=f"asked {_often(times, askers)}; {judged.why}",
        wordings=wordings,
        nearest=matter.nearest,
        meant=matter.meant,
        names=tuple(dict.fromkeys(map(_name, gaps))),
        answered=wrong,
        sure=judged.sure,
    )


def _of_complaints(complaints: Sequence[NotedGap], wrong: str, matter: Matter, share: float) -> _Judged:
    counts = Counter(_COMPLAINTS[gap.kind] for gap in complaints)
    said = f"{', '.join(f'{what} {count}' for what, count in sorted(counts.items()))}, of {wrong}"
    other = next((id for id, _ in matter.nearest if id != wrong), None)
    if other is None or share < _RIVAL:
        return _Judged(Kind.ENTRY, None, share, said)
    return _Judged(Kind.APART, wrong, share, f"{said}; next is {other}")


def _by_nearness(members: Members, matter: Matter, *, tells_outside: bool) -> _Judged:
    """What nothing but the nearest entries tells about."""
    top, near = matter.nearest[0] if matter.nearest else ("", 0.0)
    why = f"nearest is {top} ({near:.2f})" if top else "no entry comes near"
    if near >= _LIKELY:
        return _Judged(Kind.PHRASING, top, near, why)
    outside = fsum(heard.outside for _, heard in members) / len(members)
    words = sum(len(heard.words) for _, heard in members) / len(members)
    is_outside = tells_outside and outside >= _OUTSIDE and words >= _TELLS
    return _Judged(Kind.OUT_OF_SCOPE if is_outside else Kind.ENTRY, None, 1 - near, why)


def _of_picks(picks: Sequence[_Pick]) -> Suggestion:
    text = Counter(pick.text for pick in picks).most_common(1)[0][0]
    times, askers = len({pick.turn for pick in picks}), len({pick.asker for pick in picks})
    (entry, first), *others = _most((pick.asker, pick.entry) for pick in picks).items()
    rivals = [f"{count} {id}" for id, count in others if count >= _RIVAL * first]
    why = " and ".join([f"{first} chose {entry}", *rivals])
    name = name_of(text)
    return Suggestion(
        id=name,
        kind=Kind.APART if rivals else Kind.PHRASING,
        entry=entry,
        text=text,
        times=times,
        askers=askers,
        reason=f"asked {_often(times, askers)}; {why}",
        wordings=(text,),
        nearest=tuple((id, 0.0) for id, _ in others[:2]),
        names=(name,),
        sure=first / askers,
    )


def _stale(told: Sequence[Told], old: Sequence[NotedGap], bot: Bot, today: date) -> Iterator[Suggestion]:
    called: dict[str, list[NotedGap]] = {}
    for gap in old:
        called.setdefault(gap.entry or "", []).append(gap)
    asked: dict[str, list[Told]] = {}
    for one in told:
        asked.setdefault(one.entry, []).append(one)
    after = bot.knowledge.manifest.stale_after_days
    for entry in bot.knowledge.entries:
        gaps = [gap for gap in called.get(entry.id, ()) if _is_of(entry, gap)]
        if entry.topic != SMALL_TALK and (gaps or (entry.id in asked and is_stale(entry, after, today))):
            yield _of_entry(entry, asked.get(entry.id, ()), gaps)


def _is_of(entry: Entry, gap: NotedGap) -> bool:
    """Whether it was called out of date as it stands: not before the day that it tells of."""
    day = date.fromtimestamp(gap.at).isoformat()
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
        reason=f"asked {_often(times, askers)}; as of {entry.as_of or 'no day'}{called}",
        wordings=_distinct(commonest((one, " ".join((one.text or "").split())) for one in said)),
        names=(name,),
        sure=1.0 if gaps else 0.5,
    )


def _most(said: Iterable[tuple[str, str]]) -> Mapping[str, int]:
    """Of (asker, what they chose) how many askers chose each, the most first."""
    counts = Counter(what for _, what in set(said))
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _often(times: int, askers: int) -> str:
    return f"{times} time{'s' * (times != 1)} by {askers} {'person' if askers == 1 else 'people'}"


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[tuple[str, ...], str] = {}
    for text in texts:
        found.setdefault(normalise(text), text)
    return tuple(found.values())


def _name(gap: NotedGap) -> str:
    if gap.text and gap.text.strip():
        return name_of(gap.text)
    return name_of(f"without text {gap.entry or next(iter(gap.offered), '')}")
