"""Makes the buttons and menus of pages, with labels and identifiers."""

from collections.abc import Sequence
from hashlib import sha256

from bot.desk import Action, Button, Desk, to_identifier
from bot.memory import Votes
from bot.model import Choice, Words
from bot.pages.page import Option, PageButton, PageMenu, Style
from bot.replies import CHOICES, topic_title

Row = tuple[PageButton, ...]
GOOD, BAD, REMOVE = "👍", "👎", "🗑️"
EXPORT, DELETE = "export", "delete"  # The arguments of `Action.PRIVACY`.
_HASHED = 48  # Hexadecimal digits that stand for a topic; never changed, since buttons outlive releases.


def button(label: str, action: Action, about: str = "", argument: str = "", style: Style = Style.PLAIN) -> PageButton:
    return PageButton(label, to_identifier(Button(action, about, argument)), style)


def questions(choices: Sequence[Choice], reply: str = "") -> tuple[Row, ...]:
    """A button for each question, in a row of its own."""
    return tuple((button(one.question, Action.ASK, reply, one.id),) for one in choices)


def starters(desk: Desk) -> tuple[Row, ...]:
    return questions(desk.bot.catalogue.starters()[:CHOICES])


def choices(offered: Sequence[Choice], reply: str, words: Words) -> tuple[Row, ...]:
    rows = tuple((button(one.question, Action.CHOOSE, reply, one.id, Style.MAIN),) for one in offered)
    return (*rows, (button(words.none_of_these, Action.NONE_OF_THESE, reply),))


def verdicts(reply: str, words: Words, *, private: bool, shares: bool) -> Row:
    """The buttons below an answer; with 🗑️ if others see it, with sharing if they do not."""
    row = (*thumbs(reply), button(words.not_what_i_meant, Action.NOT_MEANT, reply))
    if not private:
        return (*row, remove(reply))
    return (*row, button(words.share, Action.SHARE, reply)) if shares else row


def remove(reply: str) -> PageButton:
    return button(REMOVE, Action.REMOVE, reply)


def thumbs(reply: str, votes: Votes | None = None) -> Row:
    """👍 and 👎, with the number of votes if it is given and not 0."""
    counted = ((GOOD, Action.GOOD, votes.good if votes else 0), (BAD, Action.BAD, votes.bad if votes else 0))
    return tuple(button(f"{thumb} {count}" if count else thumb, action, reply) for thumb, action, count in counted)


def topic_menus(desk: Desk, options: int, most: int, only: Sequence[str] | None = None) -> tuple[PageMenu, ...]:
    """At most `most` menus of `options` topics each: `only` these topics, in this order; None: all of them."""
    topics, words = dict(desk.bot.catalogue.topics), desk.words
    listed = [
        Option(
            topic_title(topic, desk.bot.knowledge.manifest),
            to_identifier(Button(Action.TOPIC, "0", topic_key(topic))),
            words.topic_count.format(count=len(of)) if len(of) > 1 else words.topic_count_one,
        )
        for topic in (topics if only is None else only)
        if (of := topics.get(topic))
    ]
    return menus(words.topic_menu, words.topic_menu, listed[: options * most], options)


def menus(first: str, later: str, listed: Sequence[Option], options: int) -> tuple[PageMenu, ...]:
    """As many menus as it takes, each with at most `options`; `first` and `later`: their placeholders."""
    return tuple(
        PageMenu(later if at else first, to_identifier(Button(Action.MENU, str(at))), tuple(listed[at : at + options]))
        for at in range(0, len(listed), options)
    )


def topic_key(topic: str) -> str:
    """The topic itself where it can stand in an identifier, otherwise its hash."""
    try:
        to_identifier(Button(Action.TOPIC, "0", topic))
    except ValueError:
        return sha256(topic.encode()).hexdigest()[:_HASHED]
    return topic
