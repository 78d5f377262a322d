"""`evbot init`: writes a small knowledge base, and asks in a terminal for the bot's name, subject and language."""

from pathlib import Path

from adapters.terminal.session import Session, World
from bot.knowledge import Wishes, init_knowledge, kebab, readable_name
from bot.model import BotError


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
    for path in init_knowledge(folder, Wishes(name or "", subject or "", language or "en")):
        session.write({"file": str(path)}, str(path))
    if not session.as_json:
        world.write_line()
        world.write_line(f"Now: evbot --knowledge {folder}          to chat with it")
        world.write_line(f"     evbot check --knowledge {folder}    to find mistakes")
        world.write_line(f"{folder / 'README.md'} tells how to go on, up to Discord and Slack.")
    return 0


def _asked(world: World, question: str, default: str) -> str:
    world.stdout.write(f"{question} [{default}] ")
    world.stdout.flush()
    return world.stdin.readline().decode("utf-8", "replace").strip() or default
