"""What entries say themselves: in their ways of asking, in their answers and in the labels of their figures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import pytest
from shops import entry, vocabulary

from bot.matching.index.said_words import SaidWords, Where, learn_said
from bot.matching.language.naming import Lexicon

LEXICON = Lexicon(vocabulary({}))
RYE = entry("rye", "What does rye cost?", "price of rye", answer="Four euros at the stall.")
LOAVES = replace(entry("loaves", "How many loaves are sold?", answer="Many."), labels=("October", "rye bread"))
ANYWHERE = Where.ASKED | Where.ANSWER


@pytest.fixture(scope="module")
def said() -> SaidWords:
    ways = [[LEXICON.words(text) for text in (one.question, *one.phrasings)] for one in (RYE, LOAVES)]
    return learn_said((RYE, LOAVES), ways, LEXICON)


@pytest.mark.parametrize(
    ("where", "shares"),
    [
        pytest.param(Where.ASKED, [0.75, 0.0], id="ways of asking"),
        pytest.param(Where.ANSWER, [0.25, 0.0], id="answer"),
        pytest.param(ANYWHERE, [1.0, 0.0], id="either"),
        pytest.param(Where.LABEL, [0.0, 0.75], id="label"),
    ],
)
def test_the_share_of_what_an_entry_says_is_that_of_the_weights(
    said: SaidWords, where: Where, shares: list[float]
) -> None:
    assert said.shares({"rye": 3.0, "stall": 1.0}, where).tolist() == shares


def test_a_word_that_nothing_says_counts_against_all(said: SaidWords) -> None:
    assert said.shares({"rye": 1.0, "zeppelin": 1.0}, ANYWHERE).tolist() == [0.5, 0.0]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(("stall",), [True, False], id="one"),
        pytest.param(("rye",), [True, True], id="both, one of them in a label"),
        pytest.param(("zeppelin", "octob"), [False, True], id="any of the line"),
        pytest.param((), [False, False], id="no word"),
    ],
)
def test_a_line_is_said_where_one_of_its_stems_is(said: SaidWords, line: Collection[str], says: list[bool]) -> None:
    assert said.say_any([("sold",), line]).tolist()[1] == says


def test_of_no_entry_nothing_is_said() -> None:
    nobody = learn_said((), (), LEXICON)

    assert nobody.shares({"rye": 1.0}, ANYWHERE).tolist() == []
    assert nobody.say_any([("rye",)]).shape == (1, 0)
