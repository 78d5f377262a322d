"""Reads `cues:`: words of a subject that tell what figures are asked for in, by what they tell, out."""

from __future__ import annotations

from bot.knowledge.findings import Code, did_you_mean, shown
from bot.knowledge.parts.fields import Fields, texts_of
from bot.knowledge.words import one_line
from bot.model import Cue, Operation

CUE_NAMES = (
    *(one.value for one in Operation if one not in (Operation.VALUE, Operation.CONVERT)),
    *("up", "down", "good", "bad", "money", "time", "speed", "weight", "distance", "power", "of_ordinals"),
)
"""Operations that figures are asked for with, and lists of single words."""


def read_cues(fields: Fields) -> tuple[Cue, ...]:
    """Read {compare: [boats than, outruns/smokes], good: [nimble]}."""
    found = []
    for name, texts in fields.pairs("cues"):
        if name.text not in CUE_NAMES:
            remedy = did_you_mean(name.text, CUE_NAMES, f"write one of: {', '.join(CUE_NAMES)}")
            message = f"`cues` holds {shown(name.text)}, which is no operation and no list of words"
            fields.report.add(Code.UNKNOWN_KEY, name.line, message, remedy)
            continue
        found.append(Cue(name.text, tuple(one_line(text) for text in texts_of(texts, name.text, fields.report))))
    return tuple(found)
