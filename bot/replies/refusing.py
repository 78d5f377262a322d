"""Puts into words why a calculation is impossible."""

from __future__ import annotations

from bot.figures import Reason, Refusal, Why
from bot.model import Words


def about_text(refusal: Refusal, words: Words) -> str:
    if refusal.why is Why.BEYOND:
        return words.whys[refusal.why].format(words.number(float(refusal.about[0])))
    if refusal.why is not None:
        return words.whys[refusal.why].format(*refusal.about)
    if refusal.reason is Reason.UNITS:
        return words.listed([unit or words.no_unit for unit in refusal.about])
    return words.listed(refusal.about)
