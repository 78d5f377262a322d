"""`evbot curate export`: writes accepted answers into a knowledge folder, and prints the difference."""

from difflib import unified_diff
from importlib.resources import files
from pathlib import Path

from adapters.terminal.json_form import Form
from adapters.terminal.session import Session
from adapters.terminal.showing import without_control
from bot.curating import decided
from bot.curating.exporting import draft
from bot.knowledge.writing import Change, copy_files, write


def export_accepted(session: Session, to: Path | None) -> int:
    taken = decided(session.consult(lambda store: store.decisions())).taken
    source = session.knowledge or Path(str(files("knowledge")))
    folder = to or source
    is_new = to is not None and (not to.exists() or (to.is_dir() and not any(to.iterdir())))
    drafted = draft(taken, source if is_new else folder)
    if is_new:
        copy_files(source, folder)
    write(drafted.changes, folder)
    for change in drafted.changes:
        session.write(_form(change), without_control(_diff(change)))
    for line in drafted.left:
        session.world.tell(f"not written: {line}")
    if not session.as_json and not drafted.changes and not drafted.left:
        session.world.write_line(f"Nothing is to be written: all that was accepted stands in {folder}.")
    return 1 if drafted.left else 0


def _form(change: Change) -> Form:
    lines = [line for line in _diff(change).split("\n")[2:] if line[:1] in ("+", "-")]
    signs = [line[0] for line in lines]
    return {"file": change.file, "added": signs.count("+"), "removed": signs.count("-")}


def _diff(change: Change) -> str:
    before, after = change.before.splitlines(), change.after.splitlines()
    return "\n".join(unified_diff(before, after, f"a/{change.file}", f"b/{change.file}", lineterm=""))
