"""What the ways of understanding a turn share: made once for a bot, and passed to each of them."""

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
from bot.replies.turns.telling import Telling
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
    telling: Telling

    @classmethod
    def of(cls, matcher: Matcher, reader: FigureReader, catalogue: Catalogue) -> Shared:
        types, tables = AnswerTypes(matcher, reader), Tables(matcher, reader)
        wholes = WholeTables(tables, matcher, reader)
        return cls(
            matcher,
            reader,
            catalogue,
            figures=FigureAnswers(matcher, reader, catalogue, types, wholes),
            table_sections=TableSections(tables, matcher, reader),
            whole_tables=wholes,
            types=types,
            declining=Declining(catalogue.knowledge, matcher.lexicon),
            leading=Leading(matcher),
            completing=Completing(matcher, reader),
            telling=Telling(matcher, catalogue.entries),
        )
