"""Groups operations by what they have in common, and tells what figures do not answer: "why", "who", a fall that was a
rise."""

from collections.abc import Sequence

from bot.conversation.queries.words.asked import TWO
from bot.figures import FigureAnswer, Operation
from bot.matching import forms_of

PLAIN = frozenset({Operation.VALUE, Operation.CONVERT})  # They tell a figure as it is held.
ADDS = frozenset({Operation.SUM, Operation.AVERAGE})
OVER_ALL = ADDS | {Operation.EXTREME}  # They count with as many figures as there are.
COUNTS = TWO | ADDS  # They count with two figures of any answers.
OVER_ONE_MEASURE = OVER_ALL | {Operation.LIST, Operation.THRESHOLD, Operation.TREND, Operation.COUNT}
"""Their operands are figures of one measure, all of which may be counted with again."""
IN_PROPORTION = frozenset({Operation.CHANGE, Operation.RATIO})
"""They set one figure against another in percent or in times."""
OVER_TIME = frozenset({Operation.CHANGE, Operation.DIFFERENCE})  # They tell how much something rose or fell.
SURELY_ASKED = TWO | {Operation.TREND, Operation.AVERAGE, Operation.SUM}
"""Their words ask for nothing else; "top" and "first" may be no question of figures."""
WHY, WHO = "why", "who"  # The forms of questions that ask for a reason, and for a person or a company.


def contradicts(answer: FigureAnswer, moves: int) -> bool:
    """Whether something is told to have risen that was said to have fallen, or the other way round; `moves`: as in
    `Asked`."""
    if not moves or answer.query.operation not in OVER_TIME:
        return False
    losses = any(isinstance(one.value, float) and one.value < 0 for one in answer.operands)
    return isinstance(answer.result, float) and not losses and answer.result * moves < 0


def asks_why(words: Sequence[str], language: str) -> bool:
    """Whether the reason is asked for, and not by how much: figures are no reason for anything."""
    return WHY in forms_of(words, language)


def asks_who(words: Sequence[str], language: str) -> bool:
    """Whether a person or a company is asked for: how many there are tells none."""
    return WHO in forms_of(words, language)
