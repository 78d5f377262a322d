"""Discord's limits, and how to cut a text to them.

https://discord.com/developers/docs/resources/message and .../interactions/message-components
"""

from bot.pages import cut, shortened

CONTENT = 2_000
TITLE = 256
FIELD = 1_024
# All texts of an embed together may have 6,000 characters; the title's 256 and the field's 1,024 leave so much.
DESCRIPTION = 3_700
FOOTER = 1_000
TEXT = 3_400
"""Of an answer at once, so that the bot's own words fit beside it."""
ALT = 1_024
BUTTON = 80
BUTTONS = 5
"""In a row."""
ROWS = 5
OPTION = 100
OPTIONS = 25
PLACEHOLDER = 150
CHOICE = 100
CHOICES = 25
FORM_TITLE = 45
FORM_LABEL = 45
FORM_PLACEHOLDER = 100
PATIENCE = 1.0
"""Seconds until an interaction is acknowledged without its answer; the platform waits for three."""
HURRY = 0.02
"""The same in a crowd, where others are answered before: the last of a thousand must be acknowledged in time too."""


def size(text: str) -> int:
    """In UTF-16 code units, as which the strictest of the platform's counters counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def line(text: str, most: int) -> str:
    found = shortened(text, most)
    while size(found) > most:
        found = shortened(found, max(len(found) - (size(found) - most), 1))
    return found


def block(text: str, most: int) -> str:
    found = text.strip()
    while size(found) > most:
        found = cut(found, max(min(most, len(found) - (size(found) - most)), 20))[0]
    return found
