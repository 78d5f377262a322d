"""Errors for operators and findings about a knowledge base, each a line with the place and the remedy."""

from dataclasses import dataclass
from enum import StrEnum

from bot.model.entries import Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of a knowledge base, as `evbot check` prints it."""

    code: str  # Stable, such as "KB012".
    severity: Severity
    place: Place
    entry: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        where = str(self.place) or "knowledge"
        entry = f"entry {self.entry}: " if self.entry else ""
        return f"{where}: {self.code} {entry}{self.message}; {self.remedy}"


class BotError(Exception):
    """An error that an operator can mend; its text is one line."""


class SettingsError(BotError):
    """A wrong setting; the text never holds a secret."""


class KnowledgeError(BotError):
    """A knowledge base with errors; `findings` holds all, worst first."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        first = str(findings[0])
        more = len(findings) - 1
        super().__init__(first + (f" (and {more} more; `evbot check` lists them)" if more else ""))
