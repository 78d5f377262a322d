"""Replies: decides the outcome, and writes every word that a person reads."""

from bot.replies.asked_figures import cells_named
from bot.replies.catalogue import Catalogue, topic_title
from bot.replies.composing import answer_of, dated, is_stale, list_item, source_line
from bot.replies.decision import CHOICES
from bot.replies.explaining import explain, explained_lines, why_of
from bot.replies.understanding import Understander
from bot.replies.understood import AskBack, ByEntry, Understood
from bot.replies.writing import Writer
