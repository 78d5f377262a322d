"""Puts results of many figures into words: their sum, the highest, those beyond a limit, two compared."""

from collections.abc import Mapping

from bot.figures import FigureAnswer, Limit, Operand, Operation, Which
from bot.replies.figure_text.figure_words import LISTED, SHOWN, Terms, Writer, begun, labels, result


def _sum(answer: FigureAnswer, terms: Terms) -> str:
    if len(answer.operands) == 1:
        return f"{terms.at(answer.operands[0], f'**{_total(answer, terms)}**')}."
    return terms.explained(together(answer, terms), terms.working(answer.operands))


def _total(answer: FigureAnswer, terms: Terms) -> str:
    return terms.hedged(answer, terms.amount(result(answer), answer.unit, 2))


def together(answer: FigureAnswer, terms: Terms) -> str:
    return terms.words.together.format(amount=_total(answer, terms))


def _count(answer: FigureAnswer, terms: Terms) -> str:
    counted = _in_result(answer)
    if len(counted) > LISTED:
        return f"**{len(counted)}**."
    names = terms.words.listed([one.label for one in counted])
    return terms.explained(f"**{begun(terms.in_words(len(counted)))}**", names)


def _in_result(answer: FigureAnswer) -> tuple[Operand, ...]:
    """The operands that the result counts or names, which come before the others."""
    named = labels(answer)
    return answer.operands[: len(named) if named else int(result(answer))]


def _extreme(answer: FigureAnswer, terms: Terms) -> str:
    query, words, chosen = answer.query, terms.words, _in_result(answer)
    which = words.lowest if query.lowest else words.highest
    if query.best > 1:
        told = [words.with_figure.format(thing=f"**{one.label}**", figure=terms.figure(one)) for one in chosen]
        number, things = terms.in_words(len(chosen)), "; ".join(told[:LISTED])
        things = things if len(told) <= LISTED else words.and_so_on.format(items=things)
        if len(chosen) < query.best:
            return words.all_held.format(things=things, count=len(chosen))
        return words.best_of.format(things=things, number=number, which=which, count=len(answer.operands))
    if query.rank > 1:
        ranks = words.ordinals
        place = ranks[query.rank - 2] if query.rank - 2 < len(ranks) else words.ordinal.format(rank=query.rank)
        which = words.ranked.format(rank=place, which=which)
    names = words.listed([f"**{one.label}**" for one in chosen])
    sentence = words.extreme.format(
        things=names, figure=terms.figure(chosen[0]), which=which, count=len(answer.operands)
    )
    return f"{_as_far(answer, terms, sentence)}."


def _as_far(answer: FigureAnswer, terms: Terms, sentence: str) -> str:
    """A result that is only bounded holds as far as is known."""
    return sentence if answer.exact else terms.words.as_far.format(sentence=sentence)


def _threshold(answer: FigureAnswer, terms: Terms) -> str:
    query, words, chosen = answer.query, terms.words, _in_result(answer)
    beyond = _beyond(query.limit, terms.measures[query.measure].unit, terms) if query.limit is not None else ""
    number = begun(terms.in_words(len(chosen)))
    if query.which is Which.COUNT:
        told = _as_far(answer, terms, words.so_many_beyond.format(number=number, beyond=beyond))
        return terms.explained(told, terms.working(chosen)) if chosen else f"{told}."
    if not chosen:
        return f"{_as_far(answer, terms, words.none_beyond.format(beyond=beyond))}."
    if query.which in (Which.FIRST, Which.LAST):
        pattern = words.first_beyond if query.which is Which.FIRST else words.last_beyond
        told = pattern.format(thing=f"**{chosen[0].label}**", figure=terms.figure(chosen[0]), beyond=beyond)
        return f"{_as_far(answer, terms, told)}."
    if len(chosen) > SHOWN:
        listed = f"**{number}: {words.listed(labels(answer))}**"
        return terms.explained(listed, _as_far(answer, terms, terms.working(chosen)))
    named = [words.with_figure.format(thing=f"**{one.label}**", figure=terms.figure(one)) for one in chosen]
    return terms.explained(f"**{number}**", _as_far(answer, terms, words.listed(named)))


def _beyond(limit: Limit, unit: str | None, terms: Terms) -> str:
    """ "above 300 km"; where the limit itself counts, "300 km or more"."""
    words = terms.words
    above, below = (words.or_more, words.or_less) if limit.inclusive else (words.above, words.below)
    return (above if limit.above else below).format(limit=terms.amount(limit.value, unit, 2))


def _compare(answer: FigureAnswer, terms: Terms) -> str:
    words, lead = terms.words, abs(result(answer))
    first, second, *rest = answer.operands  # The winner comes first.
    if not lead:
        return terms.explained(words.both_the_same, terms.pair(first, second))
    unit = terms.measures[first.measure].unit or ""
    told = words.ahead.format(
        thing=f"**{first.label}**",
        figure=terms.figure(first),
        other=terms.figure_at(second),
        lead=terms.hedged(answer, terms.more(lead, terms.points(answer.unit), unit, not answer.query.lowest)),
    )
    return f"{words.and_then.format(sentence=told, others=terms.working(rest)) if rest else told}."


SET_WRITERS: Mapping[Operation, Writer] = {
    Operation.SUM: _sum,
    Operation.COUNT: _count,
    Operation.EXTREME: _extreme,
    Operation.THRESHOLD: _threshold,
    Operation.COMPARE: _compare,
}
