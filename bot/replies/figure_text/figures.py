"""Puts a computed answer into words: the result, then its working."""

from collections.abc import Mapping

from bot.figures import FigureAnswer, Measure, Operand, Operation, is_plural
from bot.figures.operands import cells_in
from bot.model import Kind
from bot.replies.figure_text.figure_courses import COURSE_WRITERS
from bot.replies.figure_text.figure_means import MEAN_WRITERS, mean
from bot.replies.figure_text.figure_operations import PLAIN
from bot.replies.figure_text.figure_pairs import PAIR_WRITERS, apart, shared, times
from bot.replies.figure_text.figure_sets import SET_WRITERS, together
from bot.replies.figure_text.figure_words import LISTED, SHOWN, Terms, Writer, begun, is_quoted, result, value_of

_OF_ALL = frozenset({Operation.EXTREME, Operation.COUNT, Operation.THRESHOLD})
"""They would be told of all that there are, which a selection does not hold."""
_TOLD_WITH_GAPS = frozenset({Operation.TREND, Operation.LIST})
"""They tell what is there, though a figure among it is missing."""


def figure_text(answer: FigureAnswer, terms: Terms) -> str:
    """The result, in bold, and what it was worked out from; not of CONVERT, which `conversions` puts into words."""
    told, selection = _WRITERS[answer.query.operation](answer, terms), terms.measures[answer.query.measure].selection
    if not told.lstrip("*").startswith(tuple(one.label for one in answer.operands)):
        told = begun(told)  # "about" and the like; a name keeps its own first letter.
    if selection and answer.query.operation in _OF_ALL:
        told = terms.words.of_selection.format(selection=selection, sentence=told)
    return f"{told}{context_text(answer, terms)}{_gaps(answer, terms)}"


def context_text(answer: FigureAnswer, terms: Terms) -> str:
    """What the figures are of, and what they rest on."""
    measures = terms.measures
    context = _context(answer, measures[answer.query.measure])
    bases = dict.fromkeys(measures[one.measure].basis.rstrip(".") for one in answer.operands)
    told = [one for one in bases if one and one.casefold() not in context.casefold()]
    joined = (". " if any(";" in one for one in told) else "; ").join(told)
    return f"{context} {terms.words.basis.format(basis=joined)}" if told else context


def _gaps(answer: FigureAnswer, terms: Terms) -> str:
    """What a course or a list leaves out, as no figure is known of it."""
    if answer.query.operation not in _TOLD_WITH_GAPS:
        return ""
    cells = [cell for group in answer.query.groups for cell in cells_in(group, terms.measures) if cell.value is None]
    if not cells:
        return ""
    words, shown = terms.words, terms.words.listed([cell.label for cell in cells[:SHOWN]])
    about = shown if len(cells) <= SHOWN else words.and_so_on.format(items=shown)
    return f" {words.figure_missing.format(about=about)}"


def counted_text(answer: FigureAnswer, terms: Terms) -> str:
    """The result of counting with figures that were told, and the words in which they were."""
    words = terms.words
    told = [_as_told(one, terms) for one in answer.operands]
    head = _HEADS.get(answer.query.operation)
    if head is not None:
        return terms.explained(head(answer, terms), words.listed(told))
    # Of two figures how far they lie apart.
    first, second = told[:2]
    if not result(answer):
        return terms.explained(words.no_difference, words.listed([first, second]))
    return terms.explained(apart(answer, terms), words.against.format(first=first, second=second))


def _as_told(one: Operand, terms: Terms) -> str:
    """In the words in which an answer states it; a figure of a series with its label."""
    return one.label if is_quoted(one.label) else terms.at(one, terms.figure(one))


def _context(answer: FigureAnswer, measure: Measure) -> str:
    """What the figures are of, where no noun of the measure says it."""
    if answer.query.operation in PLAIN and measure.noun and len(answer.operands) == 1:
        return "" if is_plural(measure.unit) else f" ({measure.noun})"
    return f" ({_title(measure)})"


def _title(measure: Measure) -> str:
    """Without the name of its column, where the title of the table says it: "Prices of the bikes: Price"."""
    title = measure.title_of_table
    said, column = title.casefold().split(), measure.column.casefold().split()
    return title if all(any(word.startswith(one) for word in said) for one in column) else measure.title


def _value(answer: FigureAnswer, terms: Terms) -> str:
    if len(answer.operands) > 1:
        return _several(answer, terms)
    words, one = terms.words, answer.operands[0]
    measure = terms.measures[one.measure]
    figure = _named(one, measure, terms)
    if len(one.cells) > 1:
        parts = [cell for cell in measure.cells if cell.id in one.cells]
        told = ((terms.number(cell.value, cell.bound), cell.label) for cell in parts[:SHOWN])
        listed = words.listed([words.figure_in.format(figure=number, time=time) for number, time in told])
        working = listed if len(parts) <= SHOWN else words.and_so_on.format(items=listed)
        return words.added_up.format(figure=words.figure_in.format(figure=figure, time=one.label), working=working)
    return f"{terms.at(one, figure)}."


def _named(one: Operand, measure: Measure, terms: Terms) -> str:
    """The figure and what it counts: of things the noun takes the place of the unit, "48,654" and "books lent"."""
    if measure.noun and is_plural(measure.unit) and isinstance(one.value, float):
        return f"**{terms.bounded(one.bound, terms.words.number(one.value))}** {measure.noun}"
    return f"**{terms.figure(one)}**"


def _several(answer: FigureAnswer, terms: Terms) -> str:
    """Several figures that were asked for side by side; what adds up is added up too."""
    measure = terms.measures[answer.operands[0].measure]
    parts = "; ".join(f"{one.label}: **{terms.figure(one)}**" for one in answer.operands)
    are_numbers = all(isinstance(one.value, float) for one in answer.operands)
    if measure.kind is not Kind.FLOW or not are_numbers or len({one.measure for one in answer.operands}) > 1:
        return f"{parts}."
    total = terms.amount(sum(map(value_of, answer.operands)), measure.unit)
    return terms.words.and_together.format(parts=parts, amount=terms.all_bounded(answer.operands, total))


def _list(answer: FigureAnswer, terms: Terms) -> str:
    """A line for each figure; how many numbers there are is said above them."""
    words, count = terms.words, len(answer.operands)
    if count == 1:
        return f"{answer.operands[0].label}: **{terms.figure(answer.operands[0])}**."
    are_numbers = all(isinstance(one.value, float) for one in answer.operands)
    above = f"{words.figures_listed.format(count=count)}\n\n" if are_numbers else ""
    lines = "\n".join(f"- {one.label}: {terms.figure(one)}" for one in answer.operands[:LISTED])
    more = f"\n\n{words.first_of.format(shown=LISTED, count=count)}" if count > LISTED else ""
    return f"{above}{lines}{more}\n\n"


_WRITERS: Mapping[Operation, Writer] = {
    Operation.VALUE: _value,
    Operation.LIST: _list,
    **PAIR_WRITERS,
    **SET_WRITERS,
    **MEAN_WRITERS,
    **COURSE_WRITERS,
}
_HEADS: Mapping[Operation, Writer] = {
    Operation.SUM: together,
    Operation.RATIO: times,
    Operation.SHARE: shared,
    Operation.AVERAGE: mean,
    Operation.PER_UNIT: mean,
}
"""A result without its working, which is all figures that were told."""
