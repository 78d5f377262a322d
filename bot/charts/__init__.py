"""Pictures: draws a series or table as a PNG fit for a phone, and describes it in words."""

from bot.charts.canvas import ChartError
from bot.charts.forms import draw
from bot.charts.telling import alt_text, caption
