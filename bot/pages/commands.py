"""Splits a line after the slash command into the subcommand and the rest."""

from enum import StrEnum

from bot.model import Words


class Command(StrEnum):
    """A subcommand, by its English name; dots join further words to it in the keys of `Words.commands`."""

    ASK = "ask"
    HELP = "help"
    TOPICS = "topics"
    CHART = "chart"
    WHY = "why"
    ABOUT = "about"
    PRIVACY = "privacy"
    EXPORT = "privacy export"
    DELETE = "privacy delete"
    SETTINGS = "settings"
    CURATE = "curate"
    HELPERS = "helpers"
    DIGEST = "digest"


OFF = "off"
_NAMES_PLACES = (Command.HELPERS, Command.DIGEST)


def read_command(line: str, words: Words) -> tuple[Command, str]:
    """Return the command with the rest of the line. A command may be in English or in the language of the knowledge. As
    a question may begin with such a word, only `chart` takes more words, and `helpers` and `digest` take places. An
    empty line asks for help."""
    typed = " ".join(line.split())
    if not typed:
        return Command.HELP, ""
    uses = {_called(use, words): use for use in Command} | {use.value: use for use in Command}
    named = uses.get(typed.casefold())
    if named is not None:
        return (Command.HELP, "") if named is Command.ASK else (named, "")
    first, _, rest = typed.partition(" ")
    use = uses.get(first.casefold())
    if use is Command.CHART or (use in _NAMES_PLACES and all(map(_is_place, rest.split()))):
        return use, rest
    return Command.ASK, line.strip()


def _is_place(word: str) -> bool:
    """The places as typed on every platform: a channel, a group, or none any more."""
    return word[0] in "<#@" or word.casefold() == OFF


def _called(use: Command, words: Words) -> str:
    """In the language of the knowledge: "privacy export" of the keys "privacy" and "privacy.export"."""
    parts = use.split()
    keys = (".".join(parts[: at + 1]) for at in range(len(parts)))
    return " ".join(words.commands[key] for key in keys).casefold()
