"""The patterns of Markdown that Slack and the terminal share, and the removal of control characters."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

FENCED = re.compile(r"\s*(?:```|~~~)")  # The beginning of a line before or behind a block of code.

# Alternatives of a regular expression, tried in this order; the last group of each has the name of what it finds.
ESCAPED = r"\\(?P<escaped>[!-/:-@\[-`{-~])"  # \*
CODE = r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)"  # `a*b`
ADDRESS = r"<(?P<address>https?://[^>\s]+)>"  # <https://a.example>
BARE_ADDRESS = r"(?P<bare>https?://[^\s<>)\]]+)"  # https://a.example
# A single mark counts only where it touches a word from outside, so that a*b and snake_case stay.
STARRED = r"(?<![\w*])\*(?=[^\s*])(?P<starred>[^*]+?)(?<=\S)\*(?![\w*])"
UNDERLINED = r"(?<!\w)_(?=[^\s_])(?P<underlined>[^_]+?)(?<=\S)_(?!\w)"


def any_of(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


def without_control(text: str) -> str:
    """Without what a terminal would obey; line ends and tabs stay."""
    return _CONTROL.sub("", text)
