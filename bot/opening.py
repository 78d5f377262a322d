"""Opens a `Bot` from a knowledge folder, with its compiled index from the cache if possible."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bot.bot import Bot
from bot.code_digest import code_digest
from bot.conversation import has_ways_read, with_ways_read
from bot.knowledge import digest, size
from bot.matching import Index, open_index, renew_texts, save_index
from bot.model import Knowledge
from bot.starting import KEPT_INDEXES, learning_line, trouble_with, unusable_line

if TYPE_CHECKING:
    from bot.matching.compiling import Progress

log = logging.getLogger(__name__)

_CODE = ("knowledge", "matching", "model")  # Groups of code that an index depends on.


def open_bot(
    folder: Path | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
    tell: Callable[[str], None] = log.warning,
) -> Bot:
    """Open the index of a knowledge folder (None: the shipped one), or compile it. Raises KnowledgeError.

    Without a `cache` folder, or with one that cannot be used, it is compiled each time. `tell` gets a line where a
    start takes long, and where the cache cannot be used.
    """
    place = place_in(cache, folder) if cache else None
    index = _opened(place) if place else None
    if index is None:
        trouble = trouble_with(place.parent) if place else ""
        if line := learning_line(size(folder), trouble):
            tell(line)
        index = compile_folder(folder, progress)
        if place and not trouble:
            try:
                _save(index, place)
            except OSError as error:
                tell(unusable_line(place.parent, error))
    return Bot(index)


def place_in(cache: Path, folder: Path | None, beside: bytes = b"") -> Path:
    """The path of a folder's index. `beside`: what the index has learned besides the folder, as bytes; it changes the
    path. Raises KnowledgeError where the folder cannot be read."""
    key = sha256((digest(folder) + code_digest(*_CODE)).encode() + beside).hexdigest()[:24]
    return cache / f"index-{key}"


def open_or_make(place: Path, make: Callable[[], Index]) -> Index:
    """Raises OSError where the index cannot be saved."""
    index = _opened(place)
    if index is None:
        index = make()
        _save(index, place)
    return index


def compile_folder(
    folder: Path | None, progress: Progress | None = None, change: Callable[[Knowledge], Knowledge] | None = None
) -> Index:
    """`change`: what is to be learned in the place of what stands there. Raises KnowledgeError."""
    # Imported here: a start from the cache needs neither the reader of YAML nor what learns.
    from bot.knowledge import load_knowledge, with_small_talk
    from bot.matching.compiling import compile_index

    knowledge = load_knowledge(folder)
    return with_ways_read(compile_index(with_small_talk(change(knowledge) if change else knowledge), progress))


def _opened(place: Path) -> Index | None:
    index = open_index(place)
    if index is None:
        return None
    if not has_ways_read(index):
        # The bot was renewed, and reads questions in another way: that takes seconds, not half a minute as learning.
        index = with_ways_read(index)
        with suppress(OSError):
            renew_texts(index, place, "asked_for", "asked_for_by")
    with suppress(OSError):
        os.utime(place)  # `_save` removes those that were not used for longest.
    return index


def _save(index: Index, place: Path) -> None:
    """Raises OSError."""
    save_index(index, place)
    others = [other for other in place.parent.glob("index-*") if other != place]
    for old in sorted(others, key=lambda other: other.stat().st_mtime, reverse=True)[KEPT_INDEXES - 1 :]:
        shutil.rmtree(old, ignore_errors=True)
