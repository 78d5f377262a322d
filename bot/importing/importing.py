"""Imports a FAQ into a knowledge folder, and reports changes and losses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.importing.brought import Left, NewEntry, told_once
from bot.importing.existing import File, read_folder
from bot.importing.merging import Status, merge
from bot.importing.reading import read_entries
from bot.importing.record import NAME, read_record, record_text
from bot.importing.writing import item_lines, keys_of, lines_of, manifest_lines
from bot.knowledge import MANIFEST_NAMES, TOPIC_LIMIT, Report, cannot_write, kebab, read_yaml
from bot.knowledge.writing import Change, put_files
from bot.knowledge.writing.edits import Edit

_TOPICS = "topics"  # Folder of new files.
_MARK = 6  # Letters that name a topic without a Latin letter or digit.


@dataclass(frozen=True, slots=True)
class Imported:
    entries: tuple[tuple[str, Status], ...]  # By id.
    left: tuple[Left, ...]  # The losses, by their places.
    written: tuple[str, ...]  # Files, relative to the folder.


def import_file(source: Path, folder: Path) -> Imported:
    """Write what the source brings, and update what it brought before; what somebody else wrote or changed stays.
    Raises BotError, with nothing written, where the source or the folder cannot be read."""
    if not source.name.strip("."):
        source = source.resolve()  # The record and the topics name it.
    incoming, left = read_entries(source)
    files = read_folder(folder)
    merged = merge(files, read_record(folder), incoming, source.name)
    for topic, entries in _by_topic(merged.new, source.stem).items():
        _add(files, topic, entries)
    texts = {file.name: file.edited() for file in files.values() if file.edits}
    if not any(name in files for name in MANIFEST_NAMES):
        texts[MANIFEST_NAMES[0]] = "\n".join((*manifest_lines(folder), ""))
    _check(texts)
    _write(folder, {**texts, NAME: record_text(merged.record)})
    return Imported(tuple(merged.statuses.items()), told_once((*left, *merged.left)), tuple(sorted(texts)))


def _by_topic(entries: Iterable[NewEntry], stem: str) -> dict[str, list[NewEntry]]:
    found: dict[str, list[NewEntry]] = {}
    for one in entries:
        topic = (one.pair.topic or stem)[:TOPIC_LIMIT].strip()
        found.setdefault(topic, []).append(one)
    return found


def _add(files: dict[str, File], topic: str, entries: Sequence[NewEntry]) -> None:
    slug = kebab(topic) or f"topic-{sha256(topic.encode()).hexdigest()[:_MARK]}"
    file = next(file for file in _files_named(slug, topic, files) if file.room and file.topic in (None, topic))
    room = file.room
    assert room is not None
    lines: list[str] = []
    for one in entries:
        if lines or file.entries:
            lines.append("")
        lines += item_lines(keys_of(one), room.indent)
    file.put(Edit(room.at, room.at, tuple(lines)))


def _files_named(slug: str, topic: str, files: dict[str, File]) -> Iterator[File]:
    """For the slug "orders" the files orders.yaml, orders-2.yaml and so on, each made for the topic where there is
    none. The first may be full, or of another topic: "Orders!" and "Orders?" have the same slug."""
    for more in ("", *(f"-{number}" for number in range(2, len(files) + 3))):
        name = f"{_TOPICS}/{slug}{more}.yaml"
        yield files.setdefault(name, File(name, "\n".join((*lines_of({"topic": topic}), "entries:", ""))))


def _check(texts: Mapping[str, str]) -> None:
    """Nothing is written that could not be read again."""
    for name, text in texts.items():
        report = Report(name)
        read_yaml(text, report)
        report.refuse("it would not be YAML any more: {}", "report this, with the file")


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    try:
        put_files([Change(name, "", text) for name, text in texts.items()], folder)
    except OSError as error:
        raise cannot_write(folder, error) from error
