"""Takes out of a text the control characters, which a terminal would obey; line ends and tabs stay."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def without_control(text: str) -> str:
    return _CONTROL.sub("", text)
