"""The errors of the memory."""

from bot.model import BotError


class StoreError(BotError):
    """The store did not do what was asked; its text never holds a password or a question."""


class DatabaseLocked(StoreError):
    """Another process holds the whole database."""


class RecordRefused(StoreError):
    """The store works, but will not take these records."""


class Unreachable(Exception):
    """The database gave no answer in time, or is not asked since it gave none before."""
