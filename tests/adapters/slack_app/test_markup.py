"""From the Markdown of entries to Slack's mrkdwn, and from what Slack sends to words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack_app.markup import to_mrkdwn, to_words, without_mention


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        pytest.param("**4.20 euros**", "*4.20 euros*", id="bold"),
        pytest.param("__4.20 euros__", "*4.20 euros*", id="bold-underlined"),
        pytest.param("*about* and _nearly_", "_about_ and _nearly_", id="italics"),
        pytest.param("***both***", "*_both_*", id="both"),
        pytest.param("~~gone~~", "~gone~", id="struck"),
        pytest.param("`a < b`", "`a &lt; b`", id="code"),
        pytest.param("[The Baker](https://b.example/?a&b)", "<https://b.example/?a&amp;b|The Baker>", id="link"),
        pytest.param("[a | b](https://b.example)", "<https://b.example|a ¦ b>", id="bar-in-a-label"),
        pytest.param("https://b.example/x", "<https://b.example/x>", id="address"),
        pytest.param("- one\n- **two**", "• one\n• *two*", id="list"),
        pytest.param("1. one\n2. two", "1. one\n2. two", id="numbers"),
        pytest.param("## Prices", "*Prices*", id="heading"),
        pytest.param("```\n| a | b* |\n```", "```\n| a | b* |\n```", id="block"),
        pytest.param("fish & chips < 5 > 3", "fish &amp; chips &lt; 5 &gt; 3", id="escaped"),
        pytest.param("5 * 3 and snake_case", "5 * 3 and snake_case", id="marks-that-are-none"),
        pytest.param("<!channel> <@U1>", "&lt;!channel&gt; &lt;@U1&gt;", id="pings"),
        pytest.param("answered in <#C123>", "answered in <#C123>", id="channel"),
        pytest.param("[x](javascript:alert)", "[x](javascript:alert)", id="no-address"),
    ],
)
def test_markdown_is_shown_as_slack_shows_it(markdown: str, mrkdwn: str) -> None:
    assert to_mrkdwn(markdown) == mrkdwn


def test_a_mark_within_a_word_is_set_apart_so_that_slack_sees_it() -> None:
    assert to_mrkdwn("**4**th") == "*4*\u200bth"


@given(st.text())
def test_no_text_can_ping_anyone(text: str) -> None:
    shown = to_mrkdwn(text)

    assert not re.search(r"<[!@]", shown)
    assert shown.count("```") % 2 == 0 or "```" not in text


@given(st.text(alphabet="*_~`[]()<>!@#| ab\n\\", max_size=200))
def test_no_marks_can_ping_anyone_or_break_it(text: str) -> None:
    assert not re.search(r"<[!@]", to_mrkdwn(text))


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        pytest.param("<@UBOT> how much?", "how much?", id="mention"),
        pytest.param("<@UBOT|baker>: how much?", "how much?", id="address"),
        pytest.param("how much, <@UBOT>", "how much,", id="mention-last"),
        pytest.param("is <@U2|anna> in?", "is @anna in?", id="another"),
        pytest.param("<!here> see <#C1|general>", "see #general", id="channel"),
        pytest.param("<!subteam^S1|@bakers> ask", "@bakers ask", id="group"),
        pytest.param("<https://x.example|y> and <https://z.example>", "y and https://z.example", id="links"),
        pytest.param("<mailto:a@b.example|a@b.example>", "a@b.example", id="mail"),
        pytest.param("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2", id="escapes"),
        pytest.param("&amp;lt;", "&lt;", id="escaped-once"),
        pytest.param("<", "<", id="half"),
        pytest.param("thanks :pray:", "thanks", id="emoji"),
        pytest.param("<@UBOT|baker> :wave: hi", "hi", id="emoji-behind-a-mention"),
        pytest.param("thanks:pray::skin-tone-3:", "thanks", id="emoji-with-a-skin-tone-behind-a-word"),
        pytest.param(":+1::100: how many in 2025:eyes:", "how many in 2025", id="emoji-side-by-side"),
        pytest.param("at 10:30:00, or 10:30: later", "at 10:30:00, or 10:30: later", id="time"),
        pytest.param("a ratio of 3:2:1 or a:b:c", "a ratio of 3:2:1 or a:b:c", id="ratio"),
    ],
)
def test_what_slack_sends_is_read_as_a_person_sees_it(sent: str, words: str) -> None:
    assert to_words(without_mention(sent, "UBOT")) == words


@given(st.text())
def test_anything_can_be_read(text: str) -> None:
    assert isinstance(to_words(without_mention(text, "UBOT")), str)
