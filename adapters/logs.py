"""Sets up logging, once."""

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_TELL_TOO_MUCH = ("aiosqlite", "discord.gateway", "discord.http", "discord.webhook.async_")
"""At debug level they log what they send, tokens and questions included."""
_CONSOLE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def configure_logging(level: str, form: str, stream: TextIO) -> None:
    """`level` as "info", `form` "console" or "json" (one object a line)."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_JsonFormatter() if form == "json" else logging.Formatter(_CONSOLE))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _TELL_TOO_MUCH:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLogger().level))


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Nothing is logged meanwhile: findings say all that an operator needs."""
    logging.disable()
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(logging.NOTSET)


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
