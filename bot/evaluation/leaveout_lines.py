"""Tells the results of the test at compile time in lines of text."""

from collections.abc import Iterator

from bot.evaluation.leaveout import is_taken, left_out, left_out_counts
from bot.matching import Index


def left_out_summary(index: Index) -> Iterator[str]:
    """Yield a line for the ways of asking, and one for what is out of scope; none for what nothing was left out of."""
    asked = left_out_counts(index)
    if asked.tried:
        yield (
            f"Each way of asking, once it is left out and asked: {asked.right} of {asked.tried} get their answer, "
            f"{asked.wrong} another one; {asked.behind} rank behind another."
        )
    if asked.outside:
        yield (
            "Lines that must not be answered, everyday sentences among them, once they are left out and asked: "
            f"{asked.taken} of {asked.outside} get an answer."
        )


def left_out_lines(index: Index) -> Iterator[str]:
    """Yield a line for each phrasing that ranks behind another entry and each line out of scope that is answered."""
    for one in left_out(index):
        gets = f"“{one.text}” gets {one.got.id} ({one.confidence:.2f})"
        if one.entry is not None and one.entry is not one.got:
            yield f"{'answered' if one.is_answered else 'behind'}: {one.entry.id}: {gets}"
        elif is_taken(one):
            yield f"out of scope: {gets}"
