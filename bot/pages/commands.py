"""Reads what stands behind a command of many uses: a line in, the use that it names and the rest of the line out."""

from __future__ import annotations

from enum import StrEnum

from bot.pages.buttons import DELETE, EXPORT


class Command(StrEnum):
    ASK = "ask"
    HELP = "help"
    TOPICS = "topics"
    CHART = "chart"
    WHY = "why"
    ABOUT = "about"
    PRIVACY = "privacy"
    EXPORT = f"privacy {EXPORT}"
    DELETE = f"privacy {DELETE}"
    SETTINGS = "settings"


def read_command(line: str) -> tuple[Command, str]:
    """A question may begin with such a word: only `chart` is followed by more. Nothing at all asks for help."""
    words = " ".join(line.split())
    if not words:
        return Command.HELP, ""
    if words.casefold() in tuple(Command):
        named = Command(words.casefold())
        return (Command.HELP, "") if named is Command.ASK else (named, "")
    first, _, rest = words.partition(" ")
    if first.casefold() == Command.CHART:
        return Command.CHART, rest
    return Command.ASK, line.strip()
