"""Matching: a question's text in, entries ranked with their confidence out.

A knowledge base is compiled once (`compile_index`) to an `Index`, which a `Matcher` asks.
"""

from bot.matching.index import Index, let_go, open_index, save_index
from bot.matching.matcher import Matcher
from bot.matching.ranking import Ranking, Scored
from bot.matching.situation import Before
from bot.matching.suggesting import ALIKE, Suggester

__all__ = [
    "ALIKE",
    "Before",
    "Index",
    "Matcher",
    "Ranking",
    "Scored",
    "Suggester",
    "let_go",
    "open_index",
    "save_index",
]
