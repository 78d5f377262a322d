"""What is declined gets a line of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shops import base, entry

from bot.matching import Matcher
from bot.matching.language.naming import Lexicon
from bot.model import Decline, Entry
from bot.replies.deciding.declining import Declining

ADVICE = "I can't tell you what to do with your money. Not affiliated with any team."
PRIVATE = "That is a private matter."


def line(matcher: Matcher, text: str, entry: Entry | None = None) -> str:
    return Declining(matcher.index.texts.knowledge, matcher.lexicon).line(text, matcher.ranking_of(text), entry)


@pytest.mark.parametrize(
    "text",
    [
        "should I buy shares of two wheels",
        "should we wait for the next comet?",
        "is two wheels a good investment",
        "would you invest in them",
        "do you recommend the lark",
        "price prediction for 2030",
        "pirce prediction for 2030",
    ],
)
def test_advice(matcher: Matcher, text: str) -> None:
    assert line(matcher, text) == ADVICE


@pytest.mark.parametrize(
    "text",
    [
        "is she married",
        "what is the home address of the founder",
        "how many children does he have",
        "his religion?",
        "ada moss's husband",
        "what is the phone number of Otto Brandt",
    ],
)
def test_private_matters(matcher: Matcher, text: str) -> None:
    assert line(matcher, text) == PRIVATE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("how high is the tower", id="nothing of the kind"),
        pytest.param("does the shop have a kids corner", id="nobody is named"),
        pytest.param("what is the phone number of the shop", id="a shop is nobody"),
        pytest.param("does ada moss know my husband", id="of who asks"),
        pytest.param("how long should i wait for a comet", id="how long is no advice"),
        pytest.param("should I charge the battery to 100 percent", id="how to use what one has"),
        pytest.param("did the shop buy shares of a rival", id="what others do"),
    ],
)
def test_what_only_sounds_alike_is_not_declined(matcher: Matcher, text: str) -> None:
    assert line(matcher, text) == ""


@pytest.mark.parametrize("text", ["should I buy it", "is ada moss married", "is it worth buying"])
def test_a_base_that_declares_nothing_declines_nothing(matcher: Matcher, text: str) -> None:
    bare = Declining(replace(matcher.index.texts.knowledge, declines=()), matcher.lexicon)

    assert bare.line(text, matcher.ranking_of(text)) == ""


def test_the_first_that_is_asked_for_counts_and_its_disclaimer_may_be_empty(matcher: Matcher) -> None:
    declines = (Decline("a", "First. {disclaimer}", ("buy",)), Decline("b", "Second.", ("should i buy",)))
    knowledge = replace(base(), declines=declines)

    assert Declining(knowledge, Lexicon(knowledge.vocabulary)).line("should i buy", matcher.ranking_of("x")) == "First."


@pytest.mark.parametrize(
    ("told", "text", "declined"),
    [
        pytest.param(entry("a", "How heavy is it?"), "should i buy it?", True, id="it speaks of something else"),
        pytest.param(entry("a", "Should I buy rye?"), "should i buy it?", False, id="its question speaks of it"),
        pytest.param(entry("a", "Rye?", "should i buy rye"), "should i buy it?", True, id="by the way"),
        pytest.param(entry("a", "Rye?", "should i buy rye", "buy or sell"), "should i buy it?", True, id="once of two"),
        pytest.param(
            entry("a", "Rye?", "should i buy rye", "shall we buy"), "should i buy it?", False, id="twice is no accident"
        ),
        pytest.param(entry("a", "Price?"), "should i buy? and what is its price?", False, id="more is asked"),
    ],
)
def test_an_answer_stands_where_it_speaks_of_it_or_more_is_asked(
    matcher: Matcher, told: Entry, text: str, declined: bool
) -> None:
    assert bool(line(matcher, text, told)) is declined


def test_what_is_asked_word_for_word_is_not_declined(matcher: Matcher) -> None:
    knowledge = replace(base(), declines=(Decline("a", "No.", ("buy",)),))
    declining = Declining(knowledge, Lexicon(knowledge.vocabulary))

    ranking = matcher.ranking_of("where to buy")

    assert declining.line("where to buy", ranking) == "No."
    assert declining.line("where to buy", replace(ranking, exact=(0,))) == ""


def test_an_answer_on_more_than_was_named_does_not_stand(matcher: Matcher) -> None:
    both = entry("a", "Should I buy the Comet or the Lark?")

    assert line(matcher, "which comet should i buy", both) == ADVICE
    assert line(matcher, "should i buy a lark or a comet", both) == ""
