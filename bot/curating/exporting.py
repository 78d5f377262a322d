"""Writes accepted answers into the files of a knowledge folder."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.curating.taken import Taken, in_place, ways_of
from bot.knowledge import ASKING_KEYS, kebab, load_knowledge
from bot.knowledge.writing import Change, Files, holds, with_entry, with_keys, with_lines, with_ways
from bot.matching import normalise
from bot.model import Entry

_OUT_OF_SCOPE = "out_of_scope.yaml"


def export(folder: Path, accepted: Sequence[Taken]) -> tuple[tuple[Change, ...], tuple[str, ...]]:
    """Return what would become of the files, and what cannot be written, each with the reason; what stands there
    already is not written again.

    Raises KnowledgeError where the files cannot be read, BotError where nothing can be added to one.
    """
    exporter = _Exporter(folder)
    for taken in accepted:
        exporter.add(taken)
    return exporter.files.changes, tuple(exporter.left)


class _Exporter:
    """Remembers what the files hold by now."""

    def __init__(self, folder: Path) -> None:
        self.files = Files(folder)
        self.left: list[str] = []
        knowledge = load_knowledge(folder)
        self._held = {entry.id: entry for entry in knowledge.entries}
        self._cells = {entry.id for entry in knowledge.cells}
        self._lines = {normalise(line) for line in knowledge.out_of_scope}

    def add(self, taken: Taken) -> None:
        match taken:
            case Taken(answer=Entry() as renewed, is_renewal=True):
                self._renew(taken, renewed)
            case Taken(answer=Entry() as new) if new.id not in self._held:
                self._add_entry(new)
            case Taken(entry=None):
                self._add_lines(taken.texts)
            case Taken(entry=str() as id):
                self._add_ways(id, taken.texts)

    def _renew(self, taken: Taken, answer: Entry) -> None:
        held = self._held.get(answer.id)
        changed = [key for key in taken.keys if held and getattr(held, key) != getattr(answer, key)]
        if held is not None and not changed:
            return
        new = in_place(taken, answer, held)
        if held is None or new is None:
            self.left.append(f"{answer.id}: its answer was changed or removed since; compare it yourself")
            return
        keys = taken.keys
        if held.asking is not None:
            keys = tuple(key for key in keys if key not in ASKING_KEYS)
            where = str(held.asking)
            elsewhere = (key for key in changed if key in ASKING_KEYS)
            self.left += [f"{held.id}: its {key} stand in {where}; write there what is new" for key in elsewhere]
        name = held.place.file
        self.files.put(name, with_keys(self.files.text(name), name, new, keys))
        self._held[new.id] = new

    def _add_entry(self, entry: Entry) -> None:
        name = self._file_of(entry.topic)
        self.files.put(name, with_entry(self.files.text(name), name, entry))
        self._held[entry.id] = replace(entry, place=replace(entry.place, file=name))

    def _add_lines(self, texts: Sequence[str]) -> None:
        new = [text for text in texts if normalise(text) not in self._lines]
        if new:
            name = next(
                (one for one in self.files.names if holds(self.files.text(one), one, "questions")), _OUT_OF_SCOPE
            )
            self.files.put(name, with_lines(self.files.text(name), name, new))
            self._lines.update(map(normalise, new))

    def _add_ways(self, id: str, texts: Sequence[str]) -> None:
        entry = self._held.get(id)
        # The entry of a whole series, which has its id, takes ways of asking in its file; a measure of it does not.
        is_made = entry is not None and entry.series not in (None, entry.id)
        if entry is None or is_made:
            where = "is made by a series; write it under `ask:` there" if entry or id in self._cells else "is gone"
            self.left += [f"{id}: {text}: the entry {where}" for text in texts]
            return
        new = tuple(text for text in texts if normalise(text) not in ways_of(entry))
        if new:
            name = (entry.asking or entry.place).file
            self.files.put(name, with_ways(self.files.text(name), name, id, new))
            self._held[id] = replace(entry, phrasings=(*entry.phrasings, *new))

    def _file_of(self, topic: str) -> str:
        """Where the last entry of a topic stands, or a new one."""
        files = [one.place.file for one in self._held.values() if one.topic == topic and one.series is None]
        if files:
            return files[-1]
        folder = "topics/" if any(name.startswith("topics/") for name in self.files.names) else ""
        return f"{folder}{kebab(topic) or 'more'}.yaml"
