"""Names and synonyms are found in words."""

from __future__ import annotations

from shops import vocabulary

from bot.matching.language.naming import Lexicon
from bot.matching.language.phrases import Found
from bot.matching.language.text import normalise

NAMES = {
    "model": {"comet": (), "comet-pro": ("pro comet",)},
    "company": {"comet": ("comet bikes",)},
    "place": {"new-town": ("ville neuve",)},
}
SYNONYMS = (("sell", "hand over"), ("price", "cost", "how expensive"))


def names(text: str) -> tuple[Found, ...]:
    return Lexicon(vocabulary(NAMES)).names(normalise(text))


def test_the_longest_name_wins() -> None:
    assert [name.value for name in names("a comet pro") if name.kind == "model"] == ["comet-pro"]


def test_the_value_itself_is_a_spelling() -> None:
    assert names("in New Town!") == (Found("place", "new-town", 1, 3),)


def test_one_phrase_may_be_a_name_of_two_kinds() -> None:
    assert {(name.kind, name.value) for name in names("the comet")} == {("model", "comet"), ("company", "comet")}


def test_a_long_name_of_one_kind_hides_no_short_name_of_another() -> None:
    assert {(name.kind, name.value) for name in names("comet pro")} == {("model", "comet-pro"), ("company", "comet")}


def test_within_a_kind_nothing_overlaps() -> None:
    found = [name for name in names("pro comet pro") if name.kind == "model"]

    assert [(name.start, name.end) for name in found] == [(0, 2)]


def test_every_mention_is_found() -> None:
    assert [name.start for name in names("comet or comet") if name.kind == "model"] == [0, 2]


def test_synonyms_are_found_in_any_inflection() -> None:
    lexicon = Lexicon(vocabulary({}, SYNONYMS))

    for text in ("selling bikes", "bikes sells", "it hands over"):
        (found,) = lexicon.synonyms(normalise(text))
        assert lexicon.head(found) == "sell"


def test_a_language_without_a_stemmer_takes_synonyms_as_they_are() -> None:
    lexicon = Lexicon(vocabulary({}, (("价格", "多少钱"),)), "zh")

    (found,) = lexicon.synonyms(normalise("多少钱"))

    assert lexicon.head(found) == "价格"


def test_all_words_of_the_vocabulary_are_known_to_the_spelling() -> None:
    words = set(Lexicon(vocabulary(NAMES, SYNONYMS)).spelling_words())

    assert {"comet", "pro", "ville", "expensive", "over"} <= words


def test_the_words_of_names_are_those_that_are_known() -> None:
    lexicon = Lexicon(vocabulary(NAMES), spelt={"comet": ("meteor",)})

    assert lexicon.spelt(["Comet"]) == Lexicon(vocabulary(NAMES)).spelt(["Comet"]) | {"comet": ("meteor",)}
    assert lexicon.names(("comet",)) == ()


def test_nothing_is_found_where_there_is_no_vocabulary() -> None:
    lexicon = Lexicon(vocabulary({}))

    assert lexicon.names(("comet",)) == lexicon.synonyms(("sell",)) == ()
