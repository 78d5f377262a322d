"""Replies: decides the outcome, and writes every word that a person reads."""

from bot.replies.deciding.catalogue import Catalogue, topic_title
from bot.replies.deciding.decision import CHOICES
from bot.replies.figure_queries.asked_figures import cells_named
from bot.replies.turns.understanding import Understander
from bot.replies.weighing.understood import AskBack, ByEntry, Understood
from bot.replies.writing.composing import answer_of, dated, is_stale, list_item, source_line
from bot.replies.writing.explaining import explain, explained_lines, why_of
from bot.replies.writing.unanswered import Message
from bot.replies.writing.writing import Writer
