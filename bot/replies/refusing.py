"""Puts into words what is missing in figures, or does not fit: a refusal in, a part of a sentence out."""

from __future__ import annotations

from bot.figures import Reason, Refusal, Why
from bot.knowledge.generating.numbers import join_names, number_text

_WORDS = {
    Why.SECOND: "a second figure to compare with",
    Why.WHOLE: "the whole that it is a share of",
    Why.PART: "the whole of {0}",
    Why.PLACE: "place {0} of {1}",
    Why.LIMIT: "the limit",
    Why.TIMES: "figures over time",
    Why.RATE: "a rate from {0} to {1}",
    Why.OVERLAP: "some of these times are parts of others",
    Why.LENGTHS: "these are figures of times of different length",
    Why.RUNNING_SUM: "a running total already holds what came before",
    Why.RATIO_SUM: "percentages and means do not add up",
    Why.LEVEL_SUM: "these figures do not add up",
    Why.SEVERAL: "the figures of {0} do not add up",
    Why.DAYS: "a mean of figures of different days says nothing",
    Why.RUNNING_ENDS: "a running total only grows, so that its ends are its first and its last figure",
    Why.PER: "a figure a {0}",
    Why.NOTHING: "a change from nothing or from a loss",
    Why.LOSS: "a ratio with a loss or with nothing",
    Why.LARGER: "the part is larger than the whole",
    Why.COURSE: "figures of single times reach no limit together",
}


def about_text(refusal: Refusal) -> str:
    if refusal.why is Why.BEYOND:
        return f"{number_text(float(refusal.about[0]))} or beyond"
    if refusal.why in _WORDS:
        return _WORDS[refusal.why].format(*refusal.about)
    if refusal.reason is Reason.UNITS:
        return join_names(tuple(unit or "no unit" for unit in refusal.about))
    return join_names(refusal.about)
