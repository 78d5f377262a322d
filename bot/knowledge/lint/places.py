"""Finds the places of ways of asking that stand apart from their entries."""

from __future__ import annotations

from collections.abc import Mapping

from bot.knowledge.parts.part import Part
from bot.model import Place

Apart = Mapping[tuple[str, str | None], Place]
"""By the id of an entry and a phrasing, a follow-up or the id that this leads to."""


def places_apart(whole: Part) -> Apart:
    return {
        (one.id, text): one.place
        for one in whole.asking
        for text in (*one.phrasings, *(text for asked, texts in one.follow_ups for text in (asked, *texts)))
    }
