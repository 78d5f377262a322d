"""Puts a refusal to compute into words, and finds the figures to offer in its place."""

from bot.figures import Reason, Refusal, Why
from bot.model import Words
from bot.replies.figure_text.figure_words import SHOWN, Measures, Terms


def refusal_line(refusal: Refusal, terms: Terms) -> str:
    """Why there is no result, and what is held all the same."""
    words = terms.words
    patterns = {
        Reason.MISSING: words.figure_missing,
        Reason.UNITS: words.figure_units,
        Reason.BASIS: words.figure_basis,
        Reason.UNBOUNDED: words.figure_unbounded,
        Reason.TEXT: words.figure_text,
        Reason.ABSURD: words.figure_absurd,
    }
    line = patterns[refusal.reason].format(about=about_text(refusal, words))
    held = terms.listed(refusal.operands[:SHOWN])
    return f"{line} {words.figure_known.format(figures=held)}" if held else line


def about_text(refusal: Refusal, words: Words) -> str:
    if refusal.why is not None:
        about = [words.number(float(refusal.about[0]))] if refusal.why is Why.BEYOND else refusal.about
        return words.whys[refusal.why].format(*about)
    if refusal.reason is Reason.UNITS:
        return words.listed([unit or words.no_unit for unit in refusal.about])
    return words.listed(refusal.about)


def nearest_cells(refusal: Refusal, measures: Measures) -> list[str]:
    """Ids of cells of the measure, those nearest in time to what is missing first; the newest where that is no time."""
    measure = measures[refusal.query.measure]
    asked = next((group.span for group in refusal.query.groups if group.span is not None), None)
    dated = [(cell.span, cell.id) for cell in measure.cells if cell.span is not None and cell.value is not None]
    if asked is None:
        return [id for _, id in sorted(dated, key=lambda one: one[0].end, reverse=True)]
    return [id for _, id in sorted(dated, key=lambda one: abs((one[0].end - asked.end).days))]
