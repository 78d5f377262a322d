"""Imports a FAQ into a knowledge folder, and reports changes and losses."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.importing.brought import Left, NewEntry, fault
from bot.importing.edits import Edit
from bot.importing.existing import File, read_folder
from bot.importing.merging import Status, merge
from bot.importing.reading import read_entries
from bot.importing.record import NAME, read_record, record_text
from bot.importing.writing import item_lines, keys_of, lines_of
from bot.knowledge import MANIFEST_NAMES, TOPIC_LIMIT, Report, kebab, read_yaml, readable_name, to_command
from bot.knowledge.writing import Change, put_files
from bot.model import BotError, Place

_TOPICS = "topics"
_PRECISION = 0.9
"""Of a new manifest, as in the base that `evbot init` makes: a FAQ of few ways of asking would seldom reach more."""


@dataclass(frozen=True, slots=True)
class Imported:
    entries: tuple[tuple[str, Status], ...]
    """By id."""
    left: tuple[Left, ...]
    """The losses, by their places."""
    written: tuple[str, ...]
    """Files, relative to the folder."""


def import_file(source: Path, folder: Path) -> Imported:
    """Write what the source brings, and update what it brought before; what somebody else wrote or changed stays.

    Raises BotError, with nothing written, where the source or the folder cannot be read.
    """
    incoming, left = read_entries(source)
    files = read_folder(folder)
    merged = merge(files, read_record(folder), incoming, source.name)
    for topic, entries in _by_topic(merged.new, source.stem).items():
        _add(files, folder, topic, entries)
    texts = {file.name: file.edited() for file in files.values() if file.is_edited}
    if not any(name in files for name in MANIFEST_NAMES):
        texts[MANIFEST_NAMES[0]] = _manifest(folder)
    _check(texts)
    _write(folder, {**texts, NAME: record_text(merged.record)})
    return Imported(tuple(merged.statuses.items()), _told((*left, *merged.left)), tuple(sorted(texts)))


def _told(left: Iterable[Left]) -> tuple[Left, ...]:
    """In order of place, the same message once a file."""
    places: dict[tuple[str, str], list[int]] = {}
    for one in left:
        places.setdefault((one.place.file, one.what), []).append(one.place.line)
    told = [
        Left(what if len(lines) == 1 else f"{what} ({len(lines)} times)", Place(file, min(lines)))
        for (file, what), lines in places.items()
    ]
    return tuple(sorted(told, key=lambda one: (one.place.file, one.place.line)))


def _by_topic(entries: Iterable[NewEntry], stem: str) -> dict[str, list[NewEntry]]:
    found: dict[str, list[NewEntry]] = {}
    for one in entries:
        topic = (one.topic or stem)[:TOPIC_LIMIT].strip()
        found.setdefault(topic, []).append(one)
    return found


def _add(files: dict[str, File], folder: Path, topic: str, entries: Sequence[NewEntry]) -> None:
    """To the file of the topic, where there is one that entries can be added to; else to a new one."""
    slug = kebab(topic) or f"topic-{sha256(topic.encode()).hexdigest()[:6]}"
    names = [f"{_TOPICS}/{slug}{more}.yaml" for more in ("", "-imported")]
    name = next((name for name in names if name not in files or files[name].room), None)
    if name is None:
        raise BotError(f"{folder / names[0]}: no entries can be added; begin each with `- id:` on a line of its own")
    file = files.setdefault(name, File(name, "\n".join((*lines_of({"topic": topic}), "entries:", ""))))
    room = file.room
    assert room is not None
    lines: list[str] = []
    for one in entries:
        if lines or file.entries:
            lines.append("")
        lines += item_lines(keys_of(one), room.indent)
    file.put(Edit(room.at, room.at, tuple(lines)))


def _manifest(folder: Path) -> str:
    name = readable_name(folder.resolve().name)
    values: dict[str, object] = {"version": 1, **({"name": name} if name else {}), "language": "en"}
    if command := to_command(name):
        values["slash_command"] = command
    values["precision"] = _PRECISION
    return "\n".join((*lines_of(values), ""))


def _check(texts: Mapping[str, str]) -> None:
    """Nothing is written that could not be read again."""
    for name, text in texts.items():
        report = Report(name)
        read_yaml(text, report)
        if report.found:
            first = report.found[0]
            raise fault(first.place, f"it would not be YAML any more: {first.message}", "report this, with the file")


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    try:
        put_files([Change(name, "", text) for name, text in texts.items()], folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BotError(f"{folder}: the folder cannot be written: {reason}; name another one") from error
