"""Codes the data of a button in an identifier of at most 100 characters, readable for weeks."""

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 100
"""Characters of an identifier; the least that a platform allows."""
_FORM = re.compile(r"ev1:([a-z]):([\w-]{0,16}):([\w:.-]{0,76})", re.ASCII)


class Action(StrEnum):
    """Never renamed or used again: buttons outlive releases."""

    CHOOSE = "c"
    """A choice of a `clarify`."""
    NONE_OF_THESE = "n"
    ASK = "a"
    """A suggested question, or a topic's."""
    GOOD = "g"
    BAD = "b"
    NOT_MEANT = "m"
    WRONG = "w"
    OUT_OF_DATE = "o"
    WHY = "y"
    REMOVE = "x"
    SHARE = "s"
    MORE = "l"
    """The rest of a long answer; `reply` is the number of the part, from 1."""
    TOPIC = "t"
    """`entry` names the topic, `reply` is the number of questions that were shown before."""
    MENU = "q"
    """Tells a menu from the others of its page; what was picked in it has an identifier of its own."""
    FORM = "f"
    """Opens the form for what was meant, and comes back with it."""
    SETTING = "e"
    """`entry` is what to change and into what, as "private.on"."""
    DELETE = "d"
    PRIVACY = "p"
    """`entry` is "export" or "delete", which asks whether to."""
    CHART = "h"
    PERSON = "r"
    """Passes the question of `reply` on to a person."""
    CURATE = "k"
    """`reply` names the suggestion, `entry` what to do about it, as "show" or "accept:ID"."""


@dataclass(frozen=True, slots=True)
class Button:
    action: Action
    reply: str = ""
    """`Reply.id` of the reply that it stands under."""
    entry: str = ""
    """Id of the entry that it leads to."""


def to_identifier(button: Button) -> str:
    """Raises ValueError for what is no id."""
    identifier = f"ev1:{button.action}:{button.reply}:{button.entry}"
    if not _FORM.fullmatch(identifier) or len(identifier) > LONGEST:
        raise ValueError(f"no button can hold {identifier[:120]!r}")
    return identifier


def to_button(identifier: str) -> Button | None:
    """None: it is not one of ours, or of a release that we do not know."""
    found = _FORM.fullmatch(identifier)
    if found is None or found[1] not in tuple(Action):
        return None
    return Button(Action(found[1]), found[2], found[3])
