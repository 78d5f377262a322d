"""Saves an index to a folder, as arrays and JSON, and opens it again without computing anything."""

from __future__ import annotations

import logging
import mmap
import shutil
import tempfile
from dataclasses import Field, fields
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Calibration, Index, Layout, LeftOut, Texts
from bot.matching.index.entry_similarity import EntrySimilarity
from bot.matching.index.known_follow_ups import KnownFollowUps
from bot.matching.index.linear import LinearModel
from bot.matching.index.profiles import Profiles
from bot.matching.index.retrieval import InvertedIndex, PhrasingVectors
from bot.matching.index.said_words import SaidWords
from bot.matching.index.sparse import SparseRows
from bot.matching.index.word_model import WordModel
from bot.matching.language.frequency import CommonWords
from bot.model import Knowledge

log = logging.getLogger(__name__)

_T = TypeVar("_T")


_ARRAYS = {
    "common": CommonWords,
    "inverted": InvertedIndex,
    "vectors": PhrasingVectors,
    "linear": LinearModel,
    "layout": Layout,
    "left_out": LeftOut,
    "similarity": EntrySimilarity,
    "follow_ups": KnownFollowUps,
    "profiles": Profiles,
    "words": WordModel,
    "said": SaidWords,
}
_LONG = 1 << 16
"""Bytes from which on a part of the texts is read item by item."""
_SINGLE = ("keys", "idf", "weights", "exact_keys", "exact_entries")


def save_index(index: Index, folder: Path) -> None:
    """Write to a temporary name and rename, so that whoever opens `folder` finds all or nothing. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".index-", dir=folder.parent))
    try:
        for name, array in _arrays(index).items():
            np.save(temporary / f"{name}.npy", array, allow_pickle=False)
        (temporary / "texts.json").write_bytes(msgspec.json.encode(index.texts))
        confidence = index.confidence
        scales = {
            "right": confidence.right.tolist(),
            "among": confidence.among.tolist(),
            "answer_from": confidence.answer_from,
            "offer_from": confidence.offer_from,
            "thin": confidence.thin,
        }
        (temporary / "confidence.json").write_bytes(msgspec.json.encode(scales))
        try:
            temporary.replace(folder)
        except OSError:
            # There is one already: another process was faster, or it is broken.
            if open_index(folder) is None:
                shutil.rmtree(folder)
                temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def open_index(folder: Path) -> Index | None:
    """Return None where there is no index, or none that can be read; it is then compiled anew."""
    try:
        texts = _texts_of((folder / "texts.json").read_bytes())
        scales = msgspec.json.decode((folder / "confidence.json").read_bytes())
        grouped: dict[str, Any] = {name: _open_group(kind, name, folder) for name, kind in _ARRAYS.items()}
        single: dict[str, Any] = {name: _open_array(folder / f"{name}.npy") for name in _SINGLE}
        confidence = Calibration(
            np.array(scales["right"], np.float32),
            np.array(scales["among"], np.float32),
            float(scales["answer_from"]),
            float(scales["offer_from"]),
            float(scales["thin"]),
        )
        return Index(texts=texts, confidence=confidence, **grouped, **single)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        log.warning("index unreadable folder=%s error=%s", folder, error)
        return None


def _texts_of(data: bytes) -> Texts:
    """One entry after the other: read in one go, they would hold up an answer in another thread."""
    texts = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
    knowledge = _fields_of(Knowledge, msgspec.json.decode(texts.pop("knowledge"), type=dict[str, msgspec.Raw]))
    return Texts(Knowledge(**knowledge), **_fields_of(Texts, texts))


def _fields_of(kind: type[Any], parts: dict[str, msgspec.Raw]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: _field_of(part, hints[name]) for name, part in parts.items()}


def _field_of(part: msgspec.Raw, kind: Any) -> Any:
    if get_origin(kind) is not tuple or len(part) < _LONG:
        return msgspec.json.decode(part, type=kind)
    one = msgspec.json.Decoder(get_args(kind)[0])
    # A list first: only between steps of the interpreter another thread gets its turn.
    return tuple([one.decode(item) for item in msgspec.json.decode(part, type=list[msgspec.Raw])])


def let_go(index: Index) -> None:
    """Give back the memory of the mapped parts; what is needed again comes from the system's cache, unnoticed."""
    advice = getattr(mmap, "MADV_DONTNEED", None)
    for array in _arrays(index).values():
        mapping = getattr(array.base, "_mmap", None)
        if mapping is not None and advice is not None:
            mapping.madvise(advice)


def _arrays(index: Index) -> dict[str, NDArray[Any]]:
    arrays = {name: getattr(index, name) for name in _SINGLE}
    for group in _ARRAYS:
        arrays |= _arrays_of(getattr(index, group), group)
    return arrays


def _arrays_of(part: Any, name: str) -> dict[str, NDArray[Any]]:
    arrays: dict[str, NDArray[Any]] = {}
    for one in _stored(type(part)):
        value, full = getattr(part, one.name), f"{name}.{one.name}"
        arrays |= _arrays_of(value, full) if isinstance(value, SparseRows) else {full: value}
    return arrays


def _stored(kind: type[Any]) -> list[Field[Any]]:
    return [one for one in fields(kind) if not one.name.startswith("_")]


def _open_group(kind: type[_T], name: str, folder: Path) -> _T:
    opened: dict[str, Any] = {}
    for one in _stored(kind):
        full = f"{name}.{one.name}"
        rows = one.type == SparseRows.__name__  # As text: what is annotated is never evaluated.
        opened[one.name] = _open_group(SparseRows, full, folder) if rows else _open_array(folder / f"{full}.npy")
    return kind(**opened)


def _open_array(path: Path) -> NDArray[Any]:
    # Mapped, so that a start reads only the pages that its questions touch.
    array: NDArray[Any] = np.load(path, mmap_mode="r" if path.stat().st_size > 1 << 16 else None, allow_pickle=False)
    # As a plain array: each part of a mapped one would carry the mapping along, which costs more than reading it.
    return np.asarray(array)
