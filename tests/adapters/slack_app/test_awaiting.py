"""Labels that buttons get while a picture is awaited are kept until the last picture of the message is there."""

from __future__ import annotations

from adapters.slack_app.pictures import Awaiting
from adapters.slack_app.ways import Sent
from bot.pages import PageButton

SENT = Sent("C1", "1.0")
VOTED = PageButton("👍 1", "good")


def test_the_end_of_one_awaited_picture_leaves_the_labels_to_the_other() -> None:
    awaiting = Awaiting()

    with awaiting.picture_of(SENT):
        with awaiting.picture_of(SENT):
            awaiting.note_labels(SENT.channel, SENT.ts, (VOTED,))
        assert awaiting.labels_of(SENT) == (VOTED,)

    assert awaiting.labels_of(SENT) == ()


def test_labels_are_noted_only_while_a_picture_is_awaited() -> None:
    awaiting = Awaiting()

    awaiting.note_labels(SENT.channel, SENT.ts, (VOTED,))

    with awaiting.picture_of(SENT):
        assert awaiting.labels_of(SENT) == ()
