"""Reads what the matcher knows of a language: its times, negations, question words, ranks and like words.

All languages write times in one spelling here, English words with months in full: other spellings are rewritten first,
and so are short forms of English ("yr", "ppl").
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any, Literal, get_args

from bot.matching.language.text import normalise
from bot.model import base_language

_SPACES = re.compile(" {2,}")
_NOTHING = "(?!)"  # A pattern that no text holds.
_WORD_PUT_IN = re.compile(r"(?<!\\)\b[a-z][a-z0-9]*")
"""A word of a replacement, such as "in \\1", but not what follows a backslash."""
_TimeList = Literal["times", "doubtful_months", "before_months", "till", "between"]
_List = Literal[_TimeList, "known", "and", "or", "negations", "persons", "ever", "pronouns", "doers", "done"]
_NormalList = Literal["time_units", "few", "picture_words", "yes_or_no"]  # Lists of words as `normalise` leaves them.


@dataclass(frozen=True, slots=True)
class Native:
    """What one of languages/*.toml holds."""

    words: Mapping[_List | _NormalList, frozenset[str]]  # Its lists of words, by name.
    negative_pairs: frozenset[tuple[str, str]]
    alike: tuple[tuple[str, ...], ...]  # Groups of words that mean nearly the same.
    forms: Mapping[tuple[str, ...], tuple[str, ...]]  # Forms of questions, such as "how many", by their words.
    ranks: Mapping[tuple[str, ...], str]
    """Numbers by the language's own "first", "second" ..., of at most two words; English has `RANK_WORDS`."""
    _months: Mapping[str, str]
    _month: re.Pattern[str]
    _rewritten: tuple[tuple[re.Pattern[str], str], ...]
    _any_rewritten: re.Pattern[str]  # Any of these: most texts hold none.

    @property
    def spelt(self) -> frozenset[str]:
        """The English words that texts are rewritten into; they count as common words of the language."""
        if not self._rewritten:
            return frozenset()
        texts = (*self._months.values(), *(plain for _, plain in self._rewritten))
        return frozenset(word for text in texts for word in _WORD_PUT_IN.findall(text))

    def plain(self, text: str) -> str:
        """Return the text with its times in English spelling."""
        text = self._month.sub(lambda found: self._months[found[0].casefold()], text)
        if self._any_rewritten.search(text) is None:
            return text
        for pattern, plain in self._rewritten:
            text = pattern.sub(plain, text)
        return _SPACES.sub(" ", text)


@cache
def native_of(code: str) -> Native:
    """`code` may have a region. All lists are empty for an unknown language."""
    file = files("bot.matching") / "languages" / f"{base_language(code)}.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    months = {word: month for month, words in data.get("months", {}).items() for word in words.split()}
    any_month = "|".join(data.get("months", ()))
    rewritten = [
        (pattern.replace("{month}", f"(?:{any_month})"), plain) for pattern, plain in data.get("rewritten", ())
    ]
    pairs = map(str.split, data.get("negative_pairs", ()))
    return Native(
        words=_lists(data),
        negative_pairs=frozenset((one, other) for one, other in pairs),
        alike=tuple(tuple(map(_spaced, line.split())) for line in data.get("alike", ())),
        forms={normalise(phrase): tuple(forms) for phrase, forms in data.get("forms", {}).items()},
        ranks={
            normalise(_spaced(words)): str(number)
            for number, line in enumerate(data.get("ranks", ()), 1)
            for words in line.split()
        },
        _months=months,
        _month=_month_pattern(months, data.get("spaced", True)),
        _rewritten=tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in rewritten),
        _any_rewritten=re.compile("|".join(pattern for pattern, _ in rewritten) or _NOTHING, re.IGNORECASE),
    )


def _lists(data: Mapping[str, Any]) -> dict[_List | _NormalList, frozenset[str]]:
    words_of = {name: data.get(name, "").split() for name in (*get_args(_List), *get_args(_NormalList))}
    plain = {name: frozenset(words_of[name]) for name in get_args(_List)}
    normal = {name: frozenset(chain.from_iterable(map(normalise, words_of[name]))) for name in get_args(_NormalList)}
    return plain | normal


def _month_pattern(months: Iterable[str], spaced: bool) -> re.Pattern[str]:
    """`spaced`: the language puts spaces between words; else a month may stand anywhere but behind a digit."""
    start, end = (r"(?<!\w)", r"(?!\w)") if spaced else (r"(?<!\d)", "")
    spellings = "|".join(map(re.escape, sorted(months, key=len, reverse=True)))
    return re.compile(f"{start}(?:{spellings or _NOTHING}){end}", re.IGNORECASE)


def _spaced(words: str) -> str:
    return words.replace("_", " ")
