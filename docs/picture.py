"""Draws the picture of the README from a session of the real chat (`make picture`)."""

from __future__ import annotations

import asyncio
import io
import sys
from datetime import date
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.text import Text

from adapters.terminal.chat import Chat
from adapters.terminal.rich_text import print_markdown
from adapters.terminal.session import Session
from adapters.terminal.world import World
from bot.desk import Desk

WIDTH = 92
TODAY = date(2026, 11, 25)
TYPED = (
    "how many cars did xiaomi delivr in 2025??",
    "and in 2024?",
    "how much is the su7 ultra",
    "how do i cook pasta",
)


def main(target: Path) -> None:
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    asyncio.run(converse(console))
    target.write_text(console.export_svg(title="evbot"), encoding="utf-8")


async def converse(console: Console) -> None:
    session = Session(World({}, Path(), io.BytesIO(), io.StringIO(), io.StringIO()))
    session.today = TODAY
    chat = Chat(session, Desk(session.open_bot()), partial(print_markdown, console))
    chat.greet()
    for line in TYPED:
        console.print(Text(f"\n› {line}\n", style="bold green"))
        await chat.take(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
