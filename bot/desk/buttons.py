"""Codes the data of a button in an identifier of at most 100 characters, readable for weeks."""

import re
from dataclasses import dataclass
from enum import StrEnum

_FORM = re.compile(r"ev1:([a-z]):([\w-]{0,16}):([\w:.-]{0,76})", re.ASCII)
"""At most 100 characters, the least that a platform allows: a `Reply.id` has 16, and all else may take the rest."""


class Action(StrEnum):
    """What a button does, with its (`about`, `argument`): a reply is a `Reply.id`. Never renamed or used again, since
    buttons outlive releases."""

    CHOOSE = "c"  # (reply, entry): a choice of a `clarify`.
    NONE_OF_THESE = "n"  # (reply, "")
    ASK = "a"  # (reply above it, entry): a suggested question, or a topic's, which stands under no reply.
    GOOD = "g"  # (reply, ""), as with BAD, NOT_MEANT, WRONG, OUT_OF_DATE, REMOVE and SHARE.
    BAD = "b"
    NOT_MEANT = "m"
    WRONG = "w"
    OUT_OF_DATE = "o"
    WHY = "y"  # Of earlier releases; it has no handler, so that who presses it reads `Words.old_button`.
    REMOVE = "x"
    SHARE = "s"
    MORE = "l"  # (number of the part, entry): the rest of a long answer. Part 0 is shown already.
    TOPIC = "t"  # (number of questions that were shown before, topic)
    MENU = "q"  # (number, ""): tells the menus of a page apart; what is picked in one has its own identifier.
    FORM = "f"  # (reply, ""): opens the form for what was meant, and comes back with it.
    SETTING = "e"  # ("", what to change and into what), as "private.on".
    DELETE = "d"  # ("", "")
    PRIVACY = "p"  # ("", "export"), or ("", "delete"), which asks whether to.
    CHART = "h"  # ("", series)
    PERSON = "r"  # (reply, ""): passes its question on to a person.
    CURATE = "k"  # (suggestion, what to do about it), as "show" or "accept:ID".


@dataclass(frozen=True, slots=True)
class Button:
    action: Action
    about: str = ""
    argument: str = ""


def to_identifier(button: Button) -> str:
    """Raises ValueError for what is no id."""
    identifier = f"ev1:{button.action}:{button.about}:{button.argument}"
    if not _FORM.fullmatch(identifier):
        raise ValueError(f"no button can hold {identifier[:120]!r}")
    return identifier


def to_button(identifier: str) -> Button | None:
    """None: it is not one of ours, or of a release that we do not know."""
    found = _FORM.fullmatch(identifier)
    if found is None or found[1] not in tuple(Action):
        return None
    return Button(Action(found[1]), found[2], found[3])


def to_number(text: str) -> int:
    """0 where it is none."""
    return int(text) if text.isdecimal() else 0
