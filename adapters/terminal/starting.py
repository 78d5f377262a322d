"""`evbot init`: a folder's name in, a small knowledge base in it and what to do next out."""

from __future__ import annotations

from pathlib import Path

from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session
from bot.knowledge import init_knowledge


def start_knowledge(session: Session, folder: Path) -> int:
    world = session.world
    for path in init_knowledge(folder):
        world.write_line(to_line({"file": str(path)}) if session.as_json else str(path))
    if not session.as_json:
        world.write_line()
        world.write_line(f"Now: evbot --knowledge {folder}          to chat with it")
        world.write_line(f"     evbot check --knowledge {folder}    to find mistakes")
    return 0
