"""`evbot import`: brings a FAQ from another format into a knowledge base, and lists what it leaves out."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from adapters.markdown import without_control
from adapters.terminal.json_form import Form
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
    entries: list[Form] = [{"entry": id, "outcome": what.value} for id, what in imported.entries]
    left: list[Form] = [{"file": one.place.file, "line": one.place.line, "left_out": one.what} for one in imported.left]
    session.write_all([*entries, *left], "\n".join(_told(imported, folder)))
    return 0


def _told(imported: Imported, folder: Path) -> Iterator[str]:
    yield from (str(folder / name) for name in imported.written)
    if imported.left:
        yield "\nNot carried over:"
        yield from (f"  {without_control(str(one))}" for one in imported.left)
    yield f"\n{_counted(imported)}"
    yield f"Now: evbot check --knowledge {folder}    to find mistakes"
    yield f"     evbot --knowledge {folder}          to chat with it"


def _counted(imported: Imported) -> str:
    counts = Counter(what for _, what in imported.entries)
    entries = ", ".join(f"{counts[what]} {name}" for what, name in _NAMES.items() if counts[what])
    return f"Entries: {entries}. Not carried over: {len(imported.left)}."
