"""Problems of a knowledge base."""

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

    code: str
    """Stable, such as "KB012"."""
    severity: Severity
    place: Place
    entry: str | None
    message: str
    remedy: str

    def __str__(self) -> str:
        where = str(self.place) or "knowledge"
        entry = f"entry {self.entry}: " if self.entry else ""
        return f"{where}: {self.code} {entry}{self.message}; {self.remedy}"
