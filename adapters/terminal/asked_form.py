"""The recorded questions as lines of JSON: `evbot log --export` writes them, `evbot diff --log` reads them."""

import json
from datetime import UTC, datetime
from pathlib import Path

from adapters.terminal.json_form import Form
from bot.knowledge import read_text
from bot.memory import Asked
from bot.model import BotError


def asked_form(asked: Asked) -> Form:
    return {
        "text": asked.text,
        "outcome": asked.outcome,
        "id": asked.entry,
        "asked_at": datetime.fromtimestamp(asked.asked_at, UTC).isoformat(timespec="milliseconds"),
        "votes": {"good": asked.good, "bad": asked.bad},
        "gaps": asked.gaps,
        "meant": asked.meant,
    }


def read_asked(path: Path) -> tuple[Asked, ...]:
    """The questions with their entries and votes, without outcomes and times. Raises BotError."""
    lines = read_text(path, f"write one with `evbot log --export {path}`").split("\n")
    return tuple(_from_line(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip())


def _from_line(line: str, where: str) -> Asked:
    try:
        form = json.loads(line)
        votes = form["votes"]
        text, entry, good, bad = form["text"], form["id"], int(votes["good"]), int(votes["bad"])
        if not (isinstance(text, str | None) and isinstance(entry, str | None)):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BotError(f"{where}: is no recorded question; write the file with `evbot log --export`") from None
    return Asked(text=text, outcome="", entry=entry, asked_at=0.0, good=good, bad=bad)
