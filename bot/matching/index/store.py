"""Saves an index to a folder, as arrays and JSON, and opens it again without computing anything."""

import logging
import mmap
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import is_dataclass
from itertools import chain
from pathlib import Path
from typing import Any, get_origin, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Calibration, Index, Texts
from bot.model import Knowledge

log = logging.getLogger(__name__)

_BLOCK = 500
"""Items of a list that are read in one go. All of them would hold up an answer in another thread, which gets its turn
only between steps of the interpreter."""


def save_index(index: Index, folder: Path) -> None:
    """Write to a temporary name and rename, so that whoever opens `folder` finds all or nothing. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".index-", dir=folder.parent))
    try:
        for name, array in _arrays(index):
            np.save(temporary / f"{name}.npy", array, allow_pickle=False)
        for name, part in _texts(index):
            (temporary / f"{name}.json").write_bytes(msgspec.json.encode(_in_blocks(part)))
        confidence = msgspec.json.encode(index.confidence, enc_hook=np.ndarray.tolist)
        (temporary / "confidence.json").write_bytes(confidence)
        try:
            temporary.replace(folder)
        except OSError:
            # There is one already: another process was faster, or it is broken.
            if open_index(folder) is None:
                shutil.rmtree(folder)
                temporary.replace(folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def renew_texts(index: Index, folder: Path, *names: str) -> None:
    """Write these fields of `Texts` anew into a saved index, one after the other, each at once. Raises OSError."""
    for name in names:
        temporary = folder / f".{name}"
        temporary.write_bytes(msgspec.json.encode(_in_blocks(getattr(index.texts, name))))
        temporary.replace(folder / f"texts.{name}.json")


def open_index(folder: Path) -> Index | None:
    """Return None where there is no index, or none that can be read; it is then compiled anew."""
    try:
        texts = Texts(Knowledge(**_read(Knowledge, "knowledge", folder)), **_read(Texts, "texts", folder))
        confidence = msgspec.json.decode(
            (folder / "confidence.json").read_bytes(),
            type=Calibration,
            dec_hook=lambda kind, numbers: np.array(numbers, np.float32),
        )
        arrays = {name: _opened(kind, name, folder) for name, kind in _stored(Index).items()}
        return Index(texts=texts, confidence=confidence, **arrays)
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return None
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        log.warning("index unreadable folder=%s error=%s", folder, error)
        return None


def _texts(index: Index) -> Iterator[tuple[str, Any]]:
    """The parts of the texts, each with its name, such as "knowledge.entries"."""
    for above, whole in (("knowledge", index.texts.knowledge), ("texts", index.texts)):
        for name in _types_of_texts(type(whole)):
            yield f"{above}.{name}", getattr(whole, name)


def _types_of_texts(kind: type[Any]) -> dict[str, Any]:
    return {name: type_ for name, type_ in get_type_hints(kind).items() if type_ is not Knowledge}


def _in_blocks(part: Any) -> Any:
    return [part[at : at + _BLOCK] for at in range(0, len(part), _BLOCK)] if isinstance(part, tuple) else part


def _read(kind: type[Any], above: str, folder: Path) -> dict[str, Any]:
    types = _types_of_texts(kind)
    return {name: _text_of((folder / f"{above}.{name}.json").read_bytes(), types[name]) for name in types}


def _text_of(data: bytes, kind: Any) -> Any:
    if get_origin(kind) is not tuple:
        return msgspec.json.decode(data, type=kind)
    block = msgspec.json.Decoder(kind)
    return tuple(chain.from_iterable([block.decode(one) for one in msgspec.json.decode(data, type=list[msgspec.Raw])]))


def let_go(index: Index) -> None:
    """Give back the memory of the mapped parts; what is needed again comes from the system's cache, unnoticed."""
    advice = getattr(mmap, "MADV_DONTNEED", None)
    for _, array in _arrays(index):
        mapping = getattr(array.base, "_mmap", None)
        if mapping is not None and advice is not None:
            mapping.madvise(advice)


def _arrays(part: Any, above: str = "") -> Iterator[tuple[str, NDArray[Any]]]:
    """The arrays of an index or a part of it, each with its name, such as "inverted.postings.ids"."""
    for name in _stored(type(part)):
        value = getattr(part, name)
        if is_dataclass(value):
            yield from _arrays(value, f"{above}{name}.")
        else:
            yield above + name, value


def _opened(kind: type[Any], name: str, folder: Path) -> Any:
    if is_dataclass(kind):
        return kind(**{part: _opened(type_, f"{name}.{part}", folder) for part, type_ in _stored(kind).items()})
    path = folder / f"{name}.npy"
    # Mapped, so that a start reads only the pages that its questions touch.
    array: NDArray[Any] = np.load(path, mmap_mode="r" if path.stat().st_size > 1 << 16 else None, allow_pickle=False)
    # As a plain array: each part of a mapped one would carry the mapping along, which costs more than reading it.
    return np.asarray(array)


def _stored(kind: type[Any]) -> dict[str, type[Any]]:
    """The types of the fields that are arrays, or hold some."""
    types = get_type_hints(kind)
    return {name: type_ for name, type_ in types.items() if type_ not in (Texts, Calibration) and name[0] != "_"}
