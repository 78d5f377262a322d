"""Decides whether a message, understood as one question, is told in place of the answers to its parts."""

from collections.abc import Sequence

from bot.replies.turns.taking_apart import Apart
from bot.replies.turns.telling import Telling
from bot.replies.weighing.understood import ByEntry, Understood


def is_told_for_parts(
    whole: Understood, apart: Apart, answers: Sequence[Understood], telling: Telling, *, is_missed: bool
) -> bool:
    """`answers`: to the parts, each once; `is_missed`: a part is missed (see `Several`)."""
    if not whole.answers or _gives_way(whole, answers):
        return False
    is_one = len(answers) == 1
    return whole_stands(
        is_one=is_one,
        is_theirs=whole.id in [one.id for one in answers],
        is_missed=is_missed,
        is_as_sure=whole.confidence >= min(one.confidence for one in answers),
        tells_all=_entry_tells_all(whole, apart, telling) if is_one else _tells_several(whole, apart, telling),
    )


def _gives_way(whole: Understood, answers: Sequence[Understood]) -> bool:
    """Whether a part has a plain answer, and the whole is in doubt, was told before, or is worked out of what was told:
    a message that asks for something else, too, does not count with that."""
    is_worked = whole.figured is not None and whole.figured.worked
    return (whole.caveat is not None or is_worked) and any(one.caveat is None for one in answers)


def whole_stands(*, is_one: bool, is_theirs: bool, is_missed: bool, is_as_sure: bool, tells_all: bool) -> bool:
    """Whether the whole is told in place of the answers to its parts. `is_one`: these are one answer; `is_theirs`: the
    whole is one of them; `is_missed`: a part is missed; `is_as_sure`: as they are.

    1. The parts have one answer, that of the whole ("Why, did they cut prices?"): unless a part is missed that it does
       not tell.
    2. They have one answer, and the whole another ("How far in winter, and how long on the charger?"): if that is as
       sure, or tells what is missed.
    3. They have several answers ("How much is it, and how heavy?"): if the whole has none of these, is as sure, and
       tells what all of them do.
    """
    if is_one and is_theirs:
        return tells_all or not is_missed
    if is_one:
        return is_as_sure or (is_missed and tells_all)
    return not is_theirs and is_as_sure and tells_all


def _entry_tells_all(whole: Understood, apart: Apart, telling: Telling) -> bool:
    """A figure tells nothing but what it was asked as."""
    return isinstance(whole.act, ByEntry) and _tells_each(whole, apart, telling)


def _tells_several(whole: Understood, apart: Apart, telling: Telling) -> bool:
    """The whole names all things that are asked of; had it told all amounts, it would not be taken apart."""
    return _tells_each(whole, apart, telling) if apart.is_into_questions else apart.way == "things"


def _tells_each(whole: Understood, apart: Apart, telling: Telling) -> bool:
    """Whether it tells what each part asks; rows and columns of a table were chosen so."""
    is_part_of_table = isinstance(whole.act, ByEntry) and bool(whole.act.led) and telling.is_of_table(whole)
    return is_part_of_table or all(telling.answer_tells(whole, part.text) for part in apart.parts)
