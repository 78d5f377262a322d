"""Writes a facet for people: a name as the knowledge base writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.model import Entry, Kinds, Words


def named(facet: tuple[str, str], words: Words, entries: Iterable[Entry], kinds: Kinds) -> str:
    """("model", "su-9-pro") as "SU-9 Pro", as the first answer that names it has it; ("month", "2025-05") as "May
    2025"."""
    kind, _ = facet
    text = words.facet(*facet)
    if kind not in kinds.named:
        return text
    pattern = re.compile(rf"\b{re.escape(text)}\b", re.IGNORECASE)
    return next((found[0] for entry in entries if (found := pattern.search(entry.answer))), text.title())
