"""Names things for Slack: the slash command, the shortcuts, and how people address the bot."""

from __future__ import annotations

from functools import partial

from adapters.slack_app import limits
from bot.model import Manifest, Words
from bot.pages import Command, Manner

SHORTCUT = "answer_this"
MAKING = "make_answer"
"""Callback ids of the message shortcuts."""


def command_of(manifest: Manifest) -> str:
    return f"/{manifest.slash_command}"[: limits.COMMAND]


def manner_of(manifest: Manifest, words: Words) -> Manner:
    return Manner(
        "slack",
        partial(_typed, command_of(manifest), words),
        text=limits.SECTION - 200,
        options=limits.OPTIONS,
        menus=1,
        shares=True,
        forms=True,
        channel="<#{}>",
        role="`{}`",
    )


def _typed(command: str, words: Words, use: str) -> str:
    return f"{command} …" if use == Command.ASK else f"{command} {words.commands[use]}"
