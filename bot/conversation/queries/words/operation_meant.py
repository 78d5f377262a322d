"""Reads which operation a short message means by itself: a sum, by "add them up"."""

from bot.conversation.queries.words.asked import TWO, Asked
from bot.conversation.queries.words.word_lists import WordList
from bot.figures import Operation

_LISTED: tuple[tuple[WordList, Operation], ...] = (
    ("to_ratio", Operation.RATIO),
    ("to_share", Operation.SHARE),
    ("to_sum", Operation.SUM),
    ("to_average", Operation.AVERAGE),
    ("to_spread", Operation.DIFFERENCE),
    ("to_change", Operation.CHANGE),
    ("to_difference", Operation.DIFFERENCE),
    ("to_amount", Operation.DIFFERENCE),
    ("to_extreme", Operation.EXTREME),
)
"""What the lists of words ask for; the first that is met counts."""
_MOVING: tuple[WordList, ...] = ("rising", "falling")
LISTS_OF_OPERATIONS = (*(name for name, _ in _LISTED), *_MOVING)
OF_MANY = frozenset({Operation.SUM, Operation.AVERAGE, Operation.EXTREME})
CUED = TWO | OF_MANY
"""What the cues of whole questions ask for in a short message, too."""
_RELATES = frozenset({Operation.DIFFERENCE, Operation.CHANGE, Operation.COMPARE})


def operation_meant(asked: Asked, before: Operation | None) -> Operation | None:
    """None where none is said. `before`: the operation of the last result, which decides in the third line:

    | message | said | meant |
    |---|---|---|
    | "difference?" | difference | difference |
    | "difference in %?" | difference | change |
    | "in %?" | none | share where the last result was one, else change |
    | "more than in 2024?" | comparison | difference: a number tells it best |
    | "is this more than by the Finch?" | comparison | none: it asks for a word |
    """
    said = _operation_said(asked)
    if asked.says_besides_rows("to_percent"):
        if said is None:
            return Operation.SHARE if before is Operation.SHARE else Operation.CHANGE
        return Operation.CHANGE if said in _RELATES else said
    if said is Operation.COMPARE:
        return None if _compares(asked) and not asked.times.named else Operation.DIFFERENCE
    return said


def _operation_said(asked: Asked) -> Operation | None:
    """By the first of these: an end that something is set against, a cue for a ratio or share, a list of words, another
    cue of whole questions, or "how much" with a comparative or a word for a movement ("how much dearer?")."""
    if asked.cues.opposed or asked.cues.against_end:
        return Operation.DIFFERENCE
    listed = next((one for words, one in _LISTED if asked.says_besides_rows(words)), None)
    cued = next((one.operation for one in asked.cues.asked_for if one.operation in CUED), None)
    if cued in (Operation.RATIO, Operation.SHARE):
        return cued
    if listed is Operation.SUM and cued is Operation.DIFFERENCE:
        return cued  # "How many did they add?"
    if listed is not None or cued is not None:
        return listed or cued
    differs = _compares(asked) or any(map(asked.says_besides_rows, _MOVING))
    return Operation.DIFFERENCE if differs and asked.says_besides_rows("how_many") else None


def _compares(asked: Asked) -> bool:
    return any(is_comparative(word, asked) for word in asked.besides_rows)


def is_comparative(word: str, asked: Asked) -> bool:
    lists = asked.language.words
    return word in lists["up"] | lists["down"] | lists["good"] | lists["bad"] | lists["more"] | lists["less"]
