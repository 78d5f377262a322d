"""Completes a question while it is typed: the beginning in, whole questions of the knowledge base out."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.matching.text import normalise
from bot.model import Choice, Entry

SMALL_TALK = "smalltalk"
_LEAST = 45.0


class Suggester:
    """Fuzzy search over the entries' questions; small talk is not suggested."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._choices = [Choice(entry.id, entry.question) for entry in entries if entry.topic != SMALL_TALK]
        self._texts = [" ".join(normalise(choice.question)) for choice in self._choices]

    def suggest(self, prefix: str, limit: int, ranked: Sequence[str] = ()) -> tuple[Choice, ...]:
        """Return at most `limit` questions: those that begin so, then `ranked` ids, then what is alike."""
        typed = " ".join(normalise(prefix))
        if not typed:
            return ()
        begun = [at for at, text in enumerate(self._texts) if text.startswith(typed)]
        by_id = {choice.id: at for at, choice in enumerate(self._choices)}
        found = process.extract(
            typed, self._texts, scorer=fuzz.partial_token_sort_ratio, processor=None, score_cutoff=_LEAST, limit=limit
        )
        order = [*begun, *(by_id[id] for id in ranked if id in by_id), *(at for _, _, at in found)]
        return tuple(self._choices[at] for at in dict.fromkeys(order))[:limit]
