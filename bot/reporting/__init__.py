"""Reporting: what was recorded of a period in, its figures and one page that shows them out."""

from bot.reporting.counting import Day, Old, Report, count
from bot.reporting.page import to_page

__all__ = ["Day", "Old", "Report", "count", "to_page"]
