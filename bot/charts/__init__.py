"""Pictures: a series or table in, a PNG fit for a phone and one sentence that tells it out."""

from bot.charts.cache import ChartCache
from bot.charts.drawing import draw
from bot.charts.errors import ChartError
from bot.charts.telling import alt_text

__all__ = ["ChartCache", "ChartError", "alt_text", "draw"]
