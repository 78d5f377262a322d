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
from bot.replies.figure_queries.table import Tables
from bot.replies.weighing.figure_answers import FigureAnswers
from bot.replies.weighing.table_sections import TableSections
from bot.replies.weighing.whole_tables import WholeTables


@dataclass(frozen=True, slots=True)
class Shared:
    matcher: Matcher
    reader: FigureReader
    catalogue: Catalogue
    figures: FigureAnswers
    table_sections: TableSections
    whole_tables: WholeTables
    types: AnswerTypes
    declining: Declining
    leading: Leading
    completing: Completing

    @classmethod
    def of(cls, matcher: Matcher, reader: FigureReader, catalogue: Catalogue) -> Shared:
        types, declining = AnswerTypes(matcher, reader), Declining(catalogue.knowledge, matcher.lexicon)
        tables, completing = Tables(matcher, reader), Completing(matcher, reader)
        sections, wholes = TableSections(tables, matcher, reader), WholeTables(tables, matcher, reader)
        figures = FigureAnswers(matcher, reader, catalogue, types, wholes)
        return cls(
            matcher, reader, catalogue, figures, sections, wholes, types, declining, Leading(matcher), completing
        )
