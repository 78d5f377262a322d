"""The conversation: a question and its context in, the question made whole and ranked out."""

from bot.conversation.completing import Completed, complete

__all__ = ["Completed", "complete"]
