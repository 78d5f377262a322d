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
    """Notes edits in the files; writes nothing."""
    entries = {id: existing for file in files.values() for id, existing in file.entries.items()}
    asking = {id: existing for file in files.values() for id, existing in file.asking.items()}
    series = {id for file in files.values() for id in file.series}
    now, record = _with_known_ids(incoming, before, origin), dict(before)
    outcomes: dict[str, _Outcome] = {}
    for one in now:
        there, past = entries.get(one.id), before.get(one.id)
        if past:
            outcomes[one.id] = _update(there, asking.get(one.id), past, one)
        elif there or one.id in series:
            outcomes[one.id] = _keep_foreign(there, one)
        else:
            outcomes[one.id] = _Outcome(Status.NEW)
        if past or outcomes[one.id].status is Status.NEW:
            record[one.id] = Before(origin, keys_of(one))
    for id in _gone(now, before, origin):
        del record[id]
        if id in entries:
            outcomes[id] = _remove(id, entries[id], before[id], is_asked=id in asking)
    return _Merged(
        {id: outcome.status for id, outcome in outcomes.items()},
        tuple(one for one in now if outcomes[one.id].status is Status.NEW),
        tuple(one for outcome in outcomes.values() for one in outcome.left),
        record,
    )


def _with_known_ids(incoming: Sequence[NewEntry], before: Mapping[str, Before], origin: str) -> tuple[NewEntry, ...]:
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


def _gone(incoming: Sequence[NewEntry], before: Mapping[str, Before], origin: str) -> dict[str, Before]:
    """Entries that this file brought before, and brings no more."""
    ids = {one.id for one in incoming}
    return {id: past for id, past in before.items() if past.origin == origin and id not in ids}


def _is_reworded(past: Mapping[str, Lines], now: Mapping[str, Lines]) -> bool:
    old, new = (" ".join(keys.get("question", ())) for keys in (past, now))
    return past.get("answer") == now["answer"] and SequenceMatcher(None, old, new, autojunk=False).ratio() > _ALIKE


def _update(there: Existing | None, asking: Existing | None, past: Before, one: NewEntry) -> _Outcome:
    """`there`: the entry that was brought; `asking`: the ways of asking for it, where they stand apart from it."""
    place = one.pair.place
    if there is None:
        return _Outcome(Status.KEPT, (Left(f"{one.pair.question}: {one.id} was removed here", place),))
    keys, is_changed = keys_of(one), False
    left: list[Left] = []
    for key in dict.fromkeys((*past.keys, *keys)):
        was, new = past.keys.get(key, ()), keys.get(key, ())
        if key == "id" or was == new:
            continue
        existing = asking if asking and asking.block(key) and key not in there.keys else there
        edit = key_edit(existing, key, was, new)
        if edit is None:
            now = f"here it is now: {brief(' '.join(new))}" if new else "here is none any more"
            left.append(Left(f"{one.id}: `{key}` is yours in {existing.place(key)} and stays; {now}", place))
        elif existing.file.put(edit):
            is_changed = True
    return _Outcome(Status.CHANGED if is_changed else Status.KEPT if left else Status.SAME, tuple(left))


def _keep_foreign(there: Existing | None, one: NewEntry) -> _Outcome:
    """`there`: the entry that was not brought; None: it is a series."""
    at = f"in {there.place()}" if there else "as a series"
    message = f"{one.pair.question}: {one.id} stands {at} and was not brought by an import; it stays"
    return _Outcome(Status.KEPT, (Left(message, one.pair.place),))


def _remove(id: str, existing: Existing, past: Before, *, is_asked: bool) -> _Outcome:
    """`is_asked`: somebody wrote elsewhere how it is asked for."""
    if is_asked or existing.whole().lines != item_lines(past.keys, ""):
        left = Left(f"{id} is no longer in {past.origin}; it was changed here and stays", existing.place())
        return _Outcome(Status.KEPT, (left,))
    whole = existing.whole()
    existing.file.put(Edit(with_blank_line(existing.file.text, whole.start), whole.end, ()))
    return _Outcome(Status.REMOVED)
