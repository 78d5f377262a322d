"""Discord's limits, in characters and numbers of pieces, and how to cut a text to them.

https://discord.com/developers/docs/resources/message and .../interactions/message-components
"""

from bot import pages

CONTENT = 2_000
EMBED_TITLE = 256
EMBED_FIELD = 1_024
EMBED_FOOTER = 1_000  # Our own; Discord takes 2,048, which would leave the description too little.
# All texts of an embed together may have 6,000 characters; 20 are for the name of the field.
EMBED_DESCRIPTION = 6_000 - EMBED_TITLE - EMBED_FIELD - EMBED_FOOTER - 20
ANSWER = 3_400  # Our own, of the text that a curator wrote, so that the bot's own words fit beside it.
IMAGE_ALT = 1_024

ROWS = 5
ROW_BUTTONS = 5
BUTTON_LABEL = 80
MENU_PLACEHOLDER = 150
MENU_OPTIONS = 25
OPTION_LABEL = 100
CHOICES = 25  # What a command offers while its argument is typed.
CHOICE_TEXT = 100
FORM_TITLE = 45
FORM_LABEL = 45
FORM_PLACEHOLDER = 100

PATIENCE = 1.0  # Seconds until an interaction is acknowledged without its answer; the platform waits for three.
FORM_PATIENCE = 2.5  # The same where a form may open, for which the platform takes nothing but the first response.
HURRY = 0.02  # The same in a crowd: the last of a thousand must be acknowledged in time, too.


def size(text: str) -> int:
    """In UTF-16 code units, which the strictest of the platform's counters counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """As `bot.pages.shortened`, but `most` is a `size`."""
    found = pages.shortened(text, most)
    while size(found) > most:
        found = pages.shortened(found, max(len(found) - (size(found) - most), 1))
    return found


def beginning(text: str, most: int) -> str:
    """As `bot.pages.beginning`, but `most` is a `size`."""
    found = text.strip()
    while (excess := size(found) - most) > 0:
        # Half as many characters always fit, since each has a size of two at the most.
        room = max(min(most, len(found) - excess), most // 2)
        found = pages.beginning(found, room) if room > 0 else ""
    return found
