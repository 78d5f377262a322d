"""Makes the pages about the bot, its commands and its records, and those that export or delete records."""

import json

from bot.desk import Action, Desk
from bot.pages import buttons
from bot.pages.commands import Command
from bot.pages.cutting import flowing
from bot.pages.page import File, Page, PlatformTraits, Style, Visit


class HelpPages:
    def __init__(self, desk: Desk, traits: PlatformTraits) -> None:
        self._desk, self._words, self._traits = desk, desk.words, traits

    def greeting(self) -> Page:
        return Page(lead=self._desk.bot.greeting(), rows=buttons.starters(self._desk))

    def help(self, *, curates: bool, manages: bool) -> Page:
        text = self._help(curates=curates, manages=manages)
        return Page(lead=self._desk.bot.greeting(), text=text, rows=buttons.starters(self._desk), private=True)

    async def about(self) -> Page:
        privacy = self._words.about_privacy.format(privacy=self._traits.command(Command.PRIVACY))
        bot = self._desk.bot
        return Page(bot.knowledge.manifest.name, text=flowing(bot.about()), notes=(privacy,), private=True)

    async def privacy(self) -> Page:
        return Page(lead=self._desk.privacy, private=True)

    async def export(self, visit: Visit) -> Page:
        held = await self._desk.memory.export(visit.asker)
        if held is None:
            return Page(lead=self._words.not_now, private=True)
        if not any(held.values()):
            return Page(lead=self._words.exported_nothing, private=True)
        content = json.dumps(held, ensure_ascii=False, indent=1).encode("utf-8", "replace")
        return Page(lead=self._words.exported, file=File("privacy.json", content), private=True)

    async def delete(self, visit: Visit, *, confirmed: bool = False) -> Page:
        """Delete all that is stored about a person; without `confirmed`, ask first."""
        if not confirmed:
            sure = buttons.button(self._words.delete_button, Action.DELETE, style=Style.DANGER)
            return Page(lead=self._words.delete_sure, rows=((sure,),), private=True)
        done = await self._desk.delete(visit.asker)
        return Page(lead=self._words.deleted if done else self._words.not_now, private=True)

    def home(self, *, for_admin: bool = False) -> tuple[Page, ...]:
        """The pages of the Home, in order: the greeting with starters, the help, about the bot, privacy."""
        desk, traits = self._desk, self._traits
        menus = buttons.topic_menus(desk, traits.options, traits.menus)
        words, memory = self._words, desk.memory
        database = words.state_reachable if memory.reachable else words.state_lost
        privacy = (
            buttons.button(words.export_button, Action.PRIVACY, "", buttons.EXPORT),
            buttons.button(words.ask_delete_button, Action.PRIVACY, "", buttons.DELETE),
        )
        state = (words.state.format(database=database, waiting=memory.waiting),) if for_admin else ()
        return (
            Page(
                desk.bot.knowledge.manifest.name,
                lead=desk.bot.greeting(),
                rows=buttons.questions(desk.bot.catalogue.starters()),
                private=True,
            ),
            Page(text=self._help(curates=for_admin, manages=False), menus=menus, private=True),
            Page(text=flowing(desk.bot.about()), notes=state, private=True),
            Page(lead=desk.privacy, rows=(privacy,), private=True),
        )

    def _help(self, *, curates: bool, manages: bool) -> str:
        words = self._words
        more = (
            *((words.help_curate,) if curates else ()),
            *((words.help_helpers, words.help_digest) if manages else ()),
        )
        commands = {name: f"`{self._traits.command(name)}`" for name in Command if " " not in name}
        own = self._desk.bot.catalogue.without_charts(words.help, "{chart}")
        return "\n\n".join(part for part in (own, "\n".join(more)) if part).format(**commands)
