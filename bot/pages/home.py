"""Makes the pages of the bot's Home."""

from __future__ import annotations

from bot.desk import Desk
from bot.pages import buttons
from bot.pages.flowing import flowing
from bot.pages.page import Page
from bot.pages.visit import Manner


def home_page(desk: Desk, manner: Manner, help: str, *, for_admin: bool) -> tuple[Page, ...]:
    """One below the other: the greeting with what to ask first, what there is beside it, and what is kept."""
    return (
        Page(
            desk.bot.knowledge.manifest.name,
            lead=desk.bot.greeting(),
            rows=buttons.questions(desk.starters()),
            private=True,
        ),
        Page(text=help, menus=buttons.topic_menus(desk, manner.options, manner.menus), private=True),
        Page(
            text=flowing(desk.about()),
            notes=(_state(desk),) if for_admin else (),
            private=True,
        ),
        Page(lead=desk.privacy(), rows=(buttons.privacy(desk.words),), private=True),
    )


def _state(desk: Desk) -> str:
    database = desk.words.state_reachable if desk.memory.reachable else desk.words.state_lost
    return desk.words.state.format(database=database, waiting=desk.memory.waiting)
