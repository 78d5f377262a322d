"""Recognises what is declined with a line of its own: advice, private matters, another language, noise."""

from __future__ import annotations

import re

from bot.matching import Ranking
from bot.model import Entry, Kinds
from bot.replies import wording

_READ = 2_000
"""Signs of a message that are looked through."""
_QUESTION = 3
"""Words from which on what ends in a question mark asks for something ("Really?" does not)."""
_ADVICE = re.compile(
    r"\b(?:(?:should|shall) (?:i|we|one) (?:\w+ )?(?:buy|sell|invest|wait|order|hold|lease|purchase|go (?:for|with)"
    r"|(?:get|take|pick|choose) (?:an?|the)\b)"
    r"|do you recommend|would you (?:buy|invest)|worth (?:buying|investing)"
    r"|good (?:investment|buy|stock)|price prediction|advise me|sell (?:my|the) (?:stock|shares?)"
    r"|(?:(?:can|could|may|would) (?:i|we|one)|time to|wise to) (?:\w+ )?(?:invest in"
    r"|buy (?:the |some |more )?(?:stock|shares?)))\b",
    re.IGNORECASE,
)
"""What to do with one's money, not how to use what one has ("should I charge it to 100 percent?")."""
_KIN = (
    r"(?:wife|husband|girlfriend|boyfriend|kids?|children|daughters?|sons?|pets?|dogs?|cats?|religion|diet|salary"
    r"|marriage|divorce)\b"
)
_PRIVATE = re.compile(
    rf"\b(?:(?:his|her|their|\w+['’]s) (?:own )?{_KIN}|(?<!my )(?<!our ){_KIN} (?:of|does|do|has|have)\b"
    rf"|(?<!i )(?<!we )(?:has|have) (?:(?:an?|any|many|no) )?{_KIN}|married|divorced|religious)",
    re.IGNORECASE,
)
_INTIMATE = re.compile(
    r"\b(?:home address|where does \w+ (?:\w+ )?live|phone number|private (?:life|number|address)|blood type)\b",
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


def decline(text: str, ranking: Ranking, language: str, kinds: Kinds) -> str:
    """Return the line that fits, the plain "I don't know" where no other does."""
    if not ranking.words:
        return wording.NOISE
    text = text[:_READ]
    if _is_foreign(ranking.words, text, language):
        return wording.LANGUAGE.format(language=wording.language_name(language))
    line, _ = _kept_back(text, ranking, kinds) or (wording.UNKNOWN, None)
    return line


def is_declined(text: str, ranking: Ranking, kinds: Kinds, entry: Entry | None = None) -> bool:
    """Whether nothing but advice or something private is asked for, and no entry is asked for word for word.

    `entry`: what would be answered; where it speaks of such things itself, it may be.
    """
    text = text[:_READ]
    kept = None if ranking.exact else _kept_back(text, ranking, kinds)
    if kept is None or entry is None:
        return kept is not None
    _, signs = kept
    # "Should I buy one? And what does it cost?" asks for something that can be told, too.
    questions = [part for part in text.split("?")[:-1] if len(part.split()) >= _QUESTION]
    return all(map(signs.search, questions)) and not any(map(signs.search, (entry.question, *entry.phrasings)))


def _kept_back(text: str, ranking: Ranking, kinds: Kinds) -> tuple[str, re.Pattern[str]] | None:
    """What is said to a question for advice or for something private, and how such questions read."""
    if _ADVICE.search(text):
        return wording.ADVICE, _ADVICE
    if _INTIMATE.search(text):
        return wording.PRIVATE, _INTIMATE
    if _PRIVATE.search(text) and (any(map(ranking.facets.of, kinds.persons)) or _SOMEBODY.search(text)):
        return wording.PRIVATE, _PRIVATE
    return None


def _is_foreign(words: tuple[str, ...], text: str, language: str) -> bool:
    if language.split("-")[0] != "en":
        return False
    letters = [sign for sign in text if sign.isalpha()]
    if letters and sum(ord(sign) > 0x24F for sign in letters) * 2 > len(letters):
        return True
    return len(words) >= 3 and sum(word in _FOREIGN for word in words) * 3 >= len(words)
