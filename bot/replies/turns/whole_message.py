"""Finds the query of a whole message, where it counts with what stands beside the part that asks."""

from bot.conversation.followup import points_back
from bot.conversation.message import separate_questions
from bot.conversation.parts import Ranked
from bot.conversation.queries.binding import COMPUTED
from bot.conversation.queries.of_rows.stated_in_question import AGAINST_GIVEN
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.conversation.readings import Reading, ReadingKind
from bot.conversation.turn import Turn
from bot.figures import FigureAnswer, Operation
from bot.replies.figure_queries.figured import Chosen
from bot.replies.figure_queries.works_out import works_out_last
from bot.replies.weighing.figure_answers import FigureAnswers


def query_of_whole(
    turn: Turn, part: Ranked, of_part: Chosen | None, figures: FigureAnswers, reader: FigureReader
) -> Chosen | None:
    """The query of the whole message, if it answers in place of the part that asks. `of_part`: the query of the part.

    The first of these that holds decides:

    1. It sets a figure that the message states against another ("My bike cost 900 yuan. How much dearer is the Lark?"):
       it answers.
    2. The message asks several questions, the last of them for more than it works out ("What does the Lark cost, and
       how much dearer is the Comet?"): it does not.
    3. It takes up all that is said, and a later place than the part names ("The cheapest aside, which is it?"): it
       does.
    4. It leaves something of the message, or the part says all that it uses: it does not.
    5. "They" in the part stand for several names outside of it: it does.
    6. It does if it is surer than what answers the part ("Sales of 2025 for each day, how many is that?").
    """
    if part.text == turn.text:
        return None
    found = figures.likeliest(Reading(ReadingKind.ALONE, turn.text, turn.alone), turn)
    asked, asked_by_part = reader.asked(turn.alone.words), reader.asked(part.ranking.words)
    if found is None or asked is None or asked_by_part is None or not figures.is_answer(found):
        return None
    if _counts_with_stated(found, asked):
        return found
    if _is_asked_one_by_one(turn, found, reader):
        return None
    if _takes_later_place(found, asked_by_part):
        return found
    if not _takes_up_more(found, asked_by_part):
        return None
    if points_back(part.ranking.words, turn.language) and not asked_by_part.names and found.bound.uptake.names > 1:
        return found
    return found if found.confidence > _sureness_of_part(turn, part, of_part) else None


def _counts_with_stated(found: Chosen, asked: Asked) -> bool:
    """Whether a query sets a figure that the message states against another one."""
    if found.bound.query.operation not in AGAINST_GIVEN:
        return False
    said, bound = asked.telling_numbers, found.bound
    operands = bound.answer.operands if isinstance(bound.answer, FigureAnswer) else ()
    return bound.query.counts_with_given or any(one.value in said for one in operands)


def _is_asked_one_by_one(turn: Turn, found: Chosen, reader: FigureReader) -> bool:
    """Whether the message asks several questions, the last of them for more than what the query works out."""
    if found.bound.query.operation is Operation.TREND:
        return False  # A course tells where it began, peaked and ended, which may be asked one by one.
    questions = separate_questions(turn.text, turn.language)
    return bool(questions) and not works_out_last(questions[-1], found, reader)


def _takes_later_place(found: Chosen, part: Asked) -> bool:
    """Whether a query leaves nothing of the message, and goes for a place behind that which a part names: the first
    where it names none ("which is it?")."""
    return not found.bound.uptake.left and found.bound.query.rank > (part.cues.rank or 1)


def _takes_up_more(found: Chosen, part: Asked) -> bool:
    """Whether a query works something out of all that is named, and a part of the message lacks some of it."""
    bound = found.bound
    operation, uptake = bound.query.operation, bound.uptake
    is_worked_out = operation in COMPUTED | {Operation.TREND} and isinstance(bound.answer, FigureAnswer)
    if not is_worked_out or uptake.left or uptake.numbers_left:
        return False
    return not part.cues.has(operation) or uptake.times > len(part.times.spans) or uptake.names > len(part.names)


def _sureness_of_part(turn: Turn, part: Ranked, of_part: Chosen | None) -> float:
    """That of what answers the part; its first entry says little where the rest of the message names something else."""
    best = part.ranking.candidates[0].entry if part.ranking.candidates else None
    in_whole = next((one.confidence for one in turn.alone.candidates if one.entry == best), 0.0)
    return max(min(part.ranking.confidence, in_whole), of_part.confidence if of_part is not None else 0.0)
