"""Splits answers into sentences and passages that can stand by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise

from bot.conversation.language_files import language_file
from bot.matching import Matcher

_END = re.compile(r"[.!?](?:\*\*|[\"”)]){0,2} (?=[*\"“A-Z0-9])")
_WORDS = 4  # Words of a sentence that can lead, at least.
_NAMED_WITHIN = 6  # Words of a sentence within which it names what it is of.


@dataclass(frozen=True, slots=True)
class _Openings:
    """How sentences begin, by the names of the language's file."""

    leaning: re.Pattern[str]  # Of one that leans on the sentence before it.
    one_of: re.Pattern[str]  # Of one that leans on it unless it names what it is of.
    settling: re.Pattern[str]  # Of one that settles the question: nothing leads in its stead.


@cache
def _openings(language: str) -> _Openings | None:
    words = language_file(language).get("sentences")
    if words is None:
        return None
    names = (field.name for field in fields(_Openings))
    return _Openings(*(re.compile(rf"\W*(?:{words[name]})\b", re.IGNORECASE) for name in names))


def sentences_of(matcher: Matcher) -> Sentences | None:
    """None where nothing is known of how sentences begin in the language."""
    openings = _openings(matcher.lexicon.language)
    return Sentences(openings, matcher) if openings is not None else None


class Sentences:
    def __init__(self, openings: _Openings, matcher: Matcher) -> None:
        self._openings, self._lexicon, self._kinds = openings, matcher.lexicon, matcher.kinds

    def paragraphs(self, answer: str) -> list[list[str]]:
        """The sentences of each paragraph, each with those behind it that lean on it; a list or table whole."""
        return [self._sentences(paragraph) for paragraph in answer.strip().split("\n\n")]

    def passages(self, answer: str) -> list[str]:
        """Sentences, and each line of a list."""
        paragraphs = answer.strip().split("\n\n")
        return [part for text in paragraphs for part in (text.split("\n") if "\n- " in text else self._sentences(text))]

    def stays(self, first: str) -> bool:
        """Whether nothing leads in the stead of a first sentence: it settles the question, announces a list, or is no
        sentence."""
        return not _is_whole(first) or first.endswith((":", "：")) or self._openings.settling.match(first) is not None

    def can_lead(self, sentence: str) -> bool:
        """Whether it can stand in front of all others: it is a whole sentence, and needs none before it."""
        is_long = len(sentence.split()) >= _WORDS and sentence.rstrip('*"”)')[-1:] in (".", "!", "?")
        return is_long and _is_whole(sentence) and not self._leans(sentence)

    def _sentences(self, paragraph: str) -> list[str]:
        if "\n" in paragraph or paragraph[:1] in "-|#>":
            return [paragraph]
        starts = [0, *(found.end() for found in _END.finditer(paragraph)), len(paragraph)]
        parts: list[str] = []
        for start, end in pairwise(starts):
            sentence = paragraph[start:end].strip()
            if parts and (sentence.startswith("(") or self._leans(sentence)):
                parts[-1] += f" {sentence}"
            else:
                parts.append(sentence)
        return parts

    def _leans(self, sentence: str) -> bool:
        """Whether a sentence needs what stands before it: "it", or "the second" of what was named there."""
        if self._openings.leaning.match(sentence):
            return True
        if not self._openings.one_of.match(sentence):
            return False
        begins = self._lexicon.words(" ".join(sentence.split()[:_NAMED_WITHIN]))
        return not any(name.kind in self._kinds.named for name in self._lexicon.names(begins))


def in_a_row(passages: Sequence[str]) -> str:
    """Passages as one text, lines of a list as a list; a single line of a list stands for itself."""
    if len(passages) == 1:
        return passages[0].removeprefix("- ")
    return "".join(("\n" if one.startswith("- ") else " ") + one for one in passages).strip()


def _is_whole(text: str) -> bool:
    """Whether it is no list, and opens no mark or bracket that it does not close."""
    return "\n" not in text and text.count("**") % 2 == 0 and text.count("(") == text.count(")")
