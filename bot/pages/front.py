"""The front, which the adapters' handlers call: it turns each action of a person into a page."""

from collections.abc import Callable, Collection
from dataclasses import replace

from bot.desk import Action, Desk, to_button
from bot.matching import let_go
from bot.memory import PlaceSettings
from bot.model import Choice, Outcome, Question
from bot.pages import buttons
from bot.pages.answers import Answers
from bot.pages.browsing import Browsing
from bot.pages.curating import Curating, is_form
from bot.pages.digests import Digests
from bot.pages.help_pages import HelpPages
from bot.pages.helpers import Helpers
from bot.pages.page import Form, Link, Page, PageButton, PlatformTraits, Post, Visit, nowhere, to_question
from bot.pages.pictures import Pictures
from bot.pages.pressing import Pressing
from bot.pages.proposing import Proposing, is_proposal
from bot.pages.settling import Settling
from bot.replies import explained_lines


class Front:
    """Makes the pages of questions; its public parts, such as `front.pressing` and `front.settling`, make the others.
    It sends nothing, except by `post`: the caller claims the event first, and calls `close_to_send` right before it
    sends the page. All that makes a command's page is async, even where it waits for nothing, so that adapters treat
    all alike.

    `own_name` returns how the bot is mentioned, which is known once it is connected. `admins`: the askers who may
    curate. `post` writes to a channel where nobody has just asked.
    """

    def __init__(
        self,
        desk: Desk,
        traits: PlatformTraits,
        own_name: Callable[[], str] = str,
        admins: Collection[str] = (),
        post: Post = nowhere,
    ) -> None:
        self.desk = desk
        self.words = desk.words
        self._traits = traits
        self._own_name = own_name
        self.pictures = Pictures(lambda: desk.bot.knowledge, desk.words)
        self.helpers = Helpers(desk, traits, post)
        self.digests = Digests(desk, traits, post)
        self.browsing = Browsing(desk, traits, self.pictures)
        self.curating = Curating(desk, traits, admins)
        self.proposing = Proposing(desk, self.curating.is_curator)
        self.settling = Settling(desk, traits)
        self.help_pages = HelpPages(desk, traits)
        self._answers = Answers(desk, traits, self.pictures)
        self.pressing = Pressing(
            desk,
            traits,
            answers=self._answers,
            browsing=self.browsing,
            settling=self.settling,
            curating=self.curating,
            proposing=self.proposing,
            helpers=self.helpers,
            digests=self.digests,
            help_pages=self.help_pages,
        )

    def warm_up(self) -> None:
        """Load what the first questions would wait for; any thread may run it."""
        for starter in self.desk.bot.catalogue.starters()[:1]:
            # Backwards, its words are unknown: the spellings are loaded, too.
            self.desk.bot.answer(Question(f"{starter.question} {starter.question[::-1]}"))
            self.desk.bot.suggest(starter.question[:5])
        self.browsing.chart_names("a")
        let_go(self.desk.bot.index)

    async def ask(self, text: str, visit: Visit, private: bool | None = None) -> Page:
        """Answer a command's question, or show an entry whose id was typed. `private` None: as the place is set."""
        private = await self._is_private(visit, private)
        question, id = to_question(text, visit, self._traits), text.strip()
        if self.desk.show(id) is not None:
            reply = await self.desk.choose(replace(question, text=""), id)
            return await self._answers.show(reply, visit, private=private)
        reply = await self.desk.reply(question, must_answer=True)
        page = await self._answers.show(reply, visit, private=private)
        if reply.outcome is Outcome.BUSY or not self.desk.is_gone(id):
            return page
        # Nothing is answered in the place of what was picked; what it looks like is offered.
        near = (Choice(reply.answer.id, reply.answer.question),) if reply.answer else ()
        return Page(lead=self.words.gone, rows=buttons.questions(near) if near else page.rows, private=private)

    async def mention(self, text: str, visit: Visit) -> Page:
        """A mention or a direct message. Empty if mentions are not answered there, or the asker was told to wait."""
        if not _is_welcome(await self.desk.memory.places.settings(visit.home), visit):
            return Page()
        if not text.strip():
            return self.help_pages.greeting()
        reply = await self.desk.reply(to_question(text, visit, self._traits))
        return await self._answers.show(reply, visit, private=False)

    async def answer_this(self, text: str, visit: Visit, url: str = "") -> Page:
        """Answer somebody else's message; `url` links to it if the answer does not stand below it."""
        if not text.strip():
            return Page(lead=self.words.no_text, private=True)
        private = not visit.may_write or await self._is_private(visit, None)
        reply = await self.desk.reply(to_question(text, visit, self._traits), must_answer=True)
        page = await self._answers.show(reply, visit, private=private)
        linked = url and reply.outcome is not Outcome.BUSY
        return replace(page, link=Link(self.words.in_answer_to, url)) if linked else page

    @staticmethod
    def asks_for_rights(identifier: str) -> bool:
        """Whether a button or form needs `Visit.may_manage`."""
        button = to_button(identifier)
        return button is not None and (button.action in (Action.SETTING, Action.REMOVE) or is_proposal(button))

    @staticmethod
    def passes_on(identifier: str) -> bool:
        """Whether a button needs `Visit.link`."""
        button = to_button(identifier)
        return button is not None and button.action is Action.PERSON

    def opens_form(self, identifier: str) -> bool:
        """Whether a button only opens a form, which platforms accept only as the very first answer."""
        button = to_button(identifier)
        opening = (Action.FORM, Action.NOT_MEANT) if self._traits.forms else (Action.FORM,)
        return button is not None and (button.action in opening or is_form(button))

    def suggest(self, begun: str, limit: int = 25) -> tuple[Choice, ...]:
        """Return questions that fit what was typed so far, best first; if none fits, starters."""
        return (self.desk.bot.suggest(begun, limit) or self.desk.bot.catalogue.starters())[:limit]

    async def chart(self, name: str, visit: Visit, private: bool | None = None) -> Page:
        return await self.browsing.chart(name, private=await self._is_private(visit, private))

    async def why(self, visit: Visit) -> Page:
        reply = await self.desk.why(to_question("", visit, self._traits))
        if reply is None or reply.why is None:
            return Page(lead=self.words.no_why, private=True)
        title = reply.answer.question if reply.answer else ""
        return Page(title, code=explained_lines(reply.why, self.words), private=True)

    async def help(self, visit: Visit) -> Page:
        return self.help_pages.help(curates=self.curating.is_curator(visit), manages=visit.may_manage)

    def instead_of(self, form: Form) -> Page:
        rows = tuple((PageButton(one.label, one.value),) for one in form.choices)
        return Page(lead=form.question or form.title, rows=rows, private=True)

    def place_unread(self, command: str) -> Page:
        """For text behind a command that names no place which it takes; `command`: a key of `Words.commands`."""
        return Page(text=self.words.place_unread.format(command=self._traits.command(command)), private=True)

    async def unread(self, visit: Visit) -> Page:
        """For what was meant for the bot, but came without its text."""
        if not _is_welcome(await self.desk.memory.places.settings(visit.home), visit):
            return Page()
        return Page(lead=self.words.mention_me.format(mention=self._own_name()))

    def may_not_write(self, channel: str) -> Page:
        """For the asker alone, if the bot may not write to `channel`, by its name if that is known."""
        return self._not_there(self.words.may_not_write, channel)

    def kept_back(self, channel: str) -> Page:
        """As `may_not_write`, but no right would help: the thread is closed, or the server's moderation blocked it."""
        return self._not_there(self.words.kept_back, channel)

    def oops(self, code: str) -> Page:
        """The apology for an error, which the log holds under `code`."""
        return Page(lead=self.words.oops.format(code=code), private=True)

    def _not_there(self, sentence: str, channel: str) -> Page:
        where = f"#{channel}" if channel else self.words.that_channel
        return Page(lead=sentence.format(channel=where), private=True)

    async def _is_private(self, visit: Visit, wished: bool | None) -> bool:
        return (await self.desk.memory.places.settings(visit.home)).private if wished is None else wished


def _is_welcome(settings: PlaceSettings, visit: Visit) -> bool:
    return not settings.channels or not visit.channel or visit.channel in settings.channels
