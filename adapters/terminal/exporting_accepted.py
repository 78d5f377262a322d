"""`evbot curate export`: writes what was accepted into the files of a knowledge base, and prints what that changes."""

from __future__ import annotations

from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.markdown import without_control
from adapters.terminal.json_form import Form
from adapters.terminal.session import Session
from bot.curating import in_force

if TYPE_CHECKING:
    from bot.knowledge.writing import Change


def export_accepted(session: Session, to: Path | None) -> int:
    """To another folder, where `to` names one: a copy is made where it is empty or not there yet."""
    from bot.curating.exporting import FolderChanges
    from bot.knowledge.writing import copy_files, write

    taken = in_force(session.consult(lambda store: store.decisions())).taken
    source = session.folder()
    folder = to or source
    is_new = to is not None and (not to.exists() or (to.is_dir() and not any(to.iterdir())))
    changed = FolderChanges(source if is_new else folder, taken)
    if is_new:
        copy_files(source, folder)
    write(changed.changes, folder)
    for change in changed.changes:
        session.write(_change_form(change), without_control(_diff(change)))
    for line in changed.left:
        session.world.tell(f"not written: {line}")
    if not session.as_json and not changed.changes and not changed.left:
        session.world.write_line(f"Nothing is to be written: all that was accepted stands in {folder}.")
    return 1 if changed.left else 0


def _change_form(change: Change) -> Form:
    """`added` and `removed` count lines."""
    before, after = change.before.splitlines(), change.after.splitlines()
    same = sum(block.size for block in SequenceMatcher(None, before, after).get_matching_blocks())
    return {"file": change.file, "added": len(after) - same, "removed": len(before) - same}


def _diff(change: Change) -> str:
    before, after = change.before.splitlines(), change.after.splitlines()
    return "\n".join(unified_diff(before, after, f"a/{change.file}", f"b/{change.file}", lineterm=""))
