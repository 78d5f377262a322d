"""Tells which of the figures of an answer its question asked for."""

from collections.abc import Collection, Sequence
from itertools import combinations, starmap

from bot.conversation.queries.held.pools import unit_of
from bot.conversation.queries.reader import FigureReader
from bot.conversation.queries.words.asked import Asked
from bot.figures import PERCENT
from bot.figures.ids import is_stated
from bot.matching import read_facets
from bot.model import Entry, Told
from bot.replies.counting.figures_in_answers import AnswerFigure, figures_of
from bot.replies.counting.pairing import are_set_against


def figures_told(entry: Entry, told: Told, asked: Asked, reader: FigureReader) -> list[AnswerFigure]:
    """All of the answer, or only the one that was told if that is known."""
    figures = figures_of(entry, told.question, asked, reader)
    return [one for one in figures if one.measure.id == told.ids[0]] if is_stated(told.ids[0]) else figures


def plainest(figures: Sequence[AnswerFigure], said: Collection[str], units: Collection[str]) -> AnswerFigure | None:
    """The figure asked for most plainly; where none is asked for, the only principal one. Those in a unit that is said
    come before others, then those that meet the question and are in one of the `units`."""
    meeting = [one for one in _in_unit_said(figures, said) if one.meets]
    likely = [one for one in meeting if unit_of(one.measure) in units] or meeting
    best = max(likely, key=lambda one: one.weight, default=None)
    if best is None or best.asked_weight > 0:
        return best
    rivals = {one.measure.cells[0].label for one in likely if one.principal and one.asked_weight == best.asked_weight}
    return best if best.principal and len(rivals) == 1 else None


def is_asked_rather(chosen: AnswerFigure, numbers: Collection[float], figures: Sequence[AnswerFigure]) -> bool:
    """Whether the question asks plainly for the chosen figure, and for none of the numbers as plainly."""
    as_plain = [one for one in figures if one.weight >= chosen.weight]
    return chosen.asked_weight > 0 and not any(one.measure.cells[0].number in numbers for one in as_plain)


def asks_for_two(entry: Entry, question: str, asked: Asked, reader: FigureReader) -> bool:
    """Whether the question names two things of a kind, and the answer sets their figures against each other."""
    facets, kinds = read_facets(reader.lexicon.words(question), reader.lexicon), reader.kinds
    if not any(len(facets.of(kind)) > 1 for kind in (*kinds.leading, *kinds.groups)):
        return False
    figures = [one for one in figures_of(entry, question, asked, reader) if one.asked_weight > 0]
    return any(starmap(are_set_against, combinations(figures, 2)))


def _in_unit_said(figures: Sequence[AnswerFigure], said: Collection[str]) -> Sequence[AnswerFigure]:
    """Those in a unit that is said, all where none is; "in percent" asks for a change of the figures."""
    units = set(said).difference(PERCENT)
    return [one for one in figures if unit_of(one.measure) in units] or figures
