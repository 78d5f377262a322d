"""Sets up logging once: a level, a format and a stream in."""

from __future__ import annotations

import json
import logging
from typing import TextIO

_TELL_TOO_MUCH = ("aiosqlite", "discord.gateway", "discord.http", "discord.webhook.async_")
"""While debugging they log what is written, tokens and questions included."""
_CONSOLE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def configure_logging(level: str, form: str, stream: TextIO) -> None:
    """`level` as "info", `form` "console" or "json" (one object a line)."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_JsonFormatter() if form == "json" else logging.Formatter(_CONSOLE))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _TELL_TOO_MUCH:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLogger().level))


class _JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=True)
