"""Updates imported entries, and keeps the changes that people made since.

A key of an entry that stands as it was brought is replaced by what comes now; one that stands otherwise was changed by
somebody, and stays. Of keys that are lists, single items count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum

from bot.importing.brought import Left, Pair, brief
from bot.importing.record import Before
from bot.importing.standing import File, Stand
from bot.importing.writing import Lines, entry_lines, indented, keys_of
from bot.model import Place

_Home = tuple[File, Stand]
_LISTS = ("phrasings", "related", "sources")
_ALIKE = 0.5


class What(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"
    KEPT = "kept"
    """As somebody else has it: changed, removed, or never brought."""


@dataclass(slots=True)
class Merged:
    found: dict[str, What] = field(default_factory=dict)
    """By id."""
    new: list[Pair] = field(default_factory=list)
    """What stands nowhere yet, and is not written by the edits."""
    left: list[Left] = field(default_factory=list)
    record: dict[str, Before] = field(default_factory=dict)


def merge(files: Mapping[str, File], before: Mapping[str, Before], incoming: Sequence[Pair], origin: str) -> Merged:
    """Notes edits in the files; writes nothing."""
    merged = Merged(record=dict(before))
    stands = {id: (file, stand) for file in files.values() for id, stand in file.stands.items()}
    asking = {id: (file, stand) for file in files.values() for id, stand in file.asking.items()}
    series = {id for file in files.values() for id in file.series}
    now = _with_known_ids(incoming, before, origin)
    for one in now:
        there, past = stands.get(one.id), before.get(one.id)
        keys = keys_of(one)
        merged.record[one.id] = Before(origin, keys)
        if there and past:
            merged.found[one.id] = _merge_entry(there, asking.get(one.id), past, keys, one, merged.left)
        elif not there and not past and one.id not in series:
            merged.found[one.id] = What.NEW
            merged.new.append(one)
        else:
            merged.found[one.id] = What.KEPT
            if not past:
                del merged.record[one.id]
            at = f"in {Place(there[0].name, there[1].first + 1)}" if there else "as a series"
            why = "was removed here" if past else f"stands {at} and was not brought by an import; it stays"
            merged.left.append(Left(f"{one.question}: {one.id} {why}", one.place))
    for id in _gone(now, before, origin):
        del merged.record[id]
        if id in stands:
            merged.found[id] = _remove(*stands[id], before[id], origin, merged.left, is_asked=id in asking)
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


def _merge_entry(
    there: _Home, apart: _Home | None, past: Before, keys: Mapping[str, Lines], one: Pair, left: list[Left]
) -> What:
    """`apart`: where what is asked for the entry stands beside it."""
    changed, kept = False, False
    for key in dict.fromkeys((*past.keys, *keys)):
        was, new = past.keys.get(key, ()), keys.get(key, ())
        if key == "id" or was == new:
            continue
        file, stand = apart if apart and key in apart[1].keys and key not in there[1].names else there
        edit = _edit(file, stand, key, was, new)
        if edit is None:
            kept = True
            line = stand.keys.get(key, (stand.first, 0))[0] + 1
            now = f"here it is now: {brief(' '.join(new))}" if new else "here is none any more"
            left.append(Left(f"{one.id}: `{key}` is yours in {file.name}:{line} and stays; {now}", one.place))
        elif tuple(file.lines[edit[0] : edit[1]]) != edit[2]:
            file.edits.append(edit)
            changed = True
    return What.CHANGED if changed else What.KEPT if kept else What.SAME


def _edit(file: File, stand: Stand, key: str, was: Lines, new: Lines) -> tuple[int, int, Lines] | None:
    """None where the key is somebody's own."""
    if key not in stand.keys:
        is_free = not was and key not in stand.names
        return (stand.end, stand.end, indented(new, file.indent_of(stand))) if is_free else None
    own, indent = file.own(stand, key)
    if own == was:
        return (*stand.keys[key], indented(new, indent))
    if key in _LISTS and own[0] == f"{key}:":
        return (*stand.keys[key], indented(_joined(own, was, new), indent))
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


def _remove(file: File, stand: Stand, past: Before, origin: str, left: list[Left], *, is_asked: bool) -> What:
    """`is_asked`: somebody wrote elsewhere how it is asked for."""
    if is_asked or file.whole(stand) != entry_lines(dict(past.keys), ""):
        what = f"{stand.id} is no longer in {origin}; it was changed here and stays"
        left.append(Left(what, Place(file.name, stand.first + 1)))
        return What.KEPT
    first = stand.first - 1 if stand.first and not file.lines[stand.first - 1].strip() else stand.first
    file.edits.append((first, stand.end, ()))
    return What.REMOVED
