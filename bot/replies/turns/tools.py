"""What both ways of understanding one question work with."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.queries.reader import FigureReader
from bot.matching import Matcher
from bot.model import Entry
from bot.replies.deciding.declining import Declining
from bot.replies.figure_queries.answer_types import AnswerTypes
from bot.replies.weighing.figure_answers import FigureAnswers


@dataclass(frozen=True, slots=True)
class Tools:
    matcher: Matcher
    reader: FigureReader
    entries: Mapping[str, Entry]  # By id; cells too.
    figures: FigureAnswers
    types: AnswerTypes
    declining: Declining
