"""What a message names by half is named in full by what was spoken of."""

from __future__ import annotations

import pytest

from bot import Bot
from bot.conversation.naming import named_in_full
from bot.matching import Matcher
from bot.model import Context

YU7, GT, SU7 = ("model", "yu7"), ("model", "yu7-gt"), ("model", "su7")
FIRST = ("generation", "first-generation")


@pytest.fixture(scope="module")
def matcher(shipped: Bot) -> Matcher:
    return Matcher(shipped.index)


@pytest.mark.parametrize(
    ("spoken_of", "text", "whole"),
    [
        ((YU7,), "so what does the max cost?", "so what does the yu7 max cost?"),
        ((YU7,), "range of the Long Range", "range of the yu7 Long Range"),
        ((GT,), "and the max?", "and the yu7 max?"),
        ((SU7, FIRST), "back to the new pro, its battery?", "back to the new su7 pro, its battery?"),
    ],
)
def test_a_version_is_one_of_the_model_that_was_spoken_of(
    spoken_of: tuple[tuple[str, str], ...], text: str, whole: str, matcher: Matcher
) -> None:
    assert named_in_full(text, Context(facets=spoken_of), matcher) == whole


@pytest.mark.parametrize(
    ("spoken_of", "text"),
    [
        pytest.param((), "and the max?", id="of-nothing"),
        pytest.param((YU7, SU7), "and the max?", id="of-two-models"),
        pytest.param((YU7,), "what does the su7 max cost", id="its-model-is-named"),
        pytest.param((YU7,), "the max or the pro?", id="two-versions"),
        pytest.param((SU7, FIRST), "and the pro?", id="whose-generation-would-be-forgotten"),
        pytest.param((YU7,), "how fast is it", id="no-version"),
    ],
)
def test_it_stays_as_it_is_where_that_is_open(
    spoken_of: tuple[tuple[str, str], ...], text: str, matcher: Matcher
) -> None:
    assert named_in_full(text, Context(facets=spoken_of), matcher) == text
