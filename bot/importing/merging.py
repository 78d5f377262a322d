"""Updates imported entries, and keeps the changes that people made since.

A key of an entry that stands as it was brought is replaced by what comes now; one that stands otherwise was changed by
somebody, and stays. Of keys that are lists, single items count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum

from bot.importing.brought import Left, Pair, brief
from bot.importing.existing import Existing, File
from bot.importing.record import Before
from bot.importing.writing import LISTS, Lines, entry_lines, indented, keys_of
from bot.knowledge.writing.places import LINE_END

_ALIKE = 0.5
"""Likeness of two questions from which on one may be the other in new words."""


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"
    KEPT = "kept"
    """As somebody else has it: changed, removed, or never brought."""


@dataclass(slots=True)
class Merged:
    statuses: dict[str, Status] = field(default_factory=dict)
    """By id."""
    new: list[Pair] = field(default_factory=list)
    """What stands nowhere yet, and is not written by the edits."""
    left: list[Left] = field(default_factory=list)
    record: dict[str, Before] = field(default_factory=dict)


def merge(files: Mapping[str, File], before: Mapping[str, Before], incoming: Sequence[Pair], origin: str) -> Merged:
    """Notes edits in the files; writes nothing."""
    merged = Merged(record=dict(before))
    entries = {id: existing for file in files.values() for id, existing in file.entries.items()}
    asking = {id: existing for file in files.values() for id, existing in file.asking.items()}
    series = {id for file in files.values() for id in file.series}
    now = _with_known_ids(incoming, before, origin)
    for one in now:
        there, past = entries.get(one.id), before.get(one.id)
        if there and past:
            merged.statuses[one.id] = _update(there, asking.get(one.id), past, one, merged.left)
        elif past:
            merged.statuses[one.id] = Status.KEPT
            merged.left.append(Left(f"{one.question}: {one.id} was removed here", one.place))
        elif there or one.id in series:
            merged.statuses[one.id] = Status.KEPT
            at = f"in {there.place()}" if there else "as a series"
            message = f"{one.question}: {one.id} stands {at} and was not brought by an import; it stays"
            merged.left.append(Left(message, one.place))
            continue
        else:
            merged.statuses[one.id] = Status.NEW
            merged.new.append(one)
        merged.record[one.id] = Before(origin, keys_of(one))
    for id in _gone(now, before, origin):
        del merged.record[id]
        if id in entries:
            merged.statuses[id] = _remove(id, entries[id], before[id], merged.left, is_asked=id in asking)
    return merged


def _with_known_ids(incoming: Sequence[Pair], before: Mapping[str, Before], origin: str) -> tuple[Pair, ...]:
    """A question that was put into other words keeps its id, where its answer is still the same."""
    gone = _gone(incoming, before, origin)
    known: dict[str, str] = {}
    for one in incoming:
        keys = keys_of(one)
        if one.id not in before:
            alike = [id for id, past in gone.items() if _is_reworded(past.keys, keys)]
            if len(alike) == 1:
                known[one.id] = alike[0]
                del gone[alike[0]]
    return tuple(
        replace(one, id=known.get(one.id, one.id), related=tuple(known.get(id, id) for id in one.related))
        for one in incoming
    )


def _gone(incoming: Sequence[Pair], before: Mapping[str, Before], origin: str) -> dict[str, Before]:
    """What this file brought before, and brings no more."""
    ids = {one.id for one in incoming}
    return {id: past for id, past in before.items() if past.origin == origin and id not in ids}


def _is_reworded(past: Mapping[str, Lines], now: Mapping[str, Lines]) -> bool:
    old, new = (" ".join(keys.get("question", ())) for keys in (past, now))
    return past.get("answer") == now["answer"] and SequenceMatcher(None, old, new, autojunk=False).ratio() > _ALIKE


def _update(there: Existing, apart: Existing | None, past: Before, one: Pair, left: list[Left]) -> Status:
    """`apart`: where what is asked for the entry stands beside it."""
    status, keys = Status.SAME, keys_of(one)
    for key in dict.fromkeys((*past.keys, *keys)):
        was, new = past.keys.get(key, ()), keys.get(key, ())
        if key == "id" or was == new:
            continue
        existing = apart if apart and apart.block(key) and key not in there.keys else there
        edit = _edit(existing, key, was, new)
        if edit is None:
            status = Status.KEPT if status is Status.SAME else status
            now = f"here it is now: {brief(' '.join(new))}" if new else "here is none any more"
            left.append(Left(f"{one.id}: `{key}` is yours in {existing.place(key)} and stays; {now}", one.place))
        elif existing.file.put(*edit):
            status = Status.CHANGED
    return status


def _edit(existing: Existing, key: str, was: Lines, new: Lines) -> tuple[int, int, Lines] | None:
    """Return the start and end of what goes, and the lines that come; None where the key is somebody's own."""
    block = existing.block(key)
    if block is None:
        end, indent = existing.whole().end, " " * existing.node.start_mark.column
        is_free = not was and key not in existing.keys and existing.can_grow
        return (end, end, indented(new, indent)) if is_free else None
    if block.lines == was:
        return block.start, block.end, indented(new, block.indent)
    if key in LISTS and block.lines[0] == f"{key}:":
        return block.start, block.end, indented(_joined(block.lines, was, new), block.indent)
    return None


def _joined(own: Lines, was: Lines, new: Lines) -> Lines:
    """The items that stand there, without those that are no longer brought, and with those that are new."""
    brought, there = {line.strip() for line in was[1:]}, {line.strip() for line in own[1:]}
    coming = [line.strip() for line in new[1:]]
    dropped = brought - set(coming)
    kept = [line for line in own[1:] if line.strip() not in dropped]
    first = own[1] if len(own) > 1 else "  "
    indent = first[: len(first) - len(first.lstrip())]
    added = [f"{indent}{line}" for line in coming if line not in brought | there]
    return (own[0], *kept, *added) if kept or added else ()


def _remove(id: str, existing: Existing, past: Before, left: list[Left], *, is_asked: bool) -> Status:
    """`is_asked`: somebody wrote elsewhere how it is asked for."""
    block = existing.whole()
    if is_asked or block.lines != entry_lines(dict(past.keys), ""):
        left.append(Left(f"{id} is no longer in {past.origin}; it was changed here and stays", existing.place()))
        return Status.KEPT
    # With one blank line before it.
    text = existing.file.text
    ends = [found.end() for found in LINE_END.finditer(text, len(text[: block.start].rstrip()), block.start)]
    existing.file.put(ends[-2] if len(ends) > 1 else block.start, block.end, ())
    return Status.REMOVED
