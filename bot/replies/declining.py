"""Recognises questions that the knowledge base declines, by patterns such as "should i/we * buy"; and messages that
cannot be read: noise, other languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.language_files import language_file
from bot.matching import Lexicon, Matcher, Ranking, besides, normalise
from bot.model import Entry, Knowledge, Words

_READ = 2_000  # Signs of a message that are looked through.
_QUESTION = 3  # Words from which on what ends in a question mark asks for something ("Really?" does not).
_TELLS_LANGUAGE = 3  # Words from which on a message tells its language.
_FOREIGN_ONE_IN = 3  # One in so many words of a message is a word of another language, at least, where it is in that.


@dataclass(frozen=True, slots=True)
class _Declined:
    line: str  # What is said in place of an answer.
    says: Sayings
    unless: Sayings
    needs: str | None

    def is_asked(self, words: Sequence[str], lexicon: Lexicon) -> bool:
        if not self.says.found_in(words) or self.unless.found_in(words):
            return False
        return self.needs is None or any(name.kind == self.needs for name in lexicon.names(words))


class Declining:
    def __init__(self, knowledge: Knowledge, lexicon: Lexicon) -> None:
        self._knowledge, self._lexicon = knowledge, lexicon

    @cached_property
    def _all_declined(self) -> tuple[_Declined, ...]:
        disclaimer = self._knowledge.manifest.disclaimer
        each = ((one, one.line.replace("{disclaimer}", disclaimer).strip()) for one in self._knowledge.declines)
        return tuple(_Declined(line, Sayings(one.says), Sayings(one.unless), one.needs) for one, line in each)

    def line(self, text: str, ranking: Ranking, entry: Entry | None = None) -> str:
        """Return what is said where nothing but what is declined is asked for; empty else, and where an entry is asked
        for word for word.

        `entry`: what would be answered; where it speaks of such things itself, it may be.
        """
        if ranking.exact:
            return ""
        words = _as_heard(normalise(text[:_READ]), ranking)
        declined = next((one for one in self._all_declined if one.is_asked(words, self._lexicon)), None)
        if declined is None:
            return ""
        if entry is not None and (_asks_more(text[:_READ], declined) or self._tells(entry, declined, words)):
            return ""
        return declined.line

    def _tells(self, entry: Entry, declined: _Declined, words: Sequence[str]) -> bool:
        """Whether an entry speaks of what is declined, and of no other things by name than `words` do: its question, or
        two ways of asking for it, for one may do so by the way."""
        named = self._named(words)

        def asks(way: str) -> bool:
            said = normalise(way)
            return declined.is_asked(said, self._lexicon) and self._named(said) <= named

        return asks(entry.question) or sum(map(asks, entry.phrasings)) > 1

    def _named(self, words: Sequence[str]) -> frozenset[tuple[str, str]]:
        return frozenset((name.kind, name.value) for name in self._lexicon.names(words))


def _asks_more(text: str, declined: _Declined) -> bool:
    """Whether something is asked besides, as in "Should I buy one? And what does it cost?"."""
    questions = [part for part in text.split("?")[:-1] if len(part.split()) >= _QUESTION]
    return not all(declined.says.found_in(normalise(part)) for part in questions)


def _as_heard(words: Sequence[str], ranking: Ranking) -> tuple[str, ...]:
    """The words with their spelling repaired, as it was to rank them."""
    repaired = dict(ranking.repairs)
    return tuple(heard for word in words for heard in repaired.get(word, word).split())


def unreadable_line(text: str, ranking: Ranking, words: Words) -> str:
    """What is said of noise and of another language; empty where a message is neither."""
    if is_noise(ranking):
        return words.noise
    return words.other_language if _is_foreign(ranking.words, text[:_READ], words.code) else ""


def is_noise(ranking: Ranking) -> bool:
    """Whether there is nothing to read: no word, or a mere number, which is neither a date nor a name."""
    is_number = len(ranking.words) == 1 and ranking.words[0].isdigit()
    return not ranking.words or (is_number and not (ranking.exact or ranking.synonyms or ranking.facets.values))


def _is_foreign(words: tuple[str, ...], text: str, language: str) -> bool:
    foreign = language_file(language).get("foreign")
    if foreign is None:
        return False
    if _is_in_other_script(text, foreign["last_letter"]):
        return True
    known = foreign["words"].split()
    return len(words) >= _TELLS_LANGUAGE and sum(word in known for word in words) >= len(words) / _FOREIGN_ONE_IN


def _is_in_other_script(text: str, last_letter: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign > last_letter for sign in letters) > len(letters) / 2


def is_foreign_beside_names(text: str, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether a message is in a script that the bot's language does not use, and has words in it that are no names and
    that no entry is asked with ("Lark是什么时候有的")."""
    foreign = language_file(matcher.lexicon.language).get("foreign")
    if foreign is None or ranking.exact or not _is_in_other_script(text[:_READ], foreign["last_letter"]):
        return False
    others = besides(ranking.words, matcher.lexicon.names(ranking.words))
    known = matcher.index.texts.word_counts
    return any(word[0] > foreign["last_letter"] and word not in known for word in others)


GAP = 2  # Words that "*" stands for at most.


@dataclass(frozen=True, slots=True)
class _Step:
    skips: int  # Words that may stand before it.
    choices: frozenset[tuple[str, ...]]
    lengths: tuple[int, ...]

    def ends(self, words: Sequence[str], starts: Iterable[int]) -> Iterator[int]:
        """The places behind a choice, where it begins at one of the starts or a gap further on."""
        for at in {start + skipped for start in starts for skipped in range(self.skips + 1)}:
            for length in self.lengths:
                if tuple(words[at : at + length]) in self.choices:
                    yield at + length


class Sayings:
    """Several ways of asking; the time that they take grows with the number of words and no faster."""

    def __init__(self, sayings: Iterable[str]) -> None:
        self._each = list(filter(None, map(_steps, sayings)))
        self._first_words = [{choice[0] for choice in steps[0].choices} for steps in self._each]

    def found_in(self, words: Sequence[str]) -> bool:
        each = zip(self._first_words, self._each, strict=True)
        return any(not first.isdisjoint(words) and _is_said(steps, words) for first, steps in each)


def _steps(saying: str) -> tuple[_Step, ...]:
    steps: list[_Step] = []
    skips = 0
    for token in saying.split():
        if token != "*":
            choices = frozenset(filter(None, map(normalise, token.split("/"))))
            steps.append(_Step(skips, choices, tuple(sorted({len(choice) for choice in choices}))))
        skips = GAP if token == "*" else 0
    return tuple(steps)


def _is_said(steps: Iterable[_Step], words: Sequence[str]) -> bool:
    ends: Collection[int] = range(len(words))
    for step in steps:
        ends = set(step.ends(words, ends))
    return bool(ends)
