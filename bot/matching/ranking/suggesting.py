"""Completes a question while it is typed, with questions of the knowledge base."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from bot.matching.language.text import normalise
from bot.model import Choice

ALIKE = 45.0  # Least likeness of a question to the typed text, of 100.


class Suggester:
    """Fuzzy search over questions or titles."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        self._texts = [" ".join(normalise(choice.question)) for choice in choices]

    def suggest(self, prefix: str, limit: int, ranked: Sequence[str] = (), alike: float = ALIKE) -> tuple[Choice, ...]:
        """Return at most `limit` questions: those that begin so, then those of the `ranked` ids, then those whose
        likeness, up to 100, is at least `alike`."""
        typed = " ".join(normalise(prefix))
        if not typed:
            return ()
        begun = [at for at, text in enumerate(self._texts) if text.startswith(typed)]
        place_of_id = {choice.id: at for at, choice in enumerate(self._choices)}
        similar = process.extract(
            typed, self._texts, scorer=fuzz.partial_token_sort_ratio, processor=None, score_cutoff=alike, limit=limit
        )
        order = [*begun, *(place_of_id[id] for id in ranked if id in place_of_id), *(at for _, _, at in similar)]
        return tuple(self._choices[at] for at in dict.fromkeys(order))[:limit]
