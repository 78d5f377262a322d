"""Recognises what is declined with a line of its own: advice, private matters, another language, noise."""

from __future__ import annotations

import re

from bot.matching import Ranking
from bot.replies import wording

_READ = 2_000
"""Signs of a message that are looked through."""
_ADVICE = re.compile(
    r"\b(?:should (?:i|we|one)|shall i|do you recommend|would you (?:buy|invest)|worth (?:buying|investing)"
    r"|good (?:investment|buy|stock)|invest in|price prediction|buy (?:the )?(?:stock|shares?)"
    r"|sell (?:my|the) (?:stock|shares?)|advise me)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:home address|where does \w+ \w+ live|phone number|private (?:life|number|address)|blood type|religio\w*"
    r"|girlfriend|boyfriend|married|wife|husband|divorced?|kids|children|daughter|son|salary of|diet|pets?|dog|cat)\b",
    re.IGNORECASE,
)
_INTIMATE = re.compile(
    r"\b(?:home address|where does \w+ \w+ live|phone number|private (?:life|number|address)|blood type)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"\b(?:his|her|he|she)\b", re.IGNORECASE)
_FOREIGN = frozenset(
    "der die das und ist wie viele wann wo warum nicht ich wir ein eine für auf mit el los las que cuantos cuanto"
    " como donde cuando por para una es son le les des est combien quand pourquoi pour dans une avec quel quelle il"
    " che quanto quante come sono della kya hai kitne kitna kab kaise mein aur hat haben wurde wurden welche welcher"
    " kostet kosten gibt von im den dem zu bei autos sind combien coute quels cuantas tiene hace".split()
)
"""Words that are common in other languages and hardly stand in an English question."""


def decline(text: str, ranking: Ranking, language: str) -> str:
    """Return the line that fits, the plain "I don't know" where no other does."""
    if not ranking.words:
        return wording.NOISE
    text = text[:_READ]
    if _is_foreign(ranking.words, text, language):
        return wording.LANGUAGE.format(language=wording.language_name(language))
    if _ADVICE.search(text):
        return wording.ADVICE
    somebody = ranking.facets.of("person") or _SOMEBODY.search(text)
    if _INTIMATE.search(text) or (_PRIVATE.search(text) and somebody):
        return wording.PRIVATE
    return wording.UNKNOWN


def _is_foreign(words: tuple[str, ...], text: str, language: str) -> bool:
    if language.split("-")[0] != "en":
        return False
    letters = [sign for sign in text if sign.isalpha()]
    if letters and sum(ord(sign) > 0x24F for sign in letters) * 2 > len(letters):
        return True
    return len(words) >= 3 and sum(word in _FOREIGN for word in words) * 3 >= len(words)
