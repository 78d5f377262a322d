"""Compares texts by their plain form, makes ids and commands in kebab-case, and tells what can be shown."""

import re
import unicodedata

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ID_LIMIT = 48
GENERATED_ID_LIMIT = 64
COMMAND_LIMIT = 32  # Of a slash command, on both platforms.


def plain(text: str) -> str:
    """Two texts that differ only in case, width, punctuation or spaces have the same plain form."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if unicodedata.category(c)[0] not in "PS" else "" if c in "'’" else " " for c in folded)
    return " ".join(kept.split()) or text.strip()


def kebab(text: str) -> str:
    """Return "0-100 km/h" as "0-100-km-h"; empty where no Latin letter or digit is in it."""
    latin = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", latin))


def to_command(name: str) -> str:
    """Return "The River Club" as "the-river-club"; empty where no Latin letter or digit is in it."""
    return kebab(name)[:COMMAND_LIMIT].strip("-")


def is_id(text: str) -> bool:
    return len(text) <= ID_LIMIT and ID.fullmatch(text) is not None


def can_be_shown(character: str) -> bool:
    """False for control characters but line break and tab, and for half a surrogate pair, which no output takes."""
    return character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")


def one_line(text: str) -> str:
    return " ".join(text.split())
