"""A question is read: spelling, names, synonyms and dates."""

from __future__ import annotations

import pytest
from shops import entry, index_of, vocabulary

from bot.matching.language.naming import Lexicon
from bot.matching.language.reading import Reader, concepts_of, speller_of

NAMES = {"model": {"comet": ()}}
SYNONYMS = (("repair", "mend"),)


@pytest.fixture(scope="module")
def reader() -> Reader:
    index = index_of(
        entry("repair", "Who can repair my bicycle?", "bicycle repair", "repair of a comet"),
        entry("hours", "When do you open?", "opening hours"),
        names=NAMES,
        synonyms=SYNONYMS,
    )
    lexicon = Lexicon(vocabulary(NAMES, SYNONYMS), "en")
    return Reader(
        lexicon, speller_of(index.texts.word_counts, index.texts.word_pairs, lexicon, index.common), index.features()
    )


def test_reads_all_that_a_question_says(reader: Reader) -> None:
    heard = reader.read("Mend my Comet bicicle in 2025?")

    assert heard.words == ("mend", "my", "comet", "bicycle", "in", "2025")
    assert heard.repairs == (("bicicle", "bicycle"),)
    assert heard.synonyms == (("mend", "repair"),)
    assert heard.facets.values == (("model", "comet"), ("year", "2025"))


def test_a_repaired_word_is_heard_as_the_right_one(reader: Reader) -> None:
    heard, meant = reader.read("bicicle"), reader.read("bicycle")

    assert heard.vector.sparse[0].tolist() == meant.vector.sparse[0].tolist()


def test_words_of_before_are_heard_as_they_stand(reader: Reader) -> None:
    assert reader.vector_of(("bicicle",)).sparse[0].tolist() != reader.vector_of(("bicycle",)).sparse[0].tolist()


def test_what_says_nothing_has_no_vector(reader: Reader) -> None:
    assert len(reader.read("?!").vector.sparse[0]) == 0


def test_each_meaning_counts_once(reader: Reader) -> None:
    words = ("mend", "repair", "comet", "comet")

    assert concepts_of(reader.lexicon.names(words), reader.lexicon.synonyms(words)) == ("§model:comet", "§synonym:0")


def test_a_misspelt_period_is_a_period(reader: Reader) -> None:
    assert reader.read("repair in the secnd half 2025").facets.of("half") == ("2025-H2",)
