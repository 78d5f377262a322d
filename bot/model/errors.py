"""Errors for operators and curators, each a line with the place and the remedy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.knowledge import Finding


class BotError(Exception):
    """An error that an operator can mend; its text is one line for them."""


class SettingsError(BotError):
    """A wrong setting; the text never holds a secret."""


class KnowledgeError(BotError):
    """A knowledge base with errors; `findings` holds all, worst first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        first = str(findings[0])
        more = len(findings) - 1
        super().__init__(first + (f" (and {more} more; `evbot check` lists them)" if more else ""))


def read_text(path: Path, remedy: str) -> str:
    """Return the text of a file that an operator named. Raises BotError; `remedy` is for a file that does not exist."""
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise BotError(f"{path}: there is no such file; {remedy}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BotError(f"{path}: cannot be read; make it a readable file in UTF-8") from error
