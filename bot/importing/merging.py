"""Updates imported entries, and keeps the changes that people made since.

A key of an entry that stands as it was brought is replaced by what comes now; one that stands otherwise was changed by
somebody, and stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from bot.importing.brought import Left, NewEntry, brief
from bot.importing.existing import Existing, File
from bot.importing.merging_keys import key_edit
from bot.importing.record import Before
from bot.importing.writing import item_lines, keys_of
from bot.knowledge.writing.edits import Edit, Lines
from bot.knowledge.writing.places import with_blank_line

_ALIKE = 0.5  # Likeness of two questions from which on one may be the other in new words.


class Status(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REMOVED = "removed"
    KEPT = "kept"  # As somebody else has it: changed, removed, or never brought.


@dataclass(frozen=True, slots=True)
class _Merged:
    statuses: dict[str, Status]  # By id.
    new: tuple[NewEntry, ...]  # Entries that stand nowhere yet; they are not among the edits.
    left: tuple[Left, ...]
    record: dict[str, Before]


@dataclass(frozen=True, slots=True)
class _Outcome:
    status: Status
    left: tuple[Left, ...] = ()


def merge(
    files: Mapping[str, File], before: Mapping[str, Before], incoming: Sequence[NewEntry], origin: str
) -> _Merged:
    """Note edits in the files; write nothing. `before`: the record of former imports. An entry that comes

        was brought before, stands in a file:      is updated, key by key
        was brought before, stands nowhere:        KEPT, as somebody removed it
        was never brought, its id stands already:  KEPT, as somebody's own
        stands nowhere:                            NEW

    and one that this file brought, but brings no more, is removed, unless it was changed. The new record holds what
    came, even where somebody's own text stays, with the file that brought it last; it holds no entry of somebody's own.
    """
    standing = {id: existing for file in files.values() for id, existing in file.entries.items()}
    asking = {id: existing for file in files.values() for id, existing in file.asking.items()}
    series = {id for file in files.values() for id in file.series}
    coming, record = _with_known_ids(incoming, before, origin), dict(before)
    outcomes: dict[str, _Outcome] = {}
    for entry in coming:
        existing, brought = standing.get(entry.id), before.get(entry.id)
        if brought and existing:
            outcomes[entry.id] = _update(existing, asking.get(entry.id), brought, entry)
        elif brought:
            outcomes[entry.id] = _kept(entry, f"{entry.id} was removed here")
        elif existing or entry.id in series:
            at = f"in {existing.place()}" if existing else "as a series"
            outcomes[entry.id] = _kept(entry, f"{entry.id} stands {at} and was not brought by an import; it stays")
        else:
            outcomes[entry.id] = _Outcome(Status.NEW)
        if brought or outcomes[entry.id].status is Status.NEW:
            record[entry.id] = Before(origin, keys_of(entry))
    for id in _gone(coming, before, origin):
        del record[id]
        if id in standing:
            outcomes[id] = _remove(id, standing[id], before[id], is_asked=id in asking)
    return _Merged(
        {id: outcome.status for id, outcome in outcomes.items()},
        tuple(entry for entry in coming if outcomes[entry.id].status is Status.NEW),
        tuple(one for outcome in outcomes.values() for one in outcome.left),
        record,
    )


def _kept(entry: NewEntry, why: str) -> _Outcome:
    return _Outcome(Status.KEPT, (Left(f"{entry.pair.question}: {why}", entry.pair.place),))


def _with_known_ids(incoming: Sequence[NewEntry], before: Mapping[str, Before], origin: str) -> tuple[NewEntry, ...]:
    """A question that was put into other words keeps its id, where its answer is still the same."""
    gone = _gone(incoming, before, origin)
    known: dict[str, str] = {}
    for entry in incoming:
        if entry.id in before:
            continue
        keys = keys_of(entry)
        alike = [id for id, brought in gone.items() if _is_reworded(brought.keys, keys)]
        if len(alike) == 1:
            known[entry.id] = alike[0]
            del gone[alike[0]]
    return tuple(
        replace(one, id=known.get(one.id, one.id), related=tuple(known.get(id, id) for id in one.related))
        for one in incoming
    )


def _gone(incoming: Sequence[NewEntry], before: Mapping[str, Before], origin: str) -> dict[str, Before]:
    """Entries that this file brought before, and brings no more."""
    ids = {entry.id for entry in incoming}
    return {id: brought for id, brought in before.items() if brought.origin == origin and id not in ids}


def _is_reworded(brought: Mapping[str, Lines], coming: Mapping[str, Lines]) -> bool:
    if brought.get("answer") != coming["answer"]:
        return False
    old, new = (" ".join(keys.get("question", ())) for keys in (brought, coming))
    return SequenceMatcher(None, old, new, autojunk=False).ratio() > _ALIKE


def _update(existing: Existing, asking: Existing | None, brought: Before, entry: NewEntry) -> _Outcome:
    """`asking`: the ways of asking for it, where they stand apart from it."""
    keys, is_changed = keys_of(entry), False
    left: list[Left] = []
    for key in dict.fromkeys((*brought.keys, *keys)):
        was, new = brought.keys.get(key, ()), keys.get(key, ())
        if key == "id" or was == new:
            continue
        holder = _holder_of(key, existing, asking)
        edit = key_edit(holder, key, was, new)
        if edit is None:
            now = f"here it is now: {brief(' '.join(new))}" if new else "here is none any more"
            message = f"{entry.id}: `{key}` is yours in {holder.place(key)} and stays; {now}"
            left.append(Left(message, entry.pair.place))
            continue
        changes_text = holder.file.put(edit)
        is_changed = is_changed or changes_text
    if is_changed:
        return _Outcome(Status.CHANGED, tuple(left))
    return _Outcome(Status.KEPT if left else Status.SAME, tuple(left))


def _holder_of(key: str, existing: Existing, asking: Existing | None) -> Existing:
    """The ways of asking, if the key stands there and not in the entry; otherwise the entry."""
    if asking is None or key in existing.keys or asking.block(key) is None:
        return existing
    return asking


def _remove(id: str, existing: Existing, brought: Before, *, is_asked: bool) -> _Outcome:
    """`is_asked`: somebody wrote elsewhere how it is asked for."""
    if is_asked or existing.whole().lines != item_lines(brought.keys, ""):
        left = Left(f"{id} is no longer in {brought.origin}; it was changed here and stays", existing.place())
        return _Outcome(Status.KEPT, (left,))
    whole = existing.whole()
    existing.file.put(Edit(with_blank_line(existing.file.text, whole.start), whole.end, ()))
    return _Outcome(Status.REMOVED)
