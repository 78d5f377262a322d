"""Replies: decides the outcome, and writes every word that a person reads."""

from bot.replies.composing import (
    answer_message,
    answer_of,
    clarify_message,
    dated,
    source_line,
    topics_line,
)
from bot.replies.deciding import CHOICES, Decision, decide, offer
from bot.replies.declining import Declining, decline
from bot.replies.explaining import explain, explained_lines
from bot.replies.topics import topic_title

__all__ = [
    "CHOICES",
    "Decision",
    "Declining",
    "answer_message",
    "answer_of",
    "clarify_message",
    "dated",
    "decide",
    "decline",
    "explain",
    "explained_lines",
    "offer",
    "source_line",
    "topic_title",
    "topics_line",
]
