"""What the ways of understanding one question share: made once for a bot, and passed to each of them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.queries.reader import FigureReader
from bot.matching import Matcher
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.deciding.declining import Declining
from bot.replies.deciding.leading import Leading
from bot.replies.figure_queries.answer_types import AnswerTypes
from bot.replies.figure_queries.completing import Completing
from bot.replies.weighing.figure_answers import FigureAnswers


@dataclass(frozen=True, slots=True)
class Shared:
    matcher: Matcher
    reader: FigureReader
    catalogue: Catalogue
    figures: FigureAnswers
    types: AnswerTypes
    declining: Declining
    leading: Leading
    completing: Completing

    @classmethod
    def of(cls, matcher: Matcher, reader: FigureReader, catalogue: Catalogue) -> Shared:
        types, declining = AnswerTypes(matcher, reader), Declining(catalogue.knowledge, matcher.lexicon)
        figures = FigureAnswers(matcher, reader, catalogue, types)
        completing = Completing(matcher, reader)
        return cls(matcher, reader, catalogue, figures, types, declining, Leading(matcher), completing)
