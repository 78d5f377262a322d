"""Topics: their titles, and which of them are named where a question has no answer."""

from __future__ import annotations

from dataclasses import replace

from shops import base, entry

from bot.model import Manifest, Series
from bot.replies import Catalogue, topic_title
from bot.replies.deciding.catalogue import nearest

MANY = ("bread", "rolls", "cakes", "tarts", "coffee", "tea", "hours")


def test_a_title_stands_in_the_manifest() -> None:
    assert topic_title("su-9", Manifest(topics=(("su-9", "SU9 (2026)"),))) == "SU9 (2026)"


def test_a_title_that_is_left_out_is_made_from_the_name() -> None:
    assert topic_title("opening-hours", Manifest()) == "Opening hours"


def test_the_nearest_come_first_and_no_more_than_five() -> None:
    near = nearest(MANY, ["tea", "tea", "rolls", "tarts", "rolls", "bread", "coffee", "cakes"])

    assert near == ("tea", "rolls", "tarts", "bread", "coffee")


def test_three_are_named_where_few_are_near() -> None:
    assert nearest(MANY, ["hours"]) == ("hours", "bread", "rolls")
    assert nearest(MANY, []) == ("bread", "rolls", "cakes")


def test_what_is_no_topic_to_offer_is_not_near() -> None:
    assert nearest(MANY, ["smalltalk", "tea", "coffee", "hours"]) == ("tea", "coffee", "hours")


def test_a_few_topics_are_all_named() -> None:
    assert nearest(MANY[:5], ["coffee"]) == MANY[:5]


def test_topics_are_told_in_words() -> None:
    catalogue = Catalogue(base(*(entry(topic, "?", topic=topic) for topic in ("opening-hours", "bread", "cakes"))))

    line = catalogue.topics_line(("opening-hours", "bread", "cakes"))

    assert line == "I know about Opening hours, Bread and Cakes."
    assert catalogue.topics_line(("bread", "cakes")) == "I know about Bread and Cakes, among others."
    assert catalogue.topics_line(()) == ""


def test_the_help_names_charts_only_where_something_can_be_drawn() -> None:
    text = "Ask.\n- /topics: topics\n- /chart: a picture"
    with_series = replace(base(), series=(Series("sold", "Loaves sold", "sales"),))

    assert Catalogue(base()).without_charts(text, "/chart") == "Ask.\n- /topics: topics"
    assert Catalogue(with_series).without_charts(text, "/chart") == text
