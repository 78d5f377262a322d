"""Where the sentences of an answer end."""

import re

SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
CLAUSE = re.compile(r"(?<=[.!?;])\s+|\n+")
"""At semicolons too, behind which often the figure of another date stands."""
