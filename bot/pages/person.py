"""Makes the pages about a person's stored data: description, export, deletion."""

from __future__ import annotations

import json

from bot.desk import Action, Desk
from bot.pages import buttons
from bot.pages.page import File, Page, Style
from bot.pages.visit import Visit


class Person:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._words = desk.words

    async def export(self, visit: Visit) -> Page:
        held = await self._desk.export(visit.asker)
        if held is None:
            return Page(lead=self._words.not_now, private=True)
        if not any(held.values()):
            return Page(lead=self._words.exported_nothing, private=True)
        content = json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        return Page(lead=self._words.exported, file=File("privacy.json", content), private=True)

    async def delete(self, visit: Visit, *, confirmed: bool = False) -> Page:
        if not confirmed:
            sure = buttons.button(self._words.delete_button, Action.DELETE, style=Style.DANGER)
            return Page(lead=self._words.delete_sure, rows=((sure,),), private=True)
        done = await self._desk.delete(visit.asker)
        return Page(lead=self._words.deleted if done else self._words.not_now, private=True)
