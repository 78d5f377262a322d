"""`evbot import`: brings a FAQ from another format into a knowledge base, and lists what it leaves out."""

from collections import Counter
from pathlib import Path

from adapters.control import without_control
from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session
from bot.importing import Imported, Status, import_file

_NAMES = {
    Status.NEW: "new",
    Status.CHANGED: "changed",
    Status.REMOVED: "removed",
    Status.SAME: "as before",
    Status.KEPT: "left as they are here",
}


def import_faq(session: Session, file: Path, folder: Path) -> int:
    imported = import_file(file, folder)
    world = session.world
    if session.as_json:
        for id, what in imported.entries:
            world.write_line(to_line({"entry": id, "outcome": what.value}))
        for left in imported.left:
            form = {"file": left.place.file, "line": left.place.line, "left_out": left.what}
            world.write_line(to_line(form))
        return 0
    for name in imported.written:
        world.write_line(str(folder / name))
    if imported.left:
        world.write_line()
        world.write_line("Not carried over:")
        for left in imported.left:
            world.write_line(f"  {without_control(str(left))}")
    world.write_line()
    world.write_line(_counted(imported))
    world.write_line(f"Now: evbot check --knowledge {folder}    to find mistakes")
    world.write_line(f"     evbot --knowledge {folder}          to chat with it")
    return 0


def _counted(imported: Imported) -> str:
    counts = Counter(what for _, what in imported.entries)
    entries = ", ".join(f"{counts[what]} {name}" for what, name in _NAMES.items() if counts[what])
    return f"Entries: {entries}. Not carried over: {len(imported.left)}."
