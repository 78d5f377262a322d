"""Finds the rows that are named without their maker: a part of a question in, each such row with its places out."""

from __future__ import annotations

from bot.conversation.queries.parts import Part
from bot.conversation.queries.rows import Row, Rows
from bot.model import Kinds


def named_without_maker(part: Part, rows: Rows, kinds: Kinds) -> list[tuple[Row, range]]:
    """The rows of which a part says the model but for the maker that begins its name, with the places of its words: of
    "Lark L, Owl" the "Kite Lark L". The L is then none of the Owl. Empty where one place names several."""
    found: list[tuple[Row, range]] = []
    for row in rows.all:
        name = _model_without_maker(row, kinds)
        places = [at for at in range(len(part.words)) if name and part.words[at : at + len(name)] == name]
        if places and row.exact and all(one.isdisjoint(part.facets) for one in row.exact):
            found.append((row, range(places[0], places[0] + len(name))))
    return [] if len({places.start for _, places in found}) < len(found) else found


def _model_without_maker(row: Row, kinds: Kinds) -> tuple[str, ...]:
    """The words of it; empty where no maker that the row tells begins it."""
    makers = {value for kind, value in row.facets if kind not in kinds.leading}
    models = (value.partition("-") for kind, value in row.facets if kind in kinds.leading)
    return next((tuple(rest.split("-")) for maker, _, rest in models if rest and maker in makers), ())
