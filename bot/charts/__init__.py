"""Pictures: a series or table in, a PNG fit for a phone and the words that tell it out."""

from bot.charts.cache import ChartCache
from bot.charts.drawing import draw
from bot.charts.errors import ChartError
from bot.charts.telling import alt_text, caption

__all__ = ["ChartCache", "ChartError", "alt_text", "caption", "draw"]
