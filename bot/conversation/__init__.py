"""The conversation: a question and its context in, the question made whole and ranked out."""

from bot.conversation.completed import Completed
from bot.conversation.completing import complete
from bot.conversation.folding import folded

__all__ = ["Completed", "complete", "folded"]
