"""Reporting: counts the recorded questions of a period, and shows them on a page."""

from bot.reporting.counting import Report, count
from bot.reporting.page import to_page
