"""Makes a suggestion from a group of unanswered questions, or from the choices that people picked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from bot.curating.gap_reading import REDACTED
from bot.curating.gaps import Matter, Members, commonest, to_matter
from bot.curating.suggestion import Kind, Suggestion, distinct, fingerprint_of_gap, most, often
from bot.curating.taken import fingerprint
from bot.memory import AnsweredTurn, Gap, NotedGap

RIVAL = 0.5  # Askers of the second choice for each of the first, from which on the two are to be told apart.
COMPLAINTS = {Gap.BAD_VOTE: "thumbs down", Gap.NOT_MEANT: "not what was meant", Gap.WRONG: "called wrong"}
_OUTSIDE = 5.0  # How much more must speak for "nothing" than for any entry; most of what is missing comes nearer.
_TELLS = 3  # Words that a wording has on average, so that it tells enough to be called out of scope.
_LIKELY = 0.5  # Mean confidence from which on an entry may be what was asked for.
_MANY = 0.5  # Share of complaints from which on an answer was taken for another one.


@dataclass(frozen=True, slots=True)
class Pick:
    """What was picked among the choices that a question was asked back with."""

    turn: str
    asker: str
    text: str
    entry: str


def is_pick(told: AnsweredTurn) -> bool:
    """Whether the answer was one of the choices that the question before was asked back with."""
    return any(choice.id == told.entry for choice in told.asked_in.offered)


def to_pick(told: AnsweredTurn) -> Pick | None:
    """None where nothing was offered, or where that was a follow-up, which does not stand for itself."""
    before = told.asked_in
    if before.entry is not None or not is_pick(told) or not before.question or REDACTED.search(before.question):
        return None
    return Pick(told.turn, told.asker, before.question, told.entry)


def of_picks(picks: Sequence[Pick]) -> Suggestion:
    """`picks`: all of questions in the same words."""
    text = Counter(pick.text for pick in picks).most_common(1)[0][0]
    times, askers = len({pick.turn for pick in picks}), len({pick.asker for pick in picks})
    (entry, first), *others = most((pick.asker, pick.entry) for pick in picks).items()
    rivals = [f"{count} {id}" for id, count in others if count >= RIVAL * first]
    why = " and ".join([f"{first} chose {entry}", *rivals])
    name = fingerprint(text)
    return Suggestion(
        id=name,
        kind=Kind.APART if rivals else Kind.PHRASING,
        entry=entry,
        text=text,
        times=times,
        askers=askers,
        reason=f"asked {often(times, askers)}; {why}",
        wordings=(text,),
        nearest=tuple((id, 0.0) for id, _ in others[:2]),  # Nothing says how near they are.
        names=(name,),
        sure=first / askers,
    )


@dataclass(frozen=True, slots=True)
class _Judged:
    kind: Kind
    entry: str | None
    sure: float
    why: str


def of_matter(members: Members, picks: Sequence[Pick], taken_for: str | None, *, tells_outside: bool) -> Suggestion:
    """`taken_for`: the entry that was accepted for other wordings. The first of these decides: `taken_for`, complaints,
    what was picked, the nearest entries."""
    matter = to_matter(members)
    gaps = sorted((gap for gap, _ in members), key=lambda gap: (gap.at, gap.turn))
    times = len({gap.turn for gap in gaps} | {pick.turn for pick in picks})
    askers = len({gap.asker for gap in gaps} | {pick.asker for pick in picks})
    complaints = [gap for gap in gaps if gap.kind in COMPLAINTS and gap.entry]
    wrong = tuple(most((gap.asker, gap.entry or "") for gap in complaints))
    chosen = most((pick.asker, pick.entry) for pick in picks)
    if taken_for is not None:
        judged = _Judged(Kind.PHRASING, taken_for, sure=1.0, why=f"other wordings of it were accepted for {taken_for}")
    elif complaints:
        judged = _of_complaints(complaints, wrong[0], matter, share=len(complaints) / len(gaps))
    elif chosen:
        entry, count = next(iter(chosen.items()))
        judged = _Judged(Kind.PHRASING, entry, sure=count / askers, why=f"{count} chose {entry}")
    else:
        judged = _by_nearness(members, matter, tells_outside=tells_outside)
    wordings = distinct(commonest((gap, reading.wording) for gap, reading in members))
    text = next(iter(wordings), matter.question)
    return Suggestion(
        id=fingerprint_of_gap(gaps[0]),
        kind=judged.kind,
        entry=judged.entry,
        text=text,
        times=times,
        askers=askers,
        reason=f"asked {often(times, askers)}; {judged.why}",
        examples=tuple(one for one in matter.examples if one != text),
        wordings=wordings,
        nearest=matter.nearest,
        meant=matter.meant,
        names=tuple(dict.fromkeys(map(fingerprint_of_gap, gaps))),
        answered=wrong,
        sure=judged.sure,
    )


def _of_complaints(complaints: Sequence[NotedGap], wrong: str, matter: Matter, share: float) -> _Judged:
    counts = Counter(COMPLAINTS[gap.kind] for gap in complaints)
    said = f"{', '.join(f'{what} {count}' for what, count in sorted(counts.items()))}, of {wrong}"
    other = next((id for id, _ in matter.nearest if id != wrong), None)
    if other is None or share < _MANY:
        return _Judged(Kind.ENTRY, None, share, said)
    return _Judged(Kind.APART, wrong, share, f"{said}; next is {other}")


def _by_nearness(members: Members, matter: Matter, *, tells_outside: bool) -> _Judged:
    top, near = matter.nearest[0] if matter.nearest else ("", 0.0)
    why = f"nearest is {top} ({near:.2f})" if top else "no entry comes near"
    if near >= _LIKELY:
        return _Judged(Kind.PHRASING, top, near, why)
    outside = fsum(reading.outside for _, reading in members) / len(members)
    words = sum(len(reading.words) for _, reading in members) / len(members)
    is_outside = tells_outside and outside >= _OUTSIDE and words >= _TELLS
    return _Judged(Kind.OUT_OF_SCOPE if is_outside else Kind.ENTRY, None, 1 - near, why)
