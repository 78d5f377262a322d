"""Words speak for the entries that are asked with them, however common they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from shops import vocabulary

from bot.matching.index.tokens import tokens_of, weighed_tokens
from bot.matching.index.word_model import Floats, WordModel, learn_words
from bot.matching.language.frequency import table_of
from bot.matching.language.naming import Lexicon
from bot.matching.language.text import normalise

LEXICON = Lexicon(vocabulary({}))
COMMON = table_of([("is", 7.0), ("the", 7.7), ("banana", 3.9), ("ripe", 3.5), ("in", 7.3), ("when", 6.5)])
OPENING = ("when do you open", "when does the shop open", "when is it open")
PLACE = ("where is the shop", "where do I find you", "where are you")
OUTSIDE = ("when is the game", "tell me a joke")
"""Lines out of scope, which are "nothing"."""
FIRST, SECOND, NOTHING = range(3)


def tokens(text: str) -> tuple[str, ...]:
    return tokens_of(normalise(text), LEXICON)


def model_of(*entries: Sequence[str]) -> WordModel:
    """The last one is "nothing"."""
    owners = np.repeat(np.arange(len(entries), dtype=np.int32), [len(one) for one in entries])
    return learn_words([tokens(text) for one in entries for text in one], owners, len(entries) - 1)


def ratios_but(model: WordModel, asked: Sequence[str], entry: int) -> Floats:
    """Those without one phrasing of the entry, which is just what is asked."""
    return model.read_without_one(asked, np.zeros(len(asked), np.float32), entry).ratios


@pytest.fixture(scope="module")
def model() -> WordModel:
    return model_of(OPENING, PLACE, OUTSIDE)


@pytest.mark.parametrize(("word", "entry", "other"), [("when", FIRST, SECOND), ("where", SECOND, FIRST)])
def test_a_common_word_speaks_for_the_entry_that_is_always_asked_with_it(
    model: WordModel, word: str, entry: int, other: int
) -> None:
    ratios = model.ratios(tokens(word))

    assert ratios[entry] > 0 > ratios[other]


def test_nothing_takes_part(model: WordModel) -> None:
    ratios = model.ratios(tokens("tell me a joke"))

    assert ratios.argmax() == NOTHING == len(ratios) - 1


def test_an_unseen_word_says_nothing(model: WordModel) -> None:
    assert not model.ratios(tokens("zeppelin")).any()
    assert (model.ratios(tokens("when zeppelin")) == model.ratios(tokens("when"))).all()


def test_no_word_says_nothing(model: WordModel) -> None:
    assert model.ratios(()).tolist() == [0, 0, 0]


def test_tells_what_share_of_the_words_each_entry_says(model: WordModel) -> None:
    weights = np.array([1, 2, 5], np.float32)

    _, said = model.read(("when", "shop", "zeppelin"), weights)

    assert said[[FIRST, SECOND, NOTHING]] == pytest.approx([3 / 8, 2 / 8, 1 / 8])


def test_words_without_weight_are_no_share(model: WordModel) -> None:
    assert model.read(("when",), np.zeros(1, np.float32))[1].tolist() == [0, 0, 0]


def test_what_only_the_left_out_phrasing_says_is_not_said(model: WordModel) -> None:
    asked, weights = ("tell", "is"), np.ones(2, np.float32)

    assert model.read(asked, weights)[1][NOTHING] == pytest.approx(1)
    assert model.read_without_one(asked, weights, NOTHING).said[NOTHING] == pytest.approx(0)


def test_a_rare_word_weighs_more_and_a_form_nothing() -> None:
    weighed = dict(zip(*weighed_tokens(normalise("when is the banana ripe in 2025"), LEXICON, COMMON), strict=True))

    assert weighed[LEXICON.stem("banana")] > weighed["is"] > 0
    assert weighed["2025"] == weighed["?when"] == 0


def test_nobody_knows_any_word_where_there_are_no_phrasings() -> None:
    assert model_of(()).ratios(tokens("when do you open")).tolist() == [0]


def test_what_all_are_asked_with_says_next_to_nothing() -> None:
    model = model_of(("shop opens", "shop hours"), ("shop place", "shop street"), ("shop joke",))

    assert np.abs(model.ratios(("shop",))).max() < 0.1


def test_words_count_in_any_inflection(model: WordModel) -> None:
    assert (model.ratios(tokens("opening")) == model.ratios(tokens("open"))).all()
    assert model.ratios(tokens("opening"))[FIRST] > 0


def test_a_word_says_more_the_more_phrasings_it_stands_in() -> None:
    often = model_of(("when open", "when shut", "when", "hours"), ("where", "street"), ())
    once = model_of(("when open", "shut", "times", "hours"), ("where", "street"), ())

    assert often.ratios(("when",))[0] > once.ratios(("when",))[0]


def test_without_its_only_phrasing_an_entry_has_nothing_to_say_for_it() -> None:
    model = model_of(OPENING, ("do you sell rye",), OUTSIDE)

    assert model.ratios(tokens("do you sell rye"))[SECOND] > 0
    assert ratios_but(model, tokens("do you sell rye"), SECOND)[SECOND] == pytest.approx(0)


def test_leaving_a_phrasing_out_concerns_its_entry_alone(model: WordModel) -> None:
    asked = tokens(OPENING[0])
    whole, without = model.ratios(asked), ratios_but(model, asked, FIRST)

    assert without[FIRST] < whole[FIRST]
    assert (without[SECOND:] == whole[SECOND:]).all()


def test_learning_again_gives_the_same(model: WordModel) -> None:
    again = model_of(OPENING, PLACE, OUTSIDE)

    for text in (*OPENING, *PLACE, *OUTSIDE, "when where"):
        assert again.ratios(tokens(text)).tobytes() == model.ratios(tokens(text)).tobytes()


def test_each_word_counts_once_with_the_form_of_the_question() -> None:
    assert tokens("when, when do you open?") == ("when", "do", "you", "open", "?when")


def test_other_languages_have_no_forms() -> None:
    assert tokens_of(("when", "open"), Lexicon(vocabulary({}), "de")) == ("when", "open")
