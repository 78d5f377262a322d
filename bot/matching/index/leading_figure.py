"""Reads the figure that an answer gives, by which answers that do not contradict each other are known."""

import re

from bot.matching.language.text import normalise

_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def leading_figure(answer: str) -> str:
    """Return the first number in bold, if it has at least three digits: shorter ones agree by chance."""
    bold = _BOLD.search(answer)
    numbers = [word for word in normalise(bold[1]) if word[0].isdigit()] if bold else []
    return numbers[0] if numbers and len(numbers[0].replace(".", "")) >= 3 else ""
