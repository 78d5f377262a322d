"""The terminal: the command line, the chat, and text or JSON as output."""

from adapters.terminal.run import run
from adapters.terminal.world import World
