"""The traits of Slack that the pages need to know, with the name of its command."""

from functools import partial

from adapters.slack_app import limits
from bot.model import Manifest, Words
from bot.pages import Command, PlatformTraits

_ROOM = 200
"""Characters of a section that are left for what its text gains when it is converted."""


def command_of(manifest: Manifest) -> str:
    return f"/{manifest.slash_command}"[: limits.COMMAND]


def traits_of(manifest: Manifest, words: Words) -> PlatformTraits:
    return PlatformTraits(
        "slack",
        partial(_typed, command_of(manifest), words),
        text=limits.SECTION_TEXT - _ROOM,
        options=limits.MENU_OPTIONS,
        menus=1,
        shares=True,
        forms=True,
        channel="<#{}>",
        role="`{}`",
    )


def _typed(command: str, words: Words, use: str) -> str:
    return f"{command} …" if use == Command.ASK else f"{command} {words.commands[use]}"
