"""Redacts a line of Markdown, and keeps its marks and links if they hide nothing."""

import re

from bot.memory import redacted

_LINK = re.compile(r"\[([^\[\]]++)\]\(([^()\s]++)\)")
_MARK = re.compile(r"[*`]|~~")


def redacted_markdown(line: str) -> str:
    """A link loses an address with something to redact; a line loses all marks if they hid something.

    **Ask** ann@example.com               **Ask** [email]
    **Ask** ann@**example.com**           Ask [email]
    [the chat](https://host/x?user=ann)   the chat
    """
    line = _LINK.sub(lambda found: found[0] if redacted(found[2]) == found[2] else found[1], line)
    marked, plain = redacted(line), redacted(_MARK.sub("", line))
    return marked if _MARK.sub("", marked) == plain else plain
