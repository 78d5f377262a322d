"""Answers a question by figures, if that is likely enough."""

from dataclasses import replace

from bot.conversation.queries.reader import FigureReader
from bot.conversation.readings import Reading
from bot.conversation.thresholds import thresholds
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, Operation, Refusal
from bot.figures.ids import result_id
from bot.matching import Matcher, Ranking
from bot.model import SMALL_TALK, Entry
from bot.replies.deciding.catalogue import Catalogue
from bot.replies.figure_queries.answer_types import AnswerTypes
from bot.replies.figure_queries.asked_figures import asked_of
from bot.replies.figure_queries.figured import Chosen, Figured, number_of
from bot.replies.figure_queries.query_choice import QueryChoice
from bot.replies.figure_text.figure_operations import IN_PROPORTION, SURELY_ASKED, asks_who, asks_why
from bot.replies.weighing.understood import ByEntry, ByFigures, NoResult, Understood
from bot.replies.weighing.whole_tables import WholeTables


class FigureAnswers:
    def __init__(
        self, matcher: Matcher, reader: FigureReader, catalogue: Catalogue, types: AnswerTypes, wholes: WholeTables
    ) -> None:
        self._matcher, self._reader, self._tellers, self._factors = matcher, reader, catalogue.tellers, types.factors
        self._wholes = wholes

    def answer(self, reading: Reading, turn: Turn) -> Chosen | None:
        """The likeliest query, if that is likely enough; of a follow-up on a measure in any case."""
        found = self.likeliest(reading, turn)
        return found if found is not None and (reading.measure or self.is_answer(found)) else None

    def likeliest(self, reading: Reading, turn: Turn) -> Chosen | None:
        """The likeliest query, however likely; of a follow-up on a measure, that of the measure. None where there is
        none, or the question

        1. counts from a day that is not known: "last year", without the day of asking,
        2. is, word for word, that of a curated entry,
        3. asks for a table as a whole,
        4. asks why,
        5. asks who, and the query only says how many.
        """
        ranking, language = reading.ranking, self._matcher.lexicon.language
        if turn.undated or (ranking.exact and not self._matcher.entries[ranking.exact[0]].labels):
            return None
        if not reading.measure and ranking.candidates and self._wholes.answers_whole(ranking):
            return None
        if asks_why(ranking.words, language):
            return None
        found = self._changed(ranking, reading.measure) if reading.measure else self._choice(ranking).figured()
        return None if found is None or (_says_how_many(found) and asks_who(ranking.words, language)) else found

    def _choice(self, ranking: Ranking) -> QueryChoice:
        return QueryChoice(ranking, self._matcher, self._reader, self._factors)

    def _changed(self, ranking: Ranking, measure: str) -> Chosen | None:
        """The query for this measure, as a follow-up changes it."""
        matcher, reader = self._matcher, self._reader
        asked, series = asked_of(ranking, matcher, reader), reader.pools.measures[measure].series
        bound = reader.binder.bind_measure(asked, measure) if asked is not None else None
        if bound is None:
            return None
        suits = self._factors.of_query(bound, reader.units_asked.dimensions_asked(ranking.words))
        return Chosen(matcher.entries[matcher.entry_of_id[series]], bound, thresholds().asking.changed_query * suits)

    def is_answer(self, by: Chosen) -> bool:
        """Whether it is likely enough: as likely as the first entry, and from the threshold on; if its figures are
        named, from `figures_from` on, where that is lower."""
        least = self._matcher.threshold
        if by.is_named:
            least = min(least, thresholds().asking.figures_from)
        return by.confidence >= max(least, by.entry_chance) and not by.falls_short

    def is_unlikely(self, entry: Entry, ranking: Ranking, by: Chosen | None) -> bool:
        """Whether the first entry hardly answers, as it leaves out an operation, a number or a time that is asked for.
        `by`: the likeliest query, which is not likely enough to answer. The first of these that holds decides:

        1. The entry is asked for word for word, or small talk: it answers.
        2. It is a series or table, which tells its figures: hardly, if one is to be worked out of them.
        3. It tells what the query comes to: it answers.
        4. It is not on what is plainly to be worked out (`_leaves_unworked`): hardly.
        5. Else its chance decides.
        """
        if ranking.exact or entry.topic == SMALL_TALK:
            return False
        if entry.labels:
            return by is not None and by.falls_short
        if by is not None and by.agrees:
            return False
        if self._leaves_unworked(entry, ranking):
            return True
        if by is None:
            return self._choice(ranking).weighed.entry_chance < thresholds().asking.hardly_to
        return by.entry_chance < _least_chance_beside(by)

    def _leaves_unworked(self, entry: Entry, ranking: Ranking) -> bool:
        """Whether the question plainly asks how many times or by what percentage, and an entry that is hardly sure only
        shares words with it: it is never asked for that, nor does its answer tell it."""
        asked = self._reader.asked(ranking.words)
        if asked is None or ranking.confidence >= thresholds().telling.whole_from:
            return False
        lists = asked.language.words
        if asked.cue_words.isdisjoint(lists["to_ratio"] | lists["to_percent"]):
            return False
        plainly = thresholds().asking.operation_from
        return self._reader.is_surely_untold(entry, asked, IN_PROPORTION, plainly)

    def id_of(self, by: Figured) -> str:
        """What stands for a figure: the cell, or what tells it; of a computed one `result_id`."""
        answer = by.bound.answer
        if not isinstance(answer, FigureAnswer):
            return ""
        return result_id(answer) if by.cell is None else self._tellers.get(by.cell, by.cell)

    def understood(self, so_far: Understood, by: Figured, sure: float) -> Understood:
        """A turn that was understood `so_far`, answered by a query, or by the entry in its place."""
        if isinstance(by, Chosen) and by.stands_in:
            return replace(so_far, act=ByEntry(by.entry.id, by), confidence=sure)
        result = by.bound.answer
        act = NoResult(by, result) if isinstance(result, Refusal) else ByFigures(self.id_of(by), by, result)
        return replace(so_far, act=act, confidence=sure)


def _says_how_many(found: Chosen) -> bool:
    counts = found.bound.query.operation in (Operation.COUNT, Operation.THRESHOLD)
    return counts and number_of(found.bound) is not None


def _least_chance_beside(by: Chosen) -> float:
    """The chance from which on an entry answers in spite of a query. Whoever surely asks for an operation, or for the
    second, wants no entry that is less likely than that query."""
    query, least = by.bound.query, thresholds().asking.hardly_to
    return max(least, by.confidence) if query.operation in SURELY_ASKED or query.rank > 1 else least
