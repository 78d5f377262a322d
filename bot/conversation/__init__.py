"""The conversation: proposes the possible meanings of a message, each a complete question."""

from bot.conversation.folding import folded
from bot.conversation.proposing import proposals
from bot.conversation.readings import Kind, Reading
from bot.conversation.turn import Turn, read_turn

__all__ = ["Kind", "Reading", "Turn", "folded", "proposals", "read_turn"]
