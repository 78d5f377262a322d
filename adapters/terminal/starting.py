"""`evbot init` and `evbot import`: write a small knowledge base, or bring a FAQ from another format into one."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from adapters.markdown import without_control
from adapters.terminal.json_form import Form
from adapters.terminal.session import Session
from adapters.terminal.world import World
from bot.importing import Imported, Status, import_file
from bot.knowledge import command_line, init_knowledge, kebab, readable_name
from bot.model import BotError

_NAMES = {
    Status.NEW: "new",
    Status.CHANGED: "changed",
    Status.REMOVED: "removed",
    Status.SAME: "as before",
    Status.KEPT: "left as they are here",
}


def start_knowledge(
    session: Session, folder: Path | None, name: str | None, subject: str | None, language: str | None
) -> int:
    """What is None is asked for, where somebody sits before a terminal."""
    world = session.world
    if world.is_person_asking() and not session.as_json:
        own = readable_name(folder.resolve().name) if folder else "My bot"
        name = name or _asked(world, "What is the bot called?", own)
        subject = subject or _asked(world, "What does it answer questions about?", "our library")
        language = language or _asked(world, "In which language (en, de, es, fr, zh ...)?", "en")
    if folder is None:
        if not kebab(name or ""):
            raise BotError("there is no name for a folder; write `evbot init DIR`")
        folder = Path(kebab(name or ""))
    for path in init_knowledge(folder, name=name or "", subject=subject or "", language=language or "en"):
        session.write({"file": str(path)}, str(path))
    if not session.as_json:
        world.write_line()
        world.write_line(f"Now: {command_line('', folder)}          to chat with it")
        world.write_line(f"     {command_line('check', folder)}    to find mistakes")
        world.write_line(f"{folder / 'README.md'} tells how to go on, up to Discord and Slack.")
    return 0


def _asked(world: World, question: str, default: str) -> str:
    world.stdout.write(f"{question} [{default}] ")
    world.stdout.flush()
    return world.stdin.readline().decode("utf-8", "replace").strip() or default


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
    yield f"Now: {command_line('check', folder)}    to find mistakes"
    yield f"     {command_line('', folder)}          to chat with it"


def _counted(imported: Imported) -> str:
    counts = Counter(what for _, what in imported.entries)
    entries = ", ".join(f"{counts[what]} {name}" for what, name in _NAMES.items() if counts[what])
    return f"Entries: {entries}. Not carried over: {len(imported.left)}."
