"""No input is slow: the work for a text grows no faster than the text.

Work is counted, not timed: a loop over a text calls functions. A pattern does all its work in one call; so its repeats
are looked at instead.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields

import pytest

import adapters
import bot
from adapters.discord_bot.markup import escape
from adapters.discord_bot.reading import to_text
from adapters.slack_app.markup import escaped, to_words, without_mention
from benchmarks.hard_input import FILLED_LENGTHS, FILLERS, PLACES, filled
from bot import Bot
from bot.conversation.asking import asking_patterns
from bot.conversation.language_files import talk_of
from bot.knowledge.wording import languages
from bot.matching import native_of
from bot.memory import redacted
from bot.model import Outcome, Question
from slow_patterns import slow_repeats

QUESTION = "what does the comet cost?"
FIGURES = "how many bikes were sold in 2024 and 2025 together, 1,234 or more?"
AT_ONCE = 110_000
"""Calls for a question, however short it is; what may be two questions is read as one and as two, and each part of a
message that may ask is ranked too."""
PER_SIGN = 20
"""Calls that each sign adds at most, whatever the length."""
WHITE = ("spaces", "tabs", "line ends", "Windows line ends", "no-break spaces", "ideographic spaces")
UNSEEN = ("zero-width spaces", "zero-width joiners")

OF_CURATORS = (
    "bot.importing.",
    "bot.knowledge.",
    "bot.charts.",
    "bot.figures.kinds.",
    "bot.matching.index.entry_reading._BOLD",
    "bot.pages.cutting.",
    "bot.pages.pictures.",
    "adapters.markdown.",
    "adapters.terminal.showing.",
    *(f"adapters.slack_app.markup.{name}" for name in ("_FENCED", "_HEADING", "_BULLET", "_INLINE")),
)
"""Read what stands in the knowledge base."""
OF_OPERATORS = ("adapters.environment.", "adapters.discord_bot.refusals.")
"""Read settings."""


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("place", PLACES)
def test_work_grows_no_faster_than_the_text(filler: str, place: str, bicycles: Bot) -> None:
    for text in (QUESTION, FIGURES):
        _whole_way(text, bicycles)  # What is worked out once for all texts is none of their work.
    for length in FILLED_LENGTHS:
        text = filled(QUESTION, FILLERS[filler], place, length)

        assert _calls(lambda text=text: _whole_way(text, bicycles)) <= AT_ONCE + PER_SIGN * len(text)  # type: ignore[misc]


@pytest.mark.parametrize("filler", [*WHITE, *UNSEEN])
@pytest.mark.parametrize("place", PLACES)
def test_white_space_hides_no_question(filler: str, place: str, bicycles: Bot) -> None:
    text = filled(QUESTION, FILLERS[filler], place, FILLED_LENGTHS[-1])

    reply = bicycles.answer(Question(text))

    assert reply.outcome is Outcome.ANSWER
    assert reply.answer is not None
    assert reply.answer.id == "comet-price"
    assert reply.question == text


def test_every_pattern_that_meets_a_persons_text_is_linear() -> None:
    slow = {name: complaints for name, pattern in _patterns() if (complaints := slow_repeats(pattern))}

    assert slow == {}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\s+-", id="begins anywhere in a run"),
        pytest.param(r"(?m)^\s*>", id="begins on each line of a run"),
        pytest.param(r"\[[^\]]+\]", id="what begins it stands in it"),
        pytest.param(r"\b[\w-]+@", id="more than one word in a run"),
        pytest.param(r"\A\s*,?\s*x", id="two that take the same"),
        pytest.param(r"\A(?:\w+\s?)+x", id="one in another"),
        pytest.param(r"(?=\w+x)", id="looks ahead"),
        pytest.param(r"\A(?:a|a)+b", id="two ways for the same"),
    ],
)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    assert slow_repeats(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\S+", id="nothing can fail behind it"),
        pytest.param(r"\A\s*+,?\s*+x", id="tried once"),
        pytest.param(r"(?<!\d)\d+k", id="begins at the beginning of a run"),
        pytest.param(r"\bfor\w*,", id="begins with a word"),
        pytest.param(r"\[[^\[\]]+\]", id="what begins it stands not in it"),
        pytest.param(r"\s{1,9}-", id="bounded"),
    ],
)
def test_a_quick_pattern_is_let_through(pattern: str) -> None:
    assert slow_repeats(re.compile(pattern)) == ()


def _whole_way(text: str, bicycles: Bot) -> None:
    """Through all that any platform does with a text."""
    for read in (to_text, to_words, escape, escaped, redacted):
        read(text)
    bicycles.answer(Question(without_mention(text, "U024BE7LH")))


def _calls(work: Callable[[], None]) -> int:
    count = 0

    def counted(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for package in (bot, adapters):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            held = {} if module.name.endswith("__main__") else vars(importlib.import_module(module.name))
            for name, value in held.items():
                if not f"{module.name}.{name}".startswith((*OF_CURATORS, *OF_OPERATORS)):
                    yield from ((f"{module.name}.{name}", pattern) for pattern in _patterns_in(value))
    yield from _patterns_of_languages()


def _patterns_of_languages() -> Iterator[tuple[str, re.Pattern[str]]]:
    """All but those by which turns are corrected and led back, whose repeats may begin at any word."""
    for code in languages():
        talk = talk_of(code).patterns
        yield from ((f"{code}: {name}", talk[name]) for name in talk if name not in ("corrects", "back"))
        asking = asking_patterns(code)
        yield from ((f"{code}: {field.name}", getattr(asking, field.name)) for field in fields(asking))
        native = native_of(code)
        for field in fields(native):
            held = getattr(native, field.name)
            flat = [one for pair in held for one in pair] if field.name == "_rewritten" else [held]
            yield from ((f"{code}: {field.name}", one) for one in flat if isinstance(one, re.Pattern))


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _patterns_in(one)
