"""Errors for operators and curators, each a line with the place and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.findings import Finding


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
