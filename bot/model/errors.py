"""Errors for operators and curators, each a line with the place and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model.knowledge import Finding


class BotError(Exception):
    """Something that whoever runs the bot can mend; its text is one line, fit to be shown to them."""


class SettingsError(BotError):
    """A setting that cannot be used. Its text never holds a secret."""


class KnowledgeError(BotError):
    """A knowledge base that cannot be used; `findings` holds every problem found, worst first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        first = str(findings[0])
        more = len(findings) - 1
        super().__init__(first + (f" (and {more} more; `evbot check` lists them)" if more else ""))
