"""Reads the tables, lists of words and patterns of a language from languages/CODE.toml."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from bot.model import base_language

Lists = defaultdict[str, frozenset[str]]
_Choice = Literal["choice_1", "choice_2", "choice_3", "choice_last", "around", "number", "pair", "agreeing"]
_Pointing = Literal["leaning", "pointing", "pointing_one", "pointing_many", "pointing_leads", "there", "being"]
_Comparison = Literal["than", "more", "comparative", "no_comparative"]
_Asking = Literal["question_words", "asking_first", "asking_figures", "leading_figures", "detail_leads", "saying"]
ListName = Literal[_Choice, _Pointing, _Comparison, _Asking, "filler", "versions"]
_Going = Literal["corrects", "refused", "denied", "back", "other", "cue", "lead_in", "all", "none"]
PatternName = Literal[_Going, "aside", "denied_aside", "date_alone", "one_by_one", "ahead", "present"]


@dataclass(frozen=True, slots=True)
class Talk:
    """How turns hang together in a language. What its file leaves out is an empty list, or a pattern found nowhere."""

    words: Mapping[ListName, frozenset[str]]  # Of the table `turns`.
    patterns: Mapping[PatternName, re.Pattern[str]]  # Of the table `conversation`; "corrects" of `correcting`.


@cache
def language_file(code: str) -> Mapping[str, Any]:
    """The tables of languages/CODE.toml, without a region in the code; none where there is no such file."""
    file = files("bot.conversation") / "languages" / f"{base_language(code)}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


@cache
def talk_of(code: str) -> Talk:
    data = language_file(code)
    lists, texts = data.get("turns", {}), data.get("conversation", {})
    patterns = {name: re.compile(texts.get(name, "(?!)"), re.IGNORECASE) for name in get_args(PatternName)}
    if "correcting" in data:
        patterns["corrects"] = _correcting(data["correcting"], spaced=data.get("spaced", True))
    return Talk({name: frozenset(lists.get(name, "").split()) for name in get_args(ListName)}, patterns)


@cache
def plainly_said(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of what is said otherwise, each with the words that mean the same: "exceed" of "get past"."""
    plain = language_file(code).get("plainly", {})
    return tuple((re.compile(pattern, re.IGNORECASE), words) for words, pattern in plain.items())


def _correcting(table: Mapping[str, Any], *, spaced: bool) -> re.Pattern[str]:
    """What corrects a question: "oh, sorry, I meant" before "the blue one", or "I mean" behind it, at a message's end.
    `spaced`: spaces part words."""
    before, says, beside, behind = (
        "|".join(table.get(name, ("(?!)",))) for name in ("before", "says", "beside", "behind")
    )
    marks = r"[\s,.!:;，。！：]"
    edge, gap = (r"(?!\w)", "+") if spaced else ("", "*")  # What ends a word; how many signs stand behind it.
    opening = rf"\A\W*(?:(?:{before}){edge}\W{gap})*"  # "oh, "
    sign = rf"(?:{says}){edge}(?:{marks}{gap}|\Z)(?:(?:{says}|{beside}){edge}{marks}{gap})*"  # "sorry, wait, I meant "
    # "not the blue one": no more than the words before it is found, since `refused` finds the rest.
    contrast = rf"|(?={table['contrast']}\b)" if "contrast" in table else ""
    closing = rf"{rf'(?<!{marks})' if spaced else ''}{marks}{gap}+(?:{behind})"  # " I mean"
    return re.compile(rf"{opening}(?:{sign}{contrast})|{closing}", re.IGNORECASE)


def words_of(data: Mapping[str, Any], *tables: str) -> Lists:
    """The lists of words of some tables by their names; one that is missing is empty."""
    lists = ((name, text) for table in tables for name, text in data.get(table, {}).items())
    return Lists(frozenset, {name: frozenset(text.split()) for name, text in lists})
