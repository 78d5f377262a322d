"""The terminal: words on a command line or lines on standard input in, text or JSON lines and an exit status out."""

from adapters.terminal.run import run
from adapters.terminal.world import World

__all__ = ["World", "run"]
