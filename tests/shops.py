"""Small knowledge bases for tests, as `Knowledge` or as a compiled `Bot`."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache

from bot.bot import Bot
from bot.matching import Index
from bot.matching.compiling import compile_index
from bot.model import (
    Being,
    Context,
    Entry,
    FacetKind,
    Knowledge,
    Manifest,
    Matching,
    Name,
    Question,
    Reply,
    Vocabulary,
    Within,
)

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
"""When the tests ask, unless they say otherwise."""
VARIANTS = (
    FacetKind("trim", Matching.EXACT, Being.THING, "model", may_stay_open=True),
    FacetKind("generation", Matching.EXACT, Being.THING, "model", may_stay_open=True, may_be_missing=True),
)
"""Kinds that a shop may declare, of what there is several of within a model."""


def entry(id: str, question: str, *phrasings: str, answer: str = "", topic: str = "bread", **others: object) -> Entry:
    return Entry(id, question, answer or f"The answer of {id}.", topic, phrasings, **others)  # type: ignore[arg-type]


def base(
    *entries: Entry,
    names: dict[str, dict[str, tuple[str, ...]]] | None = None,
    synonyms: tuple[tuple[str, ...], ...] = (),
    out_of_scope: tuple[str, ...] = (),
    kinds: tuple[FacetKind, ...] = (),
    within: tuple[Within, ...] = (),
    **manifest: object,
) -> Knowledge:
    return Knowledge(
        Manifest(**manifest),  # type: ignore[arg-type]
        entries,
        vocabulary=vocabulary(names or {}, synonyms, kinds, within),
        out_of_scope=out_of_scope,
    )


def vocabulary(
    names: dict[str, dict[str, tuple[str, ...]]],
    synonyms: tuple[tuple[str, ...], ...] = (),
    kinds: tuple[FacetKind, ...] = (),
    within: tuple[Within, ...] = (),
) -> Vocabulary:
    """`names`: values with their spellings by kind, as in vocabulary.yaml."""
    found = (Name(kind, value, spelt) for kind, values in names.items() for value, spelt in values.items())
    return Vocabulary(synonyms, tuple(found), kinds=kinds, within=within)


def index_of(*entries: Entry, **others: object) -> Index:
    """The cases of one test mostly have the same base, which then is compiled once."""
    return _compiled(base(*entries, **others))  # type: ignore[arg-type]


_compiled = lru_cache(maxsize=4)(compile_index)


def bot_of(*entries: Entry, **others: object) -> Bot:
    return Bot(index_of(*entries, **others))


def asked(text: str, at: datetime | None = NOON, **others: str) -> Question:
    return Question(text, asked_at=at, **others)  # type: ignore[arg-type]


RYE = entry("rye-price", "What does rye bread cost?", "price of rye", "how much is a rye loaf", "rye bread price")
OAT = entry("oat-price", "What does oat bread cost?", "price of oats", "how much is an oat loaf", "oat bread price")
HOURS = entry("opening-hours", "When does the bakery open?", "opening hours", "at what time do you open")


def talk(bot: Bot, *texts: str) -> list[Reply]:
    """Ask one after the other, in one conversation."""
    context, replies = Context(), []
    for text in texts:
        replies.append(bot.answer(asked(text), context))
        context = replies[-1].context
    return replies


def ids(*replies: Reply) -> list[str | None]:
    return [reply.answer.id if reply.answer else None for reply in replies]
