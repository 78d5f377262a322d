"""What somebody has posted, as words and as Markdown, wherever in the message it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack_app.posts import markdown_of, words_of
from fake_slack.payloads import Json


@pytest.mark.parametrize(
    ("posted", "markdown"),
    [
        pytest.param(
            "See <https://docs.example/charge|the charging page>.",
            "See [the charging page](https://docs.example/charge).",
            id="link",
        ),
        pytest.param("See <https://docs.example>", "See https://docs.example", id="address"),
        pytest.param("*bold*, _soft_ and ~gone~", "**bold**, _soft_ and ~~gone~~", id="marks"),
        pytest.param("*see <https://a.example|a>*", "**see [a](https://a.example)**", id="link in bold"),
        pytest.param("`a *b* &lt; c`", "`a *b* < c`", id="code"),
        pytest.param("```\n*x* ~y~\n```", "```\n*x* ~y~\n```", id="block"),
        pytest.param("5*3*2 and 2 * 3", "5*3*2 and 2 * 3", id="marks that are none"),
        pytest.param("• one\n• two", "- one\n- two", id="list"),
        pytest.param("<!here> ask <@U2|anna> &amp; <@U3>", "ask @anna &", id="mentions"),
    ],
)
def test_an_answer_keeps_its_links_and_marks(posted: str, markdown: str) -> None:
    assert markdown_of({"text": posted}) == markdown


RICH = [
    {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "How much & when, "},
                    {"type": "user", "user_id": "U2"},
                    {"type": "text", "text": " "},
                    {"type": "link", "url": "https://a.example", "text": "see"},
                    {"type": "text", "text": "?"},
                ],
            }
        ],
    }
]
SECTIONS = [
    {"type": "header", "text": {"type": "plain_text", "text": "Bread < 5"}},
    {
        "type": "section",
        "text": {"type": "mrkdwn", "text": "What is *rye*?"},
        "fields": [{"type": "mrkdwn", "text": "today"}],
        "accessory": {"type": "button", "text": {"type": "plain_text", "text": "Buy"}},
    },
    {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Order"}}]},
    {"type": "context", "elements": [{"type": "image", "alt_text": "x"}, {"type": "mrkdwn", "text": "by anna"}]},
]


@pytest.mark.parametrize(
    ("message", "words"),
    [
        pytest.param({"text": "", "blocks": RICH}, "How much & when,  see?", id="rich text"),
        pytest.param({"text": "", "blocks": SECTIONS}, "Bread < 5\nWhat is *rye*?\ntoday\nby anna", id="blocks"),
        pytest.param(
            {"text": "", "attachments": [{"text": "how much?", "title": "Ask"}]}, "Ask\nhow much?", id="shared"
        ),
        pytest.param({"text": "own words", "blocks": SECTIONS}, "own words", id="its own text first"),
        pytest.param({"text": "", "files": [{"id": "F1"}]}, "", id="nothing"),
        pytest.param({}, "", id="empty"),
    ],
)
def test_a_post_without_a_text_of_its_own_is_read_by_its_pieces(message: Json, words: str) -> None:
    assert words_of(message) == words


@given(st.text(alphabet="*_~`[]()<>!@#| ab\n&;•https://x", max_size=200))
def test_anything_can_be_read(text: str) -> None:
    assert isinstance(markdown_of({"text": text}), str)
