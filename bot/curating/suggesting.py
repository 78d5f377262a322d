"""Makes suggestions for a curator, the most wanted first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import inf

from bot.bot import Bot
from bot.curating.ageing import grown_old
from bot.curating.decided import Decided
from bot.curating.drafting import with_drafts
from bot.curating.gaps import Members, gather
from bot.curating.hearing import Heard
from bot.curating.judging import COMPLAINTS, of_matter
from bot.curating.picks import Pick, of_picks, picked
from bot.curating.suggestion import Suggestion, name_of_gap
from bot.matching import normalise
from bot.memory import Gap, NotedGap, Told
from bot.model import Outcome, Question


def suggest(
    noted: Sequence[NotedGap], told: Sequence[Told], decided: Decided, bot: Bot, today: date
) -> tuple[Suggestion, ...]:
    """`bot` answers what was decided already. What most askers want comes first, then what was asked most often."""
    picks: dict[tuple[str, ...], list[Pick]] = {}
    for pick in filter(None, map(picked, told)):
        picks.setdefault(normalise(pick.text), []).append(pick)
    old = [gap for gap in noted if gap.kind is Gap.OUT_OF_DATE and gap.entry]
    rest = [gap for gap in noted if not (gap.kind is Gap.OUT_OF_DATE and gap.entry)]
    found: list[Suggestion] = []
    for members in gather(rest, bot.index):
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
    return tuple(sorted(listed, key=lambda one: (-one.askers, -one.times, -one.sure, one.text, one.id)))


def _is_open(gap: NotedGap, heard: Heard, decided: Decided) -> bool:
    """Whether it was not decided; what is wrong with an accepted answer counts anew, and so does what is still asked
    where other words were accepted."""
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
