"""Saves an index to a folder, as arrays and JSON, and opens it again without computing anything."""

import logging
import mmap
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import numpy as np
from numpy.typing import NDArray

from bot.matching.index.compiled import Calibration, Index, Texts
from bot.model import Knowledge

log = logging.getLogger(__name__)

_LONG = 1 << 16  # Bytes from which on a part of the texts is read item by item.


def save_index(index: Index, folder: Path) -> None:
    """Write to a temporary name and rename, so that whoever opens `folder` finds all or nothing. Raises OSError."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".index-", dir=folder.parent))
    try:
        for name, array in _arrays(index):
            np.save(temporary / f"{name}.npy", array, allow_pickle=False)
        (temporary / "texts.json").write_bytes(msgspec.json.encode(index.texts))
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


def open_index(folder: Path) -> Index | None:
    """Return None where there is no index, or none that can be read; it is then compiled anew."""
    try:
        texts = _texts_of((folder / "texts.json").read_bytes())
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
