"""Pictures: a series or table in, a PNG fit for a phone and the words that tell it out."""

from bot.charts.canvas import ChartError
from bot.charts.drawing import draw
from bot.charts.telling import alt_text, caption

__all__ = ["ChartError", "alt_text", "caption", "draw"]
