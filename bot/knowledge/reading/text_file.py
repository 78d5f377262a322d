"""Reads a text file that an operator named."""

from pathlib import Path

from bot.model import BotError


def read_text(path: Path, remedy: str) -> str:
    """Raises BotError; `remedy` is for a file that does not exist."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise BotError(f"{path}: there is no such file; {remedy}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BotError(f"{path}: cannot be read; make it a readable file in UTF-8") from error
