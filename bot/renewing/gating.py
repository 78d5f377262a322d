"""Compares a new index with the old one; refuses it if it answers too much worse, else keeps the lost answers.

A few questions lose their answers by chance (`stands_against` draws the line), and keep the old ones word for word. If
each counted against the new index, a large knowledge base would never learn anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.bot import Bot
from bot.curating import Difference, Pinned, stands_against, worse
from bot.matching import normalise, open_index
from bot.model import Accepted, BotError
from bot.worker import worker

_MANY = 500  # Questions from which on a second process is worth its start.

Ways = tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Gated:
    refused: tuple[str, ...] = ()  # A line for each question that keeps the new index from being used.
    kept: Ways = ()  # Questions that keep their old answer word for word, as in `Accepted.asked`.
    moved: tuple[str, ...] = ()  # A line for each question that loses its answer, which cannot be kept.


def with_kept(accepted: Accepted, kept: Ways) -> Accepted:
    """The decisions come last, so that they count before a kept answer to the same words."""
    return replace(accepted, asked=(*kept, *accepted.asked))


def gate(folders: tuple[Path, Path], accepted: Accepted, pins: Pinned, at: datetime) -> Gated:
    """`folders`: of the old index and of the new one. Raises BotError."""
    lost = _lost_beside(folders, accepted, pins, at)
    brought = {id for _, id in accepted.asked}.union(entry.id for entry in accepted.entries)
    refused = stands_against(lost, brought, len(pins))
    if refused:
        return Gated(refused=tuple(map(_line, refused)))
    pins_to_keep = {normalise(one.question): one.pin for one in lost if one.pin}
    return _with_answers_kept(pins_to_keep, folders, accepted, at)


def _with_answers_kept(pins: Pinned, folders: tuple[Path, Path], accepted: Accepted, at: datetime) -> Gated:
    """The questions are asked once more, with their answers kept: one that is worked out, such as a sum, cannot be
    kept, and is still lost."""
    to_keep = tuple((pin.case.text, pin.case.expect) for pin in pins.values())
    old, new = map(open_kept, folders)
    keeping = new.with_accepted(with_kept(accepted, to_keep))
    still_lost = {one.question: one for one in worse(old.with_accepted(accepted), keeping, pins, at)}
    kept = tuple((question, entry) for question, entry in to_keep if question not in still_lost)
    return Gated(kept=kept, moved=tuple(map(_line, still_lost.values())))


def _lost_beside(folders: tuple[Path, Path], accepted: Accepted, pins: Pinned, at: datetime) -> tuple[Difference, ...]:
    """For many questions, another process asks half of them."""
    items = tuple(pins.items())
    half = len(items) // 2 if len(items) >= _MANY else 0
    with worker(half > 0) as aside:
        others = aside.submit(_lost, folders, accepted, dict(items[:half]), at) if half else None
        lost = _lost(folders, accepted, dict(items[half:]), at)
        return (*(others.result() if others else ()), *lost)


def _lost(folders: tuple[Path, Path], accepted: Accepted, pins: Pinned, at: datetime) -> tuple[Difference, ...]:
    before, after = (open_kept(folder).with_accepted(accepted) for folder in folders)
    return tuple(worse(before, after, pins, at))


def open_kept(folder: Path) -> Bot:
    """Raises BotError."""
    index = open_index(folder)
    if index is None:
        raise BotError(f"the index in {folder} cannot be read; SIGHUP tries again")
    return Bot(index)


def _line(one: Difference) -> str:
    old, new = (reply.answer_id or "nothing" for reply in (one.old, one.new))
    says = f" ({one.pin.says})" if one.pin else ""
    return f"“{one.question}” is answered by {old}{says}, and would be by {new}"
